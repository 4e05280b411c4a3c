import fc from 'fast-check'
import { encodeBase64Url } from '../grammar/catalogue/base64url.ts'
import type { ParameterSpec } from '../grammar/catalogue/types.ts'
import { type CatalogOperation, listOperations } from '../src/catalogue/catalogue.ts'
import type { Conditional, Operation, Parameter, Pipeline, Stage, StageNode } from '../src/language/tree.ts'

/** Generators of values, operations and trees, made from the catalogue. */

const word = fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9.-]{0,11}$/)

function valueFor({ type }: ParameterSpec): fc.Arbitrary<string> {
  switch (type.kind) {
    case 'integer':
    case 'number': {
      const min = Math.max(type.minimum ?? 0, -1_000_000) + (type.exclusiveMinimum ? 1 : 0)
      return fc.integer({ min, max: Math.min(type.maximum ?? 1_000_000, 1_000_000) }).map(String)
    }
    case 'enum':
      return fc.constantFrom(...(type.values ?? ['1']))
    case 'color':
      return fc.stringMatching(/^[0-9A-F]{6}$/)
    case 'size':
      return fc.constantFrom('1280x720', '640x', 'x360')
    case 'base64':
      return word.map(encodeBase64Url)
  }
}

function parameterOf([name, spec]: [string, ParameterSpec]): fc.Arbitrary<Parameter> {
  return valueFor(spec).map(value => ({
    kind: 'parameter',
    start: 0,
    end: 0,
    name: name === '' ? undefined : name,
    value,
  }))
}

/** An operation with some of its parameters, in the order of the catalogue. */
function operationOf(entry: CatalogOperation): fc.Arbitrary<Operation> {
  return fc
    .subarray([...entry.parameters])
    .chain(entries => fc.tuple(...entries.map(parameterOf)))
    .map(parameters => ({ kind: 'operation', start: 0, end: 0, name: entry.name, parameters }))
}

const mains = listOperations().filter(({ parent }) => !parent)

function stageOf(category: string): fc.Arbitrary<Stage> {
  const known = mains.filter(entry => entry.category === category)
  return fc
    .array(fc.constantFrom(...known).chain(operationOf), { minLength: 1, maxLength: 4 })
    .map(operations => ({ kind: 'stage', start: 0, end: 0, category, operations }))
}

const stage: fc.Arbitrary<StageNode> = fc.constantFrom(...new Set(mains.map(({ category }) => category))).chain(stageOf)

const plainPipeline: fc.Arbitrary<Pipeline> = fc
  .array(stage, { minLength: 1, maxLength: 4 })
  .map(stages => ({ kind: 'pipeline', start: 0, end: 0, stages }))

const conditional: fc.Arbitrary<Conditional> = plainPipeline.map(body => ({
  kind: 'conditional',
  start: 0,
  end: 0,
  condition: 'if_status_eq_404',
  body,
  closed: true,
  trailing: '',
}))

/** A tree of operations that the catalogue knows, with values of their types. Its spans are all 0. */
export const pipeline: fc.Arbitrary<Pipeline> = fc
  .array(fc.oneof({ weight: 9, arbitrary: stage }, { weight: 1, arbitrary: conditional }), {
    minLength: 1,
    maxLength: 4,
  })
  .map(stages => ({ kind: 'pipeline', start: 0, end: 0, stages }))

/** Strings made of what process strings are made of, right and wrong, and of anything at all. */
export const messyText: fc.Arbitrary<string> = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc
    .array(
      fc.oneof(
        fc.constantFrom('/', ',', '|', '_', '{', '}', ' ', '\n', '\0', '=', '%2F', 'if_status_eq_404{', '你好', '😀'),
        fc.constantFrom(...mains.map(({ name }) => name)),
        fc.constantFrom(
          'image',
          'video',
          'sys',
          'style',
          'w_100',
          'w_',
          'm_fill',
          'o_ZGVzdC5qcGc=',
          'text_SGVsbG8',
          'webp',
          '90',
        ),
        word,
      ),
      { maxLength: 24 },
    )
    .map(parts => parts.join('')),
)
