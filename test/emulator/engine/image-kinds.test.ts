import sharp, { type Sharp } from 'sharp'
import { describe, expect, test } from 'vitest'
import { setGifDelays } from '../../../src/emulator/engine/gif-delays.ts'
import { joinWebp } from '../../../src/emulator/engine/webp-animation.ts'
import { unwrap } from './animation.ts'
import { pixelsIn, process } from './image.ts'

const WIDTH = 32
const HEIGHT = 20

const noise = Buffer.alloc(WIDTH * HEIGHT * 3).map((_, index) => (index * 7) % 200)
const colours = (): Sharp => sharp(noise, { raw: { width: WIDTH, height: HEIGHT, channels: 3 } })
const grey = (): Sharp => colours().greyscale().toColourspace('b-w')

/** Kinds of files that hold their pixels otherwise than as eight bits of red, green and blue. */
const KINDS: Readonly<Record<string, () => Promise<Buffer>>> = {
  'grey PNG': () => grey().png().toBuffer(),
  'grey PNG with alpha': () => colours().ensureAlpha(0.5).greyscale().toColourspace('b-w').png().toBuffer(),
  'grey JPG': () => grey().jpeg().toBuffer(),
  'TIFF of one bit': () => grey().threshold(128).tiff({ bitdepth: 1 }).toBuffer(),
  'PNG of 16 bits': () => colours().toColourspace('rgb16').png().toBuffer(),
  'grey PNG of 16 bits': () => colours().greyscale().toColourspace('grey16').png().toBuffer(),
  'PNG with a palette': () => colours().png({ palette: true }).toBuffer(),
  'CMYK JPG': () => colours().toColourspace('cmyk').jpeg().toBuffer(),
}

const OPERATIONS = [
  'bright,50',
  'contrast,-20',
  'blur,r_3,s_2',
  'sharpen,100',
  'rotate,30',
  'circle,r_8',
  'rounded-corners,r_4',
  'resize,m_pad,w_60,h_60,limit_0,color_FF0000',
  'watermark,text_SGk,color_FF0000,size_10',
  'format,webp',
  'format,bmp',
  'format,tiff',
  'rotate,90/bright,20/format,jpg',
]

const mean = async (file: Uint8Array): Promise<number> => {
  const { data } = await pixelsIn(file)
  const shades = [...data].filter((_, index) => index % 4 !== 3)
  return shades.reduce((sum, value) => sum + value, 0) / shades.length
}

describe.each(Object.keys(KINDS))('%s', name => {
  const file = KINDS[name]?.() ?? Promise.reject(new Error(name))

  test.each(OPERATIONS)('image/%s gives eight bits a channel', async operation => {
    const { body, contentType } = unwrap(await process(await file, `image/${operation}`))
    if (contentType === 'image/bmp') return expect(body.subarray(0, 2)).toEqual(Buffer.from('BM'))
    expect((await sharp(body).metadata()).depth).toBe('uchar')
  })

  test('bright and contrast do what they say', async () => {
    const before = await mean(await file)
    const meanBehind = async (operation: string) => mean(unwrap(await process(await file, `image/${operation}`)).body)
    expect(await meanBehind('bright,30')).toBeGreaterThan(before + 20)
    expect(await meanBehind('bright,-30')).toBeLessThan(before - 20)
    expect(Math.abs((await meanBehind('contrast,-100')) - 128)).toBeLessThan(3)
  })

  test('the average hue is the mean of its pixels in six digits', async () => {
    const { body } = unwrap(await process(await file, 'image/average-hue'))
    const { RGB } = JSON.parse(Buffer.from(body).toString())
    expect(RGB).toMatch(/^0x[0-9a-f]{6}$/)
    const shades = [2, 4, 6].map(at => Number.parseInt(RGB.slice(at, at + 2), 16))
    const average = shades.reduce((sum, value) => sum + value, 0) / 3
    expect(Math.abs(average - (await mean(await file)))).toBeLessThan(2)
  })
})

