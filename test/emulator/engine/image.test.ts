import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { encodeBase64Url } from '../../../grammar/catalogue/base64url.ts'
import { decodeBmp } from '../../../src/emulator/engine/image/bmp.ts'
import { readJpegHeader } from '../../../src/emulator/engine/image/jpeg-header.ts'
import { findJpegQuality } from '../../../src/emulator/engine/image/jpeg-quality.ts'
import { unwrap } from './animation.ts'
import { partOff, pixelsIn, process, toPng, toSharp } from './image.ts'
import { markOf } from './image-table.ts'
import { chain, GRAIN, mirrorX, mirrorY, quarter, render, SMOOTH } from './reference.ts'

const png = await toPng(GRAIN)
const jpg = await toSharp(SMOOTH).removeAlpha().jpeg({ quality: 80 }).toBuffer()
const text = encodeBase64Url('Hello')

/** Three frames of one colour each, 40x30 px. */
async function animation(format: 'gif' | 'webp'): Promise<Buffer> {
  const frames = ['#ff0000', '#00ff00', '#0000ff'].map(background =>
    sharp({ create: { width: 40, height: 30, channels: 3, background } })
      .raw()
      .toBuffer(),
  )
  const data = Buffer.concat(await Promise.all(frames))
  const roll = sharp(data, { raw: { width: 40, height: 90, channels: 3, pageHeight: 30 } })
  const timing = { delay: [100, 200, 300], loop: 2 }
  return format === 'gif' ? roll.gif(timing).toBuffer() : roll.webp({ lossless: true, ...timing }).toBuffer()
}

