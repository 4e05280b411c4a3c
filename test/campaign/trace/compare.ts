import { rangeOf } from '../../../src/trace/amount.ts'
import type { Amount, TraceOutput } from '../../../src/trace/facts.ts'

/** What the local OSS made. */
export interface Made {
  readonly format: string
  readonly width: number
  readonly height: number
  readonly frames: number
  readonly count: number
}

/** Counts over a campaign. */
export interface Tally {
  runs: number
  refused: number
  fields: number
  unknown: number
  bounded: number
}

/** The fields in which a trace is wrong; what is unknown or bounded is counted. */
export function differences(output: TraceOutput, made: Partial<Made>, tally: Tally): readonly string[] {
  const { format, width, height, frames, count } = output
  tally.fields++
  if (format === undefined) tally.unknown++
  const wrong =
    made.format !== undefined && format !== undefined && format !== made.format
      ? [`format ${format}, made ${made.format}`]
      : []
  const amounts: Readonly<Record<string, [Amount, number | undefined]>> = {
    width: [width, made.width],
    height: [height, made.height],
    frames: [frames, made.frames],
    count: [count, made.count],
  }
  for (const [name, [amount, found]] of Object.entries(amounts)) {
    if (found === undefined) continue
    tally.fields++
    const range = rangeOf(amount)
    if (!range) tally.unknown++
    else if (typeof amount !== 'number') tally.bounded++
    if (range && (found < range.minimum || found > range.maximum)) {
      wrong.push(`${name} ${JSON.stringify(amount)}, made ${found}`)
    }
  }
  return wrong
}
