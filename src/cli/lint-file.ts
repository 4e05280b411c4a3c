import { type Directed, type Directive, readDirectives } from '../config/directives.ts'
import { hostRules, noteDiagnostic } from '../config/host-rules.ts'
import { applySeverity, type Settings } from '../config/settings.ts'
import { extract, type Source } from '../extract/index.ts'
import type { Diagnostic } from '../language/diagnostic.ts'
import { applyEdits, type Edit } from '../language/edit.ts'
import { HOLE, type Span } from '../language/tree.ts'
import { chooseFixes } from '../lint/fix.ts'
import { type LintResult, lintText } from '../lint/lint.ts'
import { rules } from '../lint/rules/index.ts'
import type { CleanString } from '../report/clean-strings.ts'
import { type Origin, placeFile, placesOf, type UnplacedFile } from '../report/place.ts'
import type { LintedFile } from '../report/report.ts'
import type { Input } from './inputs.ts'

/** Fixes of one file that feed each other are tried this often. */
const MAXIMUM_ROUNDS = 10
/** Results of equal strings that are remembered, as logs repeat themselves. */
const REMEMBERED = 10_000

/** What is remembered of a string. */
type Linted = Omit<LintResult, 'tree'>

/** Finds and lints the process strings of a text; everything is placed in that text. */
export function lintFile(input: Input, settings: Settings): LintedFile {
  return placeFile(lintWhole(input, settings))
}

/** Lints a text that is no piece of another. */
function lintWhole(input: Input, settings: Settings): UnplacedFile {
  const { directed, ...found } = lintHost(input, settings)
  return directed ? { ...found, diagnostics: weighed(directed.unused(), settings) } : found
}

function weighed(diagnostics: readonly Diagnostic[], settings: Settings): readonly Diagnostic[] {
  return diagnostics.flatMap(diagnostic => applySeverity(diagnostic, settings) ?? [])
}

/** What linting a piece of a file came to. */
export interface LintedPiece {
  readonly linted: LintedFile
  /** The directives that hold behind it. */
  readonly open: readonly Directive[]
  /** What is wrong with its own directives that hold behind it, once all of the file was linted. */
  readonly unusedOpen: () => LintedFile
}

/**
 * Lints a piece of a file that starts at `origin`, behind directives that are `open`. Strings without findings are counted, and given
 * to `keep`.
 */
export function lintPiece(
  input: Input,
  settings: Settings,
  { origin, open }: { readonly origin: Origin; readonly open: readonly Directive[] },
  keep: ((string: CleanString) => void) | undefined,
): LintedPiece {
  const { directed, ...found } = lintHost(input, settings, open)
  const strings = found.strings.filter(({ diagnostics }) => diagnostics.length > 0)
  const place = placesOf(input.text, origin)
  if (keep) {
    for (const { text, via, span, diagnostics } of found.strings)
      if (diagnostics.length === 0) keep({ text, via, start: place(span.start) })
  }
  const { file, text } = input
  const unused = (which: 'ended' | 'open') => weighed(directed?.unused(which) ?? [], settings)
  return {
    linted: {
      ...placeFile({ file, text, strings, diagnostics: unused('ended') }, origin),
      clean: found.strings.length - strings.length,
    },
    open: directed?.open ?? [],
    unusedOpen: () => placeFile({ file, text, strings: [], diagnostics: unused('open') }, origin),
  }
}

/** Applies the safe fixes of a text, spelled as the text around them needs, until none is left. */
export function fixFile(input: Input, settings: Settings): Input {
  let current = input
  let found = lintWhole(current, settings)
  for (let round = 0; round < MAXIMUM_ROUNDS; round++) {
    const fixes = chooseFixes(diagnosticsOf(found))
    if (fixes.length === 0) return current
    const next = { ...current, text: applyEdits(current.text, fixes.flat()) }
    const after = lintWhole(next, settings)
    // A fix never makes a string vanish or adds an error; where the host turns out to be read otherwise, it is not made.
    if (after.strings.length < found.strings.length || countErrors(after) > countErrors(found)) return current
    current = next
    found = after
  }
  return current
}

function diagnosticsOf({ strings, diagnostics = [] }: UnplacedFile): readonly Diagnostic[] {
  return [...strings.flatMap(string => string.diagnostics), ...diagnostics]
}

function countErrors(file: UnplacedFile): number {
  return diagnosticsOf(file).filter(({ severity }) => severity === 'error').length
}

