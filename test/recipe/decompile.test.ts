import { describe, expect, test } from 'vitest'
import { compileListed, decompile, diff, expand, readInput, readRecipe, toRequest } from '../../src/recipe/index.ts'

const STEPS = 'steps:\n  - image/resize:\n      width: 100\n'
const CONNECTION = 'connection:\n  endpoint: oss-cn-hangzhou.aliyuncs.com\n  bucket: photos\n'
const OWN = 'connection:\n  endpoint: img.example.com\n  cname: true\n'
const ASYNC = 'video/animation,f_gif,inter_1000|sys/saveas,o_ZGVzdC5naWY'
const ASYNC_STEPS = 'steps:\n  - video/animation:\n      format: gif\n      interval: 1s\nsaveas: dest.gif\n'

describe('decompile', () => {
  test.each([
    ['a string', 'image/resize,w_100', STEPS],
    [
      'a URL',
      'https://photos.oss-cn-hangzhou.aliyuncs.com/a%20b/%E4%B8%AD.jpg?x-oss-process=image%2Fresize%2Cw_100',
      `${CONNECTION}sources: a b/中.jpg\n${STEPS}`,
    ],
    [
      'a URL of another domain',
      'https://img.example.com/a.jpg?v=1&x-oss-process=image/resize,w_100#top',
      `${OWN}sources: a.jpg\n${STEPS}`,
    ],
    [
      'a request to another domain, whose signature names the region',
      `POST /a.mkv?x-oss-async-process HTTP/1.1\nHost: Films.Example.com:8443\nAuthorization: OSS4-HMAC-SHA256 Credential=k/20261128/cn-shanghai/oss/aliyun_v4_request,Signature=0\n\nx-oss-async-process=${ASYNC}`,
      `connection:\n  endpoint: films.example.com:8443\n  region: cn-shanghai\n  cname: true\nsources: a.mkv\n${ASYNC_STEPS}`,
    ],
    [
      'a signed URL of another domain',
      'http://img.example.com/a.jpg?x-oss-credential=k%2F20261128%2Fap-southeast-1%2Foss%2Faliyun_v4_request&x-oss-process=image/resize,w_100',
      `connection:\n  endpoint: http://img.example.com\n  region: ap-southeast-1\n  cname: true\nsources: a.jpg\n${STEPS}`,
    ],
    [
      'a host with braces, which is to be filled',
      'https://${host}/a.jpg?x-oss-process=image/resize,w_100',
      `sources: a.jpg\n${STEPS}`,
    ],
    [
      'a bucket in front of localhost',
      'http://photos.localhost:9080/b/a.jpg?x-oss-process=image/resize,w_100',
      `connection:\n  endpoint: http://localhost:9080\n  bucket: photos\nsources: b/a.jpg\n${STEPS}`,
    ],
    [
      'a request to this machine',
      'GET /photos/a.jpg?x-oss-process=image/resize,w_100 HTTP/1.1\nHost: 127.0.0.1:9080\n',
      `connection:\n  endpoint: http://127.0.0.1:9080\n  bucket: photos\nsources: a.jpg\n${STEPS}`,
    ],
    [
      'a URL without its scheme',
      '//img.example.com/a.jpg?x-oss-process=image/resize,w_100',
      `${OWN}sources: a.jpg\n${STEPS}`,
    ],
    [
      'a host of OSS without slashes in front',
      'photos.oss-cn-hangzhou.aliyuncs.com/a.jpg?v=1&x-oss-process=image%2Fresize,w_100&y',
      `${CONNECTION}sources: a.jpg\n${STEPS}`,
    ],
    ['a path', '/b/%E4%B8%AD.jpg?x-oss-process=image/resize,w_100', `sources: b/中.jpg\n${STEPS}`],
    ['an object', 'v1.2/a.jpg?x-oss-process=image/resize,w_100', `sources: v1.2/a.jpg\n${STEPS}`],
    ['a query', '?x-oss-process=image/resize,w_100', STEPS],
    [
      'a path-style URL',
      'http://127.0.0.1:9000/photos/a.jpg?x-oss-process=image/resize,w_100',
      `connection:\n  endpoint: http://127.0.0.1:9000\n  bucket: photos\nsources: a.jpg\n${STEPS}`,
    ],
    ['a body', `x-oss-async-process=${ASYNC}`, ASYNC_STEPS],
    ['an encoded body', `x-oss-async-process=${encodeURIComponent(ASYNC)}`, ASYNC_STEPS],
    [
      'a request',
      `POST /a.mkv?x-oss-async-process HTTP/1.1\r\nHost: photos.oss-cn-hangzhou.aliyuncs.com\r\nAuthorization: OSS x:y\r\n\r\nx-oss-async-process=${ASYNC}`,
      `${CONNECTION}sources: a.mkv\n${ASYNC_STEPS}`,
    ],
    ['a body that is sent synchronously', 'x-oss-process=image/resize,w_100', `${STEPS}via: post\n`],
  ])('%s', (_, text, expected) => {
    expect(decompile(text)).toBe(`version: 1\n${expected}`)
  })

  test.each([
    [
      "curl -X POST 'https://photos.oss-cn-hangzhou.aliyuncs.com/a.mkv?x-oss-async-process' -d 'x-oss-async-process=video/info'",
      [],
    ],
    [
      'https://photos.oss-cn-hangzhou.aliyuncs.com/a.jpg?x-oss-process=image/info&versionId=CAE%3D&response-content-type=a/b&x-oss-expires=1&v=1',
      ['versionId=CAE=', 'response-content-type=a/b'],
    ],
    [
      'GET /a.jpg?x-oss-process=image/info HTTP/1.1\nRange: bytes=0-9\nx-oss-date: now\nX-Oss-Traffic-Limit: 819200\nIf-Match: "e"\nAccept: */*',
      ['range=bytes=0-9', 'x-oss-traffic-limit=819200', 'if-match="e"'],
    ],
    [
      'https://my_photos.oss-cn-hangzhou.aliyuncs.com/a.jpg?x-oss-process=image/info',
      ['host=my_photos.oss-cn-hangzhou.aliyuncs.com'],
    ],
    ['https://a\u0007b.example.com/a.jpg?x-oss-process=image/info', ['host=a\u0007b.example.com']],
  ])('what a recipe cannot say is told: %s', (text, unsaid) => {
    expect(readInput(text)).toMatchObject(unsaid.length > 0 ? { unsaid } : { process: 'video/info' })
  })

  test.each(['HTTP/1.1 200 OK\nx: y\n\n{}', '{"method":"POST"}', 'curl --help', 'image/info\nimage/info'])(
    'what is neither a string nor a request is told: %j',
    text => {
      expect(readInput(text)).toEqual({
        problem: {
          en: expect.stringMatching(/^This is neither a process string nor a request; /),
          zh: expect.stringMatching(/^既不是处理字符串，也不是请求；/),
        },
      })
    },
  )

  test('a user in front of a host is left out, and the bucket behind it is read', () => {
    const input = readInput('https://me:hidden@photos.oss-cn-hangzhou.aliyuncs.com/a.jpg?x-oss-process=image/info')
    expect(input).toMatchObject({ bucket: 'photos', key: 'a.jpg' })
    expect(JSON.stringify(input)).not.toContain('hidden')
  })

  test.each([
    'https://photos.oss-cn-hangzhou.aliyuncs.com/my photo.jpg?x-oss-process=image/info',
    'https://photos .example.com/a.jpg?x-oss-process=image/info',
    'http://example.com/a.jpg?x-oss-process=image/watermark,text_SGVs bG8',
  ])('a URL with a blank in it is neither a string nor a URL: %s', text => {
    expect(readInput(text)).toMatchObject({ problem: { en: expect.stringMatching(/^The URL has a blank in it/) } })
  })

  test.each(['\uFFFD', 'a \uFFFD\uFFFD b', 'C:\\ud800 \uFFFD', 'C:\\ud800\u0001'])('%j in a text comes back', text => {
    const string = `image/watermark,text_${Buffer.from(text).toString('base64url')}`
    const { recipe, diagnostics } = readRecipe(`${decompile(string)}sources: a.jpg\n`)
    expect(diagnostics).toEqual([])
    expect(recipe && compileListed(expand(recipe)).jobs.map(({ process }) => process)).toEqual([string])
  })

  test('two strings in one body', () => {
    const body = 'x-oss-process=image/info&x-oss-process=image/resize,w_1'
    for (const text of [body, `POST /a?x-oss-process\nHost: b\n\n${body}`]) {
      expect(readInput(text)).toMatchObject({ problem: { en: expect.stringMatching(/carries two process strings/) } })
    }
  })

  const PAGE_HEAD = `POST /example.mkv?x-oss-async-process HTTP/1.1
Host: video-demo.oss-cn-hangzhou.aliyuncs.com
Date: Fri, 28 Oct 2022 06:40:10 GMT
Authorization: OSS4-HMAC-SHA256 Credential=example-id/20250417/cn-hangzhou/oss/aliyun_v4_request,Signature=a7c3`
  const PAGE_BODY =
    'x-oss-async-process=video/animation,f_gif,w_100,h_100,inter_1000|sys/saveas,b_b3V0YnVja2V0,o_b3V0b2JqcHJlZml4LnthdXRvZXh0fQ/notify,topic_QXVkaW9Db252ZXJ0'
  const PAGE_RECIPE = `version: 1
connection:
  endpoint: oss-cn-hangzhou.aliyuncs.com
  bucket: video-demo
sources: example.mkv
steps:
  - video/animation:
      format: gif
      width: 100
      height: 100
      interval: 1s
saveas: oss://outbucket/outobjprefix.{autoext}
notify: AudioConvert
`

  test.each([
    ['with a blank line', `${PAGE_HEAD}\n\n${PAGE_BODY}`],
    ['without one', `${PAGE_HEAD}\n${PAGE_BODY}\n`],
    ['with the line ends of the wire', `${PAGE_HEAD}\n${PAGE_BODY}`.replaceAll('\n', '\r\n')],
    ['indented, as in a list of a page', `${PAGE_HEAD}\n${PAGE_BODY}`.replace(/^/gm, '    ')],
    ['behind a name', `### animation\n# a remark\n\n${PAGE_HEAD}\n${PAGE_BODY}`],
    [
      'as JSON',
      JSON.stringify({
        method: 'POST',
        url: 'https://video-demo.oss-cn-hangzhou.aliyuncs.com/example.mkv?x-oss-async-process',
        body: PAGE_BODY,
      }),
    ],
  ])('the HTTP sample of the documentation, %s', (_, text) => {
    expect(decompile(text)).toBe(PAGE_RECIPE)
  })

  test.each([
    ['a URL without a string', 'https://photos.oss-cn-hangzhou.aliyuncs.com/a.jpg', 'carries no process string'],
    ['a request without a body', PAGE_HEAD, 'carries no process string'],
    ['a request with another body', `${PAGE_HEAD}\n\n<xml/>`, 'carries no process string'],
    ['a body without a value', 'x-oss-process=', 'carries no process string'],
    [
      'JSON without a string',
      '{ "url": "https://photos.oss-cn-hangzhou.aliyuncs.com/a.jpg" }',
      'carries no process string',
    ],
    [
      'a key that stands twice',
      'https://photos.oss-cn-hangzhou.aliyuncs.com/a.jpg?x-oss-process=image/info&x-oss-process=image/resize,w_1',
      'carries two process strings',
    ],
    [
      'a string in the URL and in the body',
      `${PAGE_HEAD.replace('async-process', 'async-process=a/b')}\n\n${PAGE_BODY}`,
      'two',
    ],
  ])('%s', (_, text, expected) => {
    const input = readInput(text)
    expect('problem' in input && input.problem.en).toContain(expected)
  })

  const WRAPPED = 'https://photos.oss-cn-hangzhou.aliyuncs.com/a.jpg?v=1&x-oss-process=image/resize,w_100'
  test.each([
    ['in quotes', `"${WRAPPED}"`],
    ['in angle brackets', `<${WRAPPED}>`],
    ['in Markdown', `![a picture](${WRAPPED})`],
    ['in HTML', `<img src="${WRAPPED.replaceAll('&', '&amp;')}" alt="">`],
    ['of another command', `wget -O a.jpg '${WRAPPED}'`],
    ['of PowerShell', `Invoke-WebRequest -Uri "${WRAPPED}" -Method GET`],
    ['of a call', `await fetch(\`${WRAPPED}\`, { method: 'GET' });`],
    ['at the end of a sentence', `The picture is at ${WRAPPED}.`],
  ])('a URL %s', (_, text) => {
    expect(decompile(text)).toBe(`version: 1\n${CONNECTION}sources: a.jpg\n${STEPS}`)
  })

  test.each(['"image/resize,w_100"', "'image/resize,w_100'"])('a string in quotes: %s', text => {
    expect(decompile(text)).toBe(`version: 1\n${STEPS}`)
  })

  test.each([
    "http POST 'https://b.example.com/a?x-oss-async-process' x-oss-async-process=video/info",
    `${WRAPPED}, or ${WRAPPED}`,
    'const key = "x-oss-process=" + process',
  ])('a text with more than a string is no string: %s', text => {
    expect(readInput(text)).toMatchObject({ problem: { en: expect.stringMatching(/^This is neither|blank in it/) } })
  })

  test('a relative URL without a string, or with two', () => {
    expect(readInput('a.jpg?x-oss-process=')).toMatchObject({
      problem: { en: expect.stringContaining('no process string') },
    })
    const two = '/a.jpg?x-oss-process=image/info&x-oss-process=image/info'
    expect(readInput(two)).toMatchObject({ problem: { en: expect.stringContaining('two process strings') } })
  })

  test('what is decompiled from another domain goes to it again, once its bucket is named', async () => {
    const url = 'https://img.example.com/b/a.jpg?x-oss-process=image/resize,w_100'
    const { recipe } = readRecipe(decompile(url))
    const [job] = recipe ? compileListed(expand(recipe, { connection: { bucket: 'photos' } })).jobs : []
    expect(job && toRequest(job)).toMatchObject({
      request: { endpoint: 'img.example.com', addressing: 'cname', key: 'b/a.jpg' },
    })
  })

  test('credentials of a signed URL stay behind', () => {
    const id = `LTAI${'5tExampleExample00'}`
    const yaml = decompile(
      `https://photos.oss-cn-hangzhou.aliyuncs.com/a.jpg?x-oss-process=image/resize,w_100&OSSAccessKeyId=${id}&Signature=abc&security-token=def`,
    )
    expect(yaml).toBe(`version: 1\n${CONNECTION}sources: a.jpg\n${STEPS}`)
  })
})

