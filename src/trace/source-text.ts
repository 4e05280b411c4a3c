import type { Localized } from '../../grammar/catalogue/localized.ts'
import { type Facts, formatName, type Kind, kindOfFormat } from './facts.ts'
import { mayMove } from './state.ts'

/** What a text says of a source, or the word of it that says nothing. */
export type SourceReading = { readonly facts: Facts } | { readonly problem: Localized; readonly word: string }

type SomeFacts = { -readonly [K in keyof Facts]?: Facts[K] }

interface Word {
  readonly pattern: RegExp
  read(match: RegExpExecArray): SomeFacts
}

const BYTES: Readonly<Record<string, number>> = { B: 1, KB: 1024, MB: 1024 ** 2, GB: 1024 ** 3 }

/** The words of a source, by their form. */
const WORDS: readonly Word[] = [
  { pattern: /^(\d+)[x×](\d+)$/, read: ([, width, height]) => ({ width: Number(width), height: Number(height) }) },
  { pattern: /^([\d.]+)fps$/, read: ([, rate]) => ({ frameRate: Number(rate) }) },
  { pattern: /^([\d.]+)s$/, read: ([, seconds]) => ({ duration: Number(seconds) }) },
  { pattern: /^([\d.]+)ms$/, read: ([, milliseconds]) => ({ duration: Number(milliseconds) / 1000 }) },
  {
    pattern: /^(?:(\d+):)?(\d+):([\d.]+)$/,
    read: ([, hours, minutes, seconds]) => ({
      duration: Number(hours ?? 0) * 3600 + Number(minutes) * 60 + Number(seconds),
    }),
  },
  { pattern: /^(\d+)frames?$/, read: ([, frames]) => ({ frames: Number(frames) }) },
  { pattern: /^orientation([1-8])$/, read: ([, orientation]) => ({ orientation: Number(orientation) }) },
  {
    pattern: /^([\d.]+)(B|KB|MB|GB)$/i,
    read: ([, size, unit = 'B']) => ({ bytes: Number(size) * (BYTES[unit.toUpperCase()] ?? 1) }),
  },
  { pattern: /^alpha$/, read: () => ({ hasAlpha: true }) },
  { pattern: /^silent$/, read: () => ({ hasAudio: false }) },
]

/** What a source may say, for messages. */
export const SOURCE_WORDS: Localized = {
  en: 'WIDTHxHEIGHT, a format such as jpg or mp4, 120s, 25fps, 12frames, orientation6, 5MB, alpha, silent',
  zh: 'WIDTHxHEIGHT、格式（如 jpg、mp4）、120s、25fps、12frames、orientation6、5MB、alpha、silent',
}

/**
 * Reads facts written as words: `4000x3000,jpg` or `1920x1080,mp4,120s,25fps`. A picture that says nothing of its
 * orientation lies as it is stored; how many frames a GIF or WebP has, only a word such as `12frames` tells.
 */
export function readSource(text: string): SourceReading {
  const facts: SomeFacts = {}
  for (const word of text.split(',').map(part => part.trim())) {
    const format = word.toLowerCase()
    const kind = kindOfFormat(format)
    const found = WORDS.map(({ pattern, read }) => ({ match: pattern.exec(word), read })).find(({ match }) => match)
    if (kind) Object.assign(facts, { kind, format: formatName(format) })
    else if (found?.match && isPossible(found.read(found.match))) Object.assign(facts, found.read(found.match))
    else return { problem: { en: 'is not a fact of a source', zh: '不是源文件的信息' }, word }
  }
  const kind: Kind = facts.kind ?? (facts.duration === undefined && facts.frameRate === undefined ? 'image' : 'video')
  return { facts: { ...(kind === 'image' && { orientation: 1 }), ...facts, kind } }
}

/** Nothing that a source has is counted or measured as zero, and beyond 2^53 numbers are no longer those that were written. */
function isPossible(facts: SomeFacts): boolean {
  return Object.values(facts).every(
    value => typeof value !== 'number' || (value > 0 && value <= Number.MAX_SAFE_INTEGER),
  )
}

/**
 * Facts written as words, as `readSource` reads them.
 *
 *     sourceText({ kind: 'image', format: 'jpg', width: 4000, height: 3000 }) // '4000x3000,jpg'
 */
export function sourceText(facts: Facts): string {
  const { width, height, format, frames, orientation, hasAlpha, duration, frameRate, hasAudio, bytes } = facts
  const words = [
    width !== undefined && height !== undefined && `${width}x${height}`,
    format,
    frames !== undefined && (frames > 1 || mayMove(facts)) && `${frames}frames`,
    duration !== undefined && `${duration}s`,
    frameRate !== undefined && `${frameRate}fps`,
    orientation !== undefined && orientation > 1 && `orientation${orientation}`,
    hasAlpha && 'alpha',
    hasAudio === false && 'silent',
    bytes !== undefined && `${bytes}B`,
  ]
  return words.filter(word => word).join(',')
}
