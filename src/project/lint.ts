import { memoize } from '../../grammar/catalogue/memo.ts'
import type { Address } from '../catalogue/address.ts'
import { findAddress } from '../extract/address.ts'
import type { Source } from '../extract/index.ts'
import { HOLE } from '../language/tree.ts'
import { fittingSource } from '../lint/known-facts.ts'
import { type LintOptions, lintRaw } from '../lint/lint.ts'
import { bucketOfHost } from '../lint/rules/bucket/bucket-rules.ts'
import type { CheckedString } from '../lint/run.ts'
import type { Facts } from '../trace/facts.ts'
import type { Settings } from './settings.ts'

/** Results of equal strings that are remembered, as logs repeat themselves. */
const REMEMBERED = 10_000

/** What is remembered of a string. */
export type Linted = Omit<CheckedString, 'tree'>

/**
 * Lints a source; spans are those of its text. A piece that later statements complete is linted with a hole where the rest comes; its
 * end says nothing. `host` is the text that the source stands in.
 */
export function lintExtracted(source: Source, host: string, settings: Settings): Linted {
  const address = findAddress(host, source.span)
  const result = lintText(source, address, settings)
  const more = source.holes.flatMap(hole =>
    hole.choices.flatMap(choice => lintChoice(source, hole.offset, choice, settings)),
  )
  return more.length === 0 ? result : { ...result, diagnostics: [...result.diagnostics, ...more] }
}

/** What is wrong with a literal that a conditional expression may put in the place of the hole at `offset`. */
function lintChoice(source: Source, offset: number, choice: string, settings: Settings): Linted['diagnostics'] {
  const text = source.text.slice(0, offset) + choice + source.text.slice(offset + 1)
  const holes = source.holes.filter(hole => hole.offset !== offset)
  const { diagnostics } = lintText({ ...source, text, holes }, {}, settings)
  const end = offset + choice.length
  return diagnostics
    .filter(({ span, severity }) => severity !== 'info' && span.start < end && span.end > offset)
    .map(({ fix: _fix, suggestions: _suggestions, ...rest }) => ({ ...rest, span: { start: offset, end: offset + 1 } }))
}

function lintText(source: Source, address: Address, settings: Settings): Linted {
  const { text, fragment, key, needle, notes } = source
  // The language of another cloud is its own.
  if (key === 'foreign' || needle || notes.some(({ messageId }) => messageId === 'otherCloud'))
    return { via: 'get', diagnostics: [] }
  const before = beginningOf(source)
  const additions = { holes: source.holes.length > 0 || fragment, open: source.open, nested: source.nested, address }
  if (!fragment && before === '') return lintRemembered(source, text, additions, settings)
  const whole = `${before}${text}${fragment ? HOLE : ''}`
  const result = lintRemembered(source, whole, { ...additions, holes: true }, settings)
  const clamp = (offset: number) => Math.min(Math.max(offset - before.length, 0), text.length)
  const diagnostics = result.diagnostics.map(({ fix: _fix, suggestions: _suggestions, span, ...rest }) => ({
    ...rest,
    span: { start: clamp(span.start), end: clamp(span.end) },
  }))
  return { ...result, diagnostics }
}

/** What a piece goes on from: an earlier stage, or a picture. */
function beginningOf({ text, key, fragment }: Source): string {
  if (key === 'builder-append' && text.startsWith('/')) return 'image'
  if (!fragment) return ''
  return text.startsWith('|') ? HOLE : text.startsWith('sys/') ? `${HOLE}|` : ''
}

/** What is known of the sources behind a host; of all, where its bucket tells nothing. */
function sourcesOf(host: string, { bucketSources = {}, sources = [] }: Settings): readonly Facts[] {
  const bucket = bucketOfHost(host, Object.keys(bucketSources))
  return bucketSources[bucket ?? ''] ?? sources
}

const resultsOf = memoize((_settings: Settings) => new Map<string, Linted>())

function lintRemembered(
  source: Source,
  text: string,
  { holes, open, nested, address }: Required<Pick<LintOptions, 'holes' | 'open' | 'nested' | 'address'>>,
  settings: Settings,
): Linted {
  const via = settings.via !== 'auto' ? settings.via : source.via !== 'auto' ? source.via : settings.defaultVia
  const { host = '', extension = '', isArgument = '', isSigned = '' } = address
  const key = `${via} ${holes} ${open} ${nested} ${host} ${extension} ${isArgument} ${isSigned} ${text}`
  const results = resultsOf(settings)
  const known = results.get(key)
  if (known) return known
  const { extraRules, rules, ruleOptions, ruleSet } = settings
  const sources = sourcesOf(host, settings)
  const facts = fittingSource(text, sources) ?? (settings.mustFit ? sources[0] : undefined)
  // The tree, which is not needed, would keep the file in memory.
  const { tree: _tree, ...result } = lintRaw(text, {
    ...{ via, holes, open, nested, address, extraRules, rules, ruleOptions },
    ...(ruleSet && { ruleSet }),
    ...(facts && { facts }),
  })
  if (results.size >= REMEMBERED) results.clear()
  results.set(key, result)
  return result
}
