import { findTime } from './claim.ts'
import type { MistakeId } from './mistake-texts.ts'
import { byName, encodePath, percentEncode, type QueryPair } from './percent.ts'
import type { Received } from './received.ts'
import { joinParts, signString, stringParts } from './sign-v1.ts'
import { canonicalParts, signCanonical } from './sign-v4.ts'
import { type SigningInput, sameSignature } from './signature.ts'
import { isSubResource } from './sub-resource.ts'
import { byEncodedName, headerPairs, joinQuery, type Model, type Variant, writeHeaders } from './variants.ts'

const SIGNS = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_./,='
const EXTENSIONS =
  'jpg jpeg png webp gif bmp tiff heic avif mp4 mov mkv avi webm flv ts m3u8 mp3 m4a aac wav pdf docx pptx xlsx'.split(
    ' ',
  )
/** A text longer than this is not searched: each sign of it takes some hundred signatures. */
const LONGEST = 300

/** A text with one sign changed, two in each other's place, one less, one more. */
function* editsOf(text: string): Generator<string> {
  if (text.length > LONGEST) return
  for (let at = 0; at <= text.length; at++) {
    const [head, rest] = [text.slice(0, at), text.slice(at + 1)]
    for (const sign of SIGNS) if (at < text.length) yield head + sign + rest
    if (at < text.length) yield head + rest
    if (at + 1 < text.length) yield head + text.charAt(at + 1) + text.charAt(at) + text.slice(at + 2)
    for (const sign of SIGNS) yield head + sign + text.slice(at)
  }
}

function* pathVariants({ version, bucket, key }: SigningInput): Generator<Variant> {
  const write = version === 'v4' ? encodePath : (text: string) => text
  const variant = (id: MistakeId, name: string, path: string): Variant => ({
    id,
    part: 'path',
    value: write(path),
    name,
  })
  const stem = key.replace(/\.[^./]*$/, '')
  for (const extension of EXTENSIONS)
    yield variant('key-sent-otherwise', `${stem}.${extension}`, `/${bucket}/${stem}.${extension}`)
  for (const other of editsOf(bucket))
    if (!other.includes('/')) yield variant('bucket-differs', other, `/${other}/${key}`)
  for (const other of editsOf(key)) yield variant('key-sent-otherwise', other, `/${bucket}/${other}`)
}

/** Seconds that a URL may have been meant for: any up to two hours, whole minutes up to a week. */
function* lifetimes(): Generator<string> {
  for (let second = 1; second <= 7200; second++) yield String(second)
  for (let minute = 120; minute <= 10_080; minute++) yield String(minute * 60)
}

function* queryVariants({ version }: SigningInput, { query }: Received): Generator<Variant> {
  const isV4 = version === 'v4'
  const pairs = query
    .filter(([name]) => (isV4 ? name !== 'x-oss-signature' : isSubResource(name)))
    .sort(isV4 ? byEncodedName : byName)
  const write = (changed: readonly QueryPair[]) =>
    isV4 ? joinQuery(changed, percentEncode) : `?${joinQuery(changed, text => text)}`
  for (const [at, [name, value]] of pairs.entries()) {
    for (const other of name === 'x-oss-expires' ? lifetimes() : editsOf(value)) {
      const changed = pairs.map((pair, index): QueryPair => (index === at ? [name, other] : pair))
      yield { id: 'value-differs', part: 'query', value: write(changed), name: `${name}=${other}` }
    }
  }
}

function* headerVariants(block: string): Generator<Variant> {
  const headers = headerPairs(block)
  for (const [at, [name, value]] of headers.entries()) {
    for (const other of editsOf(value)) {
      const changed = headers.map((pair, index): QueryPair => (index === at ? [name, other] : pair))
      yield { id: 'value-differs', part: 'headers', value: writeHeaders(changed), name: `${name}: ${other}` }
    }
  }
}

/** The seconds that a date may have been: those of the day that the signature names, or of the days around it; the end of a URL may be whole minutes or hours off. */
function* datesOf({ version, kind, timestamp, scopeDate = '' }: SigningInput): Generator<string> {
  if (version === 'v1' && kind === 'query') {
    const expires = Number(timestamp)
    const both = (away: number) => [String(expires - away), String(expires + away)]
    for (let second = 1; second <= DAY; second++) yield* both(second)
    for (let minute = 1; minute <= 30 * 1440; minute++) yield* both(minute * 60)
    for (let hour = 1; hour <= 2 * 8760; hour++) yield* both(hour * 3600)
    return
  }
  const isIso = /^\d{8}T/.test(timestamp)
  const day = findTime(version === 'v4' ? `${scopeDate}T000000Z` : timestamp)
  if (!day) return
  const start = Math.floor(day.getTime() / 1000 / DAY) * DAY
  const [from, to] = version === 'v4' ? [start, start + DAY] : [start - DAY, start + 2 * DAY]
  for (let second = from; second < to; second++) {
    const date = new Date(second * 1000)
    yield isIso ? date.toISOString().replace(/[-:]|\.\d+/g, '') : date.toUTCString()
  }
}

const DAY = 86_400

function findDate(input: SigningInput, given: string): string | undefined {
  const { version, timestamp } = input
  if (timestamp === '') return undefined
  const whole = version === 'v4' ? canonicalParts(input).join('\n') : joinParts(stringParts(input))
  const pieces = whole.split(timestamp)
  for (const date of datesOf(input)) {
    const text = pieces.join(date)
    const { signature } =
      version === 'v4' ? signCanonical({ ...input, timestamp: date }, text) : signString(input, text)
    if (sameSignature(signature, given)) return date
  }
  return undefined
}

/**
 * Finds the one sign of bucket, object name, parameter or header, or the other date, with which a signature fits. Takes up to a second or two
 * where there is none.
 */
export function findNearMistake(
  input: SigningInput,
  received: Received,
  { parts, sign }: Model,
  given: string,
): Variant | undefined {
  for (const variants of [pathVariants(input), queryVariants(input, received), headerVariants(parts.headers)]) {
    for (const variant of variants) {
      if (sameSignature(sign({ ...parts, [variant.part]: variant.value }), given)) return variant
    }
  }
  const date = findDate(input, given)
  return date === undefined ? undefined : { id: 'date-moved', part: 'date', value: date, name: date }
}
