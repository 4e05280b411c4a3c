import { encodeBase64Url } from '../../../grammar/catalogue/base64url.ts'
import type { Facts } from '../../../src/trace/facts.ts'

/** A source of random numbers that a seed repeats. */
export interface Dice {
  /** A whole number from `least` to `most`. */
  between(least: number, most: number): number
  pick<T>(list: readonly T[]): T
}

/** Mulberry32. */
export function dice(seed: number): Dice {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  return {
    between: (least, most) => least + Math.floor(next() * (most - least + 1)),
    pick: list => {
      const found = list[Math.floor(next() * list.length)]
      if (found === undefined) throw new RangeError('There is nothing to pick from.')
      return found
    },
  }
}

const side = (d: Dice): number =>
  d.pick([1, 2, 3, 10, 33, 47, 61, 64, 99, 200, 401, d.between(1, 500), d.between(1, 20_000)])

const maybe = (d: Dice, text: () => string): string => (d.between(0, 1) === 1 ? text() : '')

const GRAVITY = ['nw', 'north', 'ne', 'west', 'center', 'east', 'sw', 'south', 'se'] as const

const IMAGE: readonly ((d: Dice) => string)[] = [
  d => {
    const mode = maybe(d, () => `,m_${d.pick(['lfit', 'mfit', 'fill', 'pad', 'fixed'])}`)
    const sizes = d.pick([
      () => `,w_${side(d)}`,
      () => `,h_${side(d)}`,
      () => `,w_${side(d)},h_${side(d)}`,
      () => `,l_${side(d)}`,
      () => `,s_${side(d)}`,
      () => `,l_${side(d)},s_${side(d)}`,
    ])
    return `resize${mode}${sizes()}${maybe(d, () => `,limit_${d.between(0, 1)}`)}`
  },
  d => `resize,p_${d.between(1, 300)}${maybe(d, () => `,limit_${d.between(0, 1)}`)}`,
  d =>
    `crop,x_${d.pick([0, 0, 5, d.between(0, 70)])},y_${d.pick([0, 0, 3, d.between(0, 60)])}${maybe(d, () => `,w_${side(d)}`)}${maybe(d, () => `,h_${side(d)}`)}${maybe(d, () => `,g_${d.pick(GRAVITY)}`)}`,
  d => `indexcrop,${d.pick(['x', 'y'])}_${d.between(1, 60)},i_${d.between(0, 4)}`,
  d => `circle,r_${d.between(1, 60)}`,
  d => `rounded-corners,r_${d.between(1, 60)}`,
  d => `rotate,${d.pick([0, 90, 180, 270, 360, d.between(0, 360)])}`,
  d => `auto-orient,${d.between(0, 1)}`,
  d => `flip,${d.between(0, 2)}`,
  d => `format,${d.pick(['jpg', 'png', 'webp', 'bmp', 'gif', 'tiff', 'avif'])}`,
  d => `quality,${d.pick(['q', 'Q'])}_${d.between(1, 100)}`,
  d => `interlace,${d.between(0, 1)}`,
  d => `blur,r_${d.between(1, 5)},s_${d.between(1, 5)}`,
  d => `bright,${d.between(-100, 100)}`,
  d => `contrast,${d.between(-100, 100)}`,
  d => `sharpen,${d.between(50, 399)}`,
  d => `watermark,text_${encodeBase64Url('Hi')},size_${d.between(1, 20)}`,
]

/** What may stand in the string of a watermark picture and is refused of no picture. */
const INSIDE: readonly ((d: Dice) => string)[] = [
  d => `resize,P_${d.between(1, 100)}`,
  d => `resize,w_${d.between(1, 100)}`,
  d => `resize,m_fixed,w_${d.between(1, 40)},h_${d.between(1, 40)}`,
  d => `indexcrop,x_${d.between(1, 20)},i_${d.between(0, 3)}`,
  d => `rounded-corners,r_${d.between(1, 20)}`,
  d => `rotate,${d.between(0, 360)}`,
  () => 'auto-orient,1',
]

/** The object that watermarks are made of. */
export const MARK = 'mark.png'

const watermark = (d: Dice): string => {
  const inside = Array.from({ length: d.between(0, 3) }, () => d.pick(INSIDE)(d)).join('/')
  const image = encodeBase64Url(inside === '' ? MARK : `${MARK}?x-oss-process=image/${inside}`)
  return `watermark,image_${image}${maybe(d, () => ',animation_1')}${maybe(d, () => `,g_${d.pick(GRAVITY)}`)}`
}

