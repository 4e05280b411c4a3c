import type { Mapping } from './numbered.ts'

/** The clips, with the time of each frame in ms. */
const CLIPS: Readonly<Record<string, readonly { number: number; time: number }[]>> = {
  'numbered-2s.mp4': even(60, 30),
  'numbered-10s.mp4': even(300, 30),
  'numbered-10s.mkv': even(300, 30).map(({ number, time }) => ({ number, time: Math.round(time) })),
  'numbered-60fps.mp4': even(30, 60),
  'variable-rate.mp4': even(300, 30).filter(({ number }) => number % 6 !== 2),
  'rotated.mp4': even(60, 30),
  'numbered.webm': even(25, 25),
}

function even(count: number, rate: number) {
  return Array.from({ length: count }, (_, number) => ({ number, time: (number * 1000) / rate }))
}

/** One job and what has to come out. Frames and delays follow from the model below unless they are written out. */
export interface Case {
  readonly clip: string
  readonly parameters: string
  readonly size: readonly [width: number, height: number]
  readonly map?: Mapping
  readonly frames?: readonly number[]
  readonly delays?: readonly number[]
}

const scaled =
  (width: number, height: number): Mapping =>
  ([x, y]) => [(x * width) / 96, (y * height) / 54]

/** Scaled by one factor around the middle of a canvas. */
const centred =
  (factor: number, width: number, height: number): Mapping =>
  ([x, y]) => [(x - 48) * factor + width / 2, (y - 27) * factor + height / 2]

const TEN = 'numbered-10s.mp4'
const TWO = 'numbered-2s.mp4'

function stretched(clip: string, parameters: string, size: readonly [number, number]): Case {
  return { clip, parameters, size, map: scaled(...size) }
}

const step = (count: number, by: number, from = 0): readonly number[] =>
  Array.from({ length: count }, (_, index) => from + index * by)

/** The cases; the first two are the examples of the page "Convert videos to animated images". */
export const CASES: readonly Case[] = [
  {
    ...stretched('numbered-10s.mkv', 'f_gif,w_100,h_100,inter_1000', [100, 100]),
    frames: step(10, 30),
    delays: Array(10).fill(1000),
  },
  {
    ...stretched(TEN, 'ss_5000,f_webp,pw_25,ph_25,fps_25,inter_500', [32, 32]),
    frames: step(10, 15, 150),
    delays: Array(10).fill(40),
  },
  stretched(TEN, 'f_gif,w_100,h_100,inter_1000', [100, 100]),
  stretched(TEN, 'f_webp,w_100,h_100,inter_1000', [100, 100]),
  stretched('numbered-10s.mkv', 'ss_5000,f_gif,pw_25,ph_25,fps_25,inter_500', [32, 32]),
  stretched(TEN, 'f_gif,inter_100', [96, 54]),
  stretched('numbered-10s.mkv', 'f_webp,inter_100', [96, 54]),
  stretched(TWO, 'f_gif', [96, 54]),
  stretched(TWO, 'f_webp', [96, 54]),
  stretched(TWO, 'f_gif,inter_10', [96, 54]),
  stretched(TWO, 'f_webp,inter_33', [96, 54]),
  stretched(TWO, 'f_gif,inter_34', [96, 54]),
  stretched(TEN, 'f_webp,inter_40', [96, 54]),
  stretched(TEN, 'f_gif,inter_250,num_7', [96, 54]),
  stretched(TEN, 'f_gif,inter_2000,num_50', [96, 54]),
  stretched(TEN, 'f_gif,num_1', [96, 54]),
  stretched(TEN, 'f_webp,num_1,ss_3333', [96, 54]),
  stretched(TEN, 'f_gif,num_0,inter_3000', [96, 54]),
  stretched(TWO, 'f_gif,inter_0,num_5', [96, 54]),
  stretched(TEN, 'f_gif,ss_1234,inter_500,num_3,w_64,h_64', [64, 64]),
  stretched(TEN, 'f_webp,ss_1233,inter_333,num_4', [96, 54]),
  stretched(TEN, 'f_gif,ss_9900', [96, 54]),
  stretched('numbered-10s.mkv', 'f_gif,ss_9500,inter_100', [96, 54]),
  stretched(TEN, 'f_gif,inter_10000', [96, 54]),
  stretched(TEN, 'f_gif,inter_700', [96, 54]),
  stretched(TEN, 'f_webp,inter_1234', [96, 54]),
  stretched(TWO, 'f_gif,w_32', [32, 54]),
  stretched(TWO, 'f_gif,h_200,inter_500', [96, 200]),
  stretched(TWO, 'f_webp,w_201,h_333,inter_500', [201, 333]),
  stretched(TWO, 'f_gif,pw_150,ph_33.3,inter_400', [144, 32]),
  stretched(TWO, 'f_webp,pw_200,inter_900', [192, 54]),
  stretched(TWO, 'f_gif,w_60,pw_10,ph_10,inter_500', [60, 54]),
  {
    clip: TWO,
    parameters: 'f_gif,w_200,h_200,scaletype_crop,inter_500',
    size: [200, 200],
    map: centred(200 / 54, 200, 200),
  },
  { clip: TWO, parameters: 'f_webp,w_81,h_55,scaletype_crop,inter_500', size: [81, 55], map: centred(55 / 54, 81, 55) },
  {
    clip: TWO,
    parameters: 'f_gif,w_200,h_200,scaletype_fill,inter_500',
    size: [200, 200],
    map: centred(200 / 96, 200, 200),
  },
  {
    clip: TWO,
    parameters: 'f_webp,w_201,h_333,scaletype_fill,inter_500',
    size: [201, 333],
    map: centred(201 / 96, 201, 333),
  },
  { clip: TWO, parameters: 'f_gif,w_200,h_200,scaletype_fit,inter_500', size: [200, 113], map: scaled(200, 113) },
  { clip: TWO, parameters: 'f_webp,w_33,h_200,scaletype_fit,inter_500', size: [33, 19], map: scaled(33, 19) },
  stretched(TWO, 'f_gif,w_200,h_200,scaletype_stretch,inter_500', [200, 200]),
  stretched(TWO, 'f_gif,inter_100,fps_240', [96, 54]),
  stretched(TWO, 'f_webp,inter_100,fps_240', [96, 54]),
  stretched(TWO, 'f_gif,inter_100,fps_12.5', [96, 54]),
  stretched(TWO, 'f_webp,inter_100,fps_12.5', [96, 54]),
  stretched(TWO, 'f_gif,inter_100,fps_0', [96, 54]),
  stretched(TWO, 'f_gif,fps_15', [96, 54]),
  stretched(TWO, 'f_webp,fps_0.5,inter_500', [96, 54]),
  stretched(TWO, 'f_gif,fps_45,inter_50', [96, 54]),
  stretched('numbered-60fps.mp4', 'f_gif', [96, 54]),
  stretched('numbered-60fps.mp4', 'f_webp', [96, 54]),
  stretched('numbered-60fps.mp4', 'f_gif,inter_50', [96, 54]),
  stretched('variable-rate.mp4', 'f_gif,inter_500', [96, 54]),
  stretched('variable-rate.mp4', 'f_webp,inter_100,num_30', [96, 54]),
  stretched('variable-rate.mp4', 'f_gif,num_40', [96, 54]),
  stretched('variable-rate.mp4', 'f_gif,ss_70,inter_200,num_6', [96, 54]),
  { clip: 'rotated.mp4', parameters: 'f_gif,inter_500', size: [54, 96], map: ([x, y]) => [y, 96 - x] },
  {
    clip: 'rotated.mp4',
    parameters: 'f_webp,pw_50,ph_50,inter_500',
    size: [32, 48],
    map: ([x, y]) => [(y * 32) / 54, 48 - x / 2],
  },
  stretched('numbered.webm', 'f_gif,inter_200', [96, 54]),
  stretched('numbered.webm', 'f_webp,ss_300,num_3', [96, 54]),
]

