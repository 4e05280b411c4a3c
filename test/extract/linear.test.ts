import { expect, test } from 'vitest'
import { extract } from '../../src/extract/index.ts'
import { expectLinear } from '../linear.ts'

function fill(size: number, piece: string): string {
  return piece.repeat(Math.ceil(size / piece.length))
}

/** Texts that are made to be read again and again. */
const hostile: readonly [name: string, make: (size: number) => string][] = [
  ['keys behind keys', size => fill(size, 'x-oss-process=')],
  ['one URL of many keys', size => fill(size, '?x-oss-process=image/resize,w_1&')],
  ['one long value', size => `x-oss-process=image/resize${fill(size, ',w_1')}`],
  ['many holes', size => `x-oss-process=image/a${fill(size, '{b}')}`],
  ['holes that do not close', size => fill(size, "'?x-oss-process=image/a${")],
  ['operands that do not close', size => fill(size, "'?x-oss-process=image/a' + (")],
  ['template in template', size => fill(size, '`?x-oss-process=image/a${`')],
  ['literals that do not close', size => fill(size, '"image/resize,w_1')],
  ['pipes', size => fill(size, "'|sys/saveas")],
  ['backslashes', size => `x-oss-process=${fill(size, '\\')}`],
  ['encoded equals signs', size => `x-oss-process%${fill(size, '25')}3d`],
  ['blanks behind a key', size => `"x-oss-process"${fill(size, ' ')}`],
  ['blanks behind a literal', size => `'x-oss-process=image/a'${fill(size, ' ')}`],
  ['comments behind a literal', size => `'x-oss-process=image/a'${fill(size, '//a\n')}`],
  ['blanks before a value', size => fill(size, `${' '.repeat(100)}image/resize,w_1\n`)],
  ['literals with a comment sign', size => fill(size, '"x-oss-process": "image/a #')],
  ['a long literal with blanks', size => `setProcess("image/a${fill(size, ' #')}`],
  ['calls in a line', size => fill(size, 'setProcess("image/a, ')],
  ['conditions', size => fill(size, "'if_status_eq_404{a")],
  ['joined keys', size => fill(size, "+'?x-oss-process=image/a'")],
  ['calls before a key', size => fill(size, `${'(a)'.repeat(40)}+'?x-oss-process=image/a'`)],
  ['brackets before a key', size => fill(size, `${'('.repeat(100)}a${')'.repeat(100)}+'?x-oss-process=image/a'`)],
  ['names before a key', size => fill(size, `${'url.toString().'.repeat(9)}url+'?x-oss-process=image/a'`)],
  ['holes before a key', size => fill(size, '$' + '{a}&x-oss-process=image/a')],
  ['tags before a key', size => fill(size, '<a b href="?x-oss-async-process=image/a')],
  ['members of a list', size => fill(size, '["image",')],
  ['placeholders', size => `x-oss-process=image/a${fill(size, ',w_xx')}`],
  ['letters of another script', size => `x-oss-process=image/a,w_${fill(size, '宽')}`],
  ['pieces', size => `x-oss-process${fill(size, "'/resize,w_1")}`],
  ['parameters that begin a literal', size => `x-oss-process${fill(size, "'text_' + btoa(t);")}`],
  ['places behind underscores', size => fill(size, 'x-oss-process=image/resize,w_~a')],
  ['places of a format', size => fill(size, '"image/watermark,text_%s" % (')],
  ['encoders', size => fill(size, '`image/watermark,text_${btoa(t)}`')],
  ['addresses that are completed', size => fill(size, "a='https://b.c/d?x-oss-process=image/e';")],
  ['keys of others', size => fill(size, 'https://b.oss-cn-a.aliyuncs.com/a?imageView2/1 ')],
  ['choices', size => fill(size, 'x-oss-process=image/a,w_${b?1:2}')],
  ['comments', size => fill(size, '// ?x-oss-process=image/a ')],
  ['concat in concat', size => fill(size, "'image/resize,w_1'.concat(")],
]

test.each(hostile)('%s', (_, make) => {
  // What is looked at around a place has an end, which short texts do not reach: 8 n may take some more than 8 times as long, not 64 times.
  for (const file of ['a.js', 'a.php', 'a.sh', 'a.md'])
    expectLinear(size => extract(make(size), file), { size: 6000, most: 24 })
})

test('a long line without blanks loses nothing', () => {
  const filler = 'function f(a){return"image/png"+a}'.repeat(20)
  const line = `${filler};var u=b+'?x-oss-process=image/resize,w_'+c+',h_1';`.repeat(500)
  const sources = extract(line, 'bundle.min.js')
  expect(sources).toHaveLength(500)
  expect(new Set(sources.map(source => source.text))).toEqual(new Set(['image/resize,w_\uFFFC,h_1']))
})
