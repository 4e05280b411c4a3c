import { decodeBase64Url, encodeBase64Url } from '../../grammar/catalogue/base64url.ts'
import type { Locale } from '../../grammar/catalogue/localized.ts'
import type { ParameterSpec } from '../../grammar/catalogue/types.ts'
import { fonts } from '../../grammar/operations/fonts.ts'
import { type CatalogCategory, type CatalogOperation, getCatalog, resolveOperation } from '../catalogue/catalogue.ts'
import type { Span } from '../language/tree.ts'
import { describeOperation, describeParameter, words } from './describe.ts'

/** Something to put in. */
export interface CompletionItem {
  readonly label: string
  /** What is written in place of the span. */
  readonly insert: string
  /** Beside the label, in a few words. */
  readonly detail: string
  /** Sentences for who looks closer. */
  readonly notes: readonly string[]
  /** Other words by which it is found. */
  readonly aliases: readonly string[]
}

/** What may stand at the caret. */
export interface Completion {
  /** The word that an item replaces. */
  readonly span: Span
  readonly items: readonly CompletionItem[]
  /** What belongs here, in words. */
  readonly hint?: string | undefined
}

/** What else is known where a string is written. */
export interface CompletionContext {
  readonly locale: Locale
  /** The type of the chosen object: its category goes first. */
  readonly contentType?: string | undefined
  readonly buckets?: readonly string[] | undefined
  /** A name for the result. */
  readonly target?: string | undefined
}

/** The place of the caret in a string. */
interface TextAtCaret {
  readonly text: string
  readonly caret: number
  /** Of the stage before the caret, cut at its slashes. */
  readonly pieces: readonly string[]
  readonly isFirstStage: boolean
}

/** What may stand at the caret of a process string; undefined where nothing is known. */
export function complete(text: string, caret: number, context: CompletionContext): Completion | undefined {
  const before = text.slice(0, caret)
  const start = 1 + Math.max(before.lastIndexOf('|'), before.lastIndexOf('{'))
  const place = { text, caret, pieces: before.slice(start).split('/'), isFirstStage: start === 0 }
  const [category = '', ...operations] = place.pieces
  if (operations.length === 0) return /[,_]/.test(category) ? undefined : completeCategory(place, context)
  const known = getCatalog().get(category)
  if (!known) return undefined
  const main = mainBefore(known, operations)
  const [name = '', ...parameters] = (operations.at(-1) ?? '').split(',')
  if (parameters.length === 0) return completeOperation(place, known, main, context)
  const entry = resolveOperation(known, main, name)
  return entry && completeParameter(place, entry, parameters.at(-1) ?? '', context)
}

function mainBefore(known: CatalogCategory, operations: readonly string[]): CatalogOperation | undefined {
  let main: CatalogOperation | undefined
  for (const operation of operations.slice(0, -1)) {
    const entry = resolveOperation(known, main, operation.replace(/,.*$/s, ''))
    if (entry && !entry.parent) main = entry
  }
  return main
}

/** The word around the caret: `typed` stands before it, `rest` are the characters that go on with it. */
function narrow(
  { text, caret }: TextAtCaret,
  typed: string,
  rest: RegExp,
  items: readonly CompletionItem[],
  hint?: string,
): Completion {
  const end = caret + (rest.exec(text.slice(caret))?.[0].length ?? 0)
  const span = { start: caret - typed.length, end }
  return { span, items: rank(items, typed.toLowerCase()), ...(hint !== undefined && { hint }) }
}

/** Items that start with what was typed, then those that have it elsewhere; the order of the catalogue within. */
function rank(items: readonly CompletionItem[], typed: string): readonly CompletionItem[] {
  const startsWith = ({ label, aliases }: CompletionItem) =>
    [label, ...aliases].some(word => word.toLowerCase().startsWith(typed))
  const first = items.filter(startsWith)
  const others = items.filter(item => !first.includes(item) && item.label.toLowerCase().includes(typed))
  return [...first, ...others]
}

const NAME = /^[^/,|{}_]*\/?/

function completeCategory(place: TextAtCaret, { locale, contentType = '' }: CompletionContext): Completion {
  const kind = contentType.replace(/\/.*$/, '')
  const wanted = place.isFirstStage ? kind : 'sys'
  const items = [...getCatalog().values()]
    .filter(({ name }) => !place.isFirstStage || (name !== 'sys' && name !== 'trigger'))
    .sort((a, b) => Number(b.name === wanted) - Number(a.name === wanted))
    .map(({ name, spec }) => ({
      ...{ label: name, insert: `${name}/`, detail: spec.title[locale], aliases: [] },
      notes: [],
    }))
  return narrow(place, place.pieces[0] ?? '', NAME, items)
}