function lintHost(
  { file, kind, text, source }: Input,
  settings: Settings,
  open: readonly Directive[] = [],
): UnplacedFile & { readonly directed: Directed | undefined } {
  const sources = source === 'argument' ? argumentSources(text) : extract(text, kind)
  const directed = source === 'argument' ? undefined : readDirectives(text, ruleIdsOf(settings), settings.locale, open)
  const strings = sources.map(found => lintSource(found, text, settings, directed))
  return { file, text, strings, directed }
}

const ruleIds = new WeakMap<Settings, ReadonlySet<string>>()

function ruleIdsOf(settings: Settings): ReadonlySet<string> {
  let ids = ruleIds.get(settings)
  if (!ids) {
    ids = new Set([...rules, ...hostRules, ...settings.extraRules].map(({ id }) => id))
    ruleIds.set(settings, ids)
  }
  return ids
}

function lintSource(
  source: Source,
  host: string,
  settings: Settings,
  directed: Directed | undefined,
): UnplacedFile['strings'][number] {
  const { via: resolved, diagnostics } = lintFragment(source, settings)
  const notes = source.notes.map(note => noteDiagnostic(note, host, settings.locale))
  const all = [...diagnostics.map(diagnostic => placeInHost(diagnostic, source)), ...notes]
  const found = weighed(all, settings)
  const stringStart = source.span.start
  return {
    text: source.text,
    via: resolved,
    span: source.span,
    diagnostics: directed ? found.filter(diagnostic => directed.isKept({ diagnostic, stringStart })) : found,
  }
}

/** A piece that later statements complete is linted with a hole where the rest comes; its end says nothing. */
function lintFragment(source: Source, settings: Settings): Linted {
  const { text, fragment } = source
  if (!fragment) return lintRemembered(source, text, source.holes.length > 0, settings)
  const before = text.startsWith('|') ? 1 : 0
  const result = lintRemembered(source, `${before ? HOLE : ''}${text}${HOLE}`, true, settings)
  const clamp = (offset: number) => Math.min(Math.max(offset - before, 0), text.length)
  const diagnostics = result.diagnostics.map(({ fix: _fix, suggestions: _suggestions, span, ...rest }) => ({
    ...rest,
    span: { start: clamp(span.start), end: clamp(span.end) },
  }))
  return { ...result, diagnostics }
}

const remembered = new WeakMap<Settings, Map<string, Linted>>()

function lintRemembered(source: Source, text: string, holes: boolean, settings: Settings): Linted {
  const via = settings.via !== 'auto' ? settings.via : source.via !== 'auto' ? source.via : settings.defaultVia
  const key = `${via} ${holes} ${text}`
  const results = remembered.get(settings) ?? new Map<string, Linted>()
  const known = results.get(key)
  if (known) return known
  const { locale, extraRules } = settings
  // The tree, which is not needed, would keep the file in memory.
  const { tree: _tree, ...result } = lintText(text, { via, holes, locale, extraRules, rules: settings.rules })
  if (results.size >= REMEMBERED) results.clear()
  results.set(key, result)
  remembered.set(settings, results)
  return result
}

function placeInHost(diagnostic: Diagnostic, source: Source): Diagnostic {
  const { fix, suggestions, ...rest } = diagnostic
  const placed = fix && placeEdits(fix, source)
  const offered = suggestions?.flatMap(({ message, edits }) => {
    const host = placeEdits(edits, source)
    return host ? [{ message, edits: host }] : []
  })
  return {
    ...rest,
    span: source.toHost(diagnostic.span),
    ...(placed && { fix: placed }),
    ...(offered?.length && { suggestions: offered }),
  }
}

/** The edits in the host text; undefined where one would remove what is filled in at run time. */
function placeEdits(edits: readonly Edit[], source: Source): readonly Edit[] | undefined {
  const placed = edits.map(edit => source.hostEdits(edit))
  return placed.every(found => found !== undefined) ? placed.flat() : undefined
}

/** An argument is the string itself, unless it is a URL that carries one. */
function argumentSources(text: string): readonly Source[] {
  const isAddress = /^[a-z][a-z0-9+.-]*:\/\//i.test(text)
  const found = isAddress || /(?:^|[?&])x-oss-(?:async-)?process=/i.test(text) ? extract(text, 'argument.oss') : []
  if (isAddress || found.length > 0) return found
  const whole: Span = { start: 0, end: text.length }
  return [
    {
      text,
      holes: [],
      via: 'auto',
      key: 'bare',
      span: whole,
      toHost: span => span,
      escape: replacement => replacement,
      hostEdits: edit => [edit],
      fragment: false,
      notes: [],
    },
  ]
}
