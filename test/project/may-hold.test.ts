import { readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { extract } from '../../src/extract/index.ts'
import { makeMemory, mayHold, memoryMayHold } from '../../src/project/may-hold.ts'

const SIGNS = [
  ...[
    'x-oss-',
    'X_OSS_',
    'x-Oss_',
    'image/r',
    'video/:',
    'audio/A',
    'style/!',
    'trigger/a',
    'doc/c',
    'hls/M',
    'imm\\/a',
    'pointcloud/c',
    '"audio", "convert,',
    "'doc' ,'convert,",
  ],
  ...[
    'sys\\\\\\\\/s',
    'image%2Fr',
    'doc%2fa',
    'image_process=',
    'process: "',
    "PROCESS(@'",
    'rocess=>`',
    'oss-process-',
    'if_status_eq_404{',
  ],
]
/** Texts that are nearly signs. */
const NEARLY = [
  'process.',
  'roles',
  'images',
  'docs/',
  'sys',
  'image/',
  'oss-',
  'x-os-',
  'if_status_eq_',
  '/',
  '%2F',
  'é',
  '像',
]

function inMemory(text: string): boolean {
  const memory = makeMemory(Buffer.byteLength(text) + 2)
  memory.bytes.fill('image/r')
  return memoryMayHold(memory, memory.bytes.write(text))
}

describe('looking at pairs of bytes', () => {
  test.each(SIGNS)('finds %s at every offset', sign => {
    for (let before = 0; before < 12; before++) {
      for (const after of ['', 'a', '"', '\n\n']) expect(inMemory(`${'.'.repeat(before)}${sign}${after}`)).toBe(true)
    }
  })

  test('agrees with looking at the text', () => {
    const part = fc.oneof(fc.constantFrom(...SIGNS, ...NEARLY), fc.string({ maxLength: 4 }))
    const texts = fc.oneof(fc.array(part, { maxLength: 8 }), fc.array(fc.constantFrom(...NEARLY), { maxLength: 8 }))
    fc.assert(
      fc.property(texts, parts => {
        const text = Buffer.from(parts.join('')).toString()
        expect(inMemory(text)).toBe(mayHold(text))
      }),
      { numRuns: 2000 },
    )
  })

  test('lets nothing by that extraction finds', () => {
    const folder = new URL('../fixtures/extract/hosts/', import.meta.url)
    for (const name of readdirSync(folder).filter(file => !/\.(?:txt|oss)$/.test(file))) {
      for (const line of readFileSync(new URL(encodeURIComponent(name), folder), 'utf8').split('\n'))
        if (extract(line, name).length > 0) expect(inMemory(line), line).toBe(true)
    }
  })
})
