import { describe, expect, test } from 'vitest'
import { findEqualKey, isRecord, readJsonObject } from '../../src/language/record.ts'

describe('an object with keys', () => {
  test.each([[{}], [{ a: 1 }], [Object.create(null)]])('%j is one', value => {
    expect(isRecord(value)).toBe(true)
  })

  test.each([[null], [undefined], [[]], ['{}'], [1], [() => 1]])('%s is none', value => {
    expect(isRecord(value)).toBe(false)
  })

  test('JSON gives the object that it holds', () => {
    expect(readJsonObject(' {"a": {"b": []}} ')).toEqual({ a: { b: [] } })
  })

  test.each(['', '[]', 'null', '"a"', '1', '{"a": 1', "{'a': 1}", '{"a": 1} {"b": 2}'])('%j gives none', text => {
    expect(readJsonObject(text)).toBeUndefined()
  })
})

describe('a key that stands twice in one object', () => {
  test.each([
    ['{"a":1,"a":2}', 'a'],
    ['{ "a" : 1 , "\\u0061" : 2 }', 'a'],
    ['[{"b":1},{"b":[{"c":1},{"c":2,"c":3}]}]', 'c'],
    ['{"a\\"":1,"a\\"":2}', 'a"'],
  ])('%s', (text, key) => {
    expect(findEqualKey(text)).toBe(key)
  })

  test.each(['{"a":1,"b":{"a":2}}', '[{"a":1},{"a":2}]', '{"a":"a","b":"\\"a\\":"}', '"a"', '}', ''])(
    '%s has none',
    text => {
      expect(findEqualKey(text)).toBeUndefined()
    },
  )
})
