import { expect, test } from 'vitest'
import type { Address } from '../../src/catalogue/address.ts'
import { extract, findAddress } from '../../src/extract/index.ts'

const HOST = 'b.oss-cn-hangzhou.aliyuncs.com'
const URL = `https://${HOST}/a.GIF?x-oss-process=image/resize,w_100`

test.each<readonly [file: string, text: string, address: Address]>([
  ['a.oss', URL, { host: HOST, extension: 'gif', isSigned: false }],
  ['a.oss', `${URL}&Expires=1&Signature=x`, { host: HOST, extension: 'gif', isSigned: true }],
  ['a.html', `<img src="${URL}">`, { host: HOST, extension: 'gif', isSigned: false }],
  ['a.js', `const url = "${URL}"`, { host: HOST, extension: 'gif' }],
  ['a.js', 'const url = `${host}/a.mp4?x-oss-process=video/info`', { extension: 'mp4' }],
  ['a.js', "const url = base + '?x-oss-process=image/info'", {}],
  ['a.js', "const process = 'image/resize,w_100'", {}],
  ['a.md', `[a](//${HOST}/dir.v2/a?x-oss-process=image/info)`, { host: HOST, isSigned: false }],
])('in %s, %s', (file, text, address) => {
  const [source] = extract(text, file)
  expect(source && findAddress(text, source.span)).toEqual(address)
})
