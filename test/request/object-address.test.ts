import { describe, expect, test } from 'vitest'
import { readObjectAddress } from '../../src/request/object-address.ts'

describe('the address of an object', () => {
  test.each([
    ['oss://pictures/a.jpg', { bucket: 'pictures', key: 'a.jpg' }],
    ['oss://pictures/2026/a b?.jpg', { bucket: 'pictures', key: '2026/a b?.jpg' }],
    ['oss://pictures//a.jpg', { bucket: 'pictures', key: '/a.jpg' }],
    ['oss://pictures/two\nlines', { bucket: 'pictures', key: 'two\nlines' }],
    ['oss://pictures/a/', { bucket: 'pictures', key: 'a/' }],
  ])('%j', (address, object) => {
    expect(readObjectAddress(address)).toEqual(object)
  })

  test.each([
    [undefined],
    [''],
    ['oss://pictures'],
    ['oss://pictures/'],
    ['oss:///a.jpg'],
    ['s3://pictures/a.jpg'],
    ['pictures/a.jpg'],
    [' oss://pictures/a.jpg'],
  ])('%j is none', address => {
    expect(readObjectAddress(address)).toBeUndefined()
  })
})
