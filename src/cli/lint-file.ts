import { extract, type Source } from '../extract/index.ts'
import type { Diagnostic } from '../language/diagnostic.ts'
import { applyEdits, type Edit } from '../language/edit.ts'
import { chooseFixes } from '../lint/fix.ts'
import { type LintOptions, lintText } from '../lint/lint.ts'
import type { LintedFile, LintedString } from '../report/report.ts'
import type { Input } from './inputs.ts'

/** Fixes of one file that feed each other are tried this often. */
const MAXIMUM_ROUNDS = 10

/** Finds and lints the process strings of a text; everything is placed in that text. */
export function lintFile({ file, kind, text, source }: Input, options: LintOptions): LintedFile {
  const sources = source === 'argument' ? [argumentSource(text)] : extract(text, kind)
  return { file, text, strings: sources.map(found => lintSource(found, options)) }
}

/** Applies the safe fixes of a text, spelled as the text around them needs, until none is left. */
export function fixFile(input: Input, options: LintOptions): Input {
  let current = input
  for (let round = 0; round < MAXIMUM_ROUNDS; round++) {
    const fixes = chooseFixes(lintFile(current, options).strings.flatMap(({ diagnostics }) => diagnostics))
    if (fixes.length === 0) break
    current = { ...current, text: applyEdits(current.text, fixes.flat()) }
  }
  return current
}

function lintSource(source: Source, options: LintOptions): LintedString {
  const via = options.via && options.via !== 'auto' ? options.via : source.via
  const holes = source.holes.length > 0
  const { via: resolved, diagnostics } = lintText(source.text, { ...options, via, holes })
  return {
    text: source.text,
    via: resolved,
    span: source.span,
    diagnostics: diagnostics.map(diagnostic => placeInHost(diagnostic, source)),
  }
}

function placeInHost(diagnostic: Diagnostic, source: Source): Diagnostic {
  const { fix, suggestions, ...rest } = diagnostic
  const place = ({ span, text }: Edit): Edit => ({ span: source.toHost(span), text: source.escape(text, span.start) })
  return {
    ...rest,
    span: source.toHost(diagnostic.span),
    ...(fix && { fix: fix.map(place) }),
    ...(suggestions && {
      suggestions: suggestions.map(({ message, edits }) => ({ message, edits: edits.map(place) })),
    }),
  }
}

/** An argument is the string itself, unless it is a URL that carries one. */
function argumentSource(text: string): Source {
  const [found] =
    /[?&]x-oss-(?:async-)?process=/i.test(text) && /^[a-z]+:|^[/?]/i.test(text) ? extract(text, 'argument.oss') : []
  return (
    found ?? {
      text,
      holes: [],
      via: 'auto',
      key: 'bare',
      span: { start: 0, end: text.length },
      toHost: span => span,
      escape: replacement => replacement,
      hostEdits: edit => [edit],
      fragment: false,
      notes: [],
    }
  )
}
