import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import {
  type CompiledJob,
  compileAll,
  createOpener,
  expand,
  type RecipeDiagnostic,
  readRecipe,
} from '../../src/recipe/index.ts'

const FOLDER = mkdtempSync(join(tmpdir(), 'recipe-'))
const FILE = join(FOLDER, 'recipe.yaml')

async function run(sources: string, rest = 'steps: [image/resize: {width: 100}]') {
  const yaml = `version: 1\nconnection: {region: cn-hangzhou, bucket: photos}\nsources: ${sources}\n${rest}\n`
  const { recipe, diagnostics } = readRecipe(yaml, { fileName: FILE })
  expect(diagnostics).toEqual([])
  if (!recipe) throw new Error('There is no recipe.')
  const jobs: CompiledJob[] = []
  const found: RecipeDiagnostic[] = []
  const expansion = expand(recipe)
  for await (const job of compileAll(expansion, { open: createOpener(), report: item => found.push(item) }))
    jobs.push(job)
  return { jobs, keys: jobs.map(({ key }) => key), messages: found.map(({ message }) => message), yaml, found }
}

function manifest(name: string, content: string | Uint8Array): void {
  writeFileSync(join(FOLDER, name), content)
}

describe('manifests', () => {
  test('a plain list, with comments, a byte order mark and Windows line ends', async () => {
    manifest('list.txt', '\uFEFF# pictures\r\na.jpg\r\n\r\n中 文.jpg\r\noss://other/b.jpg')
    const { jobs } = await run('{manifest: list.txt}')
    expect(jobs.map(({ bucket, key }) => [bucket, key])).toEqual([
      ['photos', 'a.jpg'],
      ['photos', '中 文.jpg'],
      ['other', 'b.jpg'],
    ])
  })

  test('CSV with quotes, line breaks in fields and a bucket column', async () => {
    manifest('list.csv', 'bucket,key,note\none,"a, ""b"".jpg","two\nlines"\ntwo,c.jpg,\n,d.jpg,x\n')
    const { jobs, messages } = await run('{manifest: list.csv, bucket: bucket}')
    expect(messages).toEqual([])
    expect(jobs.map(({ bucket, key }) => [bucket, key])).toEqual([
      ['one', 'a, "b".jpg'],
      ['two', 'c.jpg'],
      ['photos', 'd.jpg'],
    ])
  })

  test('a CSV without the column says which there are', async () => {
    manifest('wrong.csv', 'Key,Size\na.jpg,1\n')
    const { keys, messages } = await run('{manifest: wrong.csv}')
    expect(keys).toEqual([])
    expect(messages[0]).toBe(
      'Line 1 of the manifest "wrong.csv": no column is called "key"; there are Key, Size (did you mean "key: Key"?).',
    )
  })

  test.each([
    ['swallowed.csv', 'key,t\na.jpg,1\nb.jpg,"2\nc.jpg,3"\nd.jpg,4\n', 3],
    ['swallowed.tsv', 'key\tt\r\na.jpg\t"1\r\nb.jpg\t2\r\nc.jpg\t3"\r\n', 2],
    ['swallowed-last.csv', '"t";"key"\n"1\n2;raw/b";a.jpg\n', 2],
  ])('a quote that takes a row into a field is told: %s', async (name, text, line) => {
    manifest(name, text)
    const { keys, messages } = await run(`{manifest: ${name}}`)
    expect(messages).toEqual([
      `Line ${line} of the manifest "${name}": a field in quotes goes on to another line, which looks like a row of its own; a quote may be too many.`,
    ])
    expect(keys).toContain('a.jpg')
  })

  test('sentences over several lines, and separators in quoted names of columns, are no mistake', async () => {
    manifest('sentences.csv', 'key,t\na.jpg,"Hello,\nnew, world.\nb.jpg"\n')
    expect(await run('{manifest: sentences.csv}')).toMatchObject({ keys: ['a.jpg'], messages: [] })
    manifest('semicolons.csv', '"key";"note, long"\na.jpg;1\n')
    expect(await run('{manifest: semicolons.csv}')).toMatchObject({ keys: ['a.jpg'], messages: [] })
  })

  test('ten thousands of columns are compared once, and not all of them are shown', async () => {
    const names = Array.from({ length: 60_000 }, (_, index) => `column${index}`)
    manifest('wide.csv', `${names.join()}\n`)
    const [message = ''] = (await run('{manifest: wide.csv}')).messages
    expect(message).toMatch(/no column is called "key"; there are column0, column1, .*…; "key: COLUMN"/)
    expect(message.length).toBeLessThan(600)
    manifest('wide-twice.csv', `key,${names.join()},column59999\n`)
    expect((await run('{manifest: wide-twice.csv}')).messages).toEqual([
      'Line 1 of the manifest "wide-twice.csv": two columns are called "column59999".',
    ])
  })

  test.each([
    ['list.csv', 'image/resize: {width: 100}', true],
    ['[a.jpg, "lists/all.JSONL.gz"]', 'image/info', true],
    ['names.txt', 'video/snapshot: {time: 1s}', true],
    ['report.csv', 'csv/meta', false],
    ['notes.txt', 'doc/snapshot: {target: png, page: 1}', false],
    ['csv/a.jpg', 'image/info', false],
  ])('%s for %s may be meant as a manifest: %s', async (sources, step, isMeant) => {
    const { messages } = await run(sources, `steps: [${step}]`)
    expect(messages.some(message => message.includes('looks like a file that lists inputs'))).toBe(isMeant)
  })

  test('a path of this machine is hardly the name of an object', async () => {
    expect((await run('~/films/a.jpg')).messages).toEqual([
      'The name "~/films/a.jpg" is taken as it is, but it begins with "~/", which is a folder of this machine and none of a bucket.',
    ])
    manifest('home.txt', '~/a.jpg\n~a.jpg\n')
    expect((await run('{manifest: home.txt}')).messages).toHaveLength(1)
  })

  test('a result whose name is made of an empty cell is told', async () => {
    manifest('nameless.csv', 'key,t\na.jpg,one\nb.jpg,\n')
    const { messages } = await run('{manifest: nameless.csv}', 'steps: [image/info]\nsaveas: "small/${source.t}.jpg"')
    expect(messages).toEqual([
      'Line 3 of the manifest "nameless.csv": the name "small/.jpg" is taken as it is, but nothing stands before the extension of this result: what its name is made of is empty.',
    ])
    expect((await run('a.jpg', 'steps: [image/info]\nsaveas: .jpg')).messages).toEqual([])
  })

  test('a table without a column of names is told how to name it', async () => {
    manifest('names.csv', 'object,t\na.jpg,1\n')
    expect((await run('{manifest: names.csv}')).messages).toEqual([
      'Line 1 of the manifest "names.csv": no column is called "key"; there are object, t; "key: COLUMN" says which holds the object names.',
    ])
  })

  test('the empty objects that the console makes for folders are no inputs, wherever their size is told', async () => {
    manifest('folders.csv', '"photos","raw/","0"\n"photos","raw/a.jpg","5"\n"photos","whole/","5"\n')
    const { keys } = await run('{manifest: folders.csv, format: inventory, columns: [Bucket, Key, Size]}')
    expect(keys).toEqual(['raw/a.jpg', 'whole/'])
    const line = (size: number, name: string) =>
      `2026-01-01 00:00:00 +0800 CST  ${size}  Standard  0123456789ABCDEF  oss://photos/${name}\n`
    const head = 'LastModifiedTime                   Size(B)  StorageClass   ETAG      ObjectName\n'
    manifest('folders.txt', head + line(0, 'raw/') + line(7, 'raw/b.jpg') + line(0, 'empty.jpg'))
    expect((await run('{manifest: folders.txt}')).keys).toEqual(['raw/b.jpg', 'empty.jpg'])
  })

  test('JSON Lines of objects and of texts', async () => {
    manifest('list.jsonl', '{"key":"a.jpg","size":3}\n"b.jpg"\nnot json\n{"name":"c.jpg"}\n')
    const { keys, messages } = await run('{manifest: list.jsonl}')
    expect(keys).toEqual(['a.jpg', 'b.jpg'])
    expect(messages).toEqual([
      'Line 3 of the manifest "list.jsonl": a JSON object is expected, or a name in quotes.',
      'Line 4 of the manifest "list.jsonl": "key" is empty.',
    ])
  })

  test('a gzipped inventory with encoded names, old versions and delete markers', async () => {
    const rows = [
      '"photos","a%20b%2F%E4%B8%AD.jpg","v1","true","false"',
      '"photos","old.jpg","v1","false","false"',
      '"photos","gone.jpg","v1","true","true"',
    ]
    manifest('inventory.csv.gz', gzipSync(`${rows.join('\n')}\n`))
    const { keys } = await run(
      '{manifest: inventory.csv.gz, format: inventory, columns: [Bucket, Key, VersionId, IsLatest, IsDeleteMarker]}',
    )
    expect(keys).toEqual(['a b/中.jpg'])
  })

  test('whatever the names of an inventory look like, they are names: OSS itself wrote them', async () => {
    const names = [
      'a%3Fb.mp4',
      'a*b.mp4',
      'x%3A%2F%2Fy.mp4',
      'x://z.mp4',
      'oss://other/k.mp4',
      '[a]{b}.mp4',
      '-dash.mp4',
    ]
    for (const file of ['odd.csv', 'odd.csv.gz']) {
      const text = names.map(name => `"photos","${name}"\n`).join('')
      manifest(file, file.endsWith('.gz') ? gzipSync(text) : text)
      const { keys, messages } = await run(`{manifest: ${file}, format: inventory, columns: [Bucket, Key]}`)
      expect(messages).toEqual([])
      expect(keys).toEqual([
        'a?b.mp4',
        'a*b.mp4',
        'x://y.mp4',
        'x://z.mp4',
        'oss://other/k.mp4',
        '[a]{b}.mp4',
        '-dash.mp4',
      ])
    }
  })

  test('prefix and pattern choose', async () => {
    manifest('many.txt', 'raw/a.jpg\nraw/x/b.png\nraw/x/c.gif\nout/d.jpg\nraw/.jpg\n')
    expect((await run("{manifest: many.txt, prefix: raw/, pattern: '**/*.{jpg,png}'}")).keys).toEqual([
      'raw/a.jpg',
      'raw/x/b.png',
      'raw/.jpg',
    ])
    expect((await run("{manifest: many.txt, pattern: 'raw/?.jpg'}")).keys).toEqual(['raw/a.jpg'])
  })

  test('what cannot be read is a finding at the name of the manifest', async () => {
    const { found, yaml } = await run('{manifest: none.csv}')
    expect(found.map(({ message }) => message)).toEqual([
      'The manifest "none.csv" cannot be read: there is no such file.',
    ])
    expect(found.map(({ span }) => yaml.slice(span.start, span.end))).toEqual(['none.csv'])
    manifest('broken.txt.gz', 'this is no gzip')
    expect((await run('{manifest: broken.txt.gz}')).messages).toEqual([
      'The manifest "broken.txt.gz" cannot be read: it is not a gzip file, or it is damaged.',
    ])
    expect((await run('{manifest: .}')).messages).toEqual(['The manifest "." cannot be read: it is a folder.'])
  })

  test('columns fill in what differs from input to input, and a bad value leaves out its input', async () => {
    manifest('sizes.csv', 'key,width\na.jpg,100\nb.jpg,wide\nc.jpg,20000\n/d.jpg,100\n')
    const { jobs, messages } = await run(
      '{manifest: sizes.csv}',
      `steps: [image/resize: {width: "\${source.width}"}]\nsaveas: small/{dirname}/{barename}-\${source.width}.{ext}`,
    )
    expect(jobs.map(({ process }) => process)).toEqual([
      `image/resize,w_100|sys/saveas,o_${Buffer.from('small/a-100.jpg').toString('base64url')}`,
    ])
    expect(messages).toEqual([
      'Line 3 of the manifest "sizes.csv": the input "b.jpg" is left out: "width" is "wide", but image/resize takes an integer from 1 to 16384.',
      'Line 4 of the manifest "sizes.csv": the input "c.jpg" is left out: "width" is "20000", but image/resize takes an integer from 1 to 16384.',
      'Line 5 of the manifest "sizes.csv": "/d.jpg" is not an object name: 1 to 1023 bytes of UTF-8, without a leading "/" or "\\".',
    ])
  })

  test('a number with a zero in front is told with its row; a time and a text may have one', async () => {
    manifest('padded.csv', 'key,width,text\na.jpg,0320,007\nb.jpg,0,08\nc.jpg,64,00\n')
    const { jobs, messages } = await run(
      '{manifest: padded.csv}',
      `steps: [image/resize: {width: "\${source.width}"}, image/watermark: {text: "\${source.text}"}]`,
    )
    expect(jobs.map(({ process }) => process)).toEqual([
      `image/resize,w_64/watermark,text_${Buffer.from('00').toString('base64url')}`,
    ])
    expect(messages).toEqual([
      'Line 2 of the manifest "padded.csv": the input "a.jpg" is left out: "0320" starts with a zero, which some programs take for an octal number; write 320.',
      'Line 3 of the manifest "padded.csv": the input "b.jpg" is left out: "width" is "0", but image/resize takes an integer from 1 to 16384.',
    ])
  })

  test('a value of an input cannot bring in operations', async () => {
    manifest('evil.csv', 'key,mode\na.jpg,"lfit/rotate,90"\n')
    const { jobs, messages } = await run(
      '{manifest: evil.csv}',
      `steps: [image/resize: {mode: "\${source.mode}", width: 100}]`,
    )
    expect(jobs).toEqual([])
    expect(messages).toEqual([
      'Line 2 of the manifest "evil.csv": the input "a.jpg" is left out: "lfit/rotate,90" holds "/", which would end the value in a process string.',
    ])
  })
})

