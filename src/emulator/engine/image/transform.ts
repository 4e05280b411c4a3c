import type { Localized } from '../../../language/diagnostic.ts'
import type { Parameters } from '../parameters.ts'
import { notImplemented, refuse } from '../problem.ts'
import { type Box, planCrop, planResize, planSlice, type ResizeMode, type Sides, turnedSides } from './geometry.ts'
import { editPicture, type Picture } from './picture.ts'

const CLEAR = { r: 0, g: 0, b: 0, alpha: 0 }
const TURN_LIMIT = 4096

const CANNOT_TURN: Localized = {
  en: 'The picture has {width}x{height} px; only pictures of up to 4096 px a side can be rotated.',
  zh: '图片为 {width}x{height} 像素；只有每边不超过 4096 像素的图片可以旋转。',
}
const NEEDS_CLOUD: Localized = {
  en: '"{value}" in {operation} finds faces or subjects with a model of the cloud, which does not run here.',
  zh: '{operation} 中的 "{value}" 依靠云端模型识别人脸或主体，此处无法运行。',
}

function toMode(word: string | undefined): ResizeMode {
  return word === 'mfit' || word === 'fill' || word === 'pad' || word === 'fixed' ? word : 'lfit'
}

/** `image/resize`. `main` is the picture that a watermark goes onto: the whole for `P`. */
export async function resize(picture: Picture, parameters: Parameters, main?: Sides): Promise<Picture> {
  const share = parameters.number('P')
  const ofMain = main && share !== undefined ? percentOf(main, share) : undefined
  const mode = toMode(parameters.text('m'))
  const isGif = picture.source.format === 'gif'
  const plan = planResize(picture, {
    mode,
    width: ofMain?.width ?? parameters.number('w'),
    height: ofMain?.height ?? parameters.number('h'),
    long: parameters.number('l'),
    short: parameters.number('s'),
    percent: parameters.number('p'),
    mayEnlarge: ofMain !== undefined || (parameters.text('limit') === '0' && !isGif),
  })
  if (!plan) return picture
  const { scaled, canvas } = plan
  const cut = centred(scaled, canvas)
  return editPicture(picture, canvas, image => {
    const sized = image.resize(scaled.width, scaled.height, { fit: 'fill' })
    if (mode === 'fill') return sized.extract(cut)
    return mode === 'pad' ? sized.extend(margins(scaled, canvas, parameters.text('color'))) : sized
  })
}

const percentOf = ({ width, height }: Sides, percent: number): Sides => ({
  width: Math.max(1, Math.round((width * percent) / 100)),
  height: Math.max(1, Math.round((height * percent) / 100)),
})

function centred(outer: Sides, inner: Sides): Box {
  const left = Math.max(0, Math.floor((outer.width - inner.width) / 2))
  const top = Math.max(0, Math.floor((outer.height - inner.height) / 2))
  return { left, top, width: inner.width, height: inner.height }
}

function margins(scaled: Sides, canvas: Sides, color = 'FFFFFF') {
  const { left, top } = centred(canvas, scaled)
  const right = canvas.width - scaled.width - left
  const bottom = canvas.height - scaled.height - top
  return { left, top, right, bottom, background: `#${color}` }
}

const cutOut = (picture: Picture, box: Box): Promise<Picture> =>
  editPicture(picture, { width: box.width, height: box.height }, image => image.extract(box))

/** `image/crop`. */
export async function crop(picture: Picture, parameters: Parameters): Promise<Picture> {
  const gravity = parameters.text('g') ?? 'nw'
  if (gravity === 'face' || gravity === 'auto') {
    throw notImplemented(NEEDS_CLOUD, { value: `g_${gravity}`, operation: parameters.id })
  }
  const box = planCrop(picture, {
    gravity,
    x: parameters.number('x') ?? 0,
    y: parameters.number('y') ?? 0,
    width: parameters.number('w'),
    height: parameters.number('h'),
  })
  return cutOut(picture, box)
}

