import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { createInterface } from 'node:readline'

const COMMAND = path.join(import.meta.dirname, '../../../dist/bin.cjs')

/** `oss-process serve` as a process of its own. */
export interface ServerProcess {
  readonly pid: number
  /** Resolves when it listens; rejects when it ends before, with what it said. */
  readonly endpoint: Promise<string>
  /** Resolves when the process is gone. */
  readonly ended: Promise<void>
  kill(signal: 'SIGKILL' | 'SIGTERM'): void
}

/** Starts the command on a root; `folder` takes what it puts among temporary files. */
export function startServer(
  root: string,
  folder: string,
  more: readonly string[] = [],
  variables: Readonly<Record<string, string>> = {},
  command: string = COMMAND,
): ServerProcess {
  const argv = [command, 'serve', '--root', root, '--port', '0', '--json', '--quiet', ...more]
  const env = { PATH: process.env.PATH, HOME: folder, TMPDIR: folder, ...variables }
  const child = spawn(process.execPath, argv, { env, stdio: ['ignore', 'pipe', 'pipe'] })
  const ended = once(child, 'exit').then(() => undefined)
  return { pid: child.pid ?? 0, endpoint: endpointOf(child), ended, kill: signal => child.kill(signal) }
}

function endpointOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = ''
    child.stderr?.on('data', data => (said += data))
    child.once('close', code => reject(new Error(`The server ended with ${code}: ${said}`)))
    if (!child.stdout) return
    createInterface({ input: child.stdout }).once('line', line => {
      const { endpoint }: { endpoint: string } = JSON.parse(line)
      resolve(endpoint)
    })
  })
}

/** Megabytes that a process holds: `VmRSS` now, `VmHWM` at most so far. */
export function memoryOf(pid: number, field: 'VmRSS' | 'VmHWM'): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8')
  return Number(new RegExp(`^${field}:\\s+(\\d+) kB`, 'm').exec(status)?.[1]) / 1024
}
