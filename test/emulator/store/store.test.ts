import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { Refusal } from '../../../src/emulator/engine/problem.ts'
import { createBuckets } from '../../../src/emulator/store/buckets.ts'
import { namesOfKey } from '../../../src/emulator/store/names.ts'
import { openStore } from '../../../src/emulator/store/open.ts'
import type { Store } from '../../../src/emulator/store/store.ts'

let root: string
let store: Store

beforeEach(async () => {
  root = mkdtempSync(path.join(tmpdir(), 'store-'))
  store = await openStore(root)
  await store.putBucket('media')
})

afterEach(() => rmSync(root, { recursive: true, force: true }))

const put = (key: string, text = key) => store.putObject('media', key, Buffer.from(text))
const read = async (key: string) => {
  const object = await store.findObject('media', key)
  return object && readFileSync(object.file, 'utf8')
}
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'none',
    (error: unknown) => (error instanceof Refusal ? error.problem.code : String(error)),
  )

describe('objects', () => {
  test('lie where a person looks for them', async () => {
    await put('photos/2026/cat.jpg', 'meow')
    expect(readFileSync(path.join(root, 'media/photos/2026/cat.jpg'), 'utf8')).toBe('meow')
  })

  test('carry what the client said, and the sums of OSS', async () => {
    const attributes = {
      contentType: 'text/x-a',
      headers: { 'cache-control': 'no-cache' },
      metadata: { a: 'b' },
      tags: { t: '1' },
    }
    await store.putObject('media', 'a.bin', Buffer.from('123456789'), attributes)
    expect(await store.getObject('media', 'a.bin')).toMatchObject({
      ...attributes,
      size: 9,
      etag: createHash('md5').update('123456789').digest('hex').toUpperCase(),
      // The check value of CRC-64/XZ.
      crc64: String(0x995dc9bbdf1939fan),
      type: 'Normal',
    })
  })

  test('that a person puts there are objects too', async () => {
    writeFileSync(path.join(root, 'media/hand.png'), 'x')
    expect(await store.getObject('media', 'hand.png')).toMatchObject({
      size: 1,
      contentType: 'image/png',
      metadata: {},
    })
    writeFileSync(path.join(root, 'media/hand.png'), 'longer')
    expect(await store.getObject('media', 'hand.png')).toMatchObject({ size: 6 })
  })

  test('and folders of one name live beside each other, whichever comes first', async () => {
    await put('a')
    await put('a/b')
    await put('c/d')
    await put('c')
    for (const key of ['a', 'a/b', 'c/d', 'c']) expect(await read(key)).toBe(key)
    await put('a', 'again')
    expect(await read('a')).toBe('again')
    expect((await store.list('media', { limit: 10 })).objects.map(({ key }) => key)).toEqual(['a', 'a/b', 'c', 'c/d'])
  })

  test('leave no empty folder and no sidecar when they are deleted', async () => {
    await put('x/y/z')
    await store.deleteObject('media', 'x/y/z')
    await store.deleteObject('media', 'x/y/z')
    expect(readdirSync(path.join(root, 'media'))).toEqual([])
    expect(await read('x/y/z')).toBeUndefined()
    expect(await codeOf(store.getObject('media', 'x/y/z'))).toBe('NoSuchKey')
  })

  test('a failed upload leaves the old object and no leftover', async () => {
    await put('k', 'old')
    const { Readable } = await import('node:stream')
    const broken = Readable.from(
      (async function* () {
        yield Buffer.from('new')
        throw new Error('reset')
      })(),
    )
    await expect(store.putObject('media', 'k', broken)).rejects.toThrow('reset')
    expect(await read('k')).toBe('old')
    expect(readdirSync(store.statePath('tmp'))).toEqual([])
  })

  test('are appended to at their end only', async () => {
    await store.appendObject('media', 'log', 0, Buffer.from('ab'))
    await store.appendObject('media', 'log', 2, Buffer.from('cd'))
    expect(await read('log')).toBe('abcd')
    expect(await codeOf(store.appendObject('media', 'log', 2, Buffer.from('x')))).toBe('PositionNotEqualToLength')
    await put('plain')
    expect(await codeOf(store.appendObject('media', 'plain', 5, Buffer.from('x')))).toBe('ObjectNotAppendable')
  })

  test('change what is said about them without their bytes', async () => {
    await put('k', 'bytes')
    await store.putAttributes('media', 'k', () => ({ tags: { a: '1' } }))
    expect(await store.getObject('media', 'k')).toMatchObject({ tags: { a: '1' }, size: 5 })
    expect(await read('k')).toBe('bytes')
  })

  test('of the same name written at once end as one of them, whole', async () => {
    const texts = Array.from({ length: 20 }, (_, index) => String(index).repeat(index + 1))
    await Promise.all(texts.map(text => store.putObject('media', 'same', Buffer.from(text), { metadata: { text } })))
    const object = await store.getObject('media', 'same')
    expect(await read('same')).toBe(object.metadata.text)
  })
})

