import type { CatalogOperation } from '../catalog/catalog.ts'
import type { ParameterSpec } from '../catalog/types.ts'
import type { MessageData } from '../language/diagnostic.ts'
import { HOLE } from '../language/tree.ts'
import { constantOf, type Filled, textFor } from './fill.ts'
import type { Findings } from './findings.ts'
import type { MessageId } from './messages.ts'
import type { Place } from './recipe.ts'
import type { Source } from './source.ts'
import { readValue } from './units.ts'

/** A parameter as OSS takes it. */
export interface Written {
  /** Empty for a value without a name. */
  readonly name: string
  /** The value, or a hole where it differs from input to input or is a mistake that is told already. */
  readonly value: string
  readonly filled: Filled
  /** Makes the value for one input; undefined where it is not one. */
  readonly filler?: (source: Source) => Reading
}

/** A value read for a parameter, or why it is none. */
export type Reading = { readonly name: string; readonly value: string } | ReadingProblem

/** Why a text is no value. */
export interface ReadingProblem {
  readonly messageId: MessageId
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
export function toWritten(argument: FilledArgument, entry: CatalogOperation, findings: Findings): Written {
  const { name, filled } = argument
  const text = constantOf(filled)
  if (text === undefined) {
    return { name, value: HOLE, filled, filler: source => checkInput(argument, entry, textFor(filled, source)) }
  }
  const reading = readArgument(argument, entry, text)
  if ('value' in reading) return { ...reading, filled }
  findings.add(reading.messageId, filled.origin ?? filled.place, reading.data)
  return { name, value: HOLE, filled }
}

/** Reads a value of one input; nobody lints it afterwards, so that it is tested here. */
function checkInput(argument: FilledArgument, entry: CatalogOperation, text: string): Reading {
  const reading = readArgument(argument, entry, text)
  if (!('value' in reading)) return reading
  const spec = entry.parameters.get(reading.name) ?? argument.spec
  if (spec.gentle || spec.type.test(reading.value) === undefined) return reading
  const data = { found: text, name: spec.word, operation: entry.id, expected: spec.type.description }
  return { messageId: 'input-type', data }
}

const SEPARATOR = /[,/|\uFFFC]/

/** Reads a text for a parameter, which may turn out to belong to its sibling in percent. */
function readArgument({ name, spec }: FilledArgument, entry: CatalogOperation, text: string): Reading {
  const reading = readValue(spec, text)
  if (reading.kind === 'problem') return { messageId: reading.messageId, data: { found: text } }
  if (reading.kind === 'percent') {
    const sibling = percentSibling(entry, spec)
    const data = { found: text, operation: entry.id, name: spec.word }
    return sibling === undefined ? { messageId: 'no-percent', data } : { name: sibling, value: reading.text }
  }
  const [character] = SEPARATOR.exec(reading.text) ?? []
  return character === undefined
    ? { name, value: reading.text }
    : { messageId: 'separator', data: { found: text, character } }
}

/** The parameter that takes the same in percent: `pw` for `w`. */
export function percentSibling(entry: CatalogOperation, { word }: ParameterSpec): string | undefined {
  for (const [name, spec] of entry.parameters) if (spec.word === `${word}-percent`) return name
  return undefined
}
