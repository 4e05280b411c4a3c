import type { ParameterSpec } from '../../grammar/catalogue/types.ts'
import type { Size } from '../../grammar/catalogue/values.ts'
import type { CatalogOperation } from '../catalogue/catalogue.ts'
import { plainSpelling } from '../catalogue/plain-spelling.ts'
import { HOLE, type Operation, type Parameter } from '../language/tree.ts'

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
  /** Whether one of the parameters is filled in at run time, or may be, or is no value that OSS takes. */
  isOpen(...names: readonly string[]): boolean
}

/** Reads the parameters of an operation. Names unknown to the catalogue are left out; of a repeated one the last that is right counts. */
export function readParameters(entry: CatalogOperation, operation: Operation): Parameters {
  const given = givenParameters(entry, operation)
  const bringsMore = operation.parameters.some(({ name, value }) => (name ?? value).includes(HOLE))
  const parsed = (name: string) => {
    const spec = entry.parameters.get(name)
    const text = given.get(name)?.value ?? spec?.default
    return spec && text !== undefined ? spec.type.parse(plainSpelling(spec, text) ?? text) : undefined
  }
  return {
    id: entry.id,
    has: name => given.has(name) && entry.parameters.has(name),
    number: name => toNumber(parsed(name)),
    text: name => toText(parsed(name)),
    size: name => toSize(parsed(name)),
    isOpen: (...names) =>
      bringsMore ||
      names.some(name => given.get(name)?.value.includes(HOLE) || (given.has(name) && parsed(name) === undefined)),
  }
}

/**
 * The parameters that count, by name. A value alone counts where it stands first; what follows it is another one, or a slip. Of a repeated name the last
 * value counts that the catalogue takes, and the last where it takes none. Which one OSS takes is not documented; a large drive service
 * sends `m_lfit` beside `m_fast`, and is answered.
 */
export function givenParameters(entry: CatalogOperation, { parameters }: Operation): ReadonlyMap<string, Parameter> {
  const given = new Map<string, Parameter>()
  for (const parameter of parameters) {
    const { name = '' } = parameter
    if (isStrayComma(parameter, parameters)) continue
    const earlier = given.get(name)
    if (!earlier || (name !== '' && !isWorse(parameter, earlier, entry.parameters.get(name))))
      given.set(name, parameter)
  }
  return given
}

/** Whether nothing stands between two commas, or behind the last: not a value beside others. */
export function isStrayComma({ name, value }: Parameter, { length }: readonly Parameter[]): boolean {
  return name === undefined && value === '' && length > 1
}

/** Whether a value is wrong and an earlier one is right. */
export function isWorse(parameter: Parameter, earlier: Parameter, spec: ParameterSpec | undefined): boolean {
  return isWrong(parameter, spec) && !isWrong(earlier, spec)
}

/** Whether the catalogue refuses a value that is not filled in at run time. */
export function isWrong({ value }: Parameter, spec: ParameterSpec | undefined): boolean {
  return spec?.type.test(value) !== undefined && !value.includes(HOLE)
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
