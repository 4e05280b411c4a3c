import type { Locale, Localized } from '../../grammar/catalogue/localized.ts'
import { UsageError } from '../files/problem.ts'
import { fillMessage, type MessageData } from '../language/diagnostic.ts'
import { isRecord } from '../language/record.ts'
import { shorten } from '../language/shorten.ts'
import { meantHint, nearest } from '../language/suggest.ts'

/** An argument of a tool. A `record` is an object of texts. */
export interface ArgumentSpec {
  readonly type: 'string' | 'boolean' | 'record'
  readonly description: Localized
  readonly required?: true
  /** The only values there are. */
  readonly choices?: readonly string[]
  /** UTF-16 units of a text, or of all texts of a record. */
  readonly most?: number
}

/** The arguments of a tool by their names. */
export type ArgumentSpecs = Readonly<Record<string, ArgumentSpec>>

/** What a program gave a tool, checked. */
export interface ToolInput {
  /** A text that has to be there. */
  text(name: string): string
  find(name: string): string | undefined
  flag(name: string): boolean
  record(name: string): Readonly<Record<string, string>>
}

const MESSAGES = {
  missing: { en: '"{name}" is missing; expected {expected}.', zh: '缺少 "{name}"；应为{expected}。' },
  type: { en: '"{name}" is {found}; expected {expected}.', zh: '"{name}" 为 {found}；应为{expected}。' },
  long: {
    en: '"{name}" has {found} characters; at most {most} are taken.',
    zh: '"{name}" 有 {found} 个字符；最多 {most} 个。',
  },
  unknown: {
    en: '"{name}" is not an argument of "{tool}"; expected {expected}.{hint}',
    zh: '"{tool}" 没有参数 "{name}"；应为 {expected}。{hint}',
  },
} as const satisfies Record<string, Localized>

const EXPECTED = {
  string: { en: 'a text', zh: '文本' },
  boolean: { en: 'true or false', zh: ' true 或 false' },
  record: { en: 'an object of texts', zh: '值为文本的对象' },
} as const satisfies Record<ArgumentSpec['type'], Localized>

/** The schema of the arguments, for clients. */
export function inputSchema(specs: ArgumentSpecs, locale: Locale): { readonly type: 'object'; [key: string]: unknown } {
  const required = Object.keys(specs).filter(name => specs[name]?.required)
  const properties = Object.fromEntries(Object.entries(specs).map(([name, spec]) => [name, propertyOf(spec, locale)]))
  return { type: 'object', properties, required, additionalProperties: false }
}

function propertyOf({ type, description, choices, most }: ArgumentSpec, locale: Locale): object {
  const form =
    type === 'record' ? { type: 'object', additionalProperties: { type: 'string' } } : { type, maxLength: most }
  return { ...form, ...(choices && { enum: choices }), description: description[locale] }
}

/**
 * Reads the arguments that a program gave.
 * @throws UsageError for one that is missing, unknown, too long, or not of its kind.
 */
export function readGiven(
  tool: string,
  specs: ArgumentSpecs,
  values: Readonly<Record<string, unknown>>,
  locale: Locale,
): ToolInput {
  const fail = (id: keyof typeof MESSAGES, data: MessageData): never => {
    throw new UsageError(fillMessage(MESSAGES[id], data, locale))
  }
  for (const name of Object.keys(values)) {
    if (Object.hasOwn(specs, name)) continue
    const names = Object.keys(specs)
    fail('unknown', { tool, name, expected: names.join(', '), hint: meantHint(nearest(name, names)) })
  }
  const texts: Record<string, string> = {}
  const flags: Record<string, boolean> = {}
  const records: Record<string, Readonly<Record<string, string>>> = {}
  for (const [name, spec] of Object.entries(specs)) {
    const value = values[name]
    const expected = spec.choices ? spec.choices.join(', ') : EXPECTED[spec.type]
    const isMissing = value === undefined || value === null
    if (isMissing && spec.required) fail('missing', { name, expected })
    if (isMissing) continue
    const record = spec.type === 'record' ? textsOf(value) : undefined
    const isText = spec.type === 'string' && typeof value === 'string'
    const length = isText ? value.length : Object.entries(record ?? {}).join('').length
    if (spec.most !== undefined && length > spec.most) fail('long', { name, found: length, most: spec.most })
    if (isText && (spec.choices?.includes(value) ?? true)) texts[name] = value
    else if (spec.type === 'boolean' && typeof value === 'boolean') flags[name] = value
    else if (record) records[name] = record
    else fail('type', { name, found: shown(value), expected })
  }
  return {
    text: name => texts[name] ?? '',
    find: name => texts[name],
    flag: name => flags[name] ?? false,
    record: name => records[name] ?? {},
  }
}

/** Longer values are not repeated to who gave them. */
const SHOWN = 60

function shown(value: unknown): string {
  return shorten(JSON.stringify(value) ?? String(value), SHOWN)
}

/** An object whose values are texts; numbers and truth values are taken as they are written. */
function textsOf(value: unknown): Readonly<Record<string, string>> | undefined {
  if (!isRecord(value)) return undefined
  const entries = Object.entries(value)
  const isPlain = entries.every(([, item]) => ['string', 'number', 'boolean'].includes(typeof item))
  return isPlain ? Object.fromEntries(entries.map(([name, item]) => [name, String(item)])) : undefined
}
