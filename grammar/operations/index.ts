import type { CategorySpec } from '../../src/catalog/types.ts'
import { audio } from './audio.ts'
import { doc } from './doc.ts'
import { hls } from './hls.ts'
import { image } from './image.ts'
import { imm } from './imm.ts'
import { csv, json, style, system, trigger } from './system.ts'
import { video } from './video.ts'

/** What OSS accepts, by category. */
export const categories: Readonly<Record<string, CategorySpec>> = {
  image,
  video,
  audio,
  doc,
  hls,
  imm,
  sys: system,
  style,
  csv,
  json,
  trigger,
}