describe('keys', () => {
  test('of every kind stay in the folder of the bucket and come back', async () => {
    const segment = fc.oneof(
      fc.constantFrom(
        '..',
        '.',
        '',
        'a',
        '%2e%2e',
        '%',
        'a%object',
        'con',
        'x:y',
        '\\',
        'a\nb',
        '中文',
        '😀'.repeat(70),
        'n'.repeat(300),
      ),
      fc.string({ unit: 'grapheme', maxLength: 20 }),
    )
    await fc.assert(
      fc.asyncProperty(fc.array(segment, { minLength: 1, maxLength: 4 }), async segments => {
        const key = segments.join('/')
        fc.pre(
          key !== '' && !/^[/\\]/.test(key) && Buffer.byteLength(key) <= 1023 && Buffer.from(key).toString() === key,
        )
        const names = namesOfKey(key)
        expect(names.every(name => name !== '' && name !== '.' && name !== '..' && !/[/\\\0]/.test(name))).toBe(true)
        expect(names.every(name => Buffer.byteLength(name) <= 255)).toBe(true)
        const written = await put(key, 'here')
        expect(written.file.startsWith(path.join(root, 'media') + path.sep)).toBe(true)
        expect(await read(key)).toBe('here')
        const { objects } = await store.list('media', { prefix: key, limit: 1000 })
        expect(objects.map(object => object.key)).toContain(key)
        await store.deleteObject('media', key)
        expect(await read(key)).toBeUndefined()
      }),
      { numRuns: 150 },
    )
  })

  test.each(['', '/a', '\\a', 'k'.repeat(1024)])('that OSS does not allow are refused: %s', async key => {
    expect(await codeOf(put(key))).toBe('InvalidObjectName')
  })

  test('through a symbolic link are refused, and nothing outside is read or written', async () => {
    const outside = mkdtempSync(path.join(tmpdir(), 'outside-'))
    writeFileSync(path.join(outside, 'secret'), 'secret')
    symlinkSync(outside, path.join(root, 'media/link'))
    symlinkSync(path.join(outside, 'secret'), path.join(root, 'media/file'))
    for (const key of ['link/secret', 'link/new', 'file']) {
      expect(await codeOf(store.getObject('media', key)), key).toBe('AccessDenied')
      expect(await codeOf(put(key)), key).toBe('AccessDenied')
      expect(await codeOf(store.deleteObject('media', key)), key).toBe('AccessDenied')
    }
    expect((await store.list('media', { limit: 9 })).objects).toEqual([])
    expect(readdirSync(outside)).toEqual(['secret'])
    symlinkSync(outside, path.join(root, 'linked-bucket'))
    expect(await store.findBucket('linked-bucket')).toBeUndefined()
    rmSync(outside, { recursive: true })
  })
})