test('a bucket of a row becomes part of the host, and is none with signs that end one', async () => {
  const bad = ['evil.example.com/x', 'evil.example.com?', 'me@evil', 'Films', 'fi', 'films_2', 'films:8080']
  const rows = bad.map((bucket, at) => `${at}.jpg,x,${bucket}\n`)
  manifest('buckets.csv', `key,t,b\n${rows.join('')}good.jpg,x,films-2\nown.jpg,x,\n`)
  const { keys, messages } = await run('{manifest: buckets.csv, bucket: b}')
  expect(keys).toEqual(['good.jpg', 'own.jpg'])
  expect(messages).toEqual(
    bad.map(
      (bucket, at) =>
        `Line ${at + 2} of the manifest "buckets.csv": "${bucket}" is not a bucket: 3 to 63 lower-case letters, digits and hyphens, with a letter or digit at both ends.`,
    ),
  )
  manifest('addresses.txt', 'oss://evil.example.com#/a.jpg\noss://films-2/b.jpg\n')
  expect((await run('{manifest: addresses.txt}')).keys).toEqual(['b.jpg'])
})

describe('manifests that lose nothing', () => {
  test('a stray quote, a short row and a long row are told with their lines', async () => {
    manifest('stray.csv', 'key,t\na.jpg,1\nb.jpg,"2\nc.jpg,3\nd.jpg,4\n')
    expect(await run('{manifest: stray.csv}')).toMatchObject({
      keys: ['a.jpg'],
      messages: ['Line 3 of the manifest "stray.csv": the quote that opens here is never closed.'],
    })
    manifest('ragged.csv', 'key,t\na.jpg\nb.jpg,1,2\nc.jpg,1\n')
    expect(await run('{manifest: ragged.csv}')).toMatchObject({
      keys: ['c.jpg'],
      messages: [
        'Line 2 of the manifest "ragged.csv": the row has 1 column; expected 2.',
        'Line 3 of the manifest "ragged.csv": the row has 3 columns; expected 2.',
      ],
    })
  })

  test('a file that is no UTF-8 is refused at its first such line', async () => {
    // "你好" in GBK.
    manifest('gbk.csv', Buffer.concat([Buffer.from('key,t\na.jpg,'), Buffer.from([0xc4, 0xe3, 0xba, 0xc3, 10])]))
    expect(await run('{manifest: gbk.csv}')).toMatchObject({
      keys: [],
      messages: ['Line 2 of the manifest "gbk.csv": it is not UTF-8; save the file as UTF-8 (in Excel: "CSV UTF-8").'],
    })
    manifest('utf16.txt', Buffer.from('\uFEFFa.jpg\n', 'utf16le'))
    expect((await run('{manifest: utf16.txt}')).messages[0]).toContain(
      'Line 1 of the manifest "utf16.txt": it has zero bytes',
    )
  })

  test('signs that lie across two pieces of a file stay whole', async () => {
    const names = Array.from({ length: 20_000 }, (_, index) => `照片/${'中'.repeat(index % 7)}${index}.jpg`)
    manifest('wide.txt', names.join('\n'))
    expect((await run('{manifest: wide.txt}')).keys).toEqual(names)
  })

  test('a manifest without inputs is told', async () => {
    manifest('head.csv', 'key,t\n')
    manifest('empty.txt', '')
    for (const name of ['head.csv', 'empty.txt']) {
      const { found } = await run(`{manifest: ${name}}`)
      expect(found.map(({ severity, message }) => `${severity}: ${message}`)).toEqual([
        'warning: The manifest or list holds no input, so there is nothing to do.',
      ])
    }
  })

  test('two columns of one name, and a column that the recipe needs', async () => {
    manifest('twice.csv', 'key,t,t\na.jpg,1,2\n')
    expect((await run('{manifest: twice.csv}')).messages).toEqual([
      'Line 1 of the manifest "twice.csv": two columns are called "t".',
    ])
    manifest('other.csv', 'key,widht\na.jpg,1\n')
    expect((await run('{manifest: other.csv}', `steps: [image/resize: {width: "\${source.width}"}]`)).messages).toEqual(
      [
        `Line 1 of the manifest "other.csv": no column is called "width"; there are key, widht (did you mean "\${source.widht}"?).`,
      ],
    )
  })

  test('several files, JSON arrays and what ossutil prints', async () => {
    manifest('one.txt', 'a.jpg\n')
    manifest('two.json', '["b.jpg", {"key": "c.jpg"},\n\n4]')
    manifest(
      'three.txt',
      `LastModifiedTime                   Size(B)  StorageClass   ETAG                                  ObjectName
2026-11-24 11:50:51 +0800 CST           7      Standard   D41D8CD98F00B204E9800998ECF8427E      oss://films/d e.jpg
Object Number is: 1

0.044951(s) elapsed
`,
    )
    const { jobs, messages } = await run('{manifest: [one.txt, two.json, three.txt]}')
    expect(jobs.map(({ bucket, key }) => `${bucket}/${key}`)).toEqual([
      'photos/a.jpg',
      'photos/b.jpg',
      'photos/c.jpg',
      'films/d e.jpg',
    ])
    expect(messages).toEqual(['Line 3 of the manifest "two.json": a JSON object is expected, or a name in quotes.'])
  })

  test('names that are patterns or addresses', async () => {
    manifest('odd.txt', 'raw/*.mp4\nhttps://photos.oss-cn-hangzhou.aliyuncs.com/a.jpg\nb.jpg\n')
    const { keys, found } = await run('{manifest: odd.txt}')
    expect(keys).toEqual(['raw/*.mp4', 'b.jpg'])
    expect(found.map(({ severity, message }) => `${severity}: ${message}`)).toEqual([
      'warning: Line 1 of the manifest "odd.txt": "raw/*.mp4" is the name of one object, and no pattern.',
      'error: Line 2 of the manifest "odd.txt": "https://photos.oss-cn-hangzhou.aliyuncs.com/a.jpg" is an address; expected an object name, or oss://bucket/object.',
    ])
    expect((await run('[raw/*.mp4, oss://films/raw/?.mp4, s3://films/a.mp4]')).messages).toEqual([
      '"raw/*.mp4" names one object of just that name; to choose among many give a manifest and write "pattern: raw/*.mp4".',
      '"raw/?.mp4" names one object of just that name; to choose among many give a manifest and write "pattern: raw/?.mp4".',
      '"s3://films/a.mp4" is an address; expected an object name, or oss://bucket/object.',
    ])
  })

  test.each([
    ['a table with tabs', 'list.tsv', 'key\tt\na.jpg\tx, y\n', ['a.jpg']],
    ['a table with semicolons', 'semicolons.csv', 'key;t\r\na.jpg;"x;y"\r\n', ['a.jpg']],
    ['a table that says what parts it', 'told.csv', 'sep=;\nkey;t,u\n', []],
    ['columns without names at the end', 'unnamed.csv', 'key,t,,\na.jpg,x,,\n', ['a.jpg']],
    ['a mark in front of a quote', 'mark.csv', '\uFEFF"key","t"\n"a.jpg","x"\n', ['a.jpg']],
    ['a long array in one line', 'long.json', JSON.stringify(Array.from({ length: 40_000 }, () => 'a'.repeat(40))), []],
  ])('%s', async (_, name, text, keys) => {
    manifest(name, text)
    const { keys: found, messages } = await run(`{manifest: ${name}}`)
    if (name === 'long.json') return expect([found.length, messages]).toEqual([40_000, []])
    return expect([found, messages.filter(message => !/holds no input/.test(message))]).toEqual([keys, []])
  })

  const JSON_LINES = 'it begins with an object of JSON; write "format: jsonl".'
  const JSON_ARRAY = 'it begins as JSON does; write "format: json".'
  const NO_CHARACTER = '"key" holds something that is not a character: a zero, or half of a surrogate pair.'
  const RETURN = 'there is a carriage return inside the line; end lines with LF or CRLF.'
  const NO_TEXT =
    'it has zero bytes, so it is not UTF-8 text but UTF-16, a workbook or something else; save the file as UTF-8 (in Excel: "CSV UTF-8").'
  const NO_ARRAY = 'it is not a JSON array, "[...]"; where each line is a value, write "format: jsonl".'

  test.each([
    ['cr.csv', 'key,t\ra.jpg,x\rb.jpg,y\r', 1, RETURN],
    ['cr.txt', 'a.jpg\nb.jpg\rc.jpg\n', 2, RETURN],
    ['inside.csv', 'key,t\n"a.jpg",x\ry\n', 2, RETURN],
    ['zero.csv', 'key,t\na.jpg,x\nb\0.jpg,y\n', 3, NO_TEXT],
    ['wide.txt', Buffer.from('a.jpg\n', 'utf16le'), 1, NO_TEXT],
    ['table.txt', 'key,t\na.jpg,x\n', 1, 'it begins with names of columns, as a table does; write "format: csv".'],
    ['objects.txt', '# names\n\n {"key":"a.jpg"}\n{"key":"b.jpg"}\n', 3, JSON_LINES],
    ['array.txt', '[\n  "a.jpg",\n  "b.jpg"\n]\n', 1, JSON_ARRAY],
    ['one-line.lst', '["a.jpg", "b.jpg"]\n', 1, JSON_ARRAY],
    ['spread.txt', '{\n  "key": "a.jpg"\n}\n', 1, JSON_ARRAY],
    ['pair.jsonl', '"a.jpg"\n{"key":"\\ud800.jpg","t":"x"}\n', 2, NO_CHARACTER],
    ['zero.json', '[\n"\\u0000.jpg"]', 2, NO_CHARACTER],
    [
      'digits.jsonl',
      '{"key":12345678901234567890}',
      1,
      '"key" is a number of more digits than JSON keeps; put it in quotes.',
    ],
    ['list.jsonl', '{"key":["a.jpg"]}', 1, '"key" is a list or an object; expected a text.'],
    ['none.json', '', 1, NO_ARRAY],
    ['text.json', '// names\n["a.jpg"]', 1, NO_ARRAY],
    [
      'object.json',
      '{"keys":["a.jpg"]}',
      1,
      'it is a JSON object; expected an array, "[{...}, {...}]"; where each line is an object, write "format: jsonl".',
    ],
    ['equal.jsonl', '{"key":"a.jpg"}\n{"key":"b.jpg","key":"c.jpg"}\n', 2, '"key" appears twice in the object.'],
    ['equal.json', '[{"key":"a.jpg","t":"say \\"x\\": y","n":{"m":1,"m":2}}]', 1, '"m" appears twice in the object.'],
    ['comma.json', '["a.jpg",\n]', 2, 'there is a comma where a value is expected.'],
    ['open.json', '["a.jpg",\n"b.jpg"\n', 3, 'the JSON array ends without "]".'],
    ['behind.json', '["a.jpg"]\n["b.jpg"]', 2, 'there is text after the end of the JSON array.'],
    ['torn.json', '["a.jpg",\n{"key":"b.jpg"]', 2, 'the JSON array ends without "]".'],
    ['value.json', '["a.jpg",\n{"key" "b.jpg"}]', 2, 'a JSON object is expected, or a name in quotes.'],
    [
      'gbk.json',
      Buffer.from([0x5b, 10, 0x22, 0xc4, 0xe3, 0x22, 0x5d]),
      2,
      'it is not UTF-8; save the file as UTF-8 (in Excel: "CSV UTF-8").',
    ],
    [
      'cut.json',
      Buffer.from([0x5b, 10, 0x22, 0xe4]),
      2,
      'it is not UTF-8; save the file as UTF-8 (in Excel: "CSV UTF-8").',
    ],
  ])('%s is told with its line', async (name, text, line, reason) => {
    manifest(name, text)
    expect((await run(`{manifest: ${name}}`)).messages).toEqual([`Line ${line} of the manifest "${name}": ${reason}`])
  })

  test('a field that no value of JSON has', async () => {
    manifest('field.jsonl', '{"key":"a.jpg","T":"x"}\n{"key":"b.jpg","T":"y"}\n')
    const steps = `steps: [image/watermark: {text: x, opacity: "\${source.t}"}]`
    expect((await run('{manifest: field.jsonl}', steps)).messages).toEqual([
      'Line 1 of the manifest "field.jsonl": no value has a field "t"; there are key, T (did you mean "${source.T}"?).',
    ])
    manifest('one.jsonl', '{"key":"a.jpg","t":90}\n{"key":"b.jpg"}\n')
    expect((await run('{manifest: one.jsonl}', steps)).messages).toEqual([])
  })

  test('names as nobody gives them are taken with a warning', async () => {
    const names = [
      ' a.jpg',
      '"b.jpg"',
      'c\td.jpg',
      './e.jpg',
      'f\\g.jpg',
      'h%20i.jpg',
      'j k.jpg',
      "l'm.jpg",
      '100%.jpg',
      '{k,l}.jpg',
      '{k}.jpg',
      'n/',
    ]
    manifest('odd.txt', names.join('\n'))
    const { keys, found } = await run('{manifest: odd.txt}')
    expect(keys).toEqual(names)
    expect(
      found.map(({ severity, message }) => `${severity}: ${message.replace(/^.*?manifest "odd.txt": /, '')}`),
    ).toEqual([
      'warning: the name " a.jpg" is taken as it is, but it begins or ends with a blank.',
      'warning: the name ""b.jpg"" is taken as it is, but it stands in quotes.',
      'warning: the name "c\td.jpg" is taken as it is, but it holds a control character.',
      'warning: the name "./e.jpg" is taken as it is, but it has "." or ".." between slashes, which clients take out of addresses.',
      'warning: the name "f\\g.jpg" is taken as it is, but it has a backslash; OSS parts folders by "/".',
      'warning: the name "h%20i.jpg" is taken as it is, but it looks percent-encoded.',
      'warning: the name "{k,l}.jpg" is taken as it is, but its braces look like those of a pattern; "pattern" chooses among many.',
    ])
    expect((await run('./a.jpg')).messages).toEqual([
      'The name "./a.jpg" is taken as it is, but it has "." or ".." between slashes, which clients take out of addresses.',
    ])
  })

  test.each([
    ['-rw-r--r-- 1 ann staff  507 Nov 28 11:28 a.jpg', 'it looks like a line of a listing'],
    ['drwxr-xr-x@ 4 ann staff 128 Nov 28 11:28 b', 'it looks like a line of a listing'],
    ['total 16', 'it looks like a line of a listing'],
    ['2026-11-01 10:00:00       1024 photos/c.jpg', 'it looks like a line of a listing'],
    ['2026-11-01T10:00:00Z 12 photos/c.jpg', 'it looks like a line of a listing'],
    ['                           PRE photos/', 'it looks like a line of a listing'],
    ['<?xml version="1.0"?>', 'it looks like a line of a page or of XML'],
    ['<Key>d.jpg</Key>', 'it looks like a line of a page or of XML'],
  ])('what other programs print is told: %s', async (line, reason) => {
    manifest('printed.txt', `${line}\n`)
    const { messages } = await run('{manifest: printed.txt}')
    expect(messages).toEqual([expect.stringContaining(reason)])
  })

  test.each([['total.jpg'], ['2026-11-01 10:00 at sea.jpg'], ['2026-11-01 10:00:00.jpg'], ['d/-rw.jpg'], ['a<b.jpg']])(
    'a name that is none of that: %s',
    async line => {
      manifest('named.txt', `${line}\n`)
      expect((await run('{manifest: named.txt}')).messages).toEqual([])
    },
  )

  test.each([
    ['heads.csv', 'key,width\na.jpg,1\nkey,width\nb.jpg,2\n', ''],
    ['heads2.csv', 'key; width\r\na.jpg;1\r\nkey; width\r\nb.jpg;2\r\n', ''],
    ['heads.tsv', 'key\twidth\na.jpg\t1\nkey\twidth\nb.jpg\t2\n', ''],
  ])('the names of the columns in the middle of %s are no input', async (name, text) => {
    manifest(name, text)
    const { keys, messages } = await run(`{manifest: ${name}}`, `steps: [image/watermark: {text: "\${source.width}"}]`)
    expect(keys).toEqual(['a.jpg', 'b.jpg'])
    expect(messages).toEqual([
      expect.stringContaining(`Line 3 of the manifest "${name}": the names of the columns appear here again`),
    ])
  })

  test('a row that says what the columns are called is an input where the recipe names them', async () => {
    manifest('words.csv', 'key,width\n')
    const { keys } = await run(
      '{manifest: words.csv, columns: [key, width]}',
      `steps: [image/watermark: {text: "\${source.width}"}]`,
    )
    expect(keys).toEqual(['key'])
  })

  test('an input that is listed twice is told with its line', async () => {
    manifest('twice.txt', 'a.jpg\nb.jpg\n\noss://photos/a.jpg\n')
    expect(
      (await run('{manifest: twice.txt}', 'steps: [image/resize: {width: 100}]\nsaveas: "x/${source.key}"')).messages,
    ).toEqual(['Line 4 of the manifest "twice.txt": the input "a.jpg" is listed already.'])
  })

  test('values of rows pass the rules that written ones pass', async () => {
    manifest(
      'texts.csv',
      `key,t,to\na.jpg,fine,x.jpg\nb.jpg,${'x'.repeat(80)},y.jpg\nc.jpg,fine,/z.jpg\nd.jpg,,v.jpg\n`,
    )
    const { keys, messages } = await run(
      '{manifest: texts.csv}',
      `steps: [image/watermark: {text: "\${source.t}"}]\nsaveas: "oss://results/\${source.to}"`,
    )
    expect(keys).toEqual(['a.jpg'])
    expect(messages).toHaveLength(3)
    expect(messages[0]).toMatch(/^Line 3 of the manifest "texts.csv": the input "b.jpg" is left out: .*64/)
    expect(messages[1]).toMatch(/^Line 4 of the manifest "texts.csv": the input "c.jpg" is left out: /)
    expect(messages[2]).toMatch(/^Line 5 of the manifest "texts.csv": the input "d.jpg" is left out: /)
  })

  test('a share of the source in a row becomes the parameter in percent', async () => {
    manifest('share.csv', 'key,w\na.mp4,25%\nb.mp4,320\n')
    const { jobs } = await run(
      '{manifest: share.csv}',
      `steps: [video/snapshots: {format: jpg, width: "\${source.w}", height: 90}]\nsaveas: 'x/{barename}-{index}.jpg'`,
    )
    expect(jobs.map(({ process }) => process.split('|')[0])).toEqual([
      'video/snapshots,f_jpg,pw_25,h_90',
      'video/snapshots,f_jpg,w_320,h_90',
    ])
  })
})

