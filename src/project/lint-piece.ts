import { type Directive, NOT_DIRECTED } from '../lint/rules/directive/directives.ts'
import { placeFile, type TextOrigin } from '../report/place.ts'
import type { LintedFile } from '../report/report.ts'
import { sourcesOf } from './extract.ts'
import type { Input } from './input.ts'
import { inLocale, lintHost } from './lint-file.ts'
import { mayHold } from './may-hold.ts'
import type { RequestLines, StringAt } from './request-lines.ts'
import { type Settings, weighed } from './settings.ts'

/** What linting a piece of a file came to. */
export interface LintedPiece {
  readonly linted: LintedFile
  /** The strings without findings, in the order of the text. */
  readonly clean: readonly StringAt[]
  /** The directives that hold behind it. */
  readonly open: readonly Directive[]
  /** What is wrong with its own directives that hold behind it, once all of the file was linted. */
  readonly unusedOpen: () => LintedFile
}

/**
 * Lints a piece of a file that starts at `origin`, behind directives that are `open`. Of the request lines that `requests` knows nothing
 * is read; the others it learns.
 */
export function lintPiece(
  input: Input,
  settings: Settings,
  { origin, open }: { readonly origin: TextOrigin; readonly open: readonly Directive[] },
  requests: RequestLines,
): LintedPiece {
  const { rest, clean, unknown } = requests.read(input.text)
  const sources = rest === input.text || mayHold(rest) ? sourcesOf({ ...input, text: rest }) : []
  const { directed, ...found } = lintHost(input, settings, open, sources)
  if (directed === undefined || directed === NOT_DIRECTED) requests.learn(unknown, found.strings)
  const strings = found.strings.filter(({ diagnostics }) => diagnostics.length > 0)
  const others = found.strings
    .filter(({ diagnostics }) => diagnostics.length === 0)
    .map(({ text, via, span }) => ({ text, via, start: span.start }))
  const { file, text } = input
  const unused = (which: 'ended' | 'open') => weighed(directed?.unused(which) ?? [], settings)
  return {
    linted: placeFile(inLocale({ file, text, strings, diagnostics: unused('ended') }, settings), origin),
    clean: others.length === 0 ? clean : [...clean, ...others].sort((one, other) => one.start - other.start),
    open: directed?.open ?? [],
    unusedOpen: () => placeFile(inLocale({ file, text, strings: [], diagnostics: unused('open') }, settings), origin),
  }
}