describe('output formats', () => {
  test.each([
    ['jpg', 'image/jpeg', 'jpeg'],
    ['jpeg', 'image/jpeg', 'jpeg'],
    ['png', 'image/png', 'png'],
    ['webp', 'image/webp', 'webp'],
    ['tiff', 'image/tiff', 'tiff'],
    ['avif', 'image/avif', 'heif'],
    ['gif', 'image/png', 'png'],
  ])('format,%s of a PNG is %s', async (word, contentType, format) => {
    const result = unwrap(await process(png, `image/format,${word}`))
    expect(result.contentType).toBe(contentType)
    const metadata = await sharp(result.body).metadata()
    expect([metadata.format, metadata.width, metadata.height]).toEqual([format, 61, 47])
  })

  test('lossless formats keep every pixel, BMP with and without transparency', async () => {
    const tiff = unwrap(await process(png, 'image/format,tiff'))
    expect(partOff((await pixelsIn(tiff.body)).data, render(GRAIN), 0)).toBe(0)
    const opaque = await toSharp(GRAIN).removeAlpha().png().toBuffer()
    for (const [input, channels] of [
      [png, 4],
      [opaque, 3],
    ] as const) {
      const bmp = unwrap(await process(input, 'image/format,bmp'))
      expect(bmp.contentType).toBe('image/bmp')
      expect(decodeBmp(bmp.body)).toMatchObject({ width: 61, height: 47, channels })
      const back = unwrap(await process(bmp.body, 'image/format,png'))
      expect(partOff((await pixelsIn(back.body)).data, render(GRAIN), 0)).toBe(0)
      expect(unwrap(await process(bmp.body, 'image/resize,w_30')).contentType).toBe('image/bmp')
    }
  })

  test.each([
    ['5, 5 and 5 bits where none are told', 16, [], [0x7c00, 0x3e0, 0x1f], [255, 132, 0]],
    ['5, 6 and 5 bits', 16, [0xf800, 0x7e0, 0x1f], [0xf800, 0x7e0, 0x1f], [255, 130, 0]],
    ['the bytes the other way round', 32, [0xff, 0xff00, 0xff0000], [0xff, 0xff00, 0xff0000], [255, 128, 0]],
    ['10 bits each', 32, [0x3ff00000, 0xffc00, 0x3ff], [0x3ff00000, 0xffc00, 0x3ff], [255, 128, 0]],
  ] as const)('BMP tells which bits are which colour: %s', (_, bits, told, masks, expected) => {
    const offset = 54 + 4 * told.length
    const file = Buffer.alloc(offset + 4)
    file.write('BM', 'latin1')
    file.writeUInt32LE(offset, 10)
    for (const [at, value] of [
      [14, 40],
      [18, 1],
      [22, 1],
      [30, told.length > 0 ? 3 : 0],
    ] as const) {
      file.writeUInt32LE(value, at)
    }
    file.writeUInt16LE(bits, 28)
    for (const [index, mask] of told.entries()) file.writeUInt32LE(mask, 54 + 4 * index)
    // All bits of red and the highest one of green.
    const [red, green] = masks
    file.writeUIntLE(red + (green ^ (green & (green >> 1))), offset, bits / 8)
    expect([...decodeBmp(file).data]).toEqual(expected)
  })

  test('transparency becomes white in JPG and stays in PNG', async () => {
    const white = await pixelsIn(unwrap(await process(jpg, 'image/circle,r_40')).body)
    expect([...white.data.subarray(0, 3)].every(value => value > 250)).toBe(true)
    const clear = await pixelsIn(unwrap(await process(jpg, 'image/circle,r_40/format,png')).body)
    expect(clear.data[3]).toBe(0)
  })

  test.each([
    ['quality,Q_40', 40],
    ['quality,Q_95', 80],
    ['quality,q_50', 40],
    ['quality,q_100', 80],
    ['quality,Q_30,q_90', 30],
    ['quality,60', 60],
    ['resize,w_50', 80],
  ])('%s of a JPG of quality 80 gives quality %i', async (operation, quality) => {
    expect(findJpegQuality(unwrap(await process(jpg, `image/${operation}`)).body)).toBe(quality)
  })

  test.each([1, 2, 3, 4, 5, 6, 7, 8])(
    'the header of a JPG of orientation %i is read as the decoder reads it',
    async orientation => {
      const picture = sharp(png).withMetadata({ orientation })
      const greys = picture.clone().greyscale().jpeg({ progressive: true })
      for (const bytes of await Promise.all([picture.jpeg(), greys].map(each => each.toBuffer()))) {
        const { width, height, exif } = await sharp(bytes).metadata()
        expect(readJpegHeader(bytes)).toEqual({ width, height, orientation, exif })
        // Any number of bytes FF may stand in front of a marker.
        const filled = Buffer.concat([bytes.subarray(0, 2), Buffer.from([0xff, 0xff]), bytes.subarray(2)])
        expect(readJpegHeader(filled)).toEqual({ width, height, orientation, exif })
      }
    },
  )

  test('a JPG that ends in its header does not tell its sides', () => {
    for (const end of [2, 4, 20, 100, jpg.indexOf(Buffer.from([0xff, 0xda]))])
      expect(readJpegHeader(jpg.subarray(0, end))).toBe(undefined)
  })

  test.each(Array.from({ length: 20 }, (_, at) => at * 5 + 5))('quality %i of a JPG is found', async quality => {
    expect(findJpegQuality(await sharp(png).removeAlpha().jpeg({ quality }).toBuffer())).toBe(quality)
  })

  test('interlace makes progressive JPG, wherever it stands', async () => {
    for (const [string, isProgressive] of [
      ['interlace,1', true],
      ['interlace,0', false],
      ['resize,w_50', false],
      ['interlace,1/format,jpg', true],
      ['format,jpg/interlace,1', true],
    ] as const) {
      const { body } = unwrap(await process(jpg, `image/${string}`))
      expect((await sharp(body).metadata()).isProgressive).toBe(isProgressive)
    }
  })
})

describe('auto-orient', () => {
  const upright = [
    (source: typeof GRAIN) => source,
    mirrorX,
    chain(quarter, quarter),
    mirrorY,
    chain(mirrorX, quarter, quarter, quarter),
    quarter,
    chain(mirrorX, quarter),
    chain(quarter, quarter, quarter),
  ]

  test.each([1, 2, 3, 4, 5, 6, 7, 8])('orientation %i is turned upright, once', async orientation => {
    const input = await toSharp(GRAIN).webp({ lossless: true }).withMetadata({ orientation }).toBuffer()
    const reference = upright[orientation - 1] ?? mirrorX
    const expected = reference(GRAIN)
    for (const string of ['auto-orient,1/format,png', 'auto-orient,1/auto-orient,1/format,png']) {
      const found = await pixelsIn(unwrap(await process(input, `image/${string}`)).body)
      expect([found.width, found.height]).toEqual([expected.width, expected.height])
      expect(partOff(found.data, render(expected), 0)).toBe(0)
    }
    const left = await pixelsIn(unwrap(await process(input, 'image/auto-orient,0/format,png')).body)
    expect([left.width, left.height]).toEqual([61, 47])
  })
})

