import { expect, test } from 'vitest'
import { stepText } from '../../../src/emulator/console/page/step-text.ts'
import { sayIn } from '../../../src/emulator/console/page/texts.ts'
import type { Facts } from '../../../src/trace/facts.ts'
import { trace } from '../../../src/trace/trace.ts'

const PHOTO: Facts = { kind: 'image', format: 'jpg', width: 4000, height: 3000, frames: 1, orientation: 1 }
const CLIP: Facts = { kind: 'video', format: 'mp4', width: 1920, height: 1080, duration: 12, frameRate: 25 }

const shown = (text: string, facts: Facts, locale: 'en' | 'zh' = 'en') =>
  trace(text, facts).steps.map(step => stepText(step, sayIn(locale)))

test('the size behind each operation', () => {
  expect(shown('image/resize,w_200/rotate,90/crop,w_300/format,webp', PHOTO)).toEqual([
    ...['200 × 150, jpg', '150 × 200, jpg', '150 × 200, jpg', '150 × 200, webp'],
  ])
})

test('frames of what moves, in both languages', () => {
  expect(shown('video/animation,f_gif,w_320,h_180,inter_1000', CLIP)).toEqual(['320 × 180, 12 frames, gif'])
  expect(shown('video/animation,f_gif,w_320,h_180,inter_1000', CLIP, 'zh')).toEqual(['320 × 180, 12 帧, gif'])
})

test('what nobody can tell is a question mark, and what is not known is not said', () => {
  expect(shown('image/resize,w_200', { kind: 'image', format: 'jpg', frames: 1 })).toEqual(['1–200 × ?, jpg'])
  expect(shown('image/info', PHOTO)).toEqual(['json'])
  expect(shown('video/convert,', CLIP)).toEqual(['1920 × 1080'])
})
