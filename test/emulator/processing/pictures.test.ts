import { afterAll, beforeAll, expect, test } from 'vitest'
import { encodeBase64Url } from '../../../grammar/catalogue/base64url.ts'
import { loadSharp } from '../../../src/emulator/engine/image/sharp.ts'
import { createProcessing, type Processing } from '../../../src/emulator/processing/index.ts'
import type { Store } from '../../../src/emulator/store/store.ts'
import { type Folder, makeFolder, makeStore, problemOf } from './setup.ts'

let folder: Folder
let store: Store
let processing: Processing

beforeAll(async () => {
  folder = await makeFolder()
  store = await makeStore(folder.path)
  processing = createProcessing({ store, pictures: 1 })
})
afterAll(async () => {
  await processing.close()
  await folder[Symbol.asyncDispose]()
})

const run = async (key: string, process: string, signal?: AbortSignal) =>
  processing.get(await store.getObject('source', key), process, { signal })

test('an animation of too many frames is refused', async () => {
  const sharp = await loadSharp()
  const frames = 3001
  const roll = Buffer.from(Array.from({ length: frames * 4 }, (_, at) => (at % 4 === 3 ? 255 : (at * 7) % 251)))
  const raw = { width: 1, height: frames, channels: 4, pageHeight: 1 } as const
  const bytes = await sharp(roll, { raw }).gif({ keepDuplicateFrames: true, effort: 1 }).toBuffer()
  await store.putObject('source', 'long.gif', bytes)
  expect(await problemOf(run('long.gif', 'image/resize,w_2'))).toMatchObject({
    code: 'ImageTooLarge',
    message: { en: 'The source picture has 3001 frames; the local OSS decodes at most 3000.' },
  })
})

test('a picture that takes long leaves its turn to the next one, and ends when its client goes', async () => {
  // It waits for its watermark, which comes after all else.
  let give = () => {}
  const mark = new Promise<undefined>(resolve => {
    give = () => resolve(undefined)
  })
  const slow: Store = { ...store, findObject: (...of) => (of[1] === 'mark.png' ? mark : store.findObject(...of)) }
  const waiting = createProcessing({ store: slow, pictures: 1 })
  const picture = await store.getObject('source', 'a/picture.png')
  const leaving = new AbortController()
  const { signal } = leaving
  const long = problemOf(waiting.get(picture, `image/watermark,image_${encodeBase64Url('mark.png')}`, { signal }))
  expect((await waiting.get(picture, 'image/resize,w_10')).contentType).toBe('image/png')
  leaving.abort()
  expect(await long).toMatchObject({ code: 'Cancelled' })
  expect((await waiting.get(picture, 'image/resize,w_10')).contentType).toBe('image/png')
  give()
  await waiting.close()
})

test('the version that is processed is the one that is told of', async () => {
  const old = await store.getObject('source', 'a/picture.png')
  const sharp = await loadSharp()
  const next = await sharp({ create: { width: 30, height: 20, channels: 3, background: 'red' } })
    .png()
    .toBuffer()
  await store.putObject('source', 'a/picture.png', next)
  const { body, source } = await processing.get(old, 'image/info')
  expect(source.etag).not.toBe(old.etag)
  expect(JSON.parse(String(body))).toMatchObject({ ImageWidth: { value: '30' } })
})

test('a string that is too long is refused before it is looked at', async () => {
  const text = `image/resize,w_1${'/resize,w_1'.repeat(2000)}`
  expect(await problemOf(run('a/picture.png', text))).toMatchObject({
    code: 'InvalidArgument',
    message: { en: `The process string has ${text.length} characters; at most 16384 are taken here.` },
  })
})
