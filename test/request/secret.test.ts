import { format, inspect } from 'node:util'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { presign, presignRequest, processRequest, RequestError, reveal, secret, sign } from '../../src/request/index.ts'

const hidden = 'fbQh7Kz2SuperSecret'

it('prints as *** everywhere and gives its text through reveal only', () => {
  const value = secret(hidden)
  const error = new Error(`wrong ${value}`, { cause: { value, error: new AggregateError([value]) } })
  const prints = [
    String(value),
    `${value}`,
    value.toString(),
    JSON.stringify({ value, list: [value] }),
    inspect(value, { showHidden: true, depth: 9, showProxy: true }),
    inspect({ deep: [{ value }] }, { depth: 9, showHidden: true }),
    format('%s %o %j %O', value, value, value, value),
    inspect(error, { depth: 9 }),
    String(error.stack),
    JSON.stringify(Object.getOwnPropertyDescriptors(value)),
    JSON.stringify({ ...value }),
    Object.prototype.toString.call(value),
  ]
  for (const print of prints) expect(print).not.toContain(hidden)
  expect(String(value)).toBe('***')
  expect(JSON.stringify({ value })).toBe('{"value":"***"}')
  expect(inspect({ value })).toBe('{ value: *** }')
  expect(reveal(value)).toBe(hidden)
})

it('reveals what it was given and wraps once', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary' }), text => reveal(secret(text)) === text))
  const value = secret(hidden)
  expect(secret(value)).toBe(value)
  expect(reveal(hidden)).toBe(hidden)
})

it('cannot be counterfeited', () => {
  const copy = Object.create(Object.getPrototypeOf(secret(hidden)))
  expect(reveal(copy)).toBe('')
  expect(() => Object.assign(secret(hidden), { text: 'x' })).toThrow(TypeError)
})

it('stays out of signed requests, URLs and errors', () => {
  const credentials = { accessKeyId: 'ak', accessKeySecret: secret(hidden), securityToken: secret('token-of-sts') }
  const request = processRequest(
    'post',
    { endpoint: 'img.example.com', bucket: 'b', key: 'k' },
    'image/info|sys/saveas,o_eA',
  )
  const made = [sign(request, credentials, { region: 'r' }), presignRequest(request, credentials, { region: 'r' })]
  expect(inspect([made, credentials, presign(request, credentials, { region: 'r' })], { depth: 9 })).not.toContain(
    hidden,
  )
  expect(JSON.stringify([made, credentials])).not.toContain(hidden)
  for (const options of [{}, { region: 'r', expires: -1 }]) {
    try {
      presign(request, credentials, options)
      expect.unreachable()
    } catch (error) {
      expect(error).toBeInstanceOf(RequestError)
      expect(inspect(error, { depth: 9 })).not.toMatch(/SuperSecret|token-of-sts/)
    }
  }
})
