import type { Stage } from '../../language/tree.ts'
import type { ImageResult, Outcome } from '../engine/index.ts'

/** One version of an object, by its file. */
export interface FileVersion {
  readonly file: string
  readonly ino: number
  readonly mtimeMs: number
  readonly size: number
}

/** What a picture is made of: a version of an object, or bytes. */
export type PictureInput = FileVersion | { readonly bytes: Uint8Array }

/** What the process is told: to make a picture, or the bytes of an object that it has asked for. */
export type PictureOrder =
  | { readonly kind: 'make'; readonly stage: Stage; readonly input: PictureInput }
  | { readonly kind: 'object'; readonly bytes: Uint8Array | undefined }

/** What it tells: that it can begin, that it needs an object, that the file is another one now, the result, or that it has failed. */
export type PictureAnswer =
  | { readonly kind: 'ready' }
  | { readonly kind: 'read'; readonly key: string }
  | { readonly kind: 'changed' }
  | { readonly kind: 'made'; readonly outcome: Outcome<ImageResult> }
  | { readonly kind: 'fault'; readonly message: string }

/** The status with which it ends when a picture takes more than its bytes of memory. */
export const TOO_MUCH_MEMORY = 99