describe('streams', () => {
  async function* bytes(text: string) {
    yield Buffer.from(text)
  }
  const expansionOf = (sources: string) => {
    const text = `version: 1\nconnection: {region: cn-hangzhou, bucket: photos}\nsources: ${sources}\nsteps: [image/info]\n`
    const { recipe } = readRecipe(text, { fileName: FILE })
    if (!recipe) throw new Error('There is no recipe.')
    return expand(recipe)
  }
  const keysOf = async (expansion: ReturnType<typeof expansionOf>, open: ReturnType<typeof createOpener>) => {
    const keys: string[] = []
    for await (const { key } of compileAll(expansion, { open })) keys.push(key)
    return keys
  }

  test('"-" is standard input, which can be gone through again', async () => {
    const expansion = expansionOf('{manifest: "-"}')
    const open = createOpener(bytes('a.jpg\nb.jpg\n'))
    expect(await keysOf(expansion, open)).toEqual(['a.jpg', 'b.jpg'])
    expect(await keysOf(expansion, open)).toEqual(['a.jpg', 'b.jpg'])
  })

  test('packed bytes are unpacked wherever they come from', async () => {
    const packed = gzipSync('key\na.jpg\n')
    const open = createOpener(
      (async function* () {
        yield packed.subarray(0, 3)
        yield packed.subarray(3)
      })(),
    )
    expect(await keysOf(expansionOf('{manifest: "-", format: csv}'), open)).toEqual(['a.jpg'])
  })
})

