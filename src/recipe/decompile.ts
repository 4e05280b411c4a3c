import { stringify } from 'yaml'
import { decodeBase64Url } from '../../grammar/catalogue/base64url.ts'
import type { ParameterSpec, Via } from '../../grammar/catalogue/types.ts'
import { type CatalogOperation, findCategory, resolveOperation } from '../catalogue/catalogue.ts'
import { canonicalTree } from '../catalogue/format.ts'
import { parseTree } from '../language/parser.ts'
import { print } from '../language/printer.ts'
import type { Operation, Parameter, Pipeline, Stage, StageNode } from '../language/tree.ts'
import { percentSibling } from './argument.ts'
import { viaOf } from './compile.ts'
import { type ProcessInput, readInput } from './input.ts'
import { isObjectName } from './object-name.ts'
import { readValue, writeValue } from './units.ts'

/** What a YAML value is made of. */
type Plain = string | number | true | readonly Plain[] | { readonly [key: string]: Plain }

/**
 * The recipe, as YAML, of a process string, a URL, a request body or an HTTP request, or of what `readInput` found in one. Compiled again it
 * gives the canonical text of the string. What the catalogue does not know stays as it is, under `process`. Credentials in a URL are left
 * out. A request in which `readInput` finds no string, or two, is taken for a string.
 */
export function decompile(text: string | ProcessInput): string {
  const read = typeof text === 'string' ? readInput(text) : text
  const input = 'problem' in read ? { process: String(text) } : read
  return stringify(toPlain(input), { lineWidth: 0, singleQuote: true }).replace(ESCAPED, '\\uFFFD')
}

/** A lone surrogate, which is escaped in YAML: in place of U+FFFD, which as itself is no UTF-8 to those who read a recipe. */
const ESCAPABLE = '\uD800'
const ESCAPED = /(?<=(?:^|[^\\])(?:\\\\)*)\\ud800/g

function toPlain(input: ProcessInput): Plain {
  const tree = canonicalTree(parseTree(input.process).tree)
  const ending = findEnding(tree)
  const steps: Pipeline = ending ? { ...tree, stages: tree.stages.slice(0, -1) } : tree
  const inferred = viaOf(steps, ending?.object !== undefined, ending?.topic !== undefined)
  const via = input.via ?? inferred
  const { endpoint, region, bucket, cname, key } = input
  const connection = {
    ...(endpoint && { endpoint }),
    ...(region && { region }),
    ...(bucket && { bucket }),
    ...(cname && { cname }),
  }
  return {
    version: 1,
    ...((endpoint || bucket) && { connection }),
    ...(key && { sources: literal(key) }),
    ...workToPlain(steps),
    ...(ending?.object !== undefined && { saveas: saveasText(ending, ending.object, via) }),
    ...(ending?.topic !== undefined && { notify: literal(ending.topic) }),
    ...(via !== inferred && { via }),
  }
}

/** The steps; a string with an empty stage, which no step can say, stays as it is. */
function workToPlain(tree: Pipeline): { readonly [key: string]: Plain } {
  const isWhole = tree.stages.some(stage => print(stage) === '')
  return isWhole ? { process: literal(print(tree)) } : { steps: stagesToPlain(tree.stages) }
}

/** What `saveas` and `notify` of a recipe say. */
interface Ending {
  readonly bucket?: string
  readonly object?: string
  readonly topic?: string
}

/** The last stage as `saveas` and `notify`, where these can say it to the letter. */
function findEnding({ stages }: Pipeline): Ending | undefined {
  const [before, last] = stages.slice(-2)
  if (last?.kind !== 'stage' || last.category !== 'sys') return undefined
  // Behind another stage of the same category it would become a part of that.
  if (before?.kind === 'stage' && before.category === 'sys') return undefined
  const [first, second, third] = last.operations
  if (!first || third) return undefined
  if (first.name === 'notify') return second ? undefined : readTopic(first)
  const target = first.name === 'saveas' ? readTarget(first) : undefined
  if (!second || !target) return target
  const topic = second.name === 'notify' ? readTopic(second) : undefined
  return topic && { ...target, ...topic }
}

function readTopic({ parameters }: Operation): Ending | undefined {
  const [first, second] = parameters
  const topic = first?.name === 'topic' && !second ? textOf(first) : undefined
  return topic ? { topic } : undefined
}

function readTarget({ parameters }: Operation): Ending | undefined {
  const names = parameters.map(({ name }) => name).join()
  const texts = parameters.map(textOf)
  const object = texts.at(-1)
  if (!object || !isObjectName(object)) return undefined
  if (names === 'o') return object.startsWith('oss:') ? undefined : { object }
  const [bucket] = texts
  return names === 'b,o' && bucket && !bucket.includes('/') ? { bucket, object } : undefined
}

