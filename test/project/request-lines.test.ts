import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Directive } from '../../src/lint/rules/directive/directives.ts'
import { lintPiece } from '../../src/project/lint-piece.ts'
import { makeRequestLines, type RequestLines } from '../../src/project/request-lines.ts'
import { makeResolver } from '../../src/project/resolve.ts'

const FILE = 'access.log'
const resolved = makeResolver(undefined, { locale: 'en', via: 'auto' }).settingsFor(FILE)

const PATHS = [
  '/a.jpg',
  '/photos/2026/11/IMG_4711.JPG',
  '/movie.gif',
  '/%E7%8C%AB.png',
  '/pic.jpg@100w_50h.jpg',
  '/pic.jpg!thumb',
  '/image/resize,w_0/b.jpg',
  'http://b.oss-cn-hangzhou.aliyuncs.com/c.webp',
  'https://img.example.com:8443/d',
  '/',
]
const QUERIES = [
  '?x-oss-process=image/resize,w_100',
  '?x-oss-process=image/resize,w_0',
  '?x-oss-process=image/rotate,90',
  '?v=2&x-oss-process=image/format,webp&t=1',
  '?x-oss-process=image/resize,w_100&Expires=1&OSSAccessKeyId=x&Signature=y',
  '?x-oss-process=style/thumb',
  '?x-oss-process=video/snapshot,t_1000,f_jpg',
  '?x-oss-process=video/convert,f_mp4',
  '?imageView2/2/w/100',
  '?q=1',
  '',
]
const AROUND = [
  '%s 200 1234 "-" "curl/8"',
  '10.0.0.1 - - "b.oss-cn-beijing.aliyuncs.com" %s 404',
  '# %s',
  '%s + ",w_" + w',
]
const OTHERS = [
  'started',
  '# oss-process-disable-next-line',
  '# oss-process-disable parameter-range',
  '# oss-process-enable',
  `const u = '?x-oss-process=image/resize'`,
  'GET /a.jpg?x-oss-process=image/resize,w_0 HTTP/1.1',
]
const method = fc.constantFrom('GET', 'HEAD', 'POST')
const request = fc
  .tuple(
    method,
    fc.constantFrom(...PATHS),
    fc.constantFrom(...QUERIES),
    fc.constantFrom(' HTTP/1.1', ' HTTP/2', ''),
    fc.constantFrom(...AROUND),
  )
  .map(([verb, path, query, end, around]) => around.replace('%s', () => `"${verb} ${path}${query}${end}"`))
const line = fc.oneof({ weight: 6, arbitrary: request }, { weight: 1, arbitrary: fc.constantFrom(...OTHERS) })

/** What is found in the pieces of a log. */
function lintAll(pieces: readonly (readonly string[])[], requestsOf: () => RequestLines): unknown {
  if (!resolved) throw new Error('The log is left out.')
  let open: readonly Directive[] = []
  return pieces.map(lines => {
    const text = lines.map(line => `${line}\n`).join('')
    const input = { file: FILE, kind: FILE, text, source: 'file' } as const
    const linted = lintPiece(input, resolved, { origin: { line: 0, offset: 0 }, open }, requestsOf())
    open = linted.open
    return { ...linted.linted, clean: linted.clean, unused: linted.unusedOpen() }
  })
}

test('what is known of the request lines of a log changes nothing that is found in it', () => {
  fc.assert(
    fc.property(fc.array(fc.array(line, { maxLength: 8 }), { maxLength: 8 }), pieces => {
      const requests = makeRequestLines()
      expect(lintAll(pieces, () => requests)).toEqual(lintAll(pieces, makeRequestLines))
    }),
    { numRuns: 150 },
  )
})

test('request lines that were met are not read again, whatever the object is called', () => {
  const requests = makeRequestLines()
  const piece = (name: string) => [[`"GET /${name}.jpg?x-oss-process=image/resize,w_100 HTTP/1.1" 200`]]
  lintAll(piece('a'), () => requests)
  const { rest, clean, unknown } = requests.read(`${piece('b/c')}\n`)
  expect({ rest: rest.trim(), clean, unknown }).toEqual({
    rest: '200',
    clean: [{ text: 'image/resize,w_100', via: 'get', start: 28 }],
    unknown: [],
  })
})