describe('what can be no object', () => {
  const long = `${'d'.repeat(250)}/`.repeat(4)

  test.each([
    [
      'a link to a file',
      'it is a symbolic link',
      () => symlinkSync(path.join(root, 'x'), path.join(root, 'media/a/link')),
    ],
    ['a link to a folder', 'it is a symbolic link', () => symlinkSync(root, path.join(root, 'media/a/folder'))],
    ['a pipe', 'it is neither a file nor a folder', () => execFileSync('mkfifo', [path.join(root, 'media/a/pipe')])],
    ['a name of other bytes', 'its name is not UTF-8', () => writeFileSync(bytesIn('media/a/', 0x63, 0xe9, 0x2e), 'x')],
    ['a folder of such a name', 'its name is not UTF-8', () => mkdirSync(bytesIn('media/a/', 0xff))],
    ['a key that is too long', '1 to 1023 bytes', () => placeLong('media')],
    ['a key with a backslash in front', 'does not start with a backslash', () => place('media/\\x')],
  ] as const)('%s is said once', async (_, reason, make) => {
    const told: [string, string][] = []
    const own = await openStore(root, { onLeftOut: (file, why) => told.push([path.relative(root, file), why.en]) })
    mkdirSync(path.join(root, 'media/a'))
    await place('media/a/kept')
    make()
    for (let time = 0; time < 2; time++) {
      const { objects } = await own.list('media', { limit: 9 })
      expect(objects.map(({ key }) => key)).toEqual(['a/kept'])
    }
    expect(told).toEqual([[expect.stringMatching(/^media[/].+/), expect.stringContaining(reason)]])
  })

  test('a sign that stands for lost bytes is one of text, too', async () => {
    const told: string[] = []
    const own = await openStore(root, { onLeftOut: file => told.push(file) })
    await place('media/a\uFFFDb')
    expect((await own.list('media', { limit: 9 })).objects.map(({ key }) => key)).toEqual(['a\uFFFDb'])
    expect(told).toEqual([])
  })

  test('a link is no bucket', async () => {
    const told: string[] = []
    const own = await openStore(root, { onLeftOut: file => told.push(path.relative(root, file)) })
    symlinkSync(path.join(root, 'media'), path.join(root, 'linked'))
    expect((await own.listBuckets()).map(({ name }) => name)).toEqual(['media'])
    expect(await own.findBucket('linked')).toBeUndefined()
    expect(told).toEqual(['linked'])
  })

  const place = (file: string) => writeFileSync(path.join(root, file), 'x')
  const bytesIn = (folder: string, ...bytes: readonly number[]) =>
    Buffer.concat([Buffer.from(path.join(root, folder)), Buffer.from(bytes)])
  const placeLong = (bucket: string) => {
    mkdirSync(path.join(root, bucket, long), { recursive: true })
    return place(path.join(bucket, long, 'k'.repeat(30)))
  }
})

describe('listing', () => {
  beforeEach(async () => {
    for (const key of ['a-b', 'a/1', 'a/2', 'a0', 'b/c/d', 'é', '\uFFFD', '😀']) await put(key)
  })

  test('goes by the bytes of the keys', async () => {
    const { objects } = await store.list('media', { limit: 100 })
    expect(objects.map(({ key }) => key)).toEqual(['a-b', 'a/1', 'a/2', 'a0', 'b/c/d', 'é', '\uFFFD', '😀'])
  })

  test('folds what is behind a delimiter', async () => {
    const { objects, prefixes } = await store.list('media', { delimiter: '/', limit: 100 })
    expect(prefixes).toEqual(['a/', 'b/'])
    expect(objects.map(({ key }) => key)).toEqual(['a-b', 'a0', 'é', '\uFFFD', '😀'])
    expect((await store.list('media', { prefix: 'b/', delimiter: '/', limit: 9 })).prefixes).toEqual(['b/c/'])
  })

  test('by pages gives every name once', async () => {
    for (const delimiter of ['', '/']) {
      const names: string[] = []
      let after = ''
      for (;;) {
        const page = await store.list('media', { limit: 2, after, delimiter })
        names.push(...page.objects.map(({ key }) => key), ...page.prefixes)
        if (page.next === undefined) break
        after = page.next
      }
      expect(names.length).toBe(new Set(names).size)
      expect(names.length).toBe(delimiter ? 7 : 8)
    }
  })
})