test('a TIFF that is sharpened has whole numbers', async () => {
  const source = await colours().tiff().toBuffer()
  const sharpened = await sharp(unwrap(await process(source, 'image/sharpen,50')).body).metadata()
  expect([sharpened.depth, sharpened.space]).toEqual(['uchar', 'srgb'])
})

/** Operations that leave pending work, that change nothing, and that only say how to write. */
const IN_PLACE = ['flip,1/', 'rotate,0/', 'rotate,360/', 'auto-orient,0/', 'resize,w_9999/', 'quality,q_60/', '']

test.each(IN_PLACE)('a picture with an orientation lies as it is stored in every format: image/%s', async operation => {
  for (const orientation of [3, 6, 8]) {
    const source = await colours().withMetadata({ orientation }).jpeg().toBuffer()
    for (const format of ['avif', 'png', 'webp', 'jpg', 'tiff']) {
      const { body } = unwrap(await process(source, `image/${operation}format,${format}`))
      const { width, height, orientation: turned = 1 } = await sharp(body).metadata()
      expect([format, width, height, turned]).toEqual([format, WIDTH, HEIGHT, 1])
    }
  }
})

test.each([
  'image/resize,m_pad,w_16,h_16,color_FF8000',
  'image/rounded-corners,r_1/resize,m_pad,w_16,h_16,color_FF8000',
])('a GIF has the colours that %s adds', async string => {
  const grey = sharp({ create: { width: 16, height: 8, channels: 3, background: '#404040' } })
  const { body } = unwrap(await process(await grey.gif().toBuffer(), string))
  const { data } = await sharp(body).removeAlpha().raw().toBuffer({ resolveWithObject: true })
  expect([...data.subarray(0, 3)]).toEqual([0xff, 0x80, 0])
})

test.each(['b-w', 'grey16'] as const)('margins around a grey picture (%s) have their colour', async space => {
  const grey = sharp({ create: { width: 16, height: 8, channels: 3, background: '#404040' } }).toColourspace(space)
  const clear = sharp({ create: { width: 16, height: 8, channels: 4, background: '#40404080' } }).toColourspace(space)
  const sources = [grey.clone().png(), grey.clone().jpeg(), grey.clone().tiff(), clear.clone().png()]
  for (const source of sources) {
    const string = 'image/resize,m_pad,w_16,h_16,limit_0,color_FF8000/format,png'
    const { body } = unwrap(await process(await source.toBuffer(), string))
    const { data } = await sharp(body).removeAlpha().raw().toBuffer({ resolveWithObject: true })
    expect([...data.subarray(0, 3)]).toEqual([0xff, 0x80, 0])
  }
})

