import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import {
  type CompiledJob,
  compileAll,
  expand,
  openFile,
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
  for await (const job of compileAll(expansion, { open: openFile, report: item => found.push(item) })) jobs.push(job)
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
    manifest('list.csv', 'bucket,key,note\nb1,"a, ""b"".jpg","two\nlines"\nb2,c.jpg,\n,d.jpg,x\n')
    const { jobs, messages } = await run('{manifest: list.csv, bucket: bucket}')
    expect(messages).toEqual([])
    expect(jobs.map(({ bucket, key }) => [bucket, key])).toEqual([
      ['b1', 'a, "b".jpg'],
      ['b2', 'c.jpg'],
      ['photos', 'd.jpg'],
    ])
  })

  test('a CSV without the column says which there are', async () => {
    manifest('wrong.csv', 'Key,Size\na.jpg,1\n')
    const { keys, messages } = await run('{manifest: wrong.csv}')
    expect(keys).toEqual([])
    expect(messages[0]).toBe(
      'Line 1 of the manifest "wrong.csv": no column is called "key"; there are Key, Size. Did you mean "key: Key"?.',
    )
  })

  test('JSON Lines of objects and of texts', async () => {
    manifest('list.jsonl', '{"key":"a.jpg","size":3}\n"b.jpg"\nnot json\n{"name":"c.jpg"}\n')
    const { keys, messages } = await run('{manifest: list.jsonl}')
    expect(keys).toEqual(['a.jpg', 'b.jpg'])
    expect(messages).toEqual([
      'Line 3 of the manifest "list.jsonl": the line is no JSON object.',
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
    expect((await run('{manifest: broken.txt.gz}')).messages[0]).toContain('cannot be read')
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
      'The input "b.jpg" is left out: "width" is "wide", but image/resize takes an integer from 1 to 16384.',
      'The input "c.jpg" is left out: "width" is "20000", but image/resize takes an integer from 1 to 16384.',
      '"/d.jpg" is not an object name: 1 to 1023 bytes of UTF-8, without a leading "/" or "\\".',
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
      'The input "a.jpg" is left out: "lfit/rotate,90" holds "/", which would end the value in a process string.',
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
    expect((await run('[oss://a/x.jpg, oss://b/x.jpg]', saveas('out/x.jpg'))).messages).toEqual([])
    expect((await run('[oss://a/x.jpg, oss://b/x.jpg]', saveas('oss://c/x.jpg'))).messages).toHaveLength(1)
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
