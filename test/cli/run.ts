import { main } from '../../src/cli/main.ts'

/** What a run of the program gave. */
export interface Run {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

/** Runs the program in this process. */
export async function run(
  argv: readonly string[],
  given: { stdin?: string | Uint8Array; env?: Record<string, string>; cwd?: string; columns?: number } = {},
): Promise<Run> {
  const out: string[] = []
  const err: string[] = []
  const code = await main(argv, {
    stdout: { write: text => out.push(text), ...(given.columns && { columns: given.columns }) },
    stderr: { write: text => err.push(text) },
    stdin: (async function* () {
      yield given.stdin ?? ''
    })(),
    env: given.env ?? {},
    cwd: given.cwd ?? process.cwd(),
  })
  return { code, stdout: out.join(''), stderr: err.join('') }
}
