import type { Localized } from '../../../../grammar/catalogue/localized.ts'
import { cropRequest, radiusOf, sliceBox } from '../../../trace/image/cut.ts'
import { type Box, clipBox, planCrop, planResize, type Sides, turnedSides } from '../../../trace/image/geometry.ts'
import { centredBox, isTooLarge, marginsAround } from '../../../trace/image/layout.ts'
import { resizeRequest } from '../../../trace/image/resize.ts'
import { ORIENTATIONS, TURN_LIMIT } from '../../../trace/image/turn.ts'
import type { Parameters } from '../../../trace/parameters.ts'
import { sidesText } from '../../../trace/state.ts'
import { notImplemented, refuseRemark } from '../problem.ts'
import { editPicture, type Picture } from './picture.ts'

const CLEAR = { r: 0, g: 0, b: 0, alpha: 0 }
const NEEDS_CLOUD: Localized = {
  en: '"{value}" in {operation} finds faces or subjects with a model of the cloud, which does not run here.',
  zh: '{operation} 中的 "{value}" 依靠云端模型识别人脸或主体，此处无法运行。',
}

/** `image/resize`. `main` is the picture that a watermark goes onto: the whole for `P`. */
export async function resize(picture: Picture, parameters: Parameters, main?: Sides): Promise<Picture> {
  const request = resizeRequest(parameters, picture.source.format, main)
  const { mode } = request
  const plan = planResize(picture, request)
  if (!plan) return picture
  const { scaled, canvas } = plan
  if (isTooLarge(plan, mode)) throw refuseRemark('ImageTooLarge', 'tooLarge', { sides: sidesText(canvas) })
  const cut = centredBox(scaled, canvas)
  const sized = await editPicture(picture, canvas, image => {
    const resized = image.resize(scaled.width, scaled.height, { fit: 'fill' })
    return mode === 'fill' ? resized.extract(cut) : resized
  })
  // Of a grey picture the margins would be grey: they are added to its decoded colours.
  return mode === 'pad'
    ? editPicture(sized, {}, image => image.extend(margins(scaled, canvas, parameters.text('color'))))
    : sized
}

function margins(scaled: Sides, canvas: Sides, color = 'FFFFFF') {
  return { ...marginsAround(scaled, canvas), background: `#${color}` }
}

const cutOut = (picture: Picture, box: Box): Promise<Picture> =>
  editPicture(picture, { width: box.width, height: box.height }, image => image.extract(box))

/** `image/crop`. */
export async function crop(picture: Picture, parameters: Parameters): Promise<Picture> {
  const gravity = parameters.text('g') ?? 'nw'
  if (gravity === 'face' || gravity === 'auto') {
    throw notImplemented(NEEDS_CLOUD, { value: `g_${gravity}`, operation: parameters.id })
  }
  const wanted = planCrop(picture, cropRequest(parameters))
  const box = clipBox(picture, wanted)
  if (!box) {
    const { left, top } = wanted
    throw refuseRemark('BadRequest', 'cropOutside', { left, top, sides: sidesText(picture) })
  }
  return cutOut(picture, box)
}

/** `image/indexcrop`; `y` wins over `x`. */
export async function indexCrop(picture: Picture, parameters: Parameters): Promise<Picture> {
  const box = sliceBox(picture, parameters)
  return box ? cutOut(picture, box) : picture
}

/** `image/circle`: the square around the circle, transparent outside of it. */
export async function circle(picture: Picture, parameters: Parameters): Promise<Picture> {
  const radius = radiusOf(picture, parameters)
  const side = Math.min(2 * radius, picture.width, picture.height)
  const square = await cutOut(picture, centredBox(picture, { width: side, height: side }))
  return mask(square, `<circle cx="${radius}" cy="${radius}" r="${radius}"/>`)
}

/** `image/rounded-corners`. */
export async function roundCorners(picture: Picture, parameters: Parameters): Promise<Picture> {
  const radius = radiusOf(picture, parameters)
  const { width, height } = picture
  return mask(picture, `<rect width="${width}" height="${height}" rx="${radius}" ry="${radius}"/>`)
}

function mask(picture: Picture, shape: string): Promise<Picture> {
  const { width, height } = picture
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${shape}</svg>`
  return editPicture(picture, { hasAlpha: true }, image =>
    image.ensureAlpha().composite([{ input: Buffer.from(svg), blend: 'dest-in' }]),
  )
}

function checkTurn(picture: Sides): void {
  if (Math.max(picture.width, picture.height) <= TURN_LIMIT) return
  throw refuseRemark('BadRequest', 'tooLargeToTurn', { sides: sidesText(picture) })
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
