import type { Localized } from '../../../grammar/catalogue/localized.ts'
import { readSize, readTime } from '../../recipe/quantities.ts'
import type { TextArgs } from './args.ts'
import { usage } from './usage.ts'

const NO_NUMBER: Localized = {
  en: '"--{name}" is "{found}"; expected a number from {minimum} to {maximum}.',
  zh: '"--{name}" 为 "{found}"；应为 {minimum} 到 {maximum} 之间的数字。',
}
const NO_TIME: Localized = {
  en: '{name} is "{found}"; expected a time such as 90 (seconds), 500ms, 1m or 00:01:30.',
  zh: '{name} 为 "{found}"；应为时间，例如 90（秒）、500ms、1m 或 00:01:30。',
}

const NO_SIZE: Localized = {
  en: '"--{name}" is "{found}"; expected a size such as 20MB, 1.5GB or 300000 (bytes).',
  zh: '"--{name}" 为 "{found}"；应为大小，例如 20MB、1.5GB 或 300000（字节）。',
}

/** The bounds of a number. */
export interface NumberBounds {
  readonly minimum: number
  readonly maximum: number
  readonly isInteger?: boolean
}

/**
 * A number that an option gives; undefined where it is not given.
 * @throws UsageError for anything else.
 */
export function numberFrom<Name extends string>(
  { text, locale }: TextArgs<Name>,
  name: Name,
  bounds: NumberBounds,
): number | undefined {
  const found = text(name)
  if (found === undefined) return undefined
  const { minimum, maximum, isInteger } = bounds
  const value = /^\d+(\.\d+)?$/.test(found) ? Number(found) : Number.NaN
  if (value >= minimum && value <= maximum && (!isInteger || Number.isInteger(value))) return value
  throw usage(NO_NUMBER, { name, found, minimum, maximum }, locale)
}

/**
 * A time that an option gives, in milliseconds; undefined where it is not given.
 * @throws UsageError for what is none.
 */
export function timeFrom<Name extends string>({ text, locale }: TextArgs<Name>, name: Name): number | undefined {
  const found = text(name)
  if (found === undefined) return undefined
  const value = readTime(found)
  if (value !== undefined && value > 0) return value
  throw usage(NO_TIME, { name: `"--${name}"`, found }, locale)
}

/**
 * A size that an option gives, in bytes; undefined where it is not given.
 * @throws UsageError for what is none.
 */
export function sizeFrom<Name extends string>({ text, locale }: TextArgs<Name>, name: Name): number | undefined {
  const found = text(name)
  if (found === undefined) return undefined
  const value = readSize(found)
  if (value !== undefined) return value
  throw usage(NO_SIZE, { name, found }, locale)
}