/** The decoded text of a value that encodes back to itself. */
function textOf({ value }: Parameter): string | undefined {
  return value === '' ? undefined : decodeBase64Url(value)
}

/** Braces are variables of OSS in asynchronous tasks; elsewhere they are what they are. */
function saveasText({ bucket }: Ending, object: string, via: Via): Plain {
  const text = bucket === undefined ? object : `oss://${bucket}/${object}`
  return literal(via === 'async' ? text : text.replace(/[{}]/g, '$&$&'))
}

function stagesToPlain(stages: readonly StageNode[]): readonly Plain[] {
  const items: Plain[] = []
  let raw: string[] = []
  const flush = () => {
    if (raw.length > 0) items.push({ process: literal(raw.join('|')) })
    raw = []
  }
  for (const [index, stage] of stages.entries()) {
    const before = stages[index - 1]
    const isSplit = before?.kind === 'stage' && stage.kind === 'stage' && before.category === stage.category
    const plain = isSplit ? undefined : stageToPlain(stage)
    if (!plain) {
      raw.push(print(stage))
      continue
    }
    flush()
    items.push(...plain)
  }
  flush()
  return items
}

function stageToPlain(stage: StageNode): readonly Plain[] | undefined {
  if (stage.kind === 'conditional') {
    const isPlain = stage.closed && stage.trailing === '' && /^if_\w+$/.test(stage.condition)
    return isPlain ? [{ [stage.condition]: stagesToPlain(stage.body.stages) }] : undefined
  }
  return stage.category === 'style' ? styleToPlain(stage) : operationsToPlain(stage)
}

function styleToPlain({ operations }: Stage): readonly Plain[] | undefined {
  const [style, more] = operations
  return style && !more && style.name !== '' && style.parameters.length === 0 ? [`style/${style.name}`] : undefined
}

function operationsToPlain({ category = '', operations }: Stage): readonly Plain[] | undefined {
  const known = findCategory(category)
  let main: CatalogOperation | undefined
  const items: Plain[] = []
  for (const operation of operations) {
    const entry = resolveOperation(known, main, operation.name)
    if (!entry?.parent) main = entry
    const value = entry && valuesOf(operation, entry)
    if (!entry || value === undefined) return undefined
    items.push(value === '' ? entry.id : { [entry.id]: value })
  }
  return items.length === 0 ? undefined : items
}

/** The parameters in words: a mapping, a value alone, or an empty text where there are none. */
function valuesOf({ parameters }: Operation, entry: CatalogOperation): Plain | undefined {
  const values: Record<string, Plain> = {}
  for (const parameter of parameters) {
    const spec = entry.parameters.get(parameter.name ?? '')
    const written = spec && wordAndValueOf(parameter, spec, entry)
    if (!written || Object.hasOwn(values, written.word)) return undefined
    values[written.word] = written.value
  }
  const [first, ...more] = parameters
  if (!first) return ''
  return more.length === 0 && first.name === undefined ? Object.values(values)[0] : values
}

interface WordAndValue {
  readonly word: string
  readonly value: Plain
}

/** A parameter as people write it, where that says the same; undefined where nothing does. */
function wordAndValueOf(
  { name = '', value }: Parameter,
  spec: ParameterSpec,
  entry: CatalogOperation,
): WordAndValue | undefined {
  if (value === '') return undefined
  const whole = spec.word.endsWith('-percent') ? spec.word.slice(0, -'-percent'.length) : undefined
  const sibling = [...entry.parameters.values()].find(({ word }) => word === whole)
  const isShare = sibling && percentSibling(entry, sibling) === name && /^\d+(\.\d+)?$/.test(value)
  // A percentage that is a value of the sibling as well would come back as that.
  if (isShare && readValue(sibling, `${value}%`).kind === 'percent') return { word: sibling.word, value: `${value}%` }
  const text = [writeValue(spec, value), value].find(candidate => isSame(readValue(spec, candidate), value))
  return text === undefined ? undefined : { word: spec.word, value: plainOf(text) }
}

function isSame(reading: ReturnType<typeof readValue>, value: string): boolean {
  return reading.kind === 'value' && reading.text === value
}

/** Numbers stand without quotes where they read back to the letter. */
function plainOf(text: string): Plain {
  const number = Number(text)
  return Number.isFinite(number) && String(number) === text ? number : literal(text)
}

/** The text so that a recipe reads it back: `${` is no reference in it. */
function literal(text: string): string {
  return text.replace(/\$(?=\{)/g, '$$$$').replaceAll('\uFFFD', ESCAPABLE)
}
