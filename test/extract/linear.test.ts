import { expect, test } from 'vitest'
import { extract } from '../../src/extract/index.ts'

const SIZE = 400_000

function fill(piece: string): string {
  return piece.repeat(Math.ceil(SIZE / piece.length))
}

/** Texts that are made to be read again and again. */
const hostile: readonly [name: string, text: string][] = [
  ['keys behind keys', fill('x-oss-process=')],
  ['one URL of many keys', fill('?x-oss-process=image/resize,w_1&')],
  ['one long value', `x-oss-process=image/resize${fill(',w_1')}`],
  ['many holes', `x-oss-process=image/a${fill('{b}')}`],
  ['holes that do not close', fill("'?x-oss-process=image/a${")],
  ['operands that do not close', fill("'?x-oss-process=image/a' + (")],
  ['template in template', fill('`?x-oss-process=image/a${`')],
  ['literals that do not close', fill('"image/resize,w_1')],
  ['pipes', fill("'|sys/saveas")],
  ['backslashes', `x-oss-process=${fill('\\')}`],
  ['encoded equals signs', `x-oss-process%${fill('25')}3d`],
  ['blanks behind a key', `"x-oss-process"${fill(' ')}`],
  ['blanks behind a literal', `'x-oss-process=image/a'${fill(' ')}`],
  ['comments behind a literal', `'x-oss-process=image/a'${fill('//a\n')}`],
  ['blanks before a value', fill(`${' '.repeat(100)}image/resize,w_1\n`)],
  ['literals with a comment sign', fill('"x-oss-process": "image/a #')],
  ['a long literal with blanks', `setProcess("image/a${fill(' #')}`],
  ['calls in a line', fill('setProcess("image/a, ')],
  ['conditions', fill("'if_status_eq_404{a")],
  ['joined keys', fill("+'?x-oss-process=image/a'")],
  ['calls before a key', fill(`${'(a)'.repeat(40)}+'?x-oss-process=image/a'`)],
  ['brackets before a key', fill(`${'('.repeat(100)}a${')'.repeat(100)}+'?x-oss-process=image/a'`)],
  ['names before a key', fill(`${'url.toString().'.repeat(9)}url+'?x-oss-process=image/a'`)],
  ['holes before a key', fill('$' + '{a}&x-oss-process=image/a')],
  ['tags before a key', fill('<a b href="?x-oss-async-process=image/a')],
  ['concat in concat', fill("'image/resize,w_1'.concat(")],
]

// Reading any of these quadratically takes minutes.
test.each(hostile)('%s', (_, text) => {
  const start = performance.now()
  for (const file of ['a.js', 'a.php', 'a.sh', 'a.md']) extract(text, file)
  expect(performance.now() - start).toBeLessThan(30_000)
})

test('a long line without blanks loses nothing', () => {
  const filler = 'function f(a){return"image/png"+a}'.repeat(20)
  const line = `${filler};var u=b+'?x-oss-process=image/resize,w_'+c+',h_1';`.repeat(500)
  const sources = extract(line, 'bundle.min.js')
  expect(sources).toHaveLength(500)
  expect(new Set(sources.map(source => source.text))).toEqual(new Set(['image/resize,w_\uFFFC,h_1']))
})
