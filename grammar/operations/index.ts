import type { CategoryName } from '../catalogue/categories.ts'
import type { CategorySpec } from '../catalogue/types.ts'
import { audio } from './audio.ts'
import { doc } from './doc.ts'
import { hls } from './hls.ts'
import { image } from './image.ts'
import { imm } from './imm.ts'
import { pointCloud } from './point-cloud.ts'
import { csv, json, style, system, trigger } from './system.ts'
import { video } from './video.ts'

/** What OSS accepts, by category. The bundle of the command runs each of these files when its category is first asked for. */
export const categories: Readonly<Record<CategoryName, CategorySpec>> = {
  image,
  video,
  audio,
  doc,
  hls,
  imm,
  pointcloud: pointCloud,
  sys: system,
  style,
  csv,
  json,
  trigger,
}