describe('animations', () => {
  test.each([
    ['resize,w_20', 3, 20, 15],
    ['resize,m_fill,w_10,h_10', 3, 10, 10],
    ['resize,l_20', 3, 20, 15],
    ['resize,w_80,limit_0', 3, 40, 30],
    ['crop,x_10,y_10,w_20,h_15', 3, 20, 15],
    ['resize,w_20/crop,w_5,h_5', 3, 5, 5],
    [`watermark,image_${markOf()},animation_1,g_nw,x_0,y_0`, 3, 40, 30],
    [`watermark,image_${markOf()},g_nw,x_0,y_0`, 1, 40, 30],
    ['format,gif/resize,w_20', 1, 20, 15],
    ['format,gif', 3, 40, 30],
    ['resize,w_20/format,gif', 3, 20, 15],
    ['resize,p_50', 1, 20, 15],
    ['rotate,90', 1, 30, 40],
    ['bright,10', 1, 40, 30],
    ['resize,w_20/format,png', 1, 20, 15],
    ['quality,Q_50', 1, 40, 30],
  ])('%s of a GIF has %i frames of %ix%i px', async (operation, pages, width, height) => {
    const { body, info } = unwrap(await process(await animation('gif'), `image/${operation}`))
    const metadata = await sharp(body, { animated: true }).metadata()
    expect([metadata.pages ?? 1, metadata.width, metadata.pageHeight ?? metadata.height]).toEqual([
      pages,
      width,
      height,
    ])
    expect(info).toMatchObject({ frameCount: pages, width, height })
    if (pages > 1) expect(metadata).toMatchObject({ delay: [100, 200, 300], loop: 2 })
  })

  test('the frames of a WebP keep their colours and delays', async () => {
    const { body } = unwrap(await process(await animation('webp'), 'image/resize,w_20'))
    const metadata = await sharp(body, { animated: true }).metadata()
    expect(metadata).toMatchObject({ pages: 3, width: 20, pageHeight: 15, delay: [100, 200, 300], loop: 2 })
    const colors = await Promise.all(
      [0, 1, 2].map(async page =>
        (await sharp(body, { page }).removeAlpha().stats()).channels.map(({ mean }) => Math.round(mean / 255)),
      ),
    )
    expect(colors).toEqual([
      [1, 0, 0],
      [0, 1, 0],
      [0, 0, 1],
    ])
  })
})

