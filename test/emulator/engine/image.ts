import sharp, { type Sharp } from 'sharp'
import { type ImageResult, type Outcome, type ReadObject, runImage } from '../../../src/emulator/engine/index.ts'
import { parseTree } from '../../../src/language/parser.ts'
import { type Canvas, MARK, render } from './reference.ts'

/** A canvas as a sharp image. */
export const toSharp = (canvas: Canvas): Sharp =>
  sharp(render(canvas), { raw: { width: canvas.width, height: canvas.height, channels: 4 } })

/** A canvas as a PNG file. */
export const toPng = (canvas: Canvas): Promise<Buffer> => toSharp(canvas).png().toBuffer()

/** A bucket with one picture. */
const readObject: ReadObject = async key => (key === 'marks/mark.png' ? toPng(MARK) : undefined)

/** Runs the stages of a string on a file, one after the other. */
export async function process(input: Uint8Array, text: string): Promise<Outcome<ImageResult>> {
  const stages = parseTree(text).tree.stages.flatMap(stage => (stage.kind === 'stage' ? stage : []))
  let outcome: Outcome<ImageResult> | undefined
  for (const stage of stages) {
    outcome = await runImage(outcome?.ok ? outcome.value.body : input, stage, readObject)
    if (!outcome.ok) break
  }
  if (!outcome) throw new Error(`"${text}" has no stage.`)
  return outcome
}

/** The RGBA pixels of a picture file. */
export async function pixelsIn(file: Uint8Array): Promise<{ data: Buffer; width: number; height: number }> {
  const { data, info } = await sharp(file).ensureAlpha().raw().toBuffer({ resolveWithObject: true })
  return { data, width: info.width, height: info.height }
}

/** Part of the pixels in which a channel is off by more than the tolerance; colours of transparent pixels do not count. */
export function partOff(found: Buffer, expected: Buffer, tolerance: number): number {
  let off = 0
  for (let at = 0; at < expected.length; at += 4) {
    const isClear = found[at + 3] === 0 && expected[at + 3] === 0
    const differs = [0, 1, 2, 3].some(channel => {
      return Math.abs((found[at + channel] ?? 0) - (expected[at + channel] ?? 0)) > tolerance
    })
    if (!isClear && differs) off++
  }
  return off / (expected.length / 4)
}
