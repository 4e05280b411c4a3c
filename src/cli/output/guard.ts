import { visible } from '../../report/frame.ts'
import type { Io, TextOutput } from '../io.ts'

const ESCAPE = '\\x1b'
/** What this program itself writes to terminals: its colours, and clearing the line of a progress bar. Line ends and tabs are text. */
const OWN = new RegExp(`(${ESCAPE}\\[(?:1|22|3[1236]|39|90)m|\\r${ESCAPE}\\[K|\\r?\\n|\\t)`)

/**
 * Streams through which nothing leaves that a terminal would obey, whatever file, key or answer it came from. In GitHub Actions nothing
 * leaves that the runner would take for a command either: a line that begins with `::`, as names of files may, or `##[` anywhere.
 */
export function guard(io: Io): Io {
  const isWorkflow = io.env.GITHUB_ACTIONS === 'true'
  let [stdout, stderr]: (TextOutput | undefined)[] = []
  // Node opens a stream when it is asked for, which takes a while.
  return Object.create(io, {
    stdout: { get: () => (stdout ??= guardOutput(io.stdout, isWorkflow)) },
    stderr: { get: () => (stderr ??= guardOutput(io.stderr, isWorkflow)) },
  })
}

function guardOutput(output: TextOutput, isWorkflow: boolean): TextOutput {
  return {
    write: text => output.write(isWorkflow ? withoutCommands(withoutControls(text)) : withoutControls(text)),
    verbatim: output,
    ...(output.isTTY !== undefined && { isTTY: output.isTTY }),
    ...(output.columns !== undefined && { columns: output.columns }),
  }
}

function withoutControls(text: string): string {
  return text
    .split(OWN)
    .map((part, index) => (index % 2 === 1 ? part : visible(part)))
    .join('')
}

/** `./::name` is the same file as `::name`, and `\u005b` the same character in JSON. */
function withoutCommands(text: string): string {
  return text.replace(/^(?=\s*::)/gm, './').replaceAll('##[', '##\\u005b')
}
