import { describe, expect, test } from 'vitest'
import { unwrap } from './animation.ts'
import { partOff, pixelsIn, process, toPng } from './image.ts'
import { IMAGE_CASES } from './image-table.ts'
import { render } from './reference.ts'

describe('image operations against an independent rendering', () => {
  test.each(IMAGE_CASES)('image/$text', async ({ source, text, reference, tolerance, exempt = 0 }) => {
    const result = unwrap(await process(await toPng(source), `image/${text}`))
    const expected = reference(source)
    const found = await pixelsIn(result.body)
    expect([found.width, found.height]).toEqual([expected.width, expected.height])
    expect([result.info.width, result.info.height]).toEqual([expected.width, expected.height])
    expect(partOff(found.data, render(expected), tolerance)).toBeLessThanOrEqual(exempt)
  })
})
