import type { ParameterSpec } from '../../grammar/catalogue/types.ts'
import type { RecipeMessageId } from './messages.ts'

/** What a value as people write it says: the text that OSS takes, a share of the source, or a unit that is unknown. */
export type UnitReading =
  | { readonly kind: 'value'; readonly text: string }
  | { readonly kind: 'percent'; readonly text: string }
  | { readonly kind: 'problem'; readonly messageId: RecipeMessageId }

type Unit = NonNullable<ParameterSpec['unit']>

const NUMBER = /^-?\d+(\.\d+)?$/
const FLAGS: Readonly<Record<string, string>> = { true: '1', yes: '1', on: '1', false: '0', no: '0', off: '0' }

/** Reads `1s`, `96k`, `25%`, `#FF0000`, `true` as the parameter takes them. What is no unit at all stays as it is. */
export function readValue(spec: ParameterSpec, text: string): UnitReading {
  const { type, unit } = spec
  if (type.kind === 'base64') return value(type.print(text))
  if (type.kind === 'color') return value(colorText(text))
  if (type.test(text) === undefined) return value(text)
  if (type.values?.length === 2 && type.values[0] === '0' && type.values[1] === '1') return value(FLAGS[text] ?? text)
  if (!unit || NUMBER.test(text) || !/\d/.test(text)) return value(text)
  if (unit === 'px' && type.kind !== 'size' && /^\d+(\.\d+)?%$/.test(text))
    return { kind: 'percent', text: text.slice(0, -1) }
  const reader = UNITS[unit]
  const read = type.kind === 'size' ? text : reader.read(text)
  return read === undefined ? { kind: 'problem', messageId: reader.messageId } : value(read)
}

/** The text that people would write for a value of OSS; `readValue` turns it back. */
export function writeValue(spec: ParameterSpec, text: string): string {
  const { type, unit } = spec
  if (type.kind === 'base64') return String(type.parse(text) ?? text)
  if (type.kind === 'color') return /^[0-9A-F]{6}$/.test(text) ? `#${text}` : text
  if (!unit || type.kind === 'size' || !/^(0|[1-9]\d*)$/.test(text)) return text
  return UNITS[unit].write?.(Number(text)) ?? text
}

function value(text: string): UnitReading {
  return { kind: 'value', text }
}

function colorText(text: string): string {
  const digits = text.replace(/^#/, '')
  const full = /^[0-9A-Fa-f]{3}$/.test(digits) ? digits.replace(/./g, '$&$&') : digits
  return /^[0-9A-Fa-f]{6}$/.test(full) ? full.toUpperCase() : text
}

/** What a value with this unit looks like, as a regular expression for editors. */
export function unitPattern(unit: Unit, takesPercent: boolean): string {
  const { form } = UNITS[unit]
  return takesPercent ? `${form}|^\\d+(\\.\\d+)?%$` : form
}

interface UnitType {
  readonly messageId: RecipeMessageId
  /** A regular expression of the texts that `read` takes beside plain numbers. */
  readonly form: string
  readonly read: (text: string) => string | undefined
  readonly write?: (value: number) => string
}

const MULTIPLES: Readonly<Record<string, number>> = { '': 1, k: 1e3, K: 1e3, M: 1e6, G: 1e9 }

/** A number with a unit behind it that says nothing more. */
function suffixed(messageId: RecipeMessageId, form: RegExp, write?: UnitType['write']): UnitType {
  return { messageId, form: form.source, read: text => form.exec(text)?.[1], ...(write && { write }) }
}

/** A number with `k` or `M` behind it. */
function scaled(messageId: RecipeMessageId, form: RegExp, write?: UnitType['write']): UnitType {
  const read = (text: string) => {
    const [, digits, multiple] = form.exec(text) ?? []
    return digits === undefined ? undefined : whole(Number(digits) * (MULTIPLES[multiple ?? ''] ?? 1))
  }
  return { messageId, form: form.source, read, ...(write && { write }) }
}

const CLOCK = /^(?:(\d+):)?([0-5]?\d):([0-5]\d(?:\.\d{1,3})?)$/
const SPAN =
  /^(?=\S)(?:(\d+(?:\.\d+)?)h)? ?(?:(\d+(?:\.\d+)?)m(?:in)?)? ?(?:(\d+(?:\.\d+)?)s)? ?(?:(\d+(?:\.\d+)?)ms)?$/
/** What `SPAN` takes, without its look-ahead: of the parts in their order one at least, and no blank in front. */
const SPAN_FORM = ['h', 'm(?:in)?', 's', 'ms']
  .map(unit => `\\d+(?:\\.\\d+)?${unit}`)
  .map((part, index, parts) => [part, ...parts.slice(index + 1).map(later => ` ?(?:${later})?`)].join(''))
  .join('|')

/** What a time looks like, milliseconds alone among them. */
export function timePattern(): RegExp {
  return new RegExp(`^(?:\\d+|${CLOCK.source.slice(1, -1)}|${SPAN.source.slice(1, -1)})$`)
}

const RATE = /^(\d+(?:\.\d+)?) ?([kKMG]?)(?:bps|bit\/s|bits?|b\/s)?$/

const UNITS: Readonly<Record<Unit, UnitType>> = {
  ms: { messageId: 'unit-time', form: `${CLOCK.source}|^(?:${SPAN_FORM})$`, read: readTime, write: writeTime },
  'bit/s': scaled('unit-rate', RATE, writeRate),
  bit: scaled('unit-rate', RATE, writeRate),
  px: suffixed('unit-pixel', /^(-?\d+) ?px$/),
  '%': suffixed('unit-percent', /^(\d+(?:\.\d+)?) ?%$/, number => `${number}%`),
  '°': suffixed('unit-angle', /^(\d+) ?(?:°|deg)$/),
  Hz: scaled('unit-frequency', /^(\d+(?:\.\d+)?) ?(k?)(?:Hz)?$/),
  'frame/s': suffixed('unit-frames', /^(\d+(?:\.\d+)?) ?fps$/),
}

function readTime(text: string): string | undefined {
  const clock = CLOCK.exec(text)
  if (clock) return whole(milliseconds(clock[1], clock[2], clock[3]))
  const span = SPAN.exec(text)
  return span ? whole(milliseconds(span[1], span[2], span[3]) + Number(span[4] ?? 0)) : undefined
}

function milliseconds(hours = '0', minutes = '0', seconds = '0'): number {
  return (Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)) * 1000
}

/** A number without decimals, or undefined where some are left beyond the error of binary fractions. */
function whole(number: number): string | undefined {
  const rounded = Math.round(number)
  return Math.abs(number - rounded) < 1e-6 ? String(rounded) : undefined
}

function writeTime(duration: number): string {
  return duration % 1000 === 0 ? `${duration / 1000}s` : `${duration}ms`
}

function writeRate(bits: number): string {
  if (bits === 0 || bits % 1000 !== 0) return String(bits)
  return bits % 1_000_000 === 0 ? `${bits / 1_000_000}M` : `${bits / 1000}k`
}