describe('text watermarks', () => {
  const blank = sharp({ create: { width: 300, height: 120, channels: 3, background: '#ffffff' } })
    .png()
    .toBuffer()

  /** The box and the strongest colour of what is not white. */
  async function ink(operation: string) {
    const { data, width } = await pixelsIn(unwrap(await process(await blank, `image/watermark,${operation}`)).body)
    const dark = Array.from({ length: data.length / 4 }, (_, index) => index).filter(index =>
      [0, 1, 2].some(channel => (data[index * 4 + channel] ?? 0) < 250),
    )
    const [xs, ys] = [dark.map(index => index % width), dark.map(index => Math.floor(index / width))]
    const darkest = [0, 1, 2].map(channel => Math.min(...dark.map(index => data[index * 4 + channel] ?? 0)))
    return {
      left: Math.min(...xs),
      right: Math.max(...xs),
      top: Math.min(...ys),
      bottom: Math.max(...ys),
      darkest,
      count: dark.length,
    }
  }

  test('stands at the edges that g, x and y name, to the pixel', async () => {
    expect(await ink(`text_${text},g_nw,x_7,y_9`)).toMatchObject({ left: 7, top: 9 })
    expect(await ink(`text_${text},g_se,x_7,y_9`)).toMatchObject({ right: 292, bottom: 110 })
    expect(await ink(`text_${text}`)).toMatchObject({ right: 289, bottom: 109 })
    const center = await ink(`text_${text},g_center`)
    expect(Math.abs(center.left - (299 - center.right))).toBeLessThanOrEqual(1)
    expect(Math.abs(center.top - (119 - center.bottom))).toBeLessThanOrEqual(1)
    const moved = await ink(`text_${text},g_center,voffset_-20`)
    expect(moved.top).toBe(center.top - 20)
  })

  test('grows with size, takes its colour and opacity, casts a shadow, turns and fills', async () => {
    const plain = await ink(`text_${text}`)
    const small = await ink(`text_${text},size_20`)
    expect((plain.right - plain.left) / (small.right - small.left)).toBeCloseTo(2, 0)
    expect(plain.darkest).toEqual([0, 0, 0])
    const blue = await ink(`text_${text},color_0000b7,size_100`)
    expect(blue.darkest.every((value, channel) => Math.abs(value - (channel === 2 ? 183 : 0)) <= 1)).toBe(true)
    expect((await ink(`text_${text},t_50,size_100`)).darkest.every(value => Math.abs(value - 127) <= 2)).toBe(true)
    const shadowed = await ink(`text_${text},color_FF0000,shadow_100`)
    expect(shadowed.right - shadowed.left).toBe(plain.right - plain.left + 2)
    expect(shadowed.darkest).toEqual([0, 0, 0])
    const turned = await ink(`text_${text},rotate_90,g_nw`)
    expect([turned.bottom - turned.top, turned.right - turned.left]).toEqual([
      plain.right - plain.left,
      plain.bottom - plain.top,
    ])
    expect((await ink(`text_${text},fill_1,size_20,padx_10,pady_10`)).count).toBeGreaterThan(8 * small.count)
  })

  test('stands beside a picture as order, align and interval say', async () => {
    const mark = `image_${markOf()},text_${text},size_40,g_nw,x_0,y_0`
    const plain = await ink(`text_${text},g_nw,x_0,y_0`)
    const wide = await ink(`${mark},interval_30`)
    expect(wide.right).toBe(plain.right + 12 + 30)
    const { data, width } = await pixelsIn(
      unwrap(await process(await blank, `image/watermark,${mark},order_1,align_0`)).body,
    )
    const at = (plain.right + 1) * 4
    expect([...data.subarray(at, at + 3)]).toEqual([255, 0, 0])
    const bottom = ((plain.bottom - 7) * width + plain.right + 1) * 4
    const low = await pixelsIn(unwrap(await process(await blank, `image/watermark,${mark},order_1,align_2`)).body)
    expect([...low.data.subarray(bottom, bottom + 3)]).toEqual([255, 0, 0])
  })

  test('P takes a part of the main picture', async () => {
    for (const [percent, height] of [
      [10, 12],
      [30, 36],
      [100, 120],
    ] as const) {
      const box = await ink(`image_${markOf(`image/resize,P_${percent}`)},g_nw,x_0,y_0`)
      expect(box.bottom - box.top + 1).toBe(height)
    }
  })
})

describe('info and average-hue', () => {
  test('info names the facts and the EXIF tags', async () => {
    const exif = {
      IFD0: { Make: 'Acme', DateTime: '2026:11:22 10:00:00' },
      IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '30/1 15/1 0/1' },
    }
    const input = await toSharp(SMOOTH).removeAlpha().jpeg().withExif(exif).toBuffer()
    const { body, contentType } = unwrap(await process(input, 'image/info'))
    expect(contentType).toBe('application/json')
    expect(JSON.parse(Buffer.from(body).toString())).toMatchObject({
      FileSize: { value: String(input.length) },
      Format: { value: 'jpg' },
      FrameCount: { value: '1' },
      ImageWidth: { value: '200' },
      ImageHeight: { value: '100' },
      Make: { value: 'Acme' },
      DateTime: { value: '2026:11:22 10:00:00' },
      GPSLatitudeRef: { value: 'N' },
      GPSLatitude: { value: '30/1 15/1 0/1' },
    })
  })

  test('info counts the frames of an animation', async () => {
    const { body } = unwrap(await process(await animation('gif'), 'image/info'))
    expect(JSON.parse(Buffer.from(body).toString())).toMatchObject({
      Format: { value: 'gif' },
      FrameCount: { value: '3' },
      ImageHeight: { value: '30' },
    })
  })

  test('average-hue is the mean colour', async () => {
    const input = await sharp({ create: { width: 9, height: 7, channels: 3, background: '#5c783b' } })
      .png()
      .toBuffer()
    expect(Buffer.from(unwrap(await process(input, 'image/average-hue')).body).toString()).toBe('{"RGB":"0x5c783b"}')
  })
})
