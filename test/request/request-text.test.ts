import { expect, it } from 'vitest'
import { readRequestTexts } from '../../src/request/request-text.ts'

it.each([
  [' https://b.example.com/a.jpg?x-oss-process=image/info\n', 'https://b.example.com/a.jpg?x-oss-process=image/info'],
  ['GET /a.jpg', { method: 'GET', url: '/a.jpg', headers: {}, body: '' }],
  [
    '# a remark\r\n\r\nPOST /a.mp4?x-oss-async-process HTTP/1.1\r\nHost: b.example.com\r\nno header\r\n\r\nx-oss-async-process=video/info\r\n',
    {
      method: 'POST',
      url: '/a.mp4?x-oss-async-process',
      headers: { host: 'b.example.com' },
      body: 'x-oss-async-process=video/info',
    },
  ],
  [
    '// the body right behind the headers\nPOST /a.jpg?x-oss-process HTTP/1.1\nDate: today\nx-oss-process=image/info',
    { method: 'POST', url: '/a.jpg?x-oss-process', headers: { date: 'today' }, body: 'x-oss-process=image/info' },
  ],
  ['{ "url": "/a.jpg" }', { method: 'GET', url: '/a.jpg', headers: {}, body: '' }],
  ['{ "url": "/a", "method": 1, "headers": 1, "body": 1 }', { method: 'GET', url: '/a', headers: {}, body: '' }],
  [
    '{ "url": "/a", "method": "POST", "headers": { "Content-Length": 3, "Host": "b" }, "body": "abc" }',
    { method: 'POST', url: '/a', headers: { 'Content-Length': '3', Host: 'b' }, body: 'abc' },
  ],
  [
    'GET /a.jpg HTTP/1.1\nContent-MD5: one\nHost: b\ncontent-md5:two',
    { method: 'GET', url: '/a.jpg', headers: { 'content-md5': 'one, two', host: 'b' }, body: '' },
  ],
  [
    "curl -H 'Date: one' -H 'x-oss-date: two' -H 'DATE: three' https://b.example.com/a.jpg",
    {
      method: 'GET',
      url: 'https://b.example.com/a.jpg',
      headers: { date: 'one, three', 'x-oss-date': 'two' },
      body: '',
    },
  ],
  [
    '{ "url": "/a", "headers": [{ "name": "Host", "value": "b" }, { "name": "host", "value": "c" }] }',
    { method: 'GET', url: '/a', headers: { host: 'b, c' }, body: '' },
  ],
  ['{ "url": "/a", "headers": null }', { method: 'GET', url: '/a', headers: {}, body: '' }],
  [
    ':method: POST\n:authority: b.example.com\n:scheme: https\n:path: /a?x-oss-process\naccept: */*\n\nx-oss-process=image/info',
    {
      method: 'POST',
      url: '/a?x-oss-process',
      headers: { host: 'b.example.com', accept: '*/*' },
      body: 'x-oss-process=image/info',
    },
  ],
  [
    '* Connected to b.example.com\n> POST /a?x-oss-process HTTP/2\n> Host: b.example.com\n> \nx-oss-process=image/info',
    { method: 'POST', url: '/a?x-oss-process', headers: { host: 'b.example.com' }, body: 'x-oss-process=image/info' },
  ],
  ['get /a HTTP/1.1', { method: 'GET', url: '/a', headers: {}, body: '' }],
  [
    '{"url":"/a","method":"POST","headers":[{"name":":path","value":"/a"},{"name":"Host","value":"b"}],"postData":{"text":"x"}}',
    { method: 'POST', url: '/a', headers: { host: 'b' }, body: 'x' },
  ],
  [
    "# one\n\ncurl -sX POST 'https://b.example.com/a?x-oss-process' \\\n  -H \"X-A: \\\"1\\\"\" -H 'Content-Type:' --compressed -o out \\\n  --data-raw $'x-oss-process=image/resize,w_1\\u0030' -d a=1; curl https://c.example.com/",
    {
      method: 'POST',
      url: 'https://b.example.com/a?x-oss-process',
      headers: { 'x-a': '"1"' },
      body: 'x-oss-process=image/resize,w_10&a=1',
    },
  ],
  [
    'curl b.example.com/a -d@body.txt -A me -r 0-9 -H "Content-Type: text/plain"',
    {
      method: 'POST',
      url: 'http://b.example.com/a',
      headers: { 'content-type': 'text/plain', 'user-agent': 'me', range: 'bytes=0-9' },
    },
  ],
  [
    'curl -G https://b.example.com/a?c -d x-oss-process=image/info',
    { method: 'GET', url: 'https://b.example.com/a?c&x-oss-process=image/info', headers: {}, body: '' },
  ],
  ['curl -I --url https://b.example.com/a', { method: 'HEAD', url: 'https://b.example.com/a', headers: {}, body: '' }],
  ['curl -T a.jpg https://b.example.com/a', { method: 'PUT', url: 'https://b.example.com/a', headers: {} }],
  [
    'curl -d x https://b.example.com/',
    {
      method: 'POST',
      url: 'https://b.example.com/',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: 'x',
    },
  ],
  [
    "curl.exe $'https://b.example.com/a\\x3fc\\q'",
    { method: 'GET', url: 'https://b.example.com/a?cq', headers: {}, body: '' },
  ],
  [
    'curl -k "https://b.example.com/a\\\\b" >out',
    { method: 'GET', url: 'https://b.example.com/a\\b', headers: {}, body: '' },
  ],
  [
    "curl https://b.example.com/\\ a -H 'X-A;' -H 'nothing' -H",
    { method: 'GET', url: 'https://b.example.com/ a', headers: { 'x-a': '' }, body: '' },
  ],
  [
    'curl -sSLo out https://b.example.com/a\n-d x',
    { method: 'GET', url: 'https://b.example.com/a', headers: {}, body: '' },
  ],
  [
    "curl https://b.example.com/a?x-oss-process --form y=z --data-urlencode 'x-oss-process=image/resize,w_1|sys/saveas,o_YQ' --data-urlencode =a/b --data-urlencode c/d",
    {
      method: 'POST',
      url: 'https://b.example.com/a?x-oss-process',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: 'x-oss-process=image%2Fresize%2Cw_1%7Csys%2Fsaveas%2Co_YQ&a%2Fb&c%2Fd',
    },
  ],
  [
    'curl --data-urlencode @body.txt https://b.example.com/',
    { method: 'POST', url: 'https://b.example.com/', headers: { 'content-type': 'application/x-www-form-urlencoded' } },
  ],
  [
    'curl --json {} https://b.example.com/',
    { method: 'POST', url: 'https://b.example.com/', headers: { 'content-type': 'application/json' }, body: '{}' },
  ],
  [
    'curl ^"https://b.example.com/a^%^20b?x-oss-async-process^" ^\r\n  -H ^"accept: */*^" ^\r\n  --data-raw ^"x-oss-async-process=video/info^|sys/saveas,o_YQ^"',
    {
      method: 'POST',
      url: 'https://b.example.com/a%20b?x-oss-async-process',
      headers: { 'content-type': 'application/x-www-form-urlencoded', accept: '*/*' },
      body: 'x-oss-async-process=video/info|sys/saveas,o_YQ',
    },
  ],
  ['curl -X', undefined],
  ['curl --help', undefined],
  ['HTTP/1.1 200 OK\nDate: today\n\n{}', undefined],
  ['{ "url": 1 }', undefined],
  ['{ "address": "/a" }', undefined],
  ['{ "url": ', undefined],
  ['image/resize,w_100', undefined],
  ['', undefined],
])('%j is read', (text, expected) => {
  expect(readRequestTexts(text)).toEqual(expected === undefined ? [] : [expected])
})

