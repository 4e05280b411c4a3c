import { expect, test } from 'vitest'
import { fixSource, lintSource } from '../../src/index.ts'

test.each([
  ['a.ts', "const u = b + '?x-oss-process=image/resize,w_0'\n"],
  ['a.py', "u = b + '?x-oss-process=image/resize,w_0'\n"],
  ['src/A.java', 'String u = b + "?x-oss-process=image/resize,w_0";\n'],
  ['a.vue', '<template><img :src="b + \'?x-oss-process=image/resize,w_0\'"></template>\n'],
  ['jobs.oss', 'image/resize,w_0\n'],
  ['a.md', '![x](https://b.oss-cn-hangzhou.aliyuncs.com/a.jpg?x-oss-process=image%2Fresize%2Cw_0)\n'],
])('%s: findings stand in the host text', (file, text) => {
  const found = lintSource(text, file)
  expect(found.map(({ ruleId, data }) => [ruleId, data.value])).toEqual([['parameter-range', '0']])
  for (const { span } of found) expect(text.slice(span.start, span.end)).toBe('0')
})

test('takes a configuration, directives and a language', () => {
  const text = "u = b + '?x-oss-process=image/resize,w_0'\n"
  const config = {
    rules: { 'parameter-range': 'warn' },
    overrides: [{ files: ['old/*'], rules: { 'parameter-range': 'off' } }],
    ignore: ['gen'],
  } as const
  expect(lintSource(text, 'a.py', { config, locale: 'zh' })).toMatchObject([
    { severity: 'warning', message: expect.stringMatching(/\p{Script=Han}/u) },
  ])
  expect(lintSource(text, 'old/a.py', { config })).toEqual([])
  expect(lintSource(text, 'gen/a.py', { config })).toEqual([])
  expect(lintSource(`# oss-process-disable-next-line\n${text}`, 'a.py')).toEqual([])
  expect(() => Reflect.apply(lintSource, undefined, [text, 'a.py', { config: { rulez: {} } }])).toThrow(
    'There is no key "rulez" here; did you mean "rules"?',
  )
})

test('a comma too many goes, but the one at the end of a literal stays, since the program may go on with a parameter', () => {
  const open = "u = b + '?x-oss-process=image/resize,w_1,'"
  expect(fixSource("u = b + '?x-oss-process=image/resize,,w_1'", 'a.py')).toBe(
    "u = b + '?x-oss-process=image/resize,w_1'",
  )
  expect(fixSource(open, 'a.py')).toBe(open)
})

test('fixes are spelled as the host needs, and the second time changes nothing', () => {
  const once = fixSource('<img src="/a.jpg?v=1&amp;x-oss-process=image%2Fresize%2Cw_100%2Cw_100">', 'a.html')
  expect(once).toBe('<img src="/a.jpg?v=1&amp;x-oss-process=image%2Fresize%2Cw_100">')
  expect(fixSource(once, 'a.html')).toBe(once)
})

test.each([
  [
    'a.m',
    '[[@"logo.png?x-oss-process=image/resize,P_25" dataUsingEncoding:NSUTF8StringEncoding] base64EncodedStringWithOptions:0]',
  ],
  ['a.m', '[OSSUtil base64URLEncode:@"logo.png?x-oss-process=image/resize,P_25"]'],
  ['a.js', "CryptoJS.enc.Base64.stringify(CryptoJS.enc.Utf8.parse('logo.png?x-oss-process=image/resize,P_25'))"],
  ['a.js', "new Buffer('logo.png?x-oss-process=image/resize,P_25').toString('base64')"],
  ['a.cs', '"logo.png?x-oss-process=image/resize,P_25".ToBase64()'],
  ['a.kt', '"logo.png?x-oss-process=image/resize,P_25".encodeBase64()'],
])('a picture that goes into an encoder is taken for what it is, in %s: %s', (file, text) => {
  expect(lintSource(text, file)).toEqual([])
})
