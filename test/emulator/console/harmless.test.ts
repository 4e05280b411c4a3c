import fc from 'fast-check'
import { expect, test } from 'vitest'
import { harmlessType } from '../../../src/emulator/console/harmless.ts'

test.each([
  ['image/png', 'image/png'],
  ['video/mp4', 'video/mp4'],
  ['audio/mpeg', 'audio/mpeg'],
  ['application/json', 'application/json'],
  ['application/json;charset=utf-8', 'application/json;charset=utf-8'],
  ['text/html', 'text/plain; charset=utf-8'],
  ['TEXT/HTML', 'text/plain; charset=utf-8'],
  ['text/javascript', 'text/plain; charset=utf-8'],
  ['application/javascript', 'text/plain; charset=utf-8'],
  ['application/xml', 'text/plain; charset=utf-8'],
  ['application/x-mpegURL', 'text/plain; charset=utf-8'],
  ['application/xhtml+xml', 'application/octet-stream'],
  ['application/pdf', 'application/octet-stream'],
  ['image/png, text/html', 'application/octet-stream'],
  ['', 'application/octet-stream'],
])('%s is shown as %s', (given, shown) => {
  expect(harmlessType(given)).toBe(shown)
})

test('no type but that of media, JSON, plain text and bytes comes out', () => {
  const part = fc.constantFrom(
    'image',
    'video',
    'text',
    'html',
    'svg+xml',
    'application',
    'json',
    '/',
    ';',
    ',',
    ' ',
    'x',
  )
  fc.assert(
    fc.property(fc.array(part, { maxLength: 8 }), parts => {
      const shown = harmlessType(parts.join(''))
      expect(shown).toMatch(
        /^(?:image|video|audio)\/[\w.+-]+(?:;.*)?$|^application\/(?:json\b.*|octet-stream)$|^text\/plain; charset=utf-8$/,
      )
    }),
  )
})