describe('buckets and styles', () => {
  test('a bucket goes when it is empty', async () => {
    await put('k')
    expect(await codeOf(store.deleteBucket('media'))).toBe('BucketNotEmpty')
    await store.deleteObject('media', 'k')
    mkdirSync(path.join(root, 'media/empty/folder'), { recursive: true })
    await store.deleteBucket('media')
    expect(existsSync(path.join(root, 'media'))).toBe(false)
    expect(await codeOf(store.deleteBucket('media'))).toBe('NoSuchBucket')
  })

  test('a name that OSS does not allow is refused', async () => {
    for (const name of ['A', 'ab', '-ab', '..', '.oss-process', 'a_b', 'x'.repeat(64)]) {
      expect(await codeOf(store.putBucket(name)), name).toBe('InvalidBucketName')
    }
  })

  test('that cannot be noted is not made', async () => {
    const full = { ...store.json, write: () => Promise.reject(new Error('full')) }
    const buckets = createBuckets(root, (...parts) => path.join(root, '.oss-process', ...parts), full)
    await expect(buckets.put('other')).rejects.toThrow('full')
    expect(await store.findBucket('other')).toBeUndefined()
    await expect(buckets.put('media', 'public-read')).rejects.toThrow('full')
    expect(await store.getBucket('media')).toMatchObject({ acl: 'private' })
  })

  test('an ACL stays until it is changed', async () => {
    await store.putBucket('media', 'public-read')
    await store.putBucket('media')
    expect(await (await openStore(root)).getBucket('media')).toMatchObject({ acl: 'public-read' })
  })

  test('styles are kept by name', async () => {
    await store.putStyle('media', 'small', 'image/resize,w_1')
    await store.putStyle('media', 'small', 'image/resize,w_2')
    await store.putStyle('media', 'big', 'image/resize,w_9')
    expect((await (await openStore(root)).listStyles('media')).map(({ name, content }) => [name, content])).toEqual([
      ['small', 'image/resize,w_2'],
      ['big', 'image/resize,w_9'],
    ])
    await store.deleteStyle('media', 'small')
    expect(await store.findStyle('media', 'small')).toBeUndefined()
    expect(await codeOf(store.putStyle('none', 's', 'image/info'))).toBe('NoSuchBucket')
  })

  test('leftovers of a crash are swept, but not by who only opens the store', async () => {
    const scratch = await store.makeScratch()
    writeFileSync(path.join(scratch, 'half'), '')
    const other = await openStore(root)
    expect(existsSync(scratch)).toBe(true)
    await other.sweep()
    expect(existsSync(scratch)).toBe(false)
    expect(existsSync(await other.makeScratch())).toBe(true)
  })
})

describe('one step', () => {
  test('of several that forbid overwriting one is done', async () => {
    const ways = [
      (text: string) => store.putObject('media', 'once', Buffer.from(text), {}, { forbidOverwrite: true }),
      async (text: string) => {
        const file = path.join(await store.makeScratch(), 'made')
        writeFileSync(file, text)
        return store.adoptFile('media', 'once', file, {}, { forbidOverwrite: true })
      },
    ]
    const codes = await Promise.all(Array.from({ length: 8 }, (_, at) => codeOf((ways[at % 2] ?? put)(`text ${at}`))))
    expect(codes.filter(code => code === 'none')).toHaveLength(1)
    expect(codes.filter(code => code === 'FileAlreadyExists')).toHaveLength(7)
  })

  test('readers write nothing', async () => {
    writeFileSync(path.join(root, 'media/hand.txt'), 'x')
    const before = readdirSync(store.statePath(), { recursive: true })
    await store.getObject('media', 'hand.txt')
    await store.list('media', { limit: 10 })
    store.openObject('media', 'hand.txt').then(open => open.close())
    expect(readdirSync(store.statePath(), { recursive: true })).toEqual(before)
  })

  test('an open object stays what it is, given up or not', async () => {
    const long = 'a'.repeat(1_000_000)
    await put('k', long)
    using open = await store.openObject('media', 'k')
    await put('k', 'new')
    await store.deleteObject('media', 'k')
    open.read().destroy()
    const chunks: Buffer[] = []
    for await (const chunk of open.read()) chunks.push(chunk)
    expect(Buffer.concat(chunks).toString()).toBe(long)
    expect(open.object).toMatchObject({
      size: 1_000_000,
      etag: createHash('md5').update(long).digest('hex').toUpperCase(),
    })
  })

  test('a kill between the sidecar and the file leaves the version before, whole', async () => {
    await store.putObject('media', 'k', Buffer.from('old'), { metadata: { a: '1' } })
    const sidecar = store.statePath('objects/media/k%.json')
    const [old] = JSON.parse(readFileSync(sidecar, 'utf8'))
    const next = { ...old, ino: old.ino + 1, mtimeMs: old.mtimeMs + 1, metadata: { a: '2' } }
    await store.json.write(sidecar, [next, old])
    expect(await (await openStore(root)).getObject('media', 'k')).toMatchObject({ metadata: { a: '1' }, size: 3 })
  })

  test('a store that was copied keeps what it knows, and one of before too', async () => {
    await store.putObject('media', 'k', Buffer.from('old'), { metadata: { a: '1' } })
    const sidecar = store.statePath('objects/media/k%.json')
    const [{ ino, ...known }] = JSON.parse(readFileSync(sidecar, 'utf8'))
    expect(ino).toBeTypeOf('number')
    for (const value of [[{ ...known, ino: ino + 1 }], known]) {
      await store.json.write(sidecar, value)
      expect(await (await openStore(root)).getObject('media', 'k')).toMatchObject({ metadata: { a: '1' } })
    }
  })

  test('an object that was put aside for a folder does not come back', async () => {
    await put('a')
    await put('a/b')
    await store.deleteObject('media', 'a/b')
    await put('a', 'again')
    expect((await store.list('media', { limit: 9 })).objects.map(({ key, size }) => [key, size])).toEqual([['a', 5]])
    await store.deleteObject('media', 'a')
    expect(await read('a')).toBeUndefined()
  })
})

