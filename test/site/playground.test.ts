import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { bundleSite } from '../../src/site/bundle.ts'
import { EXAMPLES } from '../../src/site/playground/examples.ts'
import { addressOf, requestText, takeApart } from '../../src/site/playground/object.ts'
import { orientationOf } from '../../src/site/playground/orientation.ts'
import { FIRST, fromHash, toHash } from '../../src/site/playground/state.ts'
import { texts } from '../../src/site/playground/texts.ts'

const MAXIMUM_BYTES = 150_000

test('an address holds all that the page shows', () => {
  const word = fc.string({ unit: 'binary' })
  const mode = fc.constantFrom('string', 'recipe', 'file')
  const state = fc.record({ mode, text: word, source: word, object: word, file: word })
  fc.assert(
    fc.property(state, one => {
      expect(fromHash(`#${toHash(one)}`)).toEqual(one)
    }),
  )
  for (const { state: one } of EXAMPLES) expect(fromHash(toHash(one))).toEqual(one)
  expect(fromHash('')).toBeUndefined()
  expect(fromHash('#mode=recipe')).toBeUndefined()
  expect(fromHash('#text=image/info')).toEqual({ ...FIRST, text: 'image/info', source: '' })
})

test.each([
  ['?Expires=1&OSSAccessKeyId=LTAI5t&Signature=a%2Bb%3D&v=1#top', '?Expires=1&OSSAccessKeyId=-&Signature=-&v=1#top'],
  ['?Signature=abc&security-token=CAIS', '?Signature=-&security-token=-'],
  [
    '?x-oss-signature-version=OSS4-HMAC-SHA256&x-oss-credential=LTAI5t%2F20261129&x-oss-date=20261129T000000Z&x-oss-signature=77ab&x-oss-security-token=CAIS',
    '?x-oss-signature-version=OSS4-HMAC-SHA256&x-oss-credential=-&x-oss-date=20261129T000000Z&x-oss-signature=-&x-oss-security-token=-',
  ],
  ['?auth_key=1-0-0-ab', '?auth_key=-'],
])('an address holds no signature: %s', (query, kept) => {
  const object = 'https://b.oss-cn-hangzhou.aliyuncs.com/a.jpg'
  const hash = toHash({ ...FIRST, object: `${object}${query}` })
  expect(fromHash(hash)?.object).toBe(`${object}${kept}`)
  expect(addressOf(fromHash(hash)?.object ?? '')).toEqual(addressOf(`${object}${query}`))
  expect(toHash({ ...FIRST, object: `${object}${kept}` })).toBe(hash)
})

test('a URL that is pasted is taken apart, and nothing else is', () => {
  expect(
    takeApart(' https://b.oss-cn-hangzhou.aliyuncs.com/a%20b.jpg?v=1&x-oss-process=image%2Fresize,w_1#top\n'),
  ).toEqual({
    text: 'image/resize,w_1',
    object: 'https://b.oss-cn-hangzhou.aliyuncs.com/a%20b.jpg?v=1#top',
  })
  for (const text of [
    'image/resize,w_1',
    'https://b.oss-cn-hangzhou.aliyuncs.com/a.jpg',
    'see https://b/?x-oss-process=a',
    '',
  ]) {
    expect(takeApart(text)).toBeUndefined()
  }
  expect(addressOf('https://b.oss-cn-hangzhou.aliyuncs.com/a.PNG')).toEqual({
    ...{ host: 'b.oss-cn-hangzhou.aliyuncs.com', extension: 'png', isSigned: false },
  })
  expect(addressOf('a.png')).toBeUndefined()
})

test('requests carry the string in the URL or in the body', () => {
  const object = 'https://b.oss-cn-hangzhou.aliyuncs.com/clips/a%20b.mp4'
  expect(requestText(object, 'image/resize,w_1', 'get')).toBe(`${object}?x-oss-process=image/resize,w_1`)
  expect(requestText(object, 'video/animation,f_gif|sys/saveas,o_YQ', 'async').split('\n')).toEqual([
    ...['# https://b.oss-cn-hangzhou.aliyuncs.com', 'POST /clips/a%20b.mp4?x-oss-async-process HTTP/1.1'],
    ...['Host: b.oss-cn-hangzhou.aliyuncs.com', '', 'x-oss-async-process=video/animation,f_gif|sys/saveas,o_YQ'],
  ])
})

/** A JPG with an orientation in its EXIF, in one order of bytes or the other. */
function photo(orientation: number, isLittle: boolean): Uint8Array {
  const bytes = new Uint8Array(48)
  const view = new DataView(bytes.buffer)
  bytes.set([0xff, 0xd8, 0xff, 0xe1, 0, 34, 0x45, 0x78, 0x69, 0x66, 0, 0])
  const tiff = new DataView(bytes.buffer, 12)
  tiff.setUint16(0, isLittle ? 0x4949 : 0x4d4d)
  tiff.setUint16(2, 42, isLittle)
  tiff.setUint32(4, 8, isLittle)
  tiff.setUint16(8, 1, isLittle)
  tiff.setUint16(10, 0x0112, isLittle)
  tiff.setUint16(12, 3, isLittle)
  tiff.setUint32(14, 1, isLittle)
  tiff.setUint16(18, orientation, isLittle)
  view.setUint16(38, 0xffda)
  return bytes
}

test('the orientation of a photo is read, and no bytes make that fail', () => {
  for (const isLittle of [true, false]) {
    for (const orientation of [1, 3, 6, 8]) expect(orientationOf(photo(orientation, isLittle))).toBe(orientation)
    expect(orientationOf(photo(9, isLittle))).toBe(1)
  }
  const damaged = fc.tuple(fc.nat(47), fc.nat(255), fc.nat(48))
  fc.assert(
    fc.property(damaged, ([at, value, length]) => {
      const bytes = photo(6, true)
      bytes[at] = value
      const orientation = orientationOf(bytes.subarray(0, length))
      expect(orientation).toBeGreaterThan(0)
      expect(orientation).toBeLessThan(9)
    }),
  )
  fc.assert(fc.property(fc.uint8Array(), bytes => orientationOf(bytes) > 0))
})

test('the texts have the same placeholders in both languages', () => {
  const placeholders = (text: string) => (text.match(/\{\w+\}/g) ?? []).sort()
  for (const { en, zh } of Object.values(texts)) expect(placeholders(zh)).toEqual(placeholders(en))
})

test('the first page is small, with linter, trace and both languages; what it loads later is no second copy', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'oss-process-site-'))
  try {
    await bundleSite(folder)
    const sizeOf = (name: string) => gzipSync(readFileSync(path.join(folder, name)), { level: 9 }).length
    const first = ['playground.js', 'playground.css', 'site.js', 'site.css'].map(sizeOf)
    // The page itself takes less than 1 kB.
    expect(first.reduce((sum, size) => sum + size, 1000)).toBeLessThan(MAXIMUM_BYTES)
    expect(sizeOf('recipes.js')).toBeLessThan(82_000)
    const code = readFileSync(path.join(folder, 'playground.js'), 'utf8')
    expect(code).toContain('应为')
    expect(readFileSync(path.join(folder, 'playground.css'), 'utf8')).not.toMatch(/url\(|@import|@font-face/)
  } finally {
    rmSync(folder, { recursive: true })
  }
})