function completeOperation(
  place: TextAtCaret,
  known: CatalogCategory,
  main: CatalogOperation | undefined,
  { locale }: CompletionContext,
): Completion {
  const all = [...(main?.subOperations.values() ?? []), ...known.operations.values()]
  const items = all
    .filter(({ main: spec }) => !spec?.conditionalOnly)
    .map(entry => ({
      label: entry.name,
      insert: entry.parameters.size > 0 ? `${entry.name},` : entry.name,
      detail: entry.spec.title[locale],
      notes: describeOperation(entry, locale),
      aliases: [],
    }))
  return narrow(place, place.pieces.at(-1) ?? '', /^[^/,|{}]*,?/, items)
}

function completeParameter(
  place: TextAtCaret,
  entry: CatalogOperation,
  typed: string,
  context: CompletionContext,
): Completion {
  const underscore = typed.indexOf('_')
  const named = underscore < 0 ? undefined : entry.parameters.get(typed.slice(0, underscore))
  if (named) {
    return completeValue(place, typed.slice(0, underscore), named, typed.slice(underscore + 1), context)
  }
  const positional = entry.parameters.get('')
  const values = positional ? valueItems(positional, context, '', typed) : []
  const hint = positional && describeParameter('', positional, context.locale).join(' · ')
  return narrow(place, typed, /^[^/,|{}_]*_?/, [...nameItems(place, entry, context.locale), ...values], hint)
}

function nameItems({ text, caret }: TextAtCaret, entry: CatalogOperation, locale: Locale): readonly CompletionItem[] {
  const start = Math.max(text.lastIndexOf('/', caret - 1), 0)
  const end = caret + (/^[^/|{}]*/.exec(text.slice(caret))?.[0].length ?? 0)
  const used = new Set([...text.slice(start, end).matchAll(/,([^,_]+)_/g)].map(([, name]) => name))
  return [...entry.parameters]
    .filter(([name, spec]) => name !== '' && !spec.nestedOnly && (spec.repeatable || !used.has(name)))
    .sort(([, a], [, b]) => Number(b.required === 'error') - Number(a.required === 'error'))
    .map(([name, spec]) => ({
      ...{ label: name, insert: `${name}_`, detail: spec.title[locale], aliases: [spec.word] },
      notes: describeParameter(name, spec, locale),
    }))
}

function completeValue(
  place: TextAtCaret,
  name: string,
  spec: ParameterSpec,
  typed: string,
  context: CompletionContext,
): Completion {
  const items = valueItems(spec, context, name, typed)
  const decoded = spec.type.kind === 'base64' && typed !== '' ? decodeBase64Url(typed) : undefined
  const reading = decoded === undefined ? [] : [`= ${JSON.stringify(decoded)}`]
  const hint = [...describeParameter(name, spec, context.locale), ...reading].join(' · ')
  const completion = narrow(place, typed, /^[^/,|{}]*/, items, hint)
  return spec.type.kind === 'base64' ? { ...completion, items } : completion
}

function valueItems(
  spec: ParameterSpec,
  context: CompletionContext,
  name: string,
  typed: string,
): readonly CompletionItem[] {
  const { type } = spec
  if (type.kind === 'base64') return base64Items(spec, context, typed)
  const { locale } = context
  const notes = describeParameter(name, spec, locale)
  const item = (value: string, detail: string) => ({ label: value, insert: value, detail, notes, aliases: [] })
  if (type.values) {
    return type.values.map(value => item(value, value === spec.default ? words.default[locale] : ''))
  }
  if (type.kind !== 'integer' && type.kind !== 'number') return []
  const { minimum, maximum, exclusiveMinimum } = type
  const known = new Map<string, string>()
  if (spec.default !== undefined) known.set(spec.default, words.default[locale])
  if (minimum !== undefined && !exclusiveMinimum) known.set(String(minimum), words.lowest[locale])
  if (maximum !== undefined) known.set(String(maximum), words.highest[locale])
  return [...known].map(([value, detail]) => item(value, detail))
}

/** Names as they are written in a string, encoded: what was typed, the buckets, a name for the result. */
function base64Items(
  { type }: ParameterSpec,
  { buckets = [], target, locale }: CompletionContext,
  typed: string,
): readonly CompletionItem[] {
  if (type.role === 'font') return fontItems(locale)
  const offered = type.role === 'bucket' ? buckets : type.role === 'object' && target !== undefined ? [target] : []
  const given = typed === '' ? [] : [typed]
  const fitting = offered.filter(text => text !== typed && (typed === '' || text.startsWith(typed)))
  return [...fitting, ...given]
    .filter(text => text !== typed || decodeBase64Url(typed) === undefined)
    .map(text => ({
      ...{ label: text, insert: encodeBase64Url(text), detail: words.encoded[locale], aliases: [] },
      notes: [encodeBase64Url(text)],
    }))
}

/** The fonts of a watermark, found by their names, too. */
function fontItems(locale: Locale): readonly CompletionItem[] {
  return Object.entries(fonts).map(([name, title]) => ({
    ...{ label: name, insert: encodeBase64Url(name), detail: title[locale], aliases: [title.en, title.zh] },
    notes: [encodeBase64Url(name)],
  }))
}