describe('inventories', () => {
  const folder = join(FOLDER, 'inventory/2026-11-27T00-00Z')
  mkdirSync(folder, { recursive: true })
  mkdirSync(join(FOLDER, 'inventory/data'))
  const write = (name: string, content: string | Uint8Array, digest?: string) => {
    writeFileSync(join(FOLDER, 'inventory/data', name), content)
    const MD5checksum = digest ?? createHash('md5').update(content).digest('hex').toUpperCase()
    return { key: `lists/photos/daily/data/${name}`, MD5checksum, size: content.length }
  }
  const list = (files: readonly object[], more: object = {}) => {
    const fileSchema = 'Bucket, Key, Size, storageclass, LastModifiedDate, IsLatest'
    const text = {
      creationTimestamp: '1790000000',
      fileFormat: 'CSV',
      fileSchema,
      files,
      sourceBucket: 'photos',
      ...more,
    }
    writeFileSync(join(folder, 'manifest.json'), JSON.stringify(text))
  }
  const PATH = 'inventory/2026-11-27T00-00Z/manifest.json'
  const ROWS = [
    '"photos","summer%2Fa%20b.jpg","2048","Standard","2026-11-01T08-00-00Z","true"',
    'photos,winter/%E4%B8%AD.jpg,20971520,IA,2025-01-24T08:00:00Z,true',
    'photos,old.jpg,1,Standard,2025-01-24T08:00:00Z,false',
  ]

  test('all files are read, packed or not', async () => {
    list([
      write('1.csv.gz', gzipSync(ROWS.slice(0, 1).join('\n'))),
      write('2.csv', `${ROWS.slice(1).join('\r\n')}\r\n`),
    ])
    const { keys, messages } = await run(`{manifest: ${PATH}}`)
    expect({ keys, messages }).toEqual({ keys: ['summer/a b.jpg', 'winter/中.jpg'], messages: [] })
  })

  test('size, time and storage class choose', async () => {
    list([write('3.csv', ROWS.join('\n'))])
    const keysOf = async (filters: string) => (await run(`{manifest: ${PATH}, ${filters}}`)).keys
    expect(await keysOf('larger-than: 1MB')).toEqual(['winter/中.jpg'])
    expect(await keysOf('smaller-than: 3 KB')).toEqual(['summer/a b.jpg'])
    expect(await keysOf('newer-than: 2026-01-01')).toEqual(['summer/a b.jpg'])
    expect(await keysOf('older-than: 2026-01-01T00:00:00Z')).toEqual(['winter/中.jpg'])
    expect(await keysOf('storage-class: [ia, Archive]')).toEqual(['winter/中.jpg'])
  })

  test.each([[{ size: 1 }], ['data/1.csv'], [{ key: '' }]])('%j among its files is no file', async file => {
    list([write('1.csv', ROWS.join('\n')), file as object])
    const { keys, messages } = await run(`{manifest: ${PATH}}`)
    expect(keys).toEqual([])
    expect(messages[0]).toBe(`The manifest "${PATH}" cannot be read: file 2 of its "files" has no "key".`)
  })

  test('what is missing, damaged or of another form is told', async () => {
    list([{ key: 'lists/none.csv' }, write('4.csv', ROWS.join('\n'), '0'.repeat(32)), write('5.csv', 'photos,a.jpg\n')])
    expect((await run(`{manifest: ${PATH}}`)).messages).toEqual([
      'The manifest "lists/none.csv" cannot be read: there is no such file.',
      'The manifest "lists/photos/daily/data/4.csv" cannot be read: its MD5 is not that of manifest.json, so that it is not whole.',
      'Line 1 of the manifest "lists/photos/daily/data/5.csv": the row has 2 columns; expected 6.',
    ])
    list([], { fileFormat: 'ORC' })
    expect((await run(`{manifest: ${PATH}}`)).messages).toEqual([
      `The manifest "${PATH}" cannot be read: its files are ORC; expected CSV.`,
    ])
  })

  test('a condition on what no column says', async () => {
    manifest('plain.csv', 'key,size\na.jpg,10\n')
    expect((await run('{manifest: plain.csv, larger-than: 5}')).keys).toEqual(['a.jpg'])
    expect((await run('{manifest: plain.csv, older-than: 30d}')).messages).toEqual([
      '"older-than" cannot be told of "a.jpg": no column such as "lastmodifieddate" says it.',
    ])
  })
})

