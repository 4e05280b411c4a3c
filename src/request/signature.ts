import { timingSafeEqual } from 'node:crypto'
import type { QueryPair } from './percent.ts'
import type { Secret } from './secret.ts'

/** `v4` is OSS4-HMAC-SHA256, `v1` the older HMAC-SHA1. */
export type SignatureVersion = 'v1' | 'v4'

/** Everything that a signature depends on, and nothing else: no clock, no environment. */
export interface SigningInput {
  readonly version: SignatureVersion
  /** In the Authorization header, or in the query of a presigned URL. */
  readonly kind: 'header' | 'query'
  readonly method: string
  readonly bucket: string
  /** Decoded. */
  readonly key: string
  /** Decoded pairs, `""` for a bare name; those of the signing itself included, but `x-oss-signature`. */
  readonly query: readonly QueryPair[]
  /** As sent, an STS token included; the case of names does not matter. */
  readonly headers: Readonly<Record<string, string>>
  /** V4: the raw `x-oss-date`, or `Date` where that is absent. V1: the date line, or Expires of a URL. */
  readonly timestamp: string
  readonly accessKeySecret?: string | Secret | null
  /** V4: the derived key in hex digits, in place of the secret. */
  readonly signingKeyHex?: string
  /** V4: such as `cn-hangzhou`, without `oss-`. */
  readonly region?: string
  /** V4: `oss` when not given. */
  readonly product?: string
  /** V4: yyyymmdd; the UTC day of the timestamp when not given. */
  readonly scopeDate?: string
  /** V4: names of headers to sign beyond those always signed. */
  readonly additionalHeaders?: readonly string[]
  /** V1: query names to sign beyond those on the list. */
  readonly subResources?: readonly string[]
}

/** A signature with the texts that it was made of. */
export interface Signature {
  /** V4 only. */
  readonly canonicalRequest?: string
  readonly stringToSign: string
  /** V4 hex digits, V1 Base64. */
  readonly signature: string
}

/** Compares two signatures in a time that does not depend on where they differ. */
export function sameSignature(left: string, right: string): boolean {
  const [a, b] = [Buffer.from(left), Buffer.from(right)]
  return a.length === b.length && timingSafeEqual(a, b)
}
