import { readFileSync } from 'node:fs'
import path from 'node:path'
import { build } from 'esbuild'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { countFrames } from '../../../src/emulator/console/page/frames.ts'
import { formatBytes, formatTime } from '../../../src/emulator/console/page/quantities.ts'
import { texts } from '../../../src/emulator/console/page/texts.ts'
import { bundleModules, STYLE } from '../../../src/tools/build.ts'

/** Of the scripts, which the server sends as they are. */
const MAXIMUM_BYTES = 300_000

/** A script and all that it imports. */
function closureOf(name: string, files: ReadonlyMap<string, string>, seen: Map<string, string>): Map<string, string> {
  const text = files.get(name) ?? ''
  seen.set(name, text)
  for (const [, from = ''] of text.matchAll(/\bfrom"(\.[^"]+)"/g)) {
    const other = path.posix.join(path.posix.dirname(name), from)
    if (!seen.has(other)) closureOf(other, files, seen)
  }
  return seen
}

test('the scripts are small, and neither they nor the style name another address to load from', async () => {
  const scripts = closureOf('console.js', await bundleModules(), new Map())
  const bytes = [...scripts.values()].reduce((sum, text) => sum + Buffer.byteLength(text), 0)
  expect(bytes).toBeLessThan(MAXIMUM_BYTES)
  expect(bytes).toBeGreaterThan(200_000)
  expect([...scripts.keys()].filter(name => !/^(?:console|shared\/\w+)\.js$/.test(name))).toEqual([])
  const { outputFiles: [style] = [] } = await build({ ...STYLE, write: false })
  expect(style?.text).toContain('prefers-reduced-motion')
  expect(style?.text).not.toMatch(/url\(|@import|@font-face/)
})

test('the texts have the same placeholders in both languages', () => {
  const placeholders = (text: string) => (text.match(/\{\w+\}/g) ?? []).sort()
  for (const { en, zh } of Object.values(texts)) expect(placeholders(zh)).toEqual(placeholders(en))
})

describe('colours', () => {
  const css = readFileSync(path.join(import.meta.dirname, '../../../src/emulator/console/page/theme.css'), 'utf8')
  const tokens = new Map(
    [...css.matchAll(/--([\w-]+): light-dark\((#\w{6}), (#\w{6})\)/g)].map(([, name = '', ...pair]) => [name, pair]),
  )
  const luminance = (color = '') =>
    [1, 3, 5]
      .map(at => Number.parseInt(color.slice(at, at + 2), 16) / 255)
      .map(part => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
      .reduce((sum, part, index) => sum + part * ([0.2126, 0.7152, 0.0722][index] ?? 0), 0)
  const contrast = (one?: string, other?: string) => {
    const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a)
    return (light + 0.05) / (dark + 0.05)
  }
  const TEXT = ['text', 'quiet', 'accent', 'error', 'warning', 'info', 'good']
  const PARTS = ['part-category', 'part-operation', 'part-name', 'part-mark']
  const GROUNDS = ['page', 'panel', 'raised', 'inset', 'accent-soft']

  test.each([0, 1])('of text stand out from every ground, in theme %i', theme => {
    const of = (name: string) => tokens.get(name)?.[theme]
    for (const text of [...TEXT, ...PARTS]) {
      for (const ground of text.startsWith('part') ? ['page', 'panel', 'raised'] : GROUNDS) {
        expect.soft(contrast(of(text), of(ground)), `${text} on ${ground}`).toBeGreaterThanOrEqual(4.5)
      }
    }
    for (const text of ['text', 'quiet', 'error']) {
      expect.soft(contrast(of(text), of('error-soft')), `${text} on error-soft`).toBeGreaterThanOrEqual(4.5)
    }
    expect(contrast('#ffffff', of('accent-fill'))).toBeGreaterThanOrEqual(4.5)
    for (const ground of ['page', 'panel', 'raised']) {
      expect.soft(contrast(of('line-strong'), of(ground)), `line-strong on ${ground}`).toBeGreaterThanOrEqual(3)
    }
  })
})

describe('frames', () => {
  const SCREEN = [71, 73, 70, 56, 57, 97, 1, 0, 1, 0, 0x80, 0, 0, 0, 0, 0, 255, 255, 255]
  const CONTROL = [0x21, 0xf9, 4, 0, 0, 0, 0, 0]
  const FRAME = [0x2c, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x44, 1, 0]

  test('of a GIF are counted, its other blocks are not', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 40 }), count => {
        const frames = Array.from({ length: count }, () => [...CONTROL, ...FRAME]).flat()
        expect(countFrames(Uint8Array.from([...SCREEN, ...frames, 0x3b]))).toBe(count)
      }),
    )
  })

  test('of a WebP are counted', () => {
    const chunk = (name: string, bytes: readonly number[]) => [...Buffer.from(name), bytes.length, 0, 0, 0, ...bytes]
    const webp = (...chunks: number[][]) =>
      Uint8Array.from([...Buffer.from('RIFF'), 0, 0, 0, 0, ...Buffer.from('WEBP'), ...chunks.flat()])
    expect(countFrames(webp(chunk('VP8 ', [1, 2])))).toBe(1)
    expect(countFrames(webp(chunk('ANIM', [0, 0]), chunk('ANMF', [1, 2]), chunk('ANMF', [3, 4])))).toBe(2)
  })

  test('of other bytes: an answer for any, even where a picture is cut', () => {
    const start = fc.constantFrom(SCREEN, [...Buffer.from('RIFF0000WEBP')], [0x89, 80, 78, 71, 13, 10, 26, 10], [])
    fc.assert(
      fc.property(start, fc.uint8Array({ maxLength: 200 }), (head, tail) => {
        const count = countFrames(Uint8Array.from([...head, ...tail]))
        expect(count === undefined || count >= 0).toBe(true)
      }),
    )
  })
})

test('bytes and times read as people write them', () => {
  expect([0, 999, 1000, 12_345, 587_520, 5 * 1024 ** 3].map(formatBytes)).toEqual([
    ...['0 B', '999 B', '1.0 kB', '12.3 kB', '588 kB', '5.4 GB'],
  ])
  expect([0.4, 340, 2400, 65_000].map(formatTime)).toEqual(['0 ms', '340 ms', '2.4 s', '1:05'])
})
