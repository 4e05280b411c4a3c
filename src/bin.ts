import path from 'node:path'
import { main } from './cli/main.ts'
import { isAllWritten, openOutput } from './cli/standard-output.ts'

// Node takes some milliseconds to open a stream, and most commands need few of them.
const streams = {
  stdout: openOutput(),
  get stderr() {
    return process.stderr
  },
  get stdin() {
    return process.stdin
  },
}
const surroundings = { env: process.env, cwd: process.cwd(), worker: path.join(import.meta.dirname, 'lint-worker.cjs') }
main(process.argv.slice(2), Object.assign(streams, surroundings)).then(code => {
  process.exitCode = code
  if (isAllWritten()) process.exit()
})