const imageStage = (d: Dice): string => {
  const operations = Array.from({ length: d.between(1, 5) }, () => d.pick([...IMAGE, watermark])(d))
  return `image/${operations.join('/')}`
}

/** Up to five picture operations, now and then behind others and a pipe. */
export function imageString(d: Dice): string {
  return d.between(0, 7) === 0 ? `${imageStage(d)}|${imageStage(d)}` : imageStage(d)
}

/** The string with one of its numbers and words filled in at run time. */
export function withHole(text: string, d: Dice): string {
  const values = Array.from(text.matchAll(/(?<=[,_])[^,_/|]+(?=[,/|]|$)/g))
  if (values.length === 0) return text
  const { index, 0: value } = d.pick(values)
  return `${text.slice(0, index)}\uFFFC${text.slice(index + value.length)}`
}

const LEFT_OUT = ['format', 'width', 'height', 'frames', 'orientation', 'duration', 'frameRate', 'isSteady'] as const

/** Facts with some of them missing. */
export function withoutSome(facts: Facts, d: Dice): Facts {
  const left = LEFT_OUT.filter(() => d.between(0, 2) === 0)
  // Without a word about them a video is steady and not turned.
  const keepsSteady = facts.isSteady === false
  const keepsTurn = facts.kind === 'video' && (facts.orientation ?? 1) !== 1
  const isSure = left.filter(name => !(keepsSteady && name === 'isSteady') && !(keepsTurn && name === 'orientation'))
  return { ...facts, ...Object.fromEntries(isSure.map(name => [name, undefined])) }
}

const frameSize = (d: Dice, names: readonly [string, string, string, string]): string => {
  const [w, h, pw, ph] = names
  const frame = d.between(32, 200)
  return d.pick([
    '',
    `,${w}_${frame}`,
    `,${h}_${frame}`,
    `,${w}_${frame},${h}_${d.between(32, 200)}`,
    `,${pw}_50,${ph}_50`,
    `,${pw}_33.3`,
  ])
}

const scale = (d: Dice): string => maybe(d, () => `,scaletype_${d.pick(['crop', 'stretch', 'fill', 'fit'])}`)
const sampling = (d: Dice): string =>
  `${maybe(d, () => `,ss_${d.pick([0, 40, 500, 999, 1000, d.between(0, 2500)])}`)}${d.pick(['', `,inter_${d.pick([1, 33, 40, 100, 250, 500, 1000, d.between(1, 1500)])}`])}${d.pick(['', `,num_${d.between(1, 12)}`])}`

const VIDEO: readonly ((d: Dice) => string)[] = [
  d =>
    `animation,f_${d.pick(['gif', 'webp'])}${frameSize(d, ['w', 'h', 'pw', 'ph'])}${scale(d)}${sampling(d)}${maybe(d, () => `,fps_${d.between(1, 60)}`)}`,
  d =>
    `snapshot,t_${d.pick([0, 500, 999, 5000])},f_${d.pick(['jpg', 'png'])}${d.pick(['', ',w_50', ',h_40', ',w_50,h_50'])}${maybe(d, () => `,ar_${d.pick(['auto', 'h', 'w'])}`)}${maybe(d, () => ',m_fast')}`,
  d => `snapshots,f_${d.pick(['jpg', 'png'])}${frameSize(d, ['w', 'h', 'pw', 'ph'])}${scale(d)}${sampling(d)}`,
  d => `snapshots,f_jpg,m_avg,num_${d.between(1, 9)}`,
  d => `snapshots,f_jpg,m_${d.pick(['key', 'dhash'])}${maybe(d, () => `,num_${d.between(1, 3)}`)}`,
  d =>
    `sprite,f_jpg${frameSize(d, ['sw', 'sh', 'psw', 'psh'])}${scale(d)}${sampling(d)},tw_${d.between(1, 5)},th_${d.between(1, 5)}${maybe(d, () => `,pad_${d.between(0, 9)},margin_${d.between(0, 9)}`)}`,
  d => `convert,f_mp4,vcodec_h264${d.pick(['', ',s_64x64', ',s_80x', ',s_x66'])}${scale(d)}`,
]

/** One video operation. */
export const videoString = (d: Dice): string => `video/${d.pick(VIDEO)(d)}`
