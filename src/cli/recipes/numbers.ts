import type { Localized } from '../../language/diagnostic.ts'
import type { Args } from '../args.ts'
import { usage } from './usage.ts'

const NO_NUMBER: Localized = {
  en: '"--{name}" is "{found}"; expected a number from {minimum} to {maximum}.',
  zh: '"--{name}" 为 "{found}"；应为 {minimum} 到 {maximum} 之间的数字。',
}
const NO_TIME: Localized = {
  en: '{name} is "{found}"; expected a time such as 90 (seconds), 500ms, 1m or 00:01:30.',
  zh: '{name} 为 "{found}"；应为时间，例如 90（秒）、500ms、1m 或 00:01:30。',
}

/** The bounds of a number. */
export interface Bounds {
  readonly minimum: number
  readonly maximum: number
  readonly isInteger?: boolean
}

/**
 * A number that an option gives; undefined where it is not given.
 * @throws UsageError for anything else.
 */
export function numberFrom({ text, locale }: Args, name: string, bounds: Bounds): number | undefined {
  const found = text(name)
  if (found === undefined) return undefined
  const { minimum, maximum, isInteger } = bounds
  const value = /^\d+(\.\d+)?$/.test(found) ? Number(found) : Number.NaN
  if (value >= minimum && value <= maximum && (!isInteger || Number.isInteger(value))) return value
  throw usage(NO_NUMBER, { name, found, minimum, maximum }, locale)
}

const UNITS: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 }

/** Reads a time as milliseconds: seconds without a unit; undefined for what is none. */
export function readTime(text: string): number | undefined {
  const [, hours = '0', minutes, seconds] = /^(?:(\d+):)?(\d+):(\d+(?:\.\d+)?)$/.exec(text) ?? []
  if (minutes !== undefined) return Math.round((Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)) * 1000)
  const [, number, unit = 's'] = /^(\d+(?:\.\d+)?)(ms|s|m|h)?$/.exec(text) ?? []
  return number === undefined ? undefined : Number(number) * (UNITS[unit] ?? 1000)
}

/**
 * A time that an option gives, in milliseconds; undefined where it is not given.
 * @throws UsageError for what is none.
 */
export function timeFrom({ text, locale }: Args, name: string): number | undefined {
  const found = text(name)
  if (found === undefined) return undefined
  const value = readTime(found)
  if (value !== undefined && value > 0) return value
  throw usage(NO_TIME, { name: `"--${name}"`, found }, locale)
}
