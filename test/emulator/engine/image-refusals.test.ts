import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { encodeBase64Url } from '../../../grammar/catalogue/base64url.ts'
import { runImage } from '../../../src/emulator/engine/index.ts'
import { parseTree } from '../../../src/language/parser.ts'
import { process, toPng, toSharp } from './image.ts'
import { markOf } from './image-table.ts'
import { GRAIN, SMOOTH } from './reference.ts'

const png = await toPng(GRAIN)
const jpg = await toSharp(SMOOTH).removeAlpha().jpeg({ quality: 80 }).toBuffer()
const text = encodeBase64Url('Hello')

async function problemOf(input: Uint8Array, string: string): Promise<string> {
  const outcome = await process(input, string)
  if (outcome.ok) return 'no problem'
  const { code, httpStatus, ec, message } = outcome.problem
  expect(message.en).toMatch(/^[A-Z"].*\.$/)
  expect(message.zh).toMatch(/。$/)
  expect(`${message.en}${message.zh}`).not.toMatch(/[{}]|undefined/)
  return [code, httpStatus, ec].filter(Boolean).join(' ')
}

describe('what is refused', () => {
  const large = sharp({ create: { width: 5000, height: 10, channels: 3, background: '#123456' } })
    .png()
    .toBuffer()

  test.each([
    ['image/', 'InvalidArgument 400 0040-00000212'],
    ['image/slim,1', 'InvalidArgument 400 0040-00000213'],
    ['image/resize', 'MissingArgument 400 0040-00000322'],
    ['image/resize,w_0', 'InvalidArgument 400 0040-00000312'],
    ['image/resize,m_fit,w_9', 'InvalidArgument 400 0040-00000311'],
    ['image/resize,m_fixed,w_5000,h_5000,limit_0', 'ImageTooLarge 400 0040-00000007'],
    ['image/resize,w_16384,limit_0', 'ImageTooLarge 400 0040-00000007'],
    ['image/crop,x_61', 'BadRequest 400'],
    ['image/crop,w_9,h_9,g_tl', 'InvalidArgument 400 0040-00000209'],
    ['image/crop,w_9,h_9,g_face', 'NotImplemented 501'],
    ['image/rotate', 'MissingArgument 400 0040-00000216'],
    ['image/rotate,90,90', 'InvalidArgument 400 0040-00000203'],
    ['image/blur,r_51,s_2', 'InvalidArgument 400 0040-00000241'],
    ['image/format,heic', 'NotImplemented 501'],
    ['image/faces', 'NotImplemented 501'],
    ['image/resize,w_9/info', 'InvalidArgument 400'],
    ['image/watermark', 'MissingArgument 400 0040-00000278'],
    [`image/watermark,text_${encodeBase64Url('a'.repeat(65))}`, 'InvalidArgument 400 0040-00000259'],
    [`image/watermark,text_${text},type_${encodeBase64Url('comic-sans')}`, 'InvalidArgument 400 0040-00000251'],
    [`image/watermark,image_${encodeBase64Url('none.png')}`, 'NoSuchKey 404'],
    [`image/watermark,image_${markOf('image/resize,P_30|image/flip,1')}`, 'InvalidArgument 400 0040-00000372'],
    [`image/watermark,image_${markOf(`image/watermark,text_${text}`)}`, 'InvalidArgument 400 0040-00000373'],
    [`image/watermark,image_${markOf('image/info')}`, 'InvalidArgument 400 0040-00000374'],
    [`image${`/watermark,image_${markOf()}`.repeat(7)}`, 'InvalidArgument 400 0040-00000026'],
  ])('%s: %s', async (string, expected) => {
    expect(await problemOf(png, string)).toBe(expected)
  })

  test('sources beyond the limits', async () => {
    expect(await problemOf(await large, 'image/rotate,90')).toBe('BadRequest 400 0040-00000006')
    expect(await problemOf(Buffer.alloc(20 * 1024 * 1024 + 1), 'image/flip,1')).toBe('ImageTooLarge 400')
    const wide = sharp({ create: { width: 30_001, height: 1, channels: 3, background: '#000000' } })
    expect(await problemOf(await wide.png().toBuffer(), 'image/flip,1')).toBe('ImageTooLarge 400')
    const header = Buffer.from(await toPng(GRAIN))
    header.writeUInt32BE(20_000, 16)
    header.writeUInt32BE(20_000, 20)
    expect(await problemOf(header, 'image/flip,1')).toBe('ImageTooLarge 400 0040-00000012')
  })

  test('a result that its format does not hold is told of as that', async () => {
    const wide = sharp({ create: { width: 16_500, height: 2, channels: 3, background: '#123456' } })
    const bytes = await wide.png().toBuffer()
    expect(await problemOf(bytes, 'image/format,webp')).toBe('ImageTooLarge 400')
    expect(await problemOf(bytes, 'image/format,avif')).toBe('ImageTooLarge 400')
  })

  test('of an animation with too many frames the first one is there', async () => {
    const head = Buffer.from([1, 0, 1, 0, 0x80, 0, 0, 0, 0, 0, 255, 255, 255])
    const control = Buffer.from([0x21, 0xf9, 4, 0, 0, 0, 0, 0])
    const pixel = Buffer.from([0x2c, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x44, 1, 0])
    const frames = Array.from({ length: 3001 }, () => [control, pixel]).flat()
    const bytes = Buffer.concat([Buffer.from('GIF89a'), head, ...frames, Buffer.from(';')])
    expect((await sharp(bytes, { animated: true }).metadata()).pages).toBe(3001)
    for (const string of ['format,png', 'rotate,90', 'resize,p_200', 'average-hue', 'circle,r_1/resize,w_9']) {
      expect(await problemOf(bytes, `image/${string}`), string).toBe('no problem')
    }
    for (const string of ['resize,w_9', 'crop,w_1', 'format,gif', 'crop,w_1/format,png']) {
      expect(await problemOf(bytes, `image/${string}`), string).toBe('ImageTooLarge 400')
    }
    const { height, width } = await sharp(png).metadata()
    const stage = parseTree(`image/watermark,image_${encodeBase64Url('mark')}`).tree.stages[0]
    if (stage?.kind !== 'stage') throw new Error('no stage')
    expect(await runImage(png, stage, async () => bytes)).toMatchObject({ value: { info: { width, height } } })
  })

  test.each([
    ['', /^Of the watermark picture "mark": The object is not a picture that OSS processes; /],
    ['\x89PNG\r\n\x1a\n cut', /^Of the watermark picture "mark": The picture cannot be decoded as PNG: [\w ]+\.$/],
    ['BM cut', /^Of the watermark picture "mark": The BMP picture cannot be read: its header is too short\.$/],
    ['GIF89a', /^Of the watermark picture "mark": The picture cannot be decoded as GIF: [\w :-]+\.$/],
  ])('a broken watermark picture is not taken for the source: %j', async (content, message) => {
    const stage = parseTree(`image/watermark,image_${encodeBase64Url('mark')}`).tree.stages[0]
    if (stage?.kind !== 'stage') throw new Error('no stage')
    const outcome = await runImage(png, stage, async () => Buffer.from(content, 'latin1'))
    expect(outcome.ok ? '' : outcome.problem.message.en).toMatch(message)
  })

  test('a text of signs that no markup holds is empty', async () => {
    const watermark = (of: string) => problemOf(png, `image/watermark,text_${encodeBase64Url(of)}`)
    expect(await watermark('\0\0')).toBe('InvalidArgument 400 0040-00000258')
    expect(await watermark('a\0b\u0001<&')).toBe('no problem')
  })

  test.each(['png', 'jpg', 'webp'] as const)(
    'of a picture that ends too early nothing is said of writing: %s',
    async type => {
      const noise = { type: 'gaussian', mean: 128, sigma: 40 } as const
      const grain = sharp({ create: { width: 200, height: 200, channels: 3, background: '#888', noise } })
      const bytes = await grain.png({ progressive: true }).toBuffer()
      const cut = bytes.subarray(0, bytes.length / 2)
      const outcome = await process(cut, `image/resize,w_50/format,${type}`)
      expect(outcome.ok ? '' : outcome.problem.message.en).toMatch(
        /^The picture cannot be decoded as PNG: (?:it is damaged or ends too early|not enough data)\.$/,
      )
    },
  )

  test('bytes that are no picture', async () => {
    expect(await problemOf(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), 'image/info')).toBe(
      'BadRequest 400 0040-00000005',
    )
    expect(await problemOf(jpg.subarray(0, 300), 'image/resize,w_9')).toBe('BadRequest 400')
    expect(await problemOf(Buffer.from('BM not a bitmap at all'), 'image/info')).toBe('BadRequest 400')
    expect(await problemOf(Buffer.alloc(0), 'image/info')).toBe('BadRequest 400 0040-00000005')
  })
})