describe('animations', () => {
  const shades = ['#ff0000', '#ff0000', '#00ff00', '#0000ff']
  const roll = async () => {
    const frames = shades.map(background => sharp({ create: { width: 8, height: 6, channels: 3, background } }).raw())
    const data = Buffer.concat(await Promise.all(frames.map(frame => frame.toBuffer())))
    return sharp(data, { raw: { width: 8, height: 24, channels: 3, pageHeight: 6 } })
  }
  const STRINGS = ['image/resize,w_4', 'image/crop,w_4,h_3', 'image/crop,w_2,h_2,x_1,y_1/resize,w_1']

  test.each(STRINGS)('%s keeps equal neighbours of a GIF and their times', async string => {
    const gif = await (await roll()).gif({ delay: [40, 60, 10, 90], loop: 3, keepDuplicateFrames: true }).toBuffer()
    const { body, info } = unwrap(await process(gif, string))
    const { pages, delay, loop } = await sharp(body).metadata()
    expect([info.frameCount, pages, delay, loop]).toEqual([4, 4, [40, 60, 10, 90], 3])
  })

  test.each(STRINGS)('%s keeps equal neighbours of a WebP and their times, short ones too', async string => {
    const gif = await (await roll()).gif({ delay: [40, 10, 20, 90], loop: 3, keepDuplicateFrames: true }).toBuffer()
    const webp = unwrap(await process(gif, 'image/resize,w_8,h_6,m_fixed/format,webp'))
    expect(webp.info).toMatchObject({ format: 'webp', frameCount: 1 })
    const stills = await Promise.all(
      shades.map(background =>
        sharp({ create: { width: 8, height: 6, channels: 4, background } })
          .webp()
          .toBuffer(),
      ),
    )
    const source = joinWebp(stills, { width: 8, height: 6 }, { delays: [40, 5, 11, 90], loop: 2 })
    const { body, info } = unwrap(await process(source, string))
    const { pages, delay, loop } = await sharp(body).metadata()
    expect([info.frameCount, pages, delay, loop]).toEqual([4, 4, [40, 5, 11, 90], 2])
  })

  test.each(STRINGS)('%s keeps times of minutes', async string => {
    const gif = await (await roll()).gif({ keepDuplicateFrames: true }).toBuffer()
    setGifDelays(gif, [4, 6554, 65_535, 0])
    const { delay } = await sharp(unwrap(await process(gif, string)).body).metadata()
    expect(delay).toEqual([40, 65_540, 655_350, 0])
  })

  test.each([...STRINGS, 'image/resize,w_4/crop,w_2', 'image/bright,10', 'image/rotate,90/flip,0'])(
    '%s keeps the time of a lone frame',
    async string => {
      for (const [units, loop] of [
        [50, 3],
        [65_535, 0],
      ] as const) {
        const gif = await colours().resize(8, 6).gif({ delay: 10, loop }).toBuffer()
        setGifDelays(gif, [units])
        const told = await sharp(unwrap(await process(gif, string)).body).metadata()
        expect([told.pages, told.delay, told.loop]).toEqual([1, [units * 10], loop])
      }
    },
  )

  test('every frame has the colours of its own', async () => {
    const stills = await Promise.all(
      ['#ff0000', '#00ff0080', '#00000000'].map((background, index) => {
        const still = sharp({ create: { width: 5, height: 3, channels: 4, background } })
        return still.webp({ lossless: index !== 1, quality: 100 }).toBuffer()
      }),
    )
    const file = joinWebp(stills, { width: 5, height: 3 }, { delays: [100], loop: 0 })
    const { data, info } = await sharp(file, { animated: true }).raw().toBuffer({ resolveWithObject: true })
    expect([info.channels, info.height]).toEqual([4, 9])
    const pixel = (page: number) => [...data.subarray(page * 60, page * 60 + 4)]
    expect(pixel(0)).toEqual([255, 0, 0, 255])
    expect(Math.abs((pixel(1)[3] ?? 0) - 128)).toBeLessThan(3)
    expect(pixel(2)[3]).toBe(0)
  })
})

test.each([
  ['image/resize,m_fixed,w_16384,h_20,limit_0/format,webp', 'WebP output takes at most 16383 px a side.'],
  ['image/resize,m_fixed,w_4097,h_2304,limit_0/format,avif', 'AVIF output takes at most 9437184 px.'],
])('%s is told as too large for the format', async (string, sentence) => {
  const outcome = await process(await colours().png().toBuffer(), string)
  expect(outcome).toMatchObject({ ok: false, problem: { code: 'ImageTooLarge', httpStatus: 400 } })
  expect(JSON.stringify(outcome)).toContain(sentence)
})

test('a BMP that ends inside of its header is refused', async () => {
  const bmp = unwrap(await process(await colours().ensureAlpha(0.5).png().toBuffer(), 'image/format,bmp')).body
  for (const length of [20, 53, 54, 60, 69, 100]) {
    const outcome = await process(bmp.slice(0, length), 'image/resize,w_4')
    expect(outcome).toMatchObject({ ok: false, problem: { code: 'BadRequest', httpStatus: 400 } })
  }
})
