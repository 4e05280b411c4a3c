import { randomBytes } from 'node:crypto'
import { readdirSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { encodeBase64Url } from '../../../grammar/catalogue/base64url.ts'
import type { FfmpegJob } from '../../../src/emulator/engine/media/ffmpeg.ts'
import {
  createProcessing,
  type Processed,
  type Processing,
  type ProcessingOptions,
} from '../../../src/emulator/processing/index.ts'
import { unwrap } from '../../../src/emulator/processing/run-stages.ts'
import type { Store } from '../../../src/emulator/store/store.ts'
import { anyFfmpeg, type Folder, makeFolder, makePicture, makeStore, problemOf, readClip } from './setup.ts'

let folder: Folder
let store: Store
let processing: Processing

beforeAll(async () => {
  folder = await makeFolder()
  store = await makeStore(folder.path)
  processing = createProcessing({ store, ffmpeg: anyFfmpeg })
  await store.putStyle('source', 'small', 'image/resize,w_30')
  await store.putStyle('source', 'chain', 'image/resize,w_60|image/rotate,90')
  await store.putStyle('source', 'nested', 'style/small|image/flip,0')
  await store.putStyle('source', 'loop', 'style/loop')
  await store.putStyle('source', 'wrong', 'image/resize,w_0')
  await store.putObject('source', 'mark.png', await makePicture(10, 10))
})

afterAll(async () => {
  await processing.close()
  await folder[Symbol.asyncDispose]()
})

const PICTURE = 'a/picture.png'
const CLIP = 'clips/numbered-2s.mp4'

async function get(key: string, text: string, options: ProcessingOptions = {}): Promise<Processed> {
  return processing.get(await store.getObject('source', key), text, options)
}

/** The bytes of an answer, whose files are disposed of. */
async function bytesOf({ body }: Processed): Promise<Buffer> {
  if (body instanceof Uint8Array) return Buffer.from(body)
  const bytes = await readFile(body.file)
  await body.dispose()
  return bytes
}

const scratches = () => readdirSync(store.statePath('tmp'))

describe('pictures', () => {
  test.each<[string, string, string, number, number]>([
    [PICTURE, 'image/resize,w_60', 'png', 60, 40],
    [PICTURE, 'image/resize,w_60/format,webp', 'webp', 60, 40],
    [PICTURE, 'image/resize,w_60|image/rotate,90', 'png', 40, 60],
    [PICTURE, 'image/resize,w_60/rotate,90|image/resize,w_20|image/format,jpg', 'jpeg', 20, 30],
    [PICTURE, `image/watermark,image_${encodeBase64Url('mark.png')}`, 'png', 120, 80],
    [PICTURE, 'style/small', 'png', 30, 20],
    [PICTURE, 'style/chain', 'png', 40, 60],
    [PICTURE, 'style/nested', 'png', 30, 20],
    [PICTURE, 'image/crop,w_100,h_50|style/chain|image/format,jpg', 'jpeg', 30, 60],
    [CLIP, 'video/snapshot,t_1000,f_jpg', 'jpeg', 96, 54],
    [CLIP, 'video/snapshot,t_1000,f_jpg|image/resize,w_48', 'jpeg', 48, 27],
    [CLIP, 'video/snapshot,t_1000,f_png|style/small', 'png', 30, 17],
  ])('%s: %s is %s of %ix%i', async (key, text, format, width, height) => {
    const found = await get(key, text)
    expect(found.contentType).toBe(`image/${format}`)
    expect(await sharp(await bytesOf(found)).metadata()).toMatchObject({ format, width, height })
    expect(scratches()).toEqual([])
  })

  test('a large result waits on the disk', async () => {
    await store.putObject('source', 'noise.png', await noise(1000))
    const found = await get('noise.png', 'image/format,png')
    expect(found.body).toHaveProperty('file')
    expect(scratches()).toHaveLength(1)
    expect(await sharp(await bytesOf(found)).metadata()).toMatchObject({ width: 1000, height: 1000 })
    expect(scratches()).toEqual([])
  })

  test('a clip that is replaced while ffmpeg looks at it stays what it was', async () => {
    const [clip, sound] = await Promise.all([readClip('numbered-2s.mp4'), readClip('tone.mp3')])
    await store.putObject('source', 'moving.mp4', clip)
    const ffmpeg = async () => {
      const value = unwrap(await anyFfmpeg())
      const run = async (job: FfmpegJob) => {
        await store.putObject('source', 'moving.mp4', sound)
        return value.run(job)
      }
      return { ok: true, value: { ...value, run } } as const
    }
    const source = await store.getObject('source', 'moving.mp4')
    const found = await createProcessing({ store, ffmpeg }).get(source, 'video/snapshot,t_0,f_png')
    expect(await sharp(await bytesOf(found)).metadata()).toMatchObject({ width: 96, height: 54 })
  })
})

describe('a request that waits', () => {
  test.each([
    ['image/resize,w_20', 'picture.png'],
    ['video/info', 'clip.mp4'],
  ])('%s reads its source when its turn has come', async (text, key) => {
    let release: () => void = () => {}
    const released = new Promise<void>(resolve => {
      release = resolve
    })
    const ffmpeg = () => released.then(anyFfmpeg)
    const small = createProcessing({ store, ffmpeg, pictures: 1 })
    await store.putObject('source', key, await makePicture(10, 10))
    const source = await store.getObject('source', key)
    const first = small.get(await store.getObject('source', CLIP), 'video/info')
    const second = problemOf(small.get(source, text))
    await store.deleteObject('source', key)
    release()
    await first
    expect(await second).toMatchObject({ code: 'NoSuchKey', httpStatus: 404 })
  })
})

describe('a client that goes away', () => {
  test.each([
    ['image/format,png', 'noise.png'],
    ['video/snapshot,t_0,f_png', CLIP],
  ])('%s of %s leaves nothing behind', async (text, key) => {
    await store.putObject('source', 'noise.png', await noise(1200))
    const controller = new AbortController()
    const { signal } = controller
    const leaves =
      <T extends readonly unknown[], R>(work: (...values: T) => R) =>
      (...values: T) => {
        controller.abort()
        return work(...values)
      }
    // The client goes when its turn has come: a picture is asked for its file then, a clip for one of its own.
    const other = createProcessing({ store: { ...store, holdObject: leaves(store.holdObject) } })
    const found = await store.getObject('source', key)
    const source = Object.defineProperty({ ...found }, 'file', { get: leaves(() => found.file) })
    expect(await problemOf(other.get(source, text, { signal }))).toMatchObject({ code: 'Cancelled' })
    await other.close()
    expect(scratches()).toEqual([])
  })
})

describe('JSON and playlists', () => {
  test.each([
    [PICTURE, 'image/info', { ImageWidth: { value: '120' }, Format: { value: 'png' } }],
    [PICTURE, 'image/average-hue', { RGB: expect.stringMatching(/^0x[0-9a-f]{6}$/) }],
    [CLIP, 'video/info', { VideoStreams: [{ Width: 96, Height: 54 }] }],
    ['clips/tone.mp3', 'audio/info', { AudioStreams: [{ CodecName: 'mp3' }] }],
  ])('%s: %s', async (key, text, expected) => {
    const found = await get(key, text)
    expect(found.contentType).toBe('application/json')
    expect(JSON.parse((await bytesOf(found)).toString())).toMatchObject(expected)
  })

  const presign = (key: string, _?: number, process?: string) => `https://host/${key}${process ? `?${process}` : ''}#s`

  test.each([
    [
      'live/a.m3u8',
      '#EXTM3U\n#EXTINF:2,\n0.ts\n#EXTINF:2,\n1.ts\n',
      '#EXTM3U\n#EXTINF:2,\nhttps://host/live/0.ts#s\n#EXTINF:2,\nhttps://host/live/1.ts#s\n',
    ],
    ['a.m3u8', '#EXTM3U\r\n0.ts\r\n', '#EXTM3U\r\nhttps://host/0.ts#s\r\n'],
    ['d/e/a.m3u8', '../x/0.ts?token=1\n/y/1.TS\n', 'https://host/d/x/0.ts#s\nhttps://host/y/1.TS#s\n'],
    ['../d 1/é.m3u8', '%E5%89%A7 0.ts', 'https://host/d 1/剧 0.ts#s'],
    ['d/a.m3u8', '../../../../etc/0.ts', 'https://host/etc/0.ts#s'],
    [
      'd/a.m3u8',
      '0.ts\nhttps://elsewhere/1.ts\n//elsewhere/2.ts\nfile:///etc/3.ts',
      'https://host/d/0.ts#s\nhttps://elsewhere/1.ts\n//elsewhere/2.ts\nfile:///etc/3.ts',
    ],
    [
      'm.m3u8',
      '#EXT-X-STREAM-INF:BANDWIDTH=1\nlow/a.m3u8\n',
      '#EXT-X-STREAM-INF:BANDWIDTH=1\nhttps://host/low/a.m3u8?hls/sign#s\n',
    ],
  ])('hls/sign of %s', async (key, text, expected) => {
    await store.putObject('source', key, Buffer.from(text))
    expect((await bytesOf(await get(key, 'hls/sign', { presign }))).toString()).toBe(expected)
  })

  test.each([
    ['#EXTM3U\n', { code: 'InvalidArgument', ec: '0044-00000408' }, presign],
    ['a.ts\nb.m3u8', { code: 'InvalidArgument', ec: '0044-00000409' }, presign],
    ['a.ts', { code: 'InvalidArgument', httpStatus: 400 }, undefined],
    ['a.ts'.padEnd(5_000_000, '\n'), { code: 'InvalidArgument' }, presign],
  ])('hls/sign refuses %#', async (text, problem, presign) => {
    await store.putObject('source', 'bad.m3u8', Buffer.from(text))
    expect(await problemOf(get('bad.m3u8', 'hls/sign', { presign }))).toMatchObject(problem)
  })
})

describe('refusals', () => {
  test.each<[string, string, object]>([
    [PICTURE, 'image/resize,w_0', { code: 'InvalidArgument', httpStatus: 400, ec: '0040-00000312' }],
    [PICTURE, 'image/', { code: 'InvalidArgument', ec: '0040-00000212' }],
    [PICTURE, 'image/slim,1', { code: 'InvalidArgument', ec: '0040-00000213' }],
    [PICTURE, '', { code: 'InvalidArgument' }],
    [PICTURE, 'image/resize,w_60|sys/saveas,o_YQ', { code: 'InvalidArgument' }],
    [PICTURE, 'style/none', { code: 'NoSuchStyle', httpStatus: 404 }],
    [PICTURE, 'style/::none', { code: 'InvalidArgument' }],
    [PICTURE, 'style/loop', { code: 'InvalidArgument' }],
    [PICTURE, 'style/wrong', { code: 'InvalidArgument', ec: '0040-00000312' }],
    [CLIP, 'style/::h264-mp4-360p', { code: 'InvalidArgument' }],
    [CLIP, 'video/animation,f_gif,num_9', { code: 'InvalidArgument', httpStatus: 400 }],
    [CLIP, 'video/snapshots,f_jpg,inter_1000', { code: 'InvalidArgument' }],
    [CLIP, 'video/snapshot,t_-1,f_jpg', { code: 'InvalidArgument', ec: '0053-00000101' }],
    [PICTURE, 'doc/preview', { code: 'NotImplemented', httpStatus: 501 }],
    [PICTURE, 'imm/previewdoc', { code: 'NotImplemented', httpStatus: 501 }],
    [CLIP, 'hls/m3u8,vcodec_h264', { code: 'NotImplemented', httpStatus: 501 }],
    [CLIP, `if_status_eq_404{hls/ts,from_${encodeBase64Url('a.m3u8')}}`, { code: 'NotImplemented', httpStatus: 501 }],
    [PICTURE, 'image/crop,w_20,h_20,g_face', { code: 'NotImplemented', httpStatus: 501 }],
    [PICTURE, 'image/format,heic', { code: 'NotImplemented', httpStatus: 501 }],
    ['photo.heic', 'image/resize,w_10', { code: 'NotImplemented', httpStatus: 501 }],
    [CLIP, 'image/resize,w_10', { code: 'BadRequest', ec: '0040-00000005' }],
    ['clips/tone.mp3', 'video/snapshot,t_0,f_jpg', { code: 'InvalidMedia' }],
    ['list.mp4', 'video/info', { httpStatus: 400 }],
    ['large.png', 'image/resize,w_10', { code: 'ImageTooLarge', httpStatus: 400 }],
    ['large.png', 'image/info', { code: 'ImageTooLarge', httpStatus: 400 }],
    [PICTURE, `image/watermark,image_${encodeBase64Url('large.png')}`, { code: 'ImageTooLarge' }],
    [PICTURE, `image/watermark,image_${encodeBase64Url('none.png')}`, { code: 'NoSuchKey' }],
  ])('%s: %s', async (key, text, expected) => {
    if (key === 'large.png' || text.includes(encodeBase64Url('large.png'))) {
      await store.putObject('source', 'large.png', Buffer.alloc(20 * 1024 * 1024 + 1))
    }
    if (key === 'photo.heic') await store.putObject('source', key, HEIC)
    if (key === 'list.mp4')
      await store.putObject('source', key, Buffer.from('ffconcat version 1.0\nfile /etc/passwd\n'))
    const problem = await problemOf(get(key, text))
    expect(problem).toMatchObject(expected)
    expect(problem.message.en).not.toBe(problem.message.zh)
    expect(scratches()).toEqual([])
  })
})

/** The header of a HEIC picture with an empty box behind it. */
const HEIC = Buffer.concat([
  Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic', 'latin1'),
  Buffer.from('\0\0\0\x08meta', 'latin1'),
])

function noise(side: number): Promise<Buffer> {
  return sharp(randomBytes(side * side * 3), { raw: { width: side, height: side, channels: 3 } })
    .png()
    .toBuffer()
}
