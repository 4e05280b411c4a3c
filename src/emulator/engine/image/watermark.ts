import type { OverlayOptions } from 'sharp'
import type { Localized } from '../../../../grammar/catalogue/localized.ts'
import { placeWatermark } from '../../../trace/image/geometry.ts'
import { rowOf } from '../../../trace/image/layout.ts'
import type { Parameters } from '../../../trace/parameters.ts'
import { refuse } from '../problem.ts'
import { fade, type Overlay, stack, toInput, widen } from './overlay.ts'
import { editPicture, type Picture } from './picture.ts'
import { drawText } from './watermark-text.ts'

/** Loads the picture of a watermark and runs the string behind it: `panda.png?x-oss-process=image/resize,P_30`. */
export type LoadMark = (reference: string, main: Picture) => Promise<Overlay>

const NEITHER: Localized = {
  en: 'image/watermark needs a text or an image.',
  zh: 'image/watermark 需要 text 或 image。',
}

/** `image/watermark`: text, a picture, or both side by side. */
export async function watermark(picture: Picture, parameters: Parameters, loadMark: LoadMark): Promise<Picture> {
  const drawn = await drawMark(picture, parameters, loadMark)
  const mark = fade(drawn, parameters.number('t') ?? 100)
  const input =
    parameters.text('fill') === '1' ? await tiles(picture, mark, parameters) : await single(picture, mark, parameters)
  if (!input) return picture
  return editPicture(picture, {}, image => {
    const covered = image.composite([input])
    return picture.hasAlpha ? covered : covered.removeAlpha()
  })
}

async function drawMark(picture: Picture, parameters: Parameters, loadMark: LoadMark): Promise<Overlay> {
  const reference = parameters.text('image')
  const text = parameters.has('text') ? await drawText(parameters) : undefined
  if (reference === undefined) {
    if (!text) throw refuse('MissingArgument', 400, NEITHER, {}, '0040-00000278')
    return text
  }
  const image = await loadMark(reference, picture)
  return text ? sideBySide(image, text, parameters) : image
}

/** Picture and text in a row: `order` says which comes first, `align` how they stand to each other. */
function sideBySide(image: Overlay, text: Overlay, parameters: Parameters): Promise<Overlay> {
  const [first, second] = parameters.text('order') === '1' ? [text, image] : [image, text]
  const interval = parameters.number('interval') ?? 0
  const { canvas, places } = rowOf([first, second], interval, Number(parameters.text('align') ?? 2) / 2)
  return stack(canvas, [
    { overlay: first, ...places[0] },
    { overlay: second, ...places[1] },
  ])
}

function single(picture: Picture, mark: Overlay, parameters: Parameters): Promise<OverlayOptions | undefined> {
  const { left, top } = placeWatermark(picture, mark, {
    gravity: parameters.text('g') ?? 'se',
    x: parameters.number('x') ?? 10,
    y: parameters.number('y') ?? 10,
    voffset: parameters.number('voffset') ?? 0,
  })
  return toInput(picture, mark, left, top)
}

/** Covers the whole picture from its top left corner; `padx` and `pady` are the gaps. */
async function tiles(picture: Picture, mark: Overlay, parameters: Parameters): Promise<OverlayOptions | undefined> {
  const tile = await widen(mark, parameters.number('padx') ?? 0, parameters.number('pady') ?? 0)
  const input = await toInput(picture, tile, 0, 0)
  return input && { ...input, tile: true, gravity: 'northwest', left: undefined, top: undefined }
}
