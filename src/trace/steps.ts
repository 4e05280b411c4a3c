import type { Output } from '../../grammar/catalogue/types.ts'
import type { CatalogOperation } from '../catalogue/catalogue.ts'
import { circle, crop, indexcrop, roundedCorners } from './image/cut.ts'
import { format, interlace, quality } from './image/encode.ts'
import { blindWatermark, keepsAll, toJson, watermark } from './image/other.ts'
import { resize } from './image/resize.ts'
import { autoOrient, flip, rotate } from './image/turn.ts'
import { type TraceStep, UNKNOWN_SIDES } from './state.ts'
import { animation } from './video/animation.ts'
import { concat, convert, convertAudio } from './video/convert.ts'
import { snapshot } from './video/snapshot.ts'
import { snapshots, sprite } from './video/stills.ts'

/** What each operation does to the facts, by its id. */
export const STEPS: Readonly<Record<string, TraceStep>> = {
  'image/resize': resize,
  'image/crop': crop,
  'image/indexcrop': indexcrop,
  'image/circle': circle,
  'image/rounded-corners': roundedCorners,
  'image/rotate': rotate,
  'image/auto-orient': autoOrient,
  'image/flip': flip,
  'image/format': format,
  'image/quality': quality,
  'image/interlace': interlace,
  'image/blur': keepsAll,
  'image/sharpen': keepsAll,
  'image/bright': keepsAll,
  'image/contrast': keepsAll,
  'image/watermark': watermark,
  'image/blindwatermark': blindWatermark,
  'image/info': toJson,
  'image/average-hue': toJson,
  'video/animation': animation,
  'video/snapshot': snapshot,
  'video/snapshots': snapshots,
  'video/sprite': sprite,
  'video/convert': convert,
  'video/concat': concat,
  'audio/convert': convertAudio,
  'audio/concat': concat,
}

/** The step of an operation; what has no arithmetic of its own is known by the output that the catalogue names. */
export function stepOf({ id, main }: CatalogOperation): TraceStep {
  return (Object.hasOwn(STEPS, id) ? STEPS[id] : undefined) ?? byOutput(main?.output)
}

function byOutput(output: Output | undefined): TraceStep {
  return (state, { parameters }) => {
    const { kind = 'none', count = 'one', formatParameter } = output ?? {}
    const isOpen = formatParameter === undefined || parameters.isOpen(formatParameter)
    const fixed = kind === 'json' || kind === 'text' || kind === 'html' ? kind : undefined
    const format = isOpen ? fixed : parameters.text(formatParameter)
    const files = count === 'one' ? 1 : undefined
    return { ...state, kind, format, sourceFormat: format, files, ...UNKNOWN_SIDES, frames: undefined }
  }
}
