import type { ParameterSpec } from '../../grammar/catalogue/types.ts'
import type { CatalogOperation } from '../catalogue/catalogue.ts'
import type { MessageData } from '../language/diagnostic.ts'
import { HOLE } from '../language/tree.ts'
import { findMissingEntry, isImpossible } from './expression.ts'
import { constantOf, type Filled, isLoneField, textFor } from './fill.ts'
import type { Findings } from './findings.ts'
import type { RecipeMessageId } from './messages.ts'
import { isObjectName } from './object-name.ts'
import { isLeadingZero } from './read-variables.ts'
import type { Place } from './recipe.ts'
import type { SourceObject } from './source.ts'
import { readValue } from './units.ts'

/** A parameter as OSS takes it. */
export interface WrittenParameter {
  /** Empty for a value without a name. */
  readonly name: string
  /** The value, or a hole where it differs from input to input or is a mistake that is told already. */
  readonly value: string
  readonly filled: Filled
  /** Makes the value for one input; undefined where it is not one. */
  readonly filler?: (source: SourceObject) => ReadArgument
}

/** A value read for a parameter, or why it is none. An empty value leaves the parameter out. */
export type ReadArgument =
  | {
      readonly name: string
      readonly value: string
      /** True for the name of a result with which nothing can be wrong. */
      readonly isPlain?: boolean
    }
  | ArgumentProblem

/** Why a text is no value. */
export interface ArgumentProblem {
  readonly messageId: RecipeMessageId
  readonly data: MessageData
}

/** An argument with the values of a cell. */
export interface FilledArgument {
  readonly name: string
  readonly spec: ParameterSpec
  readonly place: Place
  readonly filled: Filled
}

/** Turns an argument of a recipe into the parameter of OSS. */
export function toWritten(argument: FilledArgument, entry: CatalogOperation, findings: Findings): WrittenParameter {
  const { name, filled } = argument
  const text = constantOf(filled)
  if (text === undefined) {
    const isOptional = name !== '' && isLoneField(filled)
    const isPlain = plainTest(filled)
    const filler = (source: SourceObject): ReadArgument => {
      const input = textFor(filled, source)
      if (input === '' && isOptional) return { name, value: '' }
      return checkInput(argument, entry, input, isPlain, source)
    }
    return { name, value: HOLE, filled, filler }
  }
  // What a table does not hold for all inputs is told at its reference.
  if (findMissingEntry(text)) return { name, value: HOLE, filled }
  const reading = readArgument(argument, entry, text)
  if ('value' in reading) return { ...reading, filled }
  findings.add(reading.messageId, filled.origin ?? filled.place, reading.data)
  return { name, value: HOLE, filled }
}

/** Reads a value of one input; nobody lints it afterwards, so that it is tested here. */
function checkInput(
  argument: FilledArgument,
  entry: CatalogOperation,
  text: string,
  isPlain: PlainTest,
  source: SourceObject,
): ReadArgument {
  const reading = readArgument(argument, entry, text)
  if (!('value' in reading)) return reading
  const spec = entry.parameters.get(reading.name) ?? argument.spec
  if (spec.type.role === 'object') {
    const { name, value } = reading
    return { name, value, isPlain: isPlain(text, source) }
  }
  if (spec.gentle || spec.type.test(reading.value) === undefined) return reading
  const data = { found: text, name: spec.word, operation: entry.id, expected: spec.type.description }
  return { messageId: 'input-type', data }
}

const PLAIN = /^[\w./ -]+$/
/** A part of a text whose braces make whole variables of OSS. */
const WHOLE = /^(?:[^{}]|\{\w+\})*$/

/** Whether the text of one input cannot be wrong as the name of a result, but for what is the same for all inputs. */
type PlainTest = (text: string, source: SourceObject) => boolean

function plainTest({ pieces }: Filled): PlainTest {
  const constants = pieces.filter(piece => typeof piece === 'string')
  if (constants.every(text => PLAIN.test(text))) return text => PLAIN.test(text) && isObjectName(text)
  const isWhole = constants.every(text => WHOLE.test(text))
  const fields = { pieces: pieces.filter(piece => typeof piece !== 'string') }
  return (text, source) => isWhole && PLAIN.test(textFor(fields, source)) && isObjectName(text)
}

const SEPARATOR = /[,/|\uFFFC]/

/** Reads a text for a parameter, which may turn out to belong to its sibling in percent. */
function readArgument({ name, spec }: FilledArgument, entry: CatalogOperation, text: string): ReadArgument {
  if (isImpossible(text)) {
    const missing = findMissingEntry(text)
    if (missing) return { messageId: 'no-entry', data: { ...missing, hint: '' } }
    return { messageId: 'arithmetic', data: { operation: entry.id, name: spec.word } }
  }
  const { kind } = spec.type
  const isPadded = (kind === 'integer' || kind === 'number') && isLeadingZero(text)
  if (isPadded) return { messageId: 'leading-zero', data: { found: text, expected: Number(text) } }
  const reading = readValue(spec, text)
  if (reading.kind === 'problem') return { messageId: reading.messageId, data: { found: text } }
  if (reading.kind === 'percent') {
    const sibling = percentSibling(entry, spec)
    const data = { found: text, operation: entry.id, name: spec.word }
    return sibling === undefined ? { messageId: 'no-percent', data } : { name: sibling, value: reading.text }
  }
  // Base64 has none of them.
  const [character] = spec.type.kind === 'base64' ? [] : (SEPARATOR.exec(reading.text) ?? [])
  return character === undefined
    ? { name, value: reading.text }
    : { messageId: 'separator', data: { found: text, character } }
}

/** The parameter that takes the same in percent: `pw` for `w`. */
export function percentSibling(entry: CatalogOperation, { word }: ParameterSpec): string | undefined {
  for (const [name, spec] of entry.parameters) if (spec.word === `${word}-percent`) return name
  return undefined
}
