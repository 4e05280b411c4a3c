import path from 'node:path'
import process from 'node:process'
import { main } from './cli/main.ts'

// A reader that closes early, such as head, is no mistake.
process.stdout.on('error', error => {
  if ('code' in error && error.code === 'EPIPE') process.exit(0)
})
const { stdout, stderr, stdin, env } = process
const worker = path.join(import.meta.dirname, 'lint-worker.cjs')
main(process.argv.slice(2), { stdout, stderr, stdin, env, cwd: process.cwd(), worker }).then(code => {
  process.exitCode = code
})
