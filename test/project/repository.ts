import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type Run, run } from '../cli/run.ts'

/** A git repository of its own for one test. */
export interface Repository {
  readonly folder: string
  readonly at: (name: string) => string
  readonly write: (name: string, text: string | Uint8Array) => void
  readonly read: (name: string) => string
  readonly git: (...args: string[]) => string
  readonly commit: () => void
  readonly lint: (...argv: string[]) => Promise<Run>
}

/** Makes a repository with some files. */
export function makeRepository(files: Readonly<Record<string, string | Uint8Array>> = {}): Repository {
  const folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'oss-process-repository-')))
  const at = (name: string) => path.join(folder, name)
  const write = (name: string, text: string | Uint8Array) => {
    mkdirSync(path.dirname(at(name)), { recursive: true })
    writeFileSync(at(name), text)
  }
  const git = (...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=Test', '-c', 'user.email=test@example.com', ...args], {
      cwd: folder,
      encoding: 'utf8',
    })
  git('init', '--quiet', '--initial-branch=main')
  for (const [name, text] of Object.entries(files)) write(name, text)
  return {
    folder,
    at,
    write,
    git,
    read: name => readFileSync(at(name), 'utf8'),
    commit: () => {
      git('add', '--all')
      git('commit', '--quiet', '--message', 'state')
    },
    lint: (...argv) => run(['lint', ...argv], { cwd: folder }),
  }
}

/** A line of JavaScript with one error, `w_0`. */
export const WRONG: string = "const url = base + '?x-oss-process=image/resize,w_0'\n"
/** A line of JavaScript with nothing wrong. */
export const FINE: string = "const url = base + '?x-oss-process=image/resize,w_100'\n"
/** A line of JavaScript with a warning that can be fixed. */
export const FIXABLE: string = "const url = base + '?x-oss-process=image/resize,w_100,w_100'\n"

/** The places of a unix report, `file:line`. */
export function placesOf({ stdout }: Run): string[] {
  return stdout
    .split('\n')
    .filter(line => line !== '')
    .map(line => line.split(':').slice(0, 2).join(':'))
}
