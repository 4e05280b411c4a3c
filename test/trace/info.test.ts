import { describe, expect, test } from 'vitest'
import { factsOfInfo } from '../../src/trace/info.ts'

const picture = (fields: Record<string, string>) =>
  Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, { value }]))

describe('image/info', () => {
  test('tells format, sides, frames, orientation and bytes', () => {
    const answer = picture({
      FileSize: '21839',
      Format: 'jpg',
      FrameCount: '1',
      ImageHeight: '267',
      ImageWidth: '400',
      Orientation: '7',
      ResolutionUnit: '1',
    })
    expect(factsOfInfo(answer)).toEqual({
      ...{ kind: 'image', format: 'jpg', width: 400, height: 267, frames: 1, orientation: 7, bytes: 21_839 },
    })
  })

  test('a picture without an orientation stands upright; an older answer has no frames', () => {
    const answer = picture({ Format: 'gif', ImageHeight: '267', ImageWidth: '400' })
    expect(factsOfInfo(answer)).toMatchObject({ format: 'gif', orientation: 1, frames: undefined })
    expect(factsOfInfo({ ...answer, ...picture({ Orientation: '0' }) })).toMatchObject({ orientation: 1 })
  })
})

describe('video/info', () => {
  const stream = {
    ...{ Width: 1920, Height: 1080, Rotate: '90', FrameCount: 250, FrameRate: '25/1', AverageFrameRate: '25/1' },
  }
  const answer = { FormatName: 'mov,mp4,m4a,3gp,3g2,mj2', Duration: 10, Size: 5000, VideoStreams: [stream] }

  test('sides are those that are shown, and even rates are steady', () => {
    expect(factsOfInfo(answer)).toEqual({
      ...{ kind: 'video', format: 'mp4', duration: 10, bytes: 5000, hasAudio: false, width: 1080, height: 1920 },
      ...{ orientation: 6, frames: 250, frameRate: 25, isSteady: true },
    })
    expect(factsOfInfo({ ...answer, VideoStreams: [{ ...stream, Rotate: '-90' }] })).toMatchObject({ orientation: 8 })
  })

  test('rates that differ, or frames that nobody counted, are not steady', () => {
    const of = (fields: object) => factsOfInfo({ ...answer, VideoStreams: [{ ...stream, ...fields }] })
    expect(of({ AverageFrameRate: '2397/100' })).toMatchObject({ isSteady: false, frameRate: 23.97 })
    expect(of({ FrameCount: undefined })).toMatchObject({ isSteady: false, frames: undefined })
    expect(of({ FrameRate: '0/0', AverageFrameRate: '0/0' })).toMatchObject({ isSteady: false, frameRate: undefined })
  })

  test('the extension picks among the names of the container; sound alone is audio', () => {
    expect(factsOfInfo(answer, 'mov')).toMatchObject({ format: 'mov' })
    expect(factsOfInfo({ FormatName: 'matroska,webm', Duration: 3, AudioStreams: [{}] }, 'mka')).toEqual({
      ...{ kind: 'audio', format: 'mkv', duration: 3, bytes: undefined, hasAudio: true },
    })
  })
})

test.each([undefined, null, 3, 'text', [], {}, { ImageHeight: 3 }])('%j tells nothing', answer => {
  expect(factsOfInfo(answer)).toBeUndefined()
})
