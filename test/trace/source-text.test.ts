import { expect, test } from 'vitest'
import { readSource, sourceText } from '../../src/trace/source-text.ts'

test.each([
  '4000x3000,jpg',
  '4000x3000,jpg,orientation6,123456B',
  '320x240,gif,12frames,alpha',
  '1920x1080,mp4,120.5s,25fps,silent',
  'mp3,3s',
])('%s is written as it was read', text => {
  const reading = readSource(text)
  expect('facts' in reading && sourceText(reading.facts)).toBe(text)
})

test.each([
  ['0x0,jpg', '0x0'],
  ['99999999999999999999x5,jpg', '99999999999999999999x5'],
  ['1920x1080,mp4,0s', '0s'],
  ['mp4,0fps', '0fps'],
  ['gif,0frames', '0frames'],
  ['jpg,0B', '0B'],
])('%s: no source has %s', (text, word) => {
  expect(readSource(text)).toEqual({ problem: { en: 'is not a fact of a source', zh: '不是源文件的信息' }, word })
})

test('what is not known is left out', () => {
  expect(sourceText({ kind: 'image', format: 'png', width: 10 })).toBe('png')
})
