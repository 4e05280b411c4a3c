import { describe, expect, test } from 'vitest'
import { isRecord, readJsonObject } from '../../src/language/record.ts'

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
