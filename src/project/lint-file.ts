import type { Source } from '../extract/index.ts'
import { type Diagnostic, inWords, type RawDiagnostic } from '../language/diagnostic.ts'
import { applyEdits, bySpan, type Edit } from '../language/edit.ts'
import { chooseFixes, proveFixes, type TextFindings } from '../lint/prove.ts'
import type { Directed, Directive } from '../lint/rules/directive/directives.ts'
import { noteDiagnostic } from '../lint/rules/host/host-rules.ts'
import { placeFile, type UnplacedFile } from '../report/place.ts'
import { findingsOf, type LintedFile } from '../report/report.ts'
import { directedBy } from './direct.ts'
import { sourcesOf } from './extract.ts'
import type { Input } from './input.ts'
import { lintExtracted } from './lint.ts'
import { withOnePadding, withoutCopiedPadding } from './padding.ts'
import { placeInHost } from './place.ts'
import { type Settings, weighed } from './settings.ts'

/** Fixes of one file that feed each other are tried this often. */
const MAXIMUM_ROUNDS = 10

/** Results with spans of the host text, before they are put into words. */
interface HostFile extends Pick<UnplacedFile, 'file' | 'text'> {
  readonly strings: readonly HostString[]
  readonly diagnostics?: readonly RawDiagnostic[]
}

interface HostString extends Omit<UnplacedFile['strings'][number], 'diagnostics'> {
  readonly diagnostics: readonly RawDiagnostic[]
}

/** Finds and lints the process strings of a text; everything is placed in that text. */
export function lintFile(input: Input, settings: Settings): LintedFile {
  const found = lintWhole(input, settings)
  const strings = input.source === 'argument' ? found.strings : withOnePadding(found.strings)
  return placeFile(inLocale({ ...found, strings }, settings))
}

/**
 * Finds and lints the process strings of a text; spans and edits are offsets of that text. Who has found them already gives them as
 * `sources`.
 */
export function lintInHost(input: Input, settings: Settings, sources?: readonly Source[]): UnplacedFile {
  return inLocale(lintWhole(input, settings, sources), settings)
}

/** Results in the words of one language. */
export function inLocale({ strings, diagnostics = [], ...rest }: HostFile, { locale }: Settings): UnplacedFile {
  const say = (raw: RawDiagnostic) => inWords(raw, locale)
  return {
    ...rest,
    strings: strings.map(string => ({ ...string, diagnostics: string.diagnostics.map(say) })),
    diagnostics: diagnostics.map(say),
  }
}

/** Lints a text that is no piece of another. */
function lintWhole(input: Input, settings: Settings, sources?: readonly Source[]): HostFile {
  const { directed, ...whole } = lintHost(input, settings, [], sources)
  const isCopy = input.source !== 'argument'
  const found = isCopy ? { ...whole, strings: withoutCopiedPadding(whole.strings, input.kind) } : whole
  return directed ? { ...found, diagnostics: weighed(directed.unused(), settings) } : found
}

/**
 * Applies the safe fixes of a text, spelled as the text around them needs, until none is left. Where they would never end, the text stays
 * as it is, so that fixing the result changes nothing more.
 */
export function fixFile(input: Input, settings: Settings): Input {
  let current = input
  for (let round = 0; round < MAXIMUM_ROUNDS; round++) {
    const edits = provenEdits(current, settings)
    if (edits.length === 0) return current
    current = { ...current, text: applyEdits(current.text, edits) }
  }
  return input
}

/** The edits of all fixes that hold in the host text, too: the finding is gone then, no error is new, and no string vanishes. */
function provenEdits(input: Input, settings: Settings): readonly Edit[] {
  const linted = findingsIn(lintWhole(input, settings))
  const found = settings.takesSuggestions ? withSuggestions(linted) : linted
  if (!found.diagnostics.some(({ fix }) => fix)) return []
  const proven = proveFixes(input.text, found, text => findingsIn(lintWhole({ ...input, text }, settings)))
  // Two that touch may both be right, but not at once.
  return chooseFixes([...proven]).flatMap(({ fix = [] }) => fix)
}

/** Findings whose only suggestion counts as their fix. */
function withSuggestions({ diagnostics, ...rest }: TextFindings<RawDiagnostic>): TextFindings<RawDiagnostic> {
  const asFix = (diagnostic: RawDiagnostic): RawDiagnostic => {
    const { fix, suggestions: [suggestion, ...others] = [] } = diagnostic
    return fix || !suggestion || others.length > 0 ? diagnostic : { ...diagnostic, fix: suggestion.edits }
  }
  return { ...rest, diagnostics: diagnostics.map(asFix) }
}

function findingsIn(file: HostFile): TextFindings<RawDiagnostic> {
  return { diagnostics: findingsOf(file), strings: file.strings.map(({ span }) => span) }
}

/** All findings of a text, in its order. */
export function findingsInOrder(file: Pick<UnplacedFile, 'strings' | 'diagnostics'>): readonly Diagnostic[] {
  return findingsOf<Diagnostic>(file).toSorted(bySpan)
}

/** Finds and lints the process strings of a text, behind directives that are `open`. */
export function lintHost(
  input: Input,
  settings: Settings,
  open: readonly Directive[],
  sources: readonly Source[] = sourcesOf(input),
): HostFile & { readonly directed: Directed | undefined } {
  const { text } = input
  // An argument has none.
  const hasNone = input.source === 'argument' || settings.ignoresDirectives
  const directed = hasNone ? undefined : directedBy(text, settings, open)
  const strings = sources.map(found => lintSource(found, text, settings, directed))
  return { file: input.file, text, strings, directed }
}

function lintSource(source: Source, host: string, settings: Settings, directed: Directed | undefined): HostString {
  const { via: resolved, diagnostics } = lintExtracted(source, host, settings)
  // What is to be sent another way altogether is not to be posted either.
  const isOfWrongWay = diagnostics.some(({ ruleId }) => ruleId === 'wrong-via')
  const notes = source.notes.filter(({ messageId }) => !(isOfWrongWay && messageId === 'asyncLink'))
  const all = [
    ...diagnostics.map(diagnostic => placeInHost(diagnostic, source)),
    ...notes.map(note => noteDiagnostic(note, host)),
  ]
  const found = weighed(all, settings)
  const stringStart = source.span.start
  return {
    text: source.text,
    via: resolved,
    span: source.span,
    diagnostics: directed ? found.filter(diagnostic => directed.isKept({ diagnostic, stringStart })) : found,
  }
}