describe('targets', () => {
  const saveas = (target: string) => `steps: [image/resize: {width: 100}]\nsaveas: ${target}`

  test('two inputs with one target', async () => {
    manifest('twins.txt', 'a/x.jpg\nb/x.jpg\n')
    expect((await run('{manifest: twins.txt}', saveas('out/{basename}'))).messages).toEqual([
      'The jobs of a/x.jpg and b/x.jpg both write oss://photos/out/x.jpg; the later one destroys the result of the earlier one.',
    ])
    expect((await run('{manifest: twins.txt}', saveas('out/{key}'))).messages).toEqual([])
  })

  test('the same name in two buckets is no conflict', async () => {
    expect((await run('[oss://one/x.jpg, oss://two/x.jpg]', saveas('out/x.jpg'))).messages).toEqual([])
    expect((await run('[oss://one/x.jpg, oss://two/x.jpg]', saveas('oss://c/x.jpg'))).messages).toHaveLength(1)
  })

  test('a target in another bucket does not overwrite its source', async () => {
    expect((await run('x.jpg', saveas('oss://photos/{key}'))).messages).toEqual([
      'The result overwrites its own input oss://photos/x.jpg.',
    ])
    expect((await run('x.jpg', saveas('oss://other/{key}'))).messages).toEqual([])
  })

  test('many findings end with a remark', async () => {
    manifest('same.txt', Array.from({ length: 150 }, (_, index) => `${index}/x.jpg`).join('\n'))
    const { messages } = await run('{manifest: same.txt}', saveas('out/{basename}'))
    expect(messages).toHaveLength(101)
    expect(messages.at(-1)).toBe('There are more findings of this kind than 100; the rest is left out.')
  })
})
