import type { MessageData } from '../language/diagnostic.ts'
import { isExact } from './amount.ts'
import { type Amount, type Facts, formatName, type OutputKind, type Step } from './facts.ts'
import type { Sides } from './image/geometry.ts'
import type { Parameters } from './parameters.ts'
import type { RemarkId } from './remarks.ts'

/** What is known between two operations. */
export interface TraceState {
  readonly kind: OutputKind
  readonly format: string | undefined
  /** The format of the file that the stage opened: `format,gif` and enlarging look at it. */
  readonly sourceFormat: string | undefined
  readonly width: Amount
  readonly height: Amount
  readonly frames: Amount
  readonly files: Amount
  readonly orientation: number | undefined
  readonly hasAlpha: boolean | undefined
  readonly hasAudio: boolean | undefined
  readonly isSteady: boolean | undefined
  readonly duration: number | undefined
  readonly frameRate: number | undefined
  readonly bytes: number | undefined
}

/** What a step is told and may say. */
export interface StepContext {
  readonly parameters: Parameters
  /** The picture that a watermark goes onto, in the string inside of it. */
  readonly main: TraceState | undefined
  remark(id: RemarkId, data?: MessageData): void
  /** Traces the string inside a watermark picture. */
  traceNested(text: string, main: TraceState): readonly Step[]
  /** Frames that are billed. */
  charge(quantity: Amount): void
}

/** One operation as a function of what is known. */
export type TraceStep = (state: TraceState, context: StepContext) => TraceState

/** True for pictures of formats that hold animations, and of unknown ones. */
export function mayMove({ kind, format }: Pick<Facts, 'kind' | 'format'>): boolean {
  return kind === 'image' && (format === undefined || format === 'gif' || format === 'webp')
}

/** Pictures without a word about frames are still, unless their format moves. */
export function stateOf(facts: Facts): TraceState {
  const format = facts.format === undefined ? undefined : formatName(facts.format)
  const isStill = facts.kind === 'image' && !mayMove(facts)
  return {
    kind: facts.kind,
    format,
    sourceFormat: format,
    width: facts.width,
    height: facts.height,
    frames: facts.frames ?? (isStill ? 1 : undefined),
    files: 1,
    orientation: facts.orientation,
    hasAlpha: facts.hasAlpha,
    hasAudio: facts.hasAudio,
    isSteady: facts.isSteady,
    duration: facts.duration,
    frameRate: facts.frameRate,
    bytes: facts.bytes,
  }
}

/** Both sides where they are exact. */
export function sidesOf({ width, height }: Pick<TraceState, 'width' | 'height'>): Sides | undefined {
  return isExact(width) && isExact(height) ? { width, height } : undefined
}

/** `4000 x 3000` in remarks, `1..50 x ?` where a side is bounded and the other one unknown. */
export function sidesText({ width, height }: Pick<TraceState, 'width' | 'height'>): string {
  const textOf = (side: Amount) => (isExact(side) ? side : side ? `${side.minimum}..${side.maximum}` : '?')
  return `${textOf(width)} x ${textOf(height)}`
}

/** Sides that nobody can tell. */
export const UNKNOWN_SIDES = { width: undefined, height: undefined } as const