/** `image/indexcrop`; `y` wins over `x`. */
export async function indexCrop(picture: Picture, parameters: Parameters): Promise<Picture> {
  const axis = parameters.has('y') ? 'y' : 'x'
  const length = parameters.number(axis)
  const box = length === undefined ? undefined : planSlice(picture, axis, length, parameters.number('i') ?? 0)
  return box ? cutOut(picture, box) : picture
}

/** `image/circle`: the square around the circle, transparent outside of it. */
export async function circle(picture: Picture, parameters: Parameters): Promise<Picture> {
  const radius = clampRadius(picture, parameters)
  const side = 2 * radius
  const square = await cutOut(picture, centred(picture, { width: side, height: side }))
  return mask(square, `<circle cx="${radius}" cy="${radius}" r="${radius}"/>`)
}

/** `image/rounded-corners`. */
export async function roundCorners(picture: Picture, parameters: Parameters): Promise<Picture> {
  const radius = clampRadius(picture, parameters)
  const { width, height } = picture
  return mask(picture, `<rect width="${width}" height="${height}" rx="${radius}" ry="${radius}"/>`)
}

/** At most half the short side. Source: Circle crop, Rounded rectangle (2021, 2026). */
function clampRadius({ width, height }: Picture, parameters: Parameters): number {
  return Math.max(1, Math.min(parameters.number('r') ?? 1, Math.floor(Math.min(width, height) / 2)))
}

function mask(picture: Picture, shape: string): Promise<Picture> {
  const { width, height } = picture
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${shape}</svg>`
  return editPicture(picture, { hasAlpha: true }, image =>
    image.ensureAlpha().composite([{ input: Buffer.from(svg), blend: 'dest-in' }]),
  )
}

function checkTurn({ width, height }: Sides): void {
  if (Math.max(width, height) <= TURN_LIMIT) return
  throw refuse('BadRequest', 400, CANNOT_TURN, { width, height }, '0040-00000006')
}

/** `image/rotate`: clockwise; angles between the right ones enlarge the canvas, its corners are transparent. */
export async function rotate(picture: Picture, parameters: Parameters): Promise<Picture> {
  checkTurn(picture)
  return turn(picture, (parameters.number('') ?? 0) % 360)
}

function turn(picture: Picture, degrees: number): Promise<Picture> {
  const sides = turnedSides(picture, degrees)
  if (degrees === 0) return Promise.resolve(picture)
  if (degrees % 90 === 0) return editPicture(picture, sides, image => image.rotate(degrees))
  return editPicture(picture, { ...sides, hasAlpha: true }, image =>
    image.ensureAlpha().rotate(degrees, { background: CLEAR }),
  )
}

/** EXIF orientations 1 to 8: mirrored first, then turned clockwise. */
const ORIENTATIONS = [
  { mirror: '', degrees: 0 },
  { mirror: 'x', degrees: 0 },
  { mirror: '', degrees: 180 },
  { mirror: 'y', degrees: 0 },
  { mirror: 'x', degrees: 270 },
  { mirror: '', degrees: 90 },
  { mirror: 'x', degrees: 90 },
  { mirror: '', degrees: 270 },
] as const

/** `image/auto-orient`: upright by the EXIF orientation of the source. */
export async function autoOrient(picture: Picture, parameters: Parameters): Promise<Picture> {
  const found = ORIENTATIONS[picture.source.orientation - 1]
  if (parameters.text('') !== '1' || !found || picture.source.orientation === 1) return picture
  checkTurn(picture)
  const upright = { ...picture, source: { ...picture.source, orientation: 1 } }
  return turn(await mirror(upright, found.mirror), found.degrees)
}

async function mirror(picture: Picture, axis: '' | 'x' | 'y'): Promise<Picture> {
  if (axis === '') return picture
  return editPicture(picture, {}, image => (axis === 'x' ? image.flop() : image.flip()))
}

/** `image/flip`: 0 upside down, 1 left to right, 2 both. The page names the directions; the numbers are from third parties. */
export async function flip(picture: Picture, parameters: Parameters): Promise<Picture> {
  const word = parameters.text('')
  const turned = word === '1' ? picture : await mirror(picture, 'y')
  return word === '0' ? turned : mirror(turned, 'x')
}

export { NEEDS_CLOUD }
