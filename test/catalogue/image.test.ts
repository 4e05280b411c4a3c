import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { encodeBase64Url } from '../../grammar/catalogue/base64url.ts'
import type { ParameterSpec } from '../../grammar/catalogue/types.ts'
import { fonts } from '../../grammar/operations/fonts.ts'
import { image } from '../../grammar/operations/image.ts'
import { namesIn } from './names-in.ts'

/** Every documented operation with its parameters; '' is a value without a name. */
const documented: Readonly<Record<string, readonly string[]>> = JSON.parse(
  readFileSync(new URL('../fixtures/catalogue/image.json', import.meta.url), 'utf8'),
)

/** What the catalogue holds beyond the documents, with the reason. */
const beyond: Readonly<Record<string, string>> = {
  'image/ignore-error': 'undocumented, yet in strings that sites serve from OSS; refusing it would be wrong',
  'image/saveexif': 'undocumented, yet in strings that sites serve from OSS; refusing it would be wrong',
}

const operations = Object.entries(image.operations).map(([name, spec]) => ({ id: `image/${name}`, spec }))
const parameters = operations.flatMap(({ id, spec }) =>
  Object.entries(spec.parameters).map(([name, parameter]) => ({ id: `${id} ${name}`, parameter })),
)

function badValues({ type, default: fallback, accessOf = {} }: ParameterSpec): readonly string[] {
  return [...(fallback === undefined ? [] : [fallback]), ...Object.keys(accessOf)].filter(
    value => type.test(value) !== undefined,
  )
}

describe('image catalogue', () => {
  test('holds every documented operation, and nothing else without a reason', () => {
    const expected = [...Object.keys(documented), ...Object.keys(beyond)]
    const place = 'a new operation needs a line in test/fixtures/catalogue/image.json'
    expect(operations.map(({ id }) => id).sort(), place).toEqual(expected.sort())
  })

  test.each(Object.entries(documented))('%s has exactly its documented parameters', (id, names) => {
    const found = operations.find(operation => operation.id === id)
    expect(Object.keys(found?.spec.parameters ?? {}).sort()).toEqual([...names].sort())
  })

  test.each(operations)('$id names only its own parameters in constraints', ({ spec }) => {
    const unknown = (spec.constraints ?? []).flatMap(namesIn).filter(name => !Object.hasOwn(spec.parameters, name))
    expect(unknown).toEqual([])
  })

  test.each(operations)('$id has one long word for each parameter', ({ spec }) => {
    const words = Object.values(spec.parameters).map(({ word }) => word)
    expect(new Set(words).size).toBe(words.length)
    expect(words.filter(word => !/^[a-z]+(-[a-z]+)*$/.test(word))).toEqual([])
  })

  test.each(operations)('$id replaces only names that it does not have, by names that it has', ({ spec }) => {
    const entries = Object.entries(spec.misnamed ?? {})
    const wrong = entries.filter(
      ([name, own]) => Object.hasOwn(spec.parameters, name) || (own !== '' && !Object.hasOwn(spec.parameters, own)),
    )
    expect(wrong).toEqual([])
  })

  test.each(parameters)('$id accepts its own default and regional values', ({ parameter }) => {
    expect(badValues(parameter)).toEqual([])
  })

  test.each(parameters)('$id replaces only values that it does not take, by values that it takes', ({ parameter }) => {
    const { type, misnamedValues = {}, doubtfulValues = [] } = parameter
    const strange = [...Object.keys(misnamedValues), ...doubtfulValues]
    expect(strange.filter(value => type.test(value) === undefined)).toEqual([])
    expect(Object.values(misnamedValues).filter(value => type.test(value) !== undefined)).toEqual([])
  })

  test('writes fonts as the documents do', () => {
    expect(Object.keys(fonts).map(encodeBase64Url)).toEqual([
      'd3F5LXplbmhlaQ',
      'd3F5LW1pY3JvaGVp',
      'ZmFuZ3poZW5nc2h1c29uZw',
      'ZmFuZ3poZW5na2FpdGk',
      'ZmFuZ3poZW5naGVpdGk',
      'ZmFuZ3poZW5nZmFuZ3Nvbmc',
      'ZHJvaWRzYW5zZmFsbGJhY2s',
    ])
  })
})
