import type { Parameters } from '../../../trace/parameters.ts'
import { notImplemented } from '../problem.ts'
import { editPicture, type Frame, type Picture, pixelsOf, toFrame } from './picture.ts'
import { NEEDS_CLOUD } from './transform.ts'

// The cloud's own formulas are not published: these are the usual ones with the same parameters and ends.

/** `image/blur`: a Gaussian of standard deviation `s`, cut off at radius `r`. */
export async function blur(picture: Picture, parameters: Parameters): Promise<Picture> {
  const target = parameters.text('g')
  if (target !== undefined) throw notImplemented(NEEDS_CLOUD, { value: `g_${target}`, operation: parameters.id })
  const radius = parameters.number('r') ?? 1
  const sigma = parameters.number('s') ?? 1
  const minAmplitude = Math.min(1, Math.max(0.001, Math.exp(-(radius * radius) / (2 * sigma * sigma))))
  return editPicture(picture, {}, image => image.blur({ sigma, minAmplitude }))
}

/** `image/bright`: adds up to the whole range; -100 is black, 100 white. */
export async function bright(picture: Picture, parameters: Parameters): Promise<Picture> {
  return linear(picture, 1, ((parameters.number('') ?? 0) * 255) / 100)
}

/** `image/contrast`: stretches around the middle grey; -100 is grey, 100 doubles the distances. */
export async function contrast(picture: Picture, parameters: Parameters): Promise<Picture> {
  const slope = 1 + (parameters.number('') ?? 0) / 100
  return linear(picture, slope, 128 * (1 - slope))
}

/** Leaves the alpha channel alone. Works on decoded colours: a grey picture has one channel until then. */
async function linear(picture: Picture, slope: number, offset: number): Promise<Picture> {
  const frames: Frame[] = []
  for (const frame of picture.frames) {
    const pixels = await pixelsOf(frame)
    const each = (value: number, alpha: number) => [value, value, value, alpha].slice(0, pixels.channels)
    const { image } = await toFrame(pixels)
    frames.push({ image: image.linear(each(slope, 1), each(offset, 0)), isPending: true })
  }
  return { ...picture, frames }
}

/** `image/sharpen`: adds the difference from a 3x3 Gaussian, `value` percent of it. */
export async function sharpen(picture: Picture, parameters: Parameters): Promise<Picture> {
  const amount = (parameters.number('') ?? 100) / 100
  const weights = [1, 2, 1, 2, 4, 2, 1, 2, 1]
  const kernel = weights.map((weight, index) => (index === 4 ? 1 + amount : 0) - (amount * weight) / 16)
  return editPicture(picture, {}, image => image.convolve({ width: 3, height: 3, kernel, scale: 1 }))
}