const TOLERANCE = 0.5

/** The number of a parameter in a string such as `f_gif,ss_500`; undefined where it is not given. */
function numberIn(parameters: string, name: string): number | undefined {
  const found = new RegExp(`(?:^|,)${name}_([0-9.]+)`).exec(parameters)?.[1]
  return found === undefined ? undefined : Number(found)
}

/** The frames by definition: the first one at or after each instant, each once, until the count or the end. */
export function expectedFrames({ clip, parameters }: Case): readonly { number: number; time: number }[] {
  const start = numberIn(parameters, 'ss') ?? 0
  const interval = numberIn(parameters, 'inter') ?? 0
  const count = numberIn(parameters, 'num') || Number.POSITIVE_INFINITY
  const frames = (CLIPS[clip] ?? []).filter(({ time }) => time >= start - TOLERANCE)
  const last = frames.at(-1)?.time ?? 0
  const chosen = new Set<{ number: number; time: number }>()
  for (let instant = start; interval > 0 && instant <= last + TOLERANCE; instant += interval) {
    const found = frames.find(({ time }) => time >= instant - TOLERANCE)
    if (found) chosen.add(found)
  }
  return (interval > 0 ? [...chosen] : frames).slice(0, count)
}

/** Frames a second as the clips were made; the variable one has some of its frames left out. */
const RATES: Readonly<Record<string, number>> = {
  'numbered-60fps.mp4': 60,
  'numbered.webm': 25,
  'variable-rate.mp4': 25,
}

/**
 * The delays by definition, in ms: at fps, else one interval a frame, else as in the source, where each lasts until the next one, also
 * where num cuts that off, and the last one until the end of the clip.
 */
export function expectedDelays(job: Case): readonly number[] {
  const { clip, parameters } = job
  const frames = expectedFrames(job)
  const [tick, least] = parameters.includes('f_gif') ? [10, 20] : [1, 11]
  const all = CLIPS[clip] ?? []
  const gap = ((all.at(-1)?.time ?? 0) - (all[0]?.time ?? 0)) / (all.length - 1)
  const interval = numberIn(parameters, 'inter') ?? 0
  const rate = numberIn(parameters, 'fps') || (interval > gap + TOLERANCE ? 1000 / interval : 0)
  const origin = frames[0]?.time ?? 0
  const times = frames.map(({ time }) => time)
  const last = times.at(-1) ?? 0
  times.push(
    all.find(({ time }) => time > last)?.time ??
      last + 1000 / (clip === 'variable-rate.mp4' ? 30 : (RATES[clip] ?? 30)),
  )
  const ticks: number[] = []
  for (const [index, time] of times.entries()) {
    const wanted = rate > 0 ? index * Math.max(1000 / rate, least) : time - origin
    ticks.push(Math.max(Math.round(wanted / tick), index === 0 ? 0 : (ticks[index - 1] ?? 0) + least / tick))
  }
  return ticks.slice(1).map((at, index) => (at - (ticks[index] ?? 0)) * tick)
}
