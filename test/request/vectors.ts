import { readFileSync } from 'node:fs'
import type { Signature, SigningInput } from '../../src/request/index.ts'

/** One known signature: the input of `computeSignature` with what must come out of it. */
export interface Vector extends SigningInput {
  readonly name: string
  readonly accessKeyId: string
  readonly expected: Signature
  /** The header or URL that carried the signature. */
  readonly authorization?: string
  readonly url?: string
  /** The signature of an SDK that goes its own way, and what `verify` finds it did. */
  readonly divergent?: { readonly signature: string; readonly mistake: string }
}

/** Known signatures from SDK tests, help pages and runs of the SDKs. */
export const vectors: readonly Vector[] = JSON.parse(
  readFileSync(new URL('../fixtures/signing/vectors.json', import.meta.url), 'utf8'),
)
