import { isExact } from '../amount.ts'
import type { Sides } from '../image/geometry.ts'
import type { Parameters } from '../parameters.ts'
import { sidesOf, type TraceState, type TraceStep, UNKNOWN_SIDES } from '../state.ts'

/** `auto` turns as the file says, `h` and `w` to portrait and landscape; undefined leaves the pixels as stored. */
export type Rotation = 'auto' | 'h' | 'w' | undefined

/** Reads `ar`. */
export function toRotation(word: string | undefined): Rotation {
  return word === 'auto' || word === 'h' || word === 'w' ? word : undefined
}

const swap = ({ width, height }: Sides): Sides => ({ width: height, height: width })

/** The sides before scaling, and whether the frame has to be turned beyond what the file says. `isTurned`: stored on its side. */
export function turnedFrame(shown: Sides, isTurned: boolean, rotation: Rotation): { sides: Sides; mustTurn: boolean } {
  if (rotation === undefined) return { sides: isTurned ? swap(shown) : shown, mustTurn: false }
  const { width, height } = shown
  const mustTurn = (rotation === 'h' && width > height) || (rotation === 'w' && height > width)
  return { sides: mustTurn ? swap(shown) : shown, mustTurn }
}

/** The sides that are asked for, by their direction or by their length; 0 where nothing is. */
export interface SnapshotSides extends Sides {
  readonly long: number
  readonly short: number
}

export function wantedSides(parameters: Parameters): SnapshotSides {
  const side = (name: string) => parameters.number(name) ?? 0
  return { width: side('w'), height: side('h'), long: side('l'), short: side('s') }
}

/** Sides of 0 follow the other one, or the source. Source: Video snapshots; EC 0053-00000102. */
export function snapshotSides(source: Sides, { long, short, ...sides }: SnapshotSides): Sides {
  const [across, down] = source.width < source.height ? [short, long] : [long, short]
  const width = sides.width || across
  const height = sides.height || down
  const follow = (side: number, own: number, other: number) => Math.max(1, Math.round((side * other) / own))
  if (width > 0 && height > 0) return { width, height }
  if (width > 0) return { width, height: follow(width, source.width, source.height) }
  return height > 0 ? { width: follow(height, source.height, source.width), height } : source
}

/** One frame; past the end the last one. Source: Video snapshots (2022, 2024). */
export const snapshot: TraceStep = (state, context) => {
  const { parameters } = context
  context.charge(1)
  const format = parameters.isOpen('f') ? undefined : parameters.text('f') === 'png' ? 'png' : 'jpg'
  const result: TraceState = {
    ...state,
    kind: 'image',
    format,
    sourceFormat: format,
    frames: 1,
    files: 1,
    orientation: 1,
  }
  return { ...result, ...sidesFor(state, parameters), hasAlpha: false }
}

function sidesFor(state: TraceState, parameters: Parameters): Pick<TraceState, 'width' | 'height'> {
  if (parameters.isOpen('w', 'h', 'l', 's', 'ar')) return UNKNOWN_SIDES
  const wanted = wantedSides(parameters)
  const shown = sidesOf(state)
  if (!shown) return { width: wanted.width || undefined, height: wanted.height || undefined }
  const isTurned = isExact(state.orientation) && state.orientation > 4
  return snapshotSides(turnedFrame(shown, isTurned, toRotation(parameters.text('ar'))).sides, wanted)
}