describe('files that a person puts there', () => {
  const names = [
    'a:b.txt',
    '100%.txt',
    'a%3Ab.txt',
    '%41',
    '50%25',
    'x%object',
    'y%empty',
    'C\\d',
    'Bild 10:00:00.png',
    `${'n'.repeat(250)}`,
  ]

  test.each(names)('%s is the object of that name', async name => {
    writeFileSync(path.join(root, 'media', name), 'x')
    mkdirSync(path.join(root, 'media/folder*?'))
    writeFileSync(path.join(root, 'media/folder*?', name), 'y')
    const keys = [`folder*?/${name}`, name].sort()
    expect((await store.list('media', { limit: 9 })).objects.map(({ key }) => key).sort()).toEqual(keys)
    expect((await store.list('media', { limit: 9, prefix: 'folder*?/' })).objects.map(({ key }) => key)).toEqual([
      `folder*?/${name}`,
    ])
    expect([await read(name), await read(`folder*?/${name}`)]).toEqual(['x', 'y'])
    await put(name, 'changed')
    expect(readFileSync(path.join(root, 'media', name), 'utf8')).toBe('changed')
    for (const key of keys) await store.deleteObject('media', key)
    expect((await store.list('media', { limit: 9 })).objects).toEqual([])
  })

  test('keep their name when a client needs it for another key', async () => {
    writeFileSync(path.join(root, 'media/a%3Ab'), 'by hand')
    await put('a:b', 'by a client')
    expect([await read('a%3Ab'), await read('a:b')]).toEqual(['by hand', 'by a client'])
    expect((await store.list('media', { limit: 9 })).objects.map(({ key }) => key)).toEqual(['a%3Ab', 'a:b'])
  })

  test.each([
    { lying: ['50%', '50%25'], key: '50%' },
    { lying: ['t:1', 't%3A1'], key: 't:1' },
    { lying: ['t%3A1/in'], key: 't:1' },
    { lying: ['t%3A1/in'], key: 't:1/other' },
    { lying: ['t:1/in', 't%3A1/in'], key: 't:1/in' },
    { lying: ['n', 'n%object'], key: 'n' },
    { lying: ['n%object'], key: 'n' },
    { lying: ['n', 'n%object'], key: 'n/below' },
    { lying: ['n', 'n%object/in'], key: 'n/below' },
  ])('$lying stay when $key is changed and deleted', async ({ lying, key }) => {
    for (const name of lying) {
      mkdirSync(path.join(root, 'media', path.dirname(name)), { recursive: true })
      writeFileSync(path.join(root, 'media', name), name)
    }
    const others = lying.filter(name => name !== key)
    const check = async (keys: readonly string[]) => {
      const { objects } = await store.list('media', { limit: 9 })
      expect(objects.map(object => object.key).sort()).toEqual([...keys].sort())
      for (const other of others) expect(await read(other)).toBe(other)
    }
    await check(lying)
    if (lying.includes(key)) await store.putAttributes('media', key, () => ({ tags: { a: '1' } }))
    await check(lying)
    for (const text of ['new', 'newer']) {
      await put(key, text)
      expect(await read(key)).toBe(text)
      await check([...others, key])
    }
    await store.deleteObject('media', key)
    await check(others)
  })
})
