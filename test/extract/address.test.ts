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
  [
    'a.js',
    'const url = `https://${bucket}.oss-cn-hangzhou.aliyuncs.com/${key}?x-oss-process=doc/preview`',
    { host: '${bucket}.oss-cn-hangzhou.aliyuncs.com' },
  ],
  [
    'a.py',
    'f"https://{b}.{region}.aliyuncs.com/a.pdf?x-oss-process=doc/preview"',
    { host: '{b}.{region}.aliyuncs.com', extension: 'pdf' },
  ],
  ['a.js', 'const url = `https://${host}/${key}?x-oss-process=doc/preview`', {}],
  ['a.js', "client.get('a.gif', { process: 'image/resize,w_100' })", { extension: 'gif', isArgument: true }],
  [
    'a.go',
    'bucket.GetObject("d/a.MP4", oss.Process("video/snapshot,t_0,f_jpg"))',
    { extension: 'mp4', isArgument: true },
  ],
  [
    'a.py',
    "bucket.sign_url('GET', 'a.png', 60, params={'x-oss-process': 'image/resize,w_9'})",
    { extension: 'png', isArgument: true },
  ],
  ['a.js', "client.get(name, { process: 'image/resize,w_100' })", {}],
  ['a.rb', 'url = "#{host}/a.gif?x-oss-process=image/info"', { extension: 'gif' }],
  ['a.js', "load('a.gif', { process: 'image/resize,w_100' })", {}],
  ['a.js', "client.get('a.gif'); client.get(name, { process: 'image/resize,w_100' })", {}],
  ['a.js', "const process = 'image/resize,w_100'", {}],
  ['a.md', `[a](//${HOST}/dir.v2/a?x-oss-process=image/info)`, { host: HOST, isSigned: false }],
])('in %s, %s', (file, text, address) => {
  const [source] = extract(text, file)
  expect(source && findAddress(text, source.span)).toEqual(address)
})
