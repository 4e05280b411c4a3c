import { existsSync, readdirSync } from 'node:fs'
import { dirname, join, sep } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { encodeBase64Url } from '../../../grammar/catalogue/base64url.ts'
import { createProcessing, type Processing } from '../../../src/emulator/processing/index.ts'
import type { Store } from '../../../src/emulator/store/store.ts'
import { anyFfmpeg, type Folder, makeFolder, makeStore, problemOf } from './setup.ts'

let folder: Folder
let root: string
let store: Store
let processing: Processing

beforeAll(async () => {
  folder = await makeFolder()
  root = join(folder.path, 'root')
  store = await makeStore(root)
  const now = () => new Date('2026-03-04T05:06:07.800Z')
  processing = createProcessing({ store, ffmpeg: anyFfmpeg, now })
  await store.putStyle('source', 'small', 'image/resize,w_30')
})

afterAll(async () => {
  await processing.close()
  await folder[Symbol.asyncDispose]()
})

const saveas = (object: string, bucket?: string) =>
  `|sys/saveas,o_${encodeBase64Url(object)}${bucket === undefined ? '' : `,b_${encodeBase64Url(bucket)}`}`

async function save(text: string, key = 'a/picture.png') {
  return processing.save(await store.getObject('source', key), text)
}

describe('saveas', () => {
  test.each<[string, string, string | undefined, string, string]>([
    ['image/resize,w_60', 'out.png', undefined, 'source', 'out.png'],
    ['image/resize,w_60', 'out.png', 'target', 'target', 'out.png'],
    ['image/resize,w_60', 'no-extension', 'target', 'target', 'no-extension'],
    ['style/small|image/rotate,90', '{dirname}/{barename}-s.{ext}', 'target', 'target', 'a/picture-s.png'],
    ['image/resize,w_60', '{basename}/{key}', '{bucket}', 'source', 'picture.png/a/picture.png'],
    ['image/resize,w_60', '{t_year}{t_mon}{t_day}-{t_hour}{t_min}{t_sec}', undefined, 'source', '20260304-050607'],
    ['image/resize,w_60', '{{{barename}}}{tags.x}', undefined, 'source', '{picture}'],
    ['image/resize,w_60', '{unknown}{', undefined, 'source', '{unknown}{'],
    ['video/snapshot,t_0,f_png', 'frame-{resolution}-{index}', 'target', 'target', 'frame-96x54-1.png'],
    ['video/snapshot,t_0,f_png|image/resize,w_48', 'frame', 'target', 'target', 'frame'],
  ])('%s to %s', async (text, object, bucket, expectedBucket, expectedKey) => {
    const key = text.startsWith('video') ? 'clips/numbered-2s.mp4' : 'a/picture.png'
    const answer = await save(text + saveas(object, bucket), key)
    const stored = await store.getObject(expectedBucket, expectedKey)
    expect(answer).toEqual({
      bucket: bucket === undefined ? '' : expectedBucket,
      fileSize: stored.size,
      object: expectedKey,
      status: 'OK',
    })
    expect(Object.keys(answer)).toEqual(['bucket', 'fileSize', 'object', 'status'])
    expect(stored.contentType).toBe('image/png')
    expect((await sharp(stored.file).metadata()).format).toBe('png')
  })

  test('the upload time fills in the plain time variables', async () => {
    const { lastModified } = await store.getObject('source', 'a/picture.png')
    const { object } = await save(`image/resize,w_10${saveas('{year}-{mon}-{day}T{hour}:{min}:{sec}')}`)
    expect(object).toBe(lastModified.toISOString().slice(0, 19))
  })

  test('an empty folder takes its slash along', async () => {
    await store.putObject(
      'source',
      'top.png',
      await sharp((await store.getObject('source', 'a/picture.png')).file).toBuffer(),
    )
    expect(await save(`image/resize,w_10${saveas('{dirname}/{barename}.jpg')}`, 'top.png')).toMatchObject({
      object: 'top.jpg',
    })
  })

  test.each([
    ['image/resize,w_0|sys/saveas,o_YQ', { code: 'InvalidArgument', ec: '0040-00000312' }],
    ['image/resize,w_10', { code: 'InvalidArgument', httpStatus: 400 }],
    [`image/resize,w_10${saveas('a', 'none')}`, { code: 'NoSuchBucket', httpStatus: 404 }],
    [`image/info${saveas('a')}`, { code: 'InvalidArgument' }],
    [`image/resize,w_10${saveas('a')}/notify,topic_YQ`, { code: 'InvalidArgument' }],
    [`video/convert,f_mp4${saveas('a')}`, { code: 'InvalidArgument' }],
    [`image/blindwatermark,content_YQ${saveas('a')}`, { code: 'NotImplemented', httpStatus: 501 }],
    ['doc/translate,language_en_US,content_YQ,format_json', { code: 'NotImplemented', httpStatus: 501 }],
    [`hls/m3u8,vcodec_h264${saveas('a')}`, { code: 'NotImplemented', httpStatus: 501 }],
  ])('%s is refused', async (text, expected) => {
    expect(await problemOf(save(text))).toMatchObject(expected)
  })

  test.each<[string, string | undefined]>([
    ['../../escaped', undefined],
    ['../target/escaped.png', undefined],
    ['a/../../../escaped', 'target'],
    ['/escaped', undefined],
    ['..', undefined],
    ['.', undefined],
    ['..\\..\\escaped', undefined],
    ['a\0b', undefined],
    ['escaped', '..'],
    ['escaped', '../..'],
    ['escaped', '.oss-process'],
    ['escaped', '../source'],
    ['escaped', '/'],
    ['{dirname}/../../../escaped', undefined],
    ['a'.repeat(1024), undefined],
  ])('%s in %s ends in a refusal or in an ordinary object', async (object, bucket) => {
    const before = {
      outside: readdirSync(dirname(root)),
      root: readdirSync(root),
      state: readdirSync(store.statePath()),
    }
    const [answer] = await Promise.allSettled([save(`image/resize,w_10${saveas(object, bucket)}`)])
    if (answer.status === 'fulfilled') {
      const { file } = await store.getObject(bucket ?? 'source', answer.value.object)
      expect(file.startsWith(join(root, bucket ?? 'source') + sep)).toBe(true)
    } else {
      expect(answer.reason).toMatchObject({ problem: { httpStatus: expect.any(Number) } })
    }
    expect(readdirSync(dirname(root))).toEqual(before.outside)
    expect(readdirSync(root)).toEqual(before.root)
    expect(readdirSync(store.statePath())).toEqual(before.state)
    expect(existsSync(join(root, 'target', 'escaped.png'))).toBe(false)
  })
})
