import { encodeBase64Url, readBase64 } from './base64url.ts'
import { type Localized, listOf } from './localized.ts'

/** Why a text is not a value of its type. */
export type ValueProblem = 'type' | 'range' | 'enum' | 'color' | 'size'

/** How a decoded Base64 text is read further. */
export type TextRole =
  | 'text'
  | 'hiddenText'
  | 'content'
  | 'caption'
  | 'font'
  | 'object'
  | 'bucket'
  | 'topic'
  | 'pages'
  | 'watermarkImage'
  | 'callback'
  | 'fields'

/** A type of values: both directions between text and value, and the test in one place. */
export interface ValueType<T = unknown> {
  readonly kind: 'integer' | 'number' | 'enum' | 'color' | 'size' | 'base64'
  /** What is wrong with a text, or undefined when it is a value. */
  readonly test: (text: string) => ValueProblem | undefined
  /** The value of a text, or undefined when it has none. */
  readonly parse: (text: string) => T | undefined
  /** The one preferred text of a value. */
  print(value: T): string
  /** What is expected, to stand behind "takes". */
  readonly description: Localized
  /** Bounds of a number. */
  readonly minimum?: number
  readonly maximum?: number
  /** True where the minimum itself is refused. */
  readonly exclusiveMinimum?: true
  /** Words of an enumeration. */
  readonly values?: readonly string[]
  /** What the decoded text of a Base64 value is. */
  readonly role?: TextRole
}

interface ValueBounds {
  readonly minimum?: number
  readonly maximum?: number
  readonly exclusiveMinimum?: true
}

/** A decimal integer between two bounds, both included. */
export function integer(minimum?: number, maximum?: number): ValueType<number> {
  return numeric('integer', readInteger, {
    ...(minimum !== undefined && { minimum }),
    ...(maximum !== undefined && { maximum }),
  })
}

/** A decimal number between two bounds. */
export function number(bounds: ValueBounds = {}): ValueType<number> {
  return numeric('number', readNumber, bounds)
}

function numeric(kind: 'integer' | 'number', read: (text: string) => number, bounds: ValueBounds): ValueType<number> {
  const { minimum = Number.NEGATIVE_INFINITY, maximum = Number.POSITIVE_INFINITY, exclusiveMinimum } = bounds
  return {
    kind,
    ...bounds,
    test: text => {
      const value = read(text)
      if (Number.isNaN(value)) return 'type'
      return value > maximum || (exclusiveMinimum ? value <= minimum : value < minimum) ? 'range' : undefined
    },
    parse: text => {
      const value = read(text)
      return Number.isNaN(value) ? undefined : value
    },
    print: String,
    get description() {
      return describeNumber(kind, bounds)
    },
  }
}

/** Digits with an optional minus; NaN for anything else. By hand, because most values are integers and this is four times as fast. */
function readInteger(text: string): number {
  const start = text.startsWith('-') ? 1 : 0
  if (text.length === start) return Number.NaN
  let value = 0
  for (let at = start; at < text.length; at++) {
    const digit = text.charCodeAt(at) - 48
    if (digit < 0 || digit > 9) return Number.NaN
    value = value * 10 + digit
  }
  return start === 0 ? value : -value
}

function readNumber(text: string): number {
  return /^-?[0-9]+(\.[0-9]+)?$/.test(text) ? Number(text) : Number.NaN
}

function describeNumber(kind: 'integer' | 'number', { minimum, maximum, exclusiveMinimum }: ValueBounds): Localized {
  const noun = kind === 'integer' ? { en: 'an integer', zh: '整数' } : { en: 'a number', zh: '数字' }
  const from = exclusiveMinimum ? { en: 'above', zh: '大于' } : { en: 'from', zh: '不小于' }
  if (minimum === undefined && maximum === undefined) return noun
  if (maximum === undefined) {
    return exclusiveMinimum
      ? { en: `${noun.en} above ${minimum}`, zh: `大于 ${minimum} 的${noun.zh}` }
      : { en: `${noun.en} of ${minimum} or more`, zh: `不小于 ${minimum} 的${noun.zh}` }
  }
  if (minimum === undefined) return { en: `${noun.en} of ${maximum} or less`, zh: `不大于 ${maximum} 的${noun.zh}` }
  if (minimum === maximum) return { en: `${minimum} only`, zh: `只能为 ${minimum}` }
  if (exclusiveMinimum)
    return {
      en: `${noun.en} ${from.en} ${minimum} and up to ${maximum}`,
      zh: `${from.zh} ${minimum} 且不大于 ${maximum} 的${noun.zh}`,
    }
  return { en: `${noun.en} from ${minimum} to ${maximum}`, zh: `${minimum}～${maximum} 的${noun.zh}` }
}

/** One of a few words; OSS writes all of them in lower case. `accepted` words pass although no table lists them. */
export function oneOf(values: readonly string[], accepted: readonly string[] = []): ValueType<string> {
  const known = new Set([...values, ...accepted])
  return {
    kind: 'enum',
    values,
    test: text => (known.has(text) ? undefined : 'enum'),
    parse: text => (known.has(text) ? text : undefined),
    print: value => value,
    get description() {
      return listOf(values)
    },
  }
}

/** 0 or 1. */
export const flag: ValueType<string> = oneOf(['0', '1'])

const HEX_COLOR = /^[0-9A-Fa-f]{6}$/

/** Six hex digits, RRGGBB. The value is in upper case. */
export const color: ValueType<string> = {
  kind: 'color',
  test: text => (HEX_COLOR.test(text) ? undefined : 'color'),
  parse: text => (HEX_COLOR.test(text) ? text.toUpperCase() : undefined),
  print: value => value,
  description: { en: 'six hex digits RRGGBB, such as FF0000', zh: '六位十六进制颜色 RRGGBB，例如 FF0000' },
}

/** A frame size; a side that is left out follows the other one. */
export interface Size {
  readonly width?: number
  readonly height?: number
}

const SIZE = /^([0-9]+)x([0-9]*)$|^x([0-9]+)$/

/** `1280x720`, `1280x` or `x720`, each side from `minimum` to `maximum` px. */
export function size(minimum: number, maximum: number): ValueType<Size> {
  const inRange = (side: string | undefined) => !side || (Number(side) >= minimum && Number(side) <= maximum)
  const parse = (text: string): Size | undefined => {
    const match = SIZE.exec(text)
    if (!match) return undefined
    const width = match[1]
    const height = match[2] || match[3]
    return { ...(width && { width: Number(width) }), ...(height && { height: Number(height) }) }
  }
  return {
    kind: 'size',
    minimum,
    maximum,
    test: text => {
      const match = SIZE.exec(text)
      if (!match) return 'size'
      return inRange(match[1]) && inRange(match[2]) && inRange(match[3]) ? undefined : 'range'
    },
    parse,
    print: ({ width, height }) => `${width ?? ''}x${height ?? ''}`,
    description: {
      en: `a size such as 1280x720, 1280x or x720, with sides from ${minimum} to ${maximum}`,
      zh: `形如 1280x720、1280x 或 x720 的尺寸，边长为 ${minimum}～${maximum}`,
    },
  }
}

/** Text carried as URL-safe Base64. Its own rules look at the spelling and at the decoded text, so that `test` accepts everything. */
export function base64(role: TextRole): ValueType<string> {
  return {
    kind: 'base64',
    role,
    test: () => undefined,
    parse: text => readBase64(text).text,
    print: encodeBase64Url,
    description: { en: 'URL-safe Base64 text', zh: 'URL 安全的 Base64 文本' },
  }
}
