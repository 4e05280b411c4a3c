import type { CategorySpec } from '../catalogue/types.ts'
import { blindWatermark } from './image-blind-watermark.ts'
import { effect } from './image-effect.ts'
import { encode } from './image-encode.ts'
import { geometry } from './image-geometry.ts'
import { inspect } from './image-inspect.ts'
import { watermark } from './image-watermark.ts'

export { blindWatermark, effect, encode, geometry, inspect, watermark }

/** Picture processing: `image/...`. */
export const image: CategorySpec = {
  title: { en: 'picture processing', zh: '图片处理' },
  source: 'Image processing overview (2021, 2024; es, 2026-09-03)',
  sources: ['image'],
  operations: { ...geometry, ...effect, ...encode, watermark, ...blindWatermark, ...inspect },
  misnamed: {
    imageslim: '',
    slim: '',
    merge: '',
    splice: '',
    gray: '',
    cgif: '',
    thumbnail: 'resize',
    scale: 'resize',
    convert: 'format',
    round: 'rounded-corners',
    cut: 'crop',
  },
}
