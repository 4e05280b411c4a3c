import type { CatalogOperation } from '../../catalog/catalog.ts'
import type { ParameterSpec } from '../../catalog/types.ts'
import type { Size } from '../../catalog/values.ts'
import type { Localized } from '../../language/diagnostic.ts'
import type { Operation } from '../../language/tree.ts'
import { refuse } from './problem.ts'

/** The parameters of one operation, read by the types and defaults of the catalogue. */
export interface Parameters {
  /** The id of the operation, `image/resize`. */
  readonly id: string
  /** Whether the string gives the parameter; a default does not count. */
  has(name: string): boolean
  /** A number, or its default; undefined where neither is. */
  number(name: string): number | undefined
  /** A word, colour or decoded text, or its default; undefined where neither is. */
  text(name: string): string | undefined
  /** A frame size such as 1280x720; undefined where it is not given. */
  size(name: string): Size | undefined
}

const WRONG_VALUE: Localized = {
  en: 'The value "{found}" of {name} in {operation} is wrong; expected {expected}.',
  zh: '{operation} 中 {name} 的值 "{found}" 有误；应为{expected}。',
}

const MISSING: Localized = {
  en: 'The parameter {name} of {operation} is missing; expected {expected}.',
  zh: '{operation} 缺少参数 {name}；应为{expected}。',
}

/** Reads and checks the parameters of an operation. Names unknown to the catalogue are left out; of a repeated one the last counts. */
export function readParameters(entry: CatalogOperation, operation: Operation): Parameters {
  const given = new Map(operation.parameters.map(({ name = '', value }) => [name, value]))
  for (const [name, spec] of entry.parameters) checkParameter(entry, name, spec, given.get(name))
  const parsed = (name: string) => {
    const spec = entry.parameters.get(name)
    const text = given.get(name) ?? spec?.default
    return text === undefined ? undefined : spec?.type.parse(text)
  }
  return {
    id: entry.id,
    has: name => given.has(name) && entry.parameters.has(name),
    number: name => toNumber(parsed(name)),
    text: name => toText(parsed(name)),
    size: name => toSize(parsed(name)),
  }
}

/** A number, for words too: flags are words of the catalogue. */
function toNumber(value: unknown): number | undefined {
  if (typeof value === 'number') return value
  return typeof value === 'string' && value !== '' ? Number(value) : undefined
}

function toText(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined
}

function toSize(value: unknown): Size | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  const side = (name: string) => Object.entries(value).find(([key]) => key === name)?.[1]
  const [width, height] = [toNumber(side('width')), toNumber(side('height'))]
  return { ...(width !== undefined && { width }), ...(height !== undefined && { height }) }
}

function checkParameter(entry: CatalogOperation, name: string, spec: ParameterSpec, found: string | undefined): void {
  const data = { operation: entry.id, name: name === '' ? spec.title : `"${name}"`, expected: spec.type.description }
  if (found === undefined) {
    if (spec.required === 'error') throw refuse('MissingArgument', 400, MISSING, data, spec.missingCode)
    return
  }
  // A gentle parameter has a borrowed range, so that a value outside of it may be right.
  const isWrong = spec.type.parse(found) === undefined || (!spec.gentle && spec.type.test(found) !== undefined)
  if (isWrong) throw refuse('InvalidArgument', 400, WRONG_VALUE, { ...data, found }, spec.serverCode)
}
