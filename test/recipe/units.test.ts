import { describe, expect, test } from 'vitest'
import { findOperation } from '../../src/catalogue/catalogue.ts'
import { readValue, writeValue } from '../../src/recipe/units.ts'

function specOf(category: string, operation: string, name: string) {
  const spec = findOperation(category, operation)?.parameters.get(name)
  if (!spec) throw new Error(`There is no ${category}/${operation} ${name}.`)
  return spec
}

const TIME = specOf('video', 'animation', 'inter')
const RATE = specOf('audio', 'convert', 'ab')
const WIDTH = specOf('video', 'animation', 'w')
const SAMPLES = specOf('audio', 'convert', 'ar')
const FRAMES = specOf('video', 'animation', 'fps')
const COLOR = specOf('image', 'watermark', 'color')
const QUALITY = specOf('image', 'quality', 'q')
const ANGLE = specOf('image', 'rotate', '')
const FLAG = specOf('image', 'auto-orient', '')
const TEXT = specOf('image', 'watermark', 'text')

describe('values as people write them', () => {
  test.each([
    ['1000', TIME, '1000'],
    ['1s', TIME, '1000'],
    ['0s', TIME, '0'],
    ['0.5s', TIME, '500'],
    ['1.001s', TIME, '1001'],
    ['500ms', TIME, '500'],
    ['1m30s', TIME, '90000'],
    ['1min 30s', TIME, '90000'],
    ['2h', TIME, '7200000'],
    ['00:00:05', TIME, '5000'],
    ['01:30', TIME, '90000'],
    ['100:00:00.25', TIME, '360000250'],
    ['96k', RATE, '96000'],
    ['1.5M', RATE, '1500000'],
    ['128 kbps', RATE, '128000'],
    ['100px', WIDTH, '100'],
    ['44.1k', SAMPLES, '44100'],
    ['48kHz', SAMPLES, '48000'],
    ['29.97fps', FRAMES, '29.97'],
    ['#f00', COLOR, 'FF0000'],
    ['00ff00', COLOR, '00FF00'],
    ['80%', QUALITY, '80'],
    ['90°', ANGLE, '90'],
    ['90deg', ANGLE, '90'],
    ['true', FLAG, '1'],
    ['off', FLAG, '0'],
    ['你好', TEXT, '5L2g5aW9'],
  ])('%s', (text, spec, expected) => {
    expect(readValue(spec, text)).toEqual({ kind: 'value', text: expected })
  })

  test('a share of the source is told apart', () => {
    expect(readValue(WIDTH, '25%')).toEqual({ kind: 'percent', text: '25' })
    expect(readValue(WIDTH, '12.5%')).toEqual({ kind: 'percent', text: '12.5' })
  })

  test.each([
    ['1 second', TIME, 'unit-time'],
    ['1.5', RATE, undefined],
    ['25:61', TIME, 'unit-time'],
    ['1s2m', TIME, 'unit-time'],
    ['96 kilo', RATE, 'unit-rate'],
    ['100em', WIDTH, 'unit-pixel'],
    ['48 MHz', SAMPLES, 'unit-frequency'],
    ['25 p', FRAMES, 'unit-frames'],
    ['80 percent', QUALITY, 'unit-percent'],
    ['1rad', ANGLE, 'unit-angle'],
  ])('%s is none of its kind', (text, spec, messageId) => {
    expect(readValue(spec, text)).toEqual(messageId ? { kind: 'problem', messageId } : { kind: 'value', text })
  })

  test.each([
    ['1000', TIME, '1s'],
    ['1500', TIME, '1500ms'],
    ['2000000', RATE, '2M'],
    ['96500', RATE, '96500'],
    ['96000', RATE, '96k'],
    ['FF0000', COLOR, '#FF0000'],
    ['80', QUALITY, '80%'],
    ['025', TIME, '025'],
  ])('%s is written', (text, spec, expected) => {
    expect(writeValue(spec, text)).toBe(expected)
  })
})
