import { findPictureFormat, findSourceKind } from '../../grammar/operations/extensions.ts'
import type { Span } from '../../grammar/tree.ts'
import type { Diagnostic, MessageData } from '../language/diagnostic.ts'

/** A number between two bounds, both included. */
export interface Range {
  readonly minimum: number
  readonly maximum: number
}

/** A number that is exact, bounded, or unknown. */
export type Amount = number | Range | undefined

/** What a file is. */
export type Kind = 'image' | 'video' | 'audio' | 'document'

/**
 * What is known of a source. Everything but the kind may be missing; what is missing makes unknowns, never wrong numbers.
 *
 *     { kind: 'image', format: 'jpg', width: 4000, height: 3000, orientation: 6 }
 *     { kind: 'video', format: 'mp4', width: 1920, height: 1080, duration: 120, frameRate: 25, hasAudio: true }
 */
export interface Facts {
  readonly kind: Kind
  /** As `image/format` and the extension call it: `jpg`, `mp4`. */
  readonly format?: string | undefined
  /** px; of a video as it is shown, of a picture as it is stored, before its orientation is looked at. */
  readonly width?: number | undefined
  readonly height?: number | undefined
  /** Frames of an animation or a video; 1 for a still picture. */
  readonly frames?: number | undefined
  /** EXIF orientation of a picture, 1 to 8; how a video is turned for showing: 1, 3, 6 or 8, and 1 where it is left out. */
  readonly orientation?: number | undefined
  readonly hasAlpha?: boolean | undefined
  /** Seconds. */
  readonly duration?: number | undefined
  /** Frames a second. */
  readonly frameRate?: number | undefined
  /** False where frames do not follow each other evenly: how many an interval selects is bounded then. */
  readonly isSteady?: boolean | undefined
  readonly hasAudio?: boolean | undefined
  /** Size of the file. */
  readonly bytes?: number | undefined
}

/** What a file becomes. */
export type OutputKind = Kind | 'pointCloud' | 'text' | 'json' | 'html' | 'playlist' | 'none'

/** What is known behind an operation, and what it did. */
export interface Step extends Span {
  /** `image/resize` */
  readonly operation: string
  readonly kind: OutputKind
  readonly format: string | undefined
  readonly width: Amount
  readonly height: Amount
  readonly frames: Amount
  /** What the operation did and did not, to be put into words by `remarkText`. */
  readonly remarks: readonly Remark[]
  /** The steps of the string inside a watermark picture; their spans count in the decoded text. */
  readonly nested?: readonly Step[]
}

/** One thing to say of a step. */
export interface Remark {
  readonly id: string
  readonly data: MessageData
}

/** What comes out, and where it goes. */
export interface TraceOutput {
  readonly kind: OutputKind
  readonly format: string | undefined
  readonly width: Amount
  readonly height: Amount
  /** Frames in each file. */
  readonly frames: Amount
  /** How many files. */
  readonly count: Amount
  /** The name that `sys/saveas` gives, with its variables; absent where the answer itself is the result. */
  readonly object?: string
  readonly bucket?: string
}

/** One thing that is billed. */
export interface Charge {
  /** The item of the price list, or the operation where the list is not known to name it. */
  readonly item: string
  readonly unit: { readonly en: string; readonly zh: string }
  readonly quantity: Amount
}

/** What a process string makes of a source. */
export interface Trace {
  readonly steps: readonly Step[]
  readonly outputs: readonly TraceOutput[]
  readonly charges: readonly Charge[]
  /** What OSS would refuse of this source, and what does nothing to it. */
  readonly diagnostics: readonly Diagnostic[]
}

/** Formats whose names are extensions of other files, too. */
const MORE: Readonly<Record<string, Kind>> = { ts: 'video', oga: 'audio', txt: 'document' }

/** What a file of that format or extension is; undefined for words that name none. */
export function kindOfFormat(word: string): Kind | undefined {
  if (Object.hasOwn(MORE, word)) return MORE[word]
  const kind = findSourceKind(word)
  return kind === 'pointCloud' || kind === 'playlist' ? undefined : kind
}

/**
 * What the extension in the address of an object tells. OSS looks at the bytes, so that it is a guess.
 *
 *     factsOfExtension('gif') // { kind: 'image', format: 'gif' }
 */
export function factsOfExtension(extension: string): Facts | undefined {
  const kind = kindOfFormat(extension)
  // Where .ts is an extension, it is that of a program.
  return kind && extension !== 'ts' ? { kind, format: formatName(extension) } : undefined
}

/** The one name of a format that has several: `jpg` for `jpeg`. */
export function formatName(word: string): string {
  return findPictureFormat(word) ?? word
}
