import type { MistakeId } from './mistake-texts.ts'
import { percentDecode, percentEncode, type QueryPair } from './percent.ts'
import type { Received } from './received.ts'
import { secretText } from './secret.ts'
import type { SigningInput } from './signature.ts'

/** The parts of the texts to sign of both versions; `md5` and `type` are lines of version 1, `payload` of version 4. */
export type Part = 'method' | 'path' | 'query' | 'headers' | 'md5' | 'type' | 'payload' | 'date' | 'secret'

/** A part of the text to sign as a certain mistake would have it. */
export interface Variant {
  readonly id: MistakeId
  readonly part: Part
  readonly value: string
  /** What the mistake is about. */
  readonly name?: string
}

/** A text to sign in its parts, how the parts become a signature, and what may be wrong with them. */
export interface Model {
  readonly parts: Readonly<Record<Part, string>>
  readonly sign: (parts: Readonly<Record<Part, string>>) => string
  readonly variants: readonly Variant[]
}

/** How a name or a value is written. */
export type Write = (text: string) => string

const compare = (left: string, right: string): number => (left < right ? -1 : Number(left > right))

/** Orders by name as it is. */
export const byName = (left: QueryPair, right: QueryPair): number => compare(left[0], right[0])

/** Orders by encoded name, as version 4 does. */
export const byEncodedName = (left: QueryPair, right: QueryPair): number =>
  compare(percentEncode(left[0]), percentEncode(right[0]))

/** Orders as a dictionary would: a usual mistake. */
export const byLocale = (left: QueryPair, right: QueryPair): number => left[0].localeCompare(right[0])

/** Writes a query; `empty` is what follows a name without value. */
export function joinQuery(pairs: readonly QueryPair[], write: Write, empty = ''): string {
  return pairs.map(([name, value]) => write(name) + (value === '' ? empty : `=${write(value)}`)).join('&')
}

// A request with more parameters or headers than any sane one is not worth the time.
const mostTried = 32

/** The query without the repetitions of a name, without each of its names, without those that begin with x-oss-, and empty. */
export function dropNames(pairs: readonly QueryPair[]): [name: string, rest: QueryPair[]][] {
  const names = [...new Set(pairs.map(([name]) => name))].slice(0, mostTried)
  const single = names.map((name): [string, QueryPair[]] => [name, pairs.filter(pair => pair[0] !== name)])
  const firsts = new Map([...pairs].reverse().map(pair => [pair[0], pair]))
  const repeated = [...firsts].filter(
    ([name]) => names.includes(name) && pairs.filter(pair => pair[0] === name).length > 1,
  )
  const once = repeated.map(([name, first]): [string, QueryPair[]] => {
    return [name, pairs.filter(pair => pair[0] !== name || pair === first)]
  })
  return [...once, ...single, ['x-oss-*', pairs.filter(([name]) => !name.startsWith('x-oss-'))], ['*', []]]
}

/** The query as it reads when a literal `+` is a plus sign. */
export function plusQuery(received: Received): QueryPair[] {
  return [...new URLSearchParams(received.rawQuery.replaceAll('+', '%2B'))]
}

const writeHeaders = (headers: readonly QueryPair[]): string =>
  headers.map(([name, value]) => `${name}:${value}\n`).join('')

const readHeaders = (block: string): QueryPair[] => {
  const lines = block.split('\n').filter(line => line !== '')
  return lines.map(line => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1)])
}

/** What may be wrong with a block of signed headers. */
export function headerVariants(received: Received, block: string): Variant[] {
  const signed = readHeaders(block)
  const isSigned = (name: string) => signed.some(pair => pair[0] === name)
  const sent = Object.entries(received.headers).filter(([name]) => name !== 'authorization')
  const variant = (id: MistakeId, headers: readonly QueryPair[], name = ''): Variant => {
    return { id, part: 'headers', value: writeHeaders(headers), name }
  }
  const without = (name: string) => signed.filter(pair => pair[0] !== name)
  const unlisted = sent.filter(([name]) => !isSigned(name)).slice(0, mostTried)
  const asSent = sent.filter(([name]) => isSigned(name))
  return [
    ...signed.slice(0, mostTried).map(([name]) => variant('header-not-signed', without(name), name)),
    variant('header-not-signed', [], '*'),
    variant('header-order', [...signed].sort(byLocale)),
    variant('header-order', asSent),
    ...unlisted.map(pair => variant('header-unlisted', [...signed, pair].sort(byName), pair[0])),
  ]
}

const contentTypes = [
  'application/octet-stream',
  'application/x-www-form-urlencoded',
  'application/json',
  'application/xml',
  'text/plain',
  'text/plain;charset=UTF-8',
  'image/jpeg',
  'image/png',
  'video/mp4',
]

/** Other types that the sender may have had; `place` puts one where it is signed. */
export function typeVariants(part: Part, place: (type: string) => string): Variant[] {
  return contentTypes.map((type): Variant => ({ id: 'header-differs', part, value: place(type), name: type }))
}

/** A block of signed headers with another Content-Type. */
export function withType(block: string, type: string): string {
  const others = readHeaders(block).filter(([name]) => name !== 'content-type')
  return writeHeaders([...others, ['content-type', type] as const].sort(byName))
}

const methods = ['GET', 'PUT', 'POST', 'HEAD', 'DELETE']

/** What may be wrong in both versions: method, date and secret. */
export function commonVariants(input: SigningInput, { headers }: Received): Variant[] {
  const secret = secretText(input.accessKeySecret)
  const secrets = [secret.trim(), `${secret}\n`, `${secret}\r\n`, `${secret} `, ` ${secret}`]
  const dates = [headers.date ?? '', headers['x-oss-date'] ?? '', '']
  return [
    ...methods.map((value): Variant => ({ id: 'method-differs', part: 'method', value, name: value })),
    ...dates.map((value): Variant => ({ id: 'date-differs', part: 'date', value })),
    ...secrets.map((value): Variant => ({ id: 'secret-space', part: 'secret', value })),
  ]
}

/** Percent-encodes and leaves the marks that `encodeURIComponent` leaves. */
export const leaveMarks: Write = text => percentEncode(text).replace(/%(?:21|2[789A])/g, percentDecode)
