import { encodeBase64Url } from '../../grammar/catalogue/base64url.ts'
import type { ParameterSpec } from '../../grammar/catalogue/types.ts'
import type {
  AudioBuilder,
  Builders,
  DocBuilder,
  HlsBuilder,
  ImageBuilder,
  VideoBuilder,
} from '../../grammar/generated/builder-types.ts'
import { expectKind, nameGiven } from '../language/given.ts'
import { type CatalogOperation, findCategory, findOperation } from './catalogue.ts'

/** `auto-orient` is `autoOrient` in programs. */
export function camelCase(name: string): string {
  return name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase())
}

/**
 * Starts a process string of a category; operations follow as methods, `saveas` and `notify` of `sys` among them. Names are those of the
 * catalogue: parameters by their long words, texts not yet encoded. Others do not compile, and a value that OSS would refuse is not taken.
 *
 *     String(build('image').resize({ width: 200 }).format('webp')) // 'image/resize,w_200/format,webp'
 * @throws RangeError, in the methods, for a parameter or a value that OSS does not have; and for a category that it does not have.
 * TypeError, in the methods, for parameters that are no object.
 */
export function build<C extends keyof Builders>(category: C): Builders[C]
export function build(category: string): object {
  const known = findCategory(category)
  if (!known) throw new RangeError(`There is no category "${category}".`)
  const stages: { readonly category: string; readonly operations: string[] }[] = []
  const add = (operation: CatalogOperation) => (given?: unknown) => {
    const last = stages.at(-1)
    const text = operationText(operation, given)
    if (last?.category === operation.category) last.operations.push(text)
    else stages.push({ category: operation.category, operations: [text] })
    return builder
  }
  const system = [...(findCategory('sys')?.operations.values() ?? [])]
  const builder: Readonly<Record<string, unknown>> = {
    ...Object.fromEntries([...known.operations.values(), ...system].map(entry => [camelCase(entry.name), add(entry)])),
    toString: () => stages.map(({ category: name, operations }) => `${name}/${operations.join('/')}`).join('|'),
  }
  return builder
}

/** `image().resize({ width: 200 }).format('webp')`; see `build`. */
export const image = (): ImageBuilder => build('image')
/** `video().snapshot({ time: 1000, format: 'jpg' })`; see `build`. */
export const video = (): VideoBuilder => build('video')
/** `audio().info()`; see `build`. */
export const audio = (): AudioBuilder => build('audio')
/** `doc().convert({ target: 'png' })`; see `build`. */
export const doc = (): DocBuilder => build('doc')
/** `hls().sign({ ... })`; see `build`. */
export const hls = (): HlsBuilder => build('hls')

function operationText(operation: CatalogOperation, given: unknown): string {
  const positional = operation.parameters.size === 1 ? operation.parameters.get('') : undefined
  if (positional) return `${operation.name},${valueText(positional, given, operation)}`
  if (given !== undefined) expectKind(given, `What ${operation.id} takes`, 'an object')
  const entries = Object.entries(given ?? {}).filter(([, value]) => value !== undefined)
  const words = [...operation.parameters].map(([name, spec]) => ({ name, spec, word: camelCase(spec.word) }))
  const unknown = entries.find(([word]) => !words.some(known => known.word === word))
  if (unknown) {
    const expected = words.map(({ word }) => word).join(', ')
    throw new RangeError(`${operation.id} has no parameter "${unknown[0]}"; expected one of ${expected}.`)
  }
  const written = words.flatMap(({ name, spec, word }) => {
    const entry = entries.find(([key]) => key === word)
    if (!entry) return []
    const text = valueText(spec, entry[1], operation)
    return [name === '' ? text : `${name}_${text}`]
  })
  return [operation.name, ...written].join(',')
}

function valueText(spec: ParameterSpec, value: unknown, { id }: CatalogOperation): string {
  const given = writtenText(value)
  if (given === undefined)
    throw new RangeError(`${spec.word} is ${nameGiven(value)}, but ${id} takes ${spec.type.description.en}.`)
  const text = spec.type.kind === 'base64' ? encodeWhole(given) : given
  if (spec.type.test(text) === undefined && !/[,/|]/.test(text)) return text
  throw new RangeError(`${spec.word} is "${given}", but ${id} takes ${spec.type.description.en}.`)
}

/** A value as text; undefined for what is none, whatever else a program gives. */
function writtenText(value: unknown): string | undefined {
  const isText = typeof value === 'string' || typeof value === 'bigint' || Number.isFinite(value)
  return isText ? String(value) : undefined
}

function encodeWhole(text: string): string {
  if (!/\p{Surrogate}/u.test(text)) return encodeBase64Url(text)
  throw new RangeError(`"${text}" holds half of a character, which Base64 cannot keep.`)
}

/**
 * A process string with values put in: numbers and words as they are, texts of Base64 parameters encoded. What would be read as something
 * else than one value is not taken.
 *
 *     processString`image/watermark,text_${'图片'},g_${'se'}` // 'image/watermark,text_5Zu-54mH,g_se'
 * @throws RangeError for a value with a separator in it, where it is not encoded; TypeError for what is neither text nor number.
 */
export function processString(pieces: TemplateStringsArray, ...values: readonly (string | number)[]): string {
  if (!Array.isArray(pieces?.raw)) throw new TypeError('processString is a tag; write it in front of a template.')
  return pieces.raw.reduce((text, piece, index) => `${text}${insertedText(text, values[index - 1])}${piece}`)
}

function insertedText(before: string, value: unknown): string {
  const given = writtenText(value)
  if (given === undefined)
    throw new TypeError(`A value of the template is ${nameGiven(value)}; expected a text or a number.`)
  if (isBase64Place(before)) return encodeWhole(given)
  const [found] = /[,/|{}\s]/.exec(given) ?? []
  if (found === undefined && given !== '') return given
  const reason = found === undefined ? 'is empty' : `holds "${found}"`
  throw new RangeError(`"${given}" ${reason}, so that it is not one value of a process string.`)
}

/** True behind `text_` and the like, where a whole Base64 value follows. */
function isBase64Place(before: string): boolean {
  const [stage = ''] = before.split('|').slice(-1)
  const [category = '', ...operations] = stage.split('/')
  const [name = '', ...parameters] = (operations.at(-1) ?? '').split(',')
  const [, parameter = ''] = /^([^_]+)_$/.exec(parameters.at(-1) ?? '') ?? []
  return findOperation(category, name)?.parameters.get(parameter)?.type.kind === 'base64'
}
