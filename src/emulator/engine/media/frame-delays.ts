/** The formats that animations are written in. */
export type AnimationFormat = 'gif' | 'webp'

/**
 * The clock of a format in ms, and the least delay. Viewers slow frames of 10 ms and less down to 100 ms. GIF counts in
 * 10 ms, WebP in 1 ms.
 */
const CLOCKS = { gif: { tick: 10, least: 20 }, webp: { tick: 1, least: 11 } } as const

/** When frames play. */
export interface Playing {
  readonly format: AnimationFormat
  /** Times of the frames in the source, in seconds. */
  readonly times: readonly number[]
  /** Frames a second; undefined plays as the source does. */
  readonly rate: number | undefined
  /** Where the last frame ends in the source, in seconds. */
  readonly end: number
}

/**
 * How long each frame stays, in ticks of the format: rounded so that errors do not add up.
 *
 *     frameDelays({ format: 'gif', times: [0, 1, 2], rate: 1, end: 3 })  // [100, 100, 100]
 */
export function frameDelays({ format, times, rate, end }: Playing): readonly number[] {
  const { tick, least } = CLOCKS[format]
  const origin = times[0] ?? 0
  const wanted = (index: number): number =>
    rate ? index * Math.max(1000 / rate, least) : ((times[index] ?? end) - origin) * 1000
  let now = 0
  return times.map((_, index) => {
    const next = Math.max(Math.round(wanted(index + 1) / tick), now + least / tick)
    const delay = next - now
    now = next
    return delay
  })
}
