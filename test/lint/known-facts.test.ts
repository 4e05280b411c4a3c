import { expect, test } from 'vitest'
import { fittingSource, knownFacts } from '../../src/lint/known-facts.ts'
import type { Facts } from '../../src/trace/facts.ts'

const PHOTO: Facts = { kind: 'image', format: 'jpg', width: 40, height: 30 }
const BARE: Facts = { kind: 'image', width: 40, height: 30 }
const CLIP: Facts = { kind: 'video', format: 'mp4' }

test('what is told wins over the extension, which fills in the format alone', () => {
  expect(knownFacts(PHOTO, 'png')).toEqual({ facts: PHOTO, isGuess: false })
  expect(knownFacts(BARE, 'png')).toEqual({ facts: { ...BARE, format: 'png' }, isGuess: true })
  expect(knownFacts(BARE, 'mp4')).toEqual({ facts: BARE, isGuess: false })
  expect(knownFacts(undefined, 'mp4')).toEqual({ facts: { kind: 'video', format: 'mp4' }, isGuess: true })
  expect(knownFacts(undefined, undefined)).toBeUndefined()
})

test('of several sources a string is linted with one that its category takes', () => {
  expect(fittingSource('video/snapshot,t_0,f_jpg', [PHOTO, CLIP])).toBe(CLIP)
  expect(fittingSource('image/resize,w_9', [CLIP, PHOTO])).toBe(PHOTO)
  expect(fittingSource('image/resize,w_9', [CLIP])).toBeUndefined()
  expect(fittingSource('nothing/known', [CLIP, PHOTO])).toBe(CLIP)
})