const one = (url: string) => ({ method: 'GET', url, headers: {}, body: '' })
const post = (url: string, body: string) => ({ method: 'POST', url, headers: { host: 'b' }, body })

it.each([
  ['addresses', 'https://b/1\n\nhttps://b/2\n', ['https://b/1', 'https://b/2']],
  ['a list', '[{ "url": "/1" }, { "key": "a", "request": { "url": "/2", "method": "GET" } }]', [one('/1'), one('/2')]],
  ['lines of JSON', '{"request":{"url":"/1"}}\n{"request":{"url":"/2"}}\n', [one('/1'), one('/2')]],
  ['an archive', '{"log":{"entries":[{"request":{"url":"/1","headers":[]}}]}}', [one('/1')]],
  [
    'a script',
    "#!/bin/sh\nset -eu\n\n# a\ncurl -fsS 'https://b/1'\n\n# b\ncurl -fsS \\\n  'https://b/2'\n",
    [one('https://b/1'), one('https://b/2')],
  ],
  [
    'a file of an editor',
    '### one\n# @name x\nGET https://b/1 HTTP/1.1\n\n### two\nGET https://b/2\n\n###\n',
    [one('https://b/1'), one('https://b/2')],
  ],
  [
    'strings with their requests',
    '# a.mp4\nvideo/info\n\nPOST /a HTTP/1.1\nHost: b\n\nx-oss-process=1\n\n# c d.mp4\nvideo/info\n\nPOST /c HTTP/1.1\nHost: b\n\nx-oss-process=2\n',
    [post('/a', 'x-oss-process=1'), post('/c', 'x-oss-process=2')],
  ],
  ['a list of which one is no request', '[{ "url": "/1" }, { "key": "a" }]', []],
  ['lines of which one is torn', '{"url":"/1"}\n{"url":"/2"', []],
])('%s: several are read', (_, text, expected) => {
  expect(readRequestTexts(text)).toEqual(expected)
})
