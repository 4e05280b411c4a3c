import path from 'node:path'
import { main } from './main.ts'
import { isAllWritten, isOutputLost, openOutput } from './output/standard-output.ts'

/** Runs the program with what the process has: its arguments, environment and streams. */
export function run(): void {
  const surroundings = {
    env: process.env,
    cwd: process.cwd(),
    worker: path.join(import.meta.dirname, 'lint-worker.cjs'),
  }
  main(process.argv.slice(2), Object.assign(openStreams(), surroundings)).then(code => {
    process.exitCode = code
    // A stream tells that it failed when the command is done already.
    process.once('exit', () => {
      if (code === 0 && isOutputLost()) process.exitCode = 2
    })
    if (isAllWritten()) process.exit()
  })
}

/** Node takes some milliseconds to open a stream, and most commands need few of them. */
function openStreams() {
  return {
    stdout: openOutput(),
    get stderr() {
      // Nobody may read it any more; that is no reason to end.
      if (process.stderr.listenerCount('error') === 0) process.stderr.on('error', () => undefined)
      return process.stderr
    },
    get stdin() {
      return process.stdin
    },
  }
}