const recipeAt = (connection: string, sources = 'a.jpg', rest = '') =>
  `version: 1\nconnection: { ${connection}, bucket: photos }\nsources: ${sources}\nsteps: [image/resize: { width: 100 }]\n${rest}`

describe('diff', () => {
  test.each([
    ['the order of parameters', 'image/resize,w_100,h_50', 'image/resize,h_50,w_100'],
    ['a default', 'image/resize,w_100', 'image/resize,m_lfit,w_100'],
    ['padding', 'image/watermark,text_SGk', 'image/watermark,text_SGk='],
    ['letters of a colour', 'image/watermark,text_SGk,color_ff0000', 'image/watermark,text_SGk,color_FF0000'],
    ['two names of a format', 'image/format,jpg', 'image/format,jpeg'],
    [
      'a URL',
      'image/resize,w_100',
      'https://a.oss-cn-hangzhou.aliyuncs.com/b.jpg?x-oss-process=image%2Fresize%2Cw_100',
    ],
    ['a recipe', 'image/resize,w_100', 'version: 1\nsteps: [image/resize: {width: 100px}]\n'],
    ['leading zeros', 'image/resize,w_0100', 'image/resize,w_100'],
    [
      'the rate that follows from the interval',
      'video/animation,f_gif,inter_500',
      'video/animation,f_gif,inter_500,fps_2',
    ],
    [
      'an endpoint in two spellings',
      recipeAt('region: cn-hangzhou'),
      recipeAt('endpoint: https://oss-cn-hangzhou.aliyuncs.com'),
    ],
  ])('%s makes no difference', (_, left, right) => {
    expect(diff(left, right)).toEqual({ differences: [], diagnostics: [] })
  })

  const rows = (sources: string, width: string, rest = '') =>
    `version: 1\nconnection: { region: cn-hangzhou, bucket: photos }\nsources: { manifest: a.csv${sources} }\nsteps: [{ image/resize: { width: "${width}" }${rest} }]\n`
  const own = (rest: string) => recipeAt(`endpoint: img.example.com, ${rest}`)
  test.each([
    [
      own('region: cn-hangzhou, cname: true'),
      own('region: cn-hangzhou, cname: false'),
      'Only the first has cname "true".',
    ],
    [
      own('region: cn-hangzhou, cname: true'),
      own('region: cn-shanghai, cname: true'),
      'region is "cn-hangzhou" in the first and "cn-shanghai" in the second.',
    ],
    [
      recipeAt('region: cn-hangzhou, imm: a'),
      recipeAt('region: cn-hangzhou, imm: b'),
      'imm is "a" in the first and "b" in the second.',
    ],
    [
      recipeAt('region: cn-hangzhou'),
      recipeAt('region: cn-hangzhou', 'a.jpg', 'saveas: b.jpg\nskip: exists\n'),
      'Only the second has skip "exists".',
    ],
    [
      rows('', '${source.w}'),
      rows('', '${source.v}'),
      'image/resize w is "{source.w}" in the first and "{source.v}" in the second.',
    ],
    [
      rows('', '${source.w:-5}'),
      rows('', '${source.w:-6}'),
      expect.stringMatching(
        /^image\/resize w is "\{source\.w\..*5.*\}" in the first and "\{source\.w\..*6.*\}" in the second\.$/,
      ),
    ],
    [
      rows('', '5', ', when: "${source.k} == x"'),
      rows('', '5', ', when: "not ${source.k} == x"'),
      'when is "${source.k} == x" in the first and "not ${source.k} == x" in the second.',
    ],
    [rows('', '5'), rows(', key: name', '5'), 'sources key is "key" in the first and "name" in the second.'],
    [rows('', '5'), rows(', columns: [key, w]', '5'), 'Only the second has sources columns "key, w".'],
    [rows('', '5'), rows(', format: tsv', '5'), 'sources format is "csv" in the first and "tsv" in the second.'],
  ])('what recipes say beside strings counts: %#', (left, right, message) => {
    expect(diff(left, right).differences.map(found => found.message)).toContainEqual(message)
  })

  test('what a manifest has by itself makes no difference where it is written', () => {
    expect(diff(rows('', '${source.w}'), rows(', format: csv, key: key', '${source.w}')).differences).toEqual([])
  })

  test.each([
    ['image/resize,w_100', 'image/resize,w_200', ['image/resize w is "100" in the first and "200" in the second.']],
    ['image/resize,w_100', 'image/resize,w_100,m_fill', ['Only the second has image/resize m "fill".']],
    ['image/resize,w_100/rotate,90', 'image/resize,w_100', ['Only the first has image/rotate.']],
    [
      'image/rotate,90/resize,w_100',
      'image/resize,w_100/rotate,90',
      ['Only the first has image/rotate.', 'Only the second has image/rotate.'],
    ],
    ['image/format,png', 'image/format,webp', ['image/format is "png" in the first and "webp" in the second.']],
    [
      'image/info|sys/saveas,o_YQ',
      'image/info|sys/saveas,o_Yg',
      ['sys/saveas o is "a" in the first and "b" in the second.'],
    ],
  ])('%s and %s differ', (left, right, expected) => {
    expect(diff(left, right).differences.map(({ message }) => message)).toEqual(expected)
  })

  const messages = (left: string, right: string) => diff(left, right).differences.map(({ message }) => message)

  test('where recipes go and what they are about', () => {
    const left = recipeAt('region: cn-hangzhou')
    expect(messages(left, left.replace('photos', 'films'))).toEqual([
      'bucket is "photos" in the first and "films" in the second.',
    ])
    expect(messages(left, recipeAt('region: cn-shanghai'))).toEqual([
      'endpoint is "https://oss-cn-hangzhou.aliyuncs.com" in the first and "https://oss-cn-shanghai.aliyuncs.com" in the second.',
    ])
    expect(messages(left, recipeAt('region: cn-hangzhou', 'b.jpg'))).toEqual([
      'key is "a.jpg" in the first and "b.jpg" in the second.',
    ])
    expect(messages(left, `${left}via: post\n`)).toEqual(['via is "get" in the first and "post" in the second.'])
    expect(
      messages(
        recipeAt('region: cn-hangzhou', '{ manifest: a.csv }'),
        recipeAt('region: cn-hangzhou', '{ manifest: b.csv, larger-than: 1MB }'),
      ),
    ).toEqual(['manifest is "a.csv" in the first and "b.csv" in the second.', 'Only the second has larger-than "1MB".'])
  })

  test('jobs are matched by input and matrix, and named', () => {
    const matrix = (widths: string, sources: string) =>
      recipeAt('region: cn-hangzhou', sources, `matrix: { w: ${widths} }\n`).replace('width: 100', "width: '${w}'")
    expect(messages(matrix('[1, 2]', '[a.jpg, b.jpg]'), matrix('[2, 3]', '[b.jpg, a.jpg]'))).toEqual([
      'Only the first has the job "a.jpg (w=1)".',
      'Only the first has the job "b.jpg (w=1)".',
      'Only the second has the job "b.jpg (w=3)".',
      'Only the second has the job "a.jpg (w=3)".',
    ])
    expect(
      messages(
        recipeAt('region: cn-hangzhou', '[a.jpg, b.jpg]'),
        recipeAt('region: cn-hangzhou', '[b.jpg, a.jpg]').replace('100', '200'),
      ),
    ).toEqual([
      'a.jpg: image/resize w is "100" in the first and "200" in the second.',
      'b.jpg: image/resize w is "100" in the first and "200" in the second.',
    ])
  })

  test('URLs of two buckets', () => {
    const url = (bucket: string) => `https://${bucket}.oss-cn-hangzhou.aliyuncs.com/a.jpg?x-oss-process=image/info`
    expect(messages(url('photos'), url('films'))).toEqual([
      'bucket is "photos" in the first and "films" in the second.',
    ])
  })

  test('a built-in style and what it stands for', () => {
    const style = diff('style/::h264-mp4-360p', 'video/convert,f_mp4,vcodec_h264')
    expect(style.differences.map(({ kind }) => kind)).not.toContain('added')
    expect(style.differences.length).toBeGreaterThan(0)
  })

  test('Chinese', () => {
    const [found] = diff('image/resize,w_100', 'image/resize,w_200', { locale: 'zh' }).differences
    expect(found?.message).toBe('image/resize w 在第一个中为 "100"，在第二个中为 "200"。')
  })
})
