import { hash } from 'node:crypto'
import { percentDecode } from '../language/url.ts'
import { readHost } from './endpoint.ts'
import type { MistakeId } from './mistake-texts.ts'
import { byName, decodeQuery, percentEncode, type QueryPair } from './percent.ts'
import type { Received } from './received.ts'
import { secretText } from './secret.ts'
import type { SigningInput } from './signature.ts'
import { isSubResource } from './sub-resource.ts'

/** The parts of the texts to sign of both versions; `md5` and `type` are lines of version 1, `payload` of version 4. */
export type SigningPart = 'method' | 'path' | 'query' | 'headers' | 'md5' | 'type' | 'payload' | 'date' | 'secret'

/** A part of the text to sign as a certain mistake would have it. */
export interface Variant {
  readonly id: MistakeId
  readonly part: SigningPart
  readonly value: string
  /** What the mistake is about. */
  readonly name?: string
}

/** A text to sign in its parts, how the parts become a signature, and what may be wrong with them. */
export interface Model {
  readonly parts: Readonly<Record<SigningPart, string>>
  readonly sign: (parts: Readonly<Record<SigningPart, string>>) => string
  readonly variants: readonly Variant[]
}

/** How a name or a value is written. */
export type Write = (text: string) => string

/** Orders by encoded name, as version 4 does. */
export const byEncodedName = ([left]: QueryPair, [right]: QueryPair): number =>
  byName([percentEncode(left), ''], [percentEncode(right), ''])

/** Orders as a dictionary would: a usual mistake. */
export const byLocale = (left: QueryPair, right: QueryPair): number => left[0].localeCompare(right[0])

/** Writes a query; `empty` is what follows a name without value. */
export function joinQuery(pairs: readonly QueryPair[], write: Write, empty = ''): string {
  return pairs.map(([name, value]) => write(name) + (value === '' ? empty : `=${write(value)}`)).join('&')
}

// A request with more parameters or headers than any sane one is not worth the time.
const mostTried = 32

/** The query without the repetitions of a name, without each of its names, without those that OSS does not know, without those that begin with x-oss-, and empty. */
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
  const foreign = names.filter(name => !name.startsWith('x-oss-') && !isSubResource(name))
  return [
    ...once,
    ...single,
    [foreign.join(', '), pairs.filter(([name]) => !foreign.includes(name))],
    ['x-oss-*', pairs.filter(([name]) => !name.startsWith('x-oss-'))],
    ['*', []],
  ]
}

/** The query as it reads when a literal `+` is a plus sign. */
export function plusQuery(received: Received): QueryPair[] {
  return decodeQuery(received.rawQuery.replaceAll('+', '%2B'))
}

/** Writes headers as they are signed. */
export const writeHeaders = (headers: readonly QueryPair[]): string =>
  headers.map(([name, value]) => `${name}:${value}\n`).join('')

/** The headers of a signed block. */
export const headerPairs = (block: string): QueryPair[] => {
  const lines = block.split('\n').filter(line => line !== '')
  return lines.map(line => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1)])
}

/** What may be wrong with a block of signed headers. */
export function headerVariants(received: Received, block: string): Variant[] {
  const signed = headerPairs(block)
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
export function typeVariants(part: SigningPart, place: (type: string) => string): Variant[] {
  return contentTypes.map((type): Variant => ({ id: 'header-differs', part, value: place(type), name: type }))
}

/** A block of signed headers with another Content-Type. */
export function withType(block: string, type: string): string {
  const others = headerPairs(block).filter(([name]) => name !== 'content-type')
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

/** The query with one value decoded once more each: a value that was encoded again on its way. */
export function decodedOnce(pairs: readonly QueryPair[]): [name: string, pairs: QueryPair[]][] {
  return pairs.flatMap((pair, at): [string, QueryPair[]][] => {
    const value = percentDecode(pair[1])
    return value === pair[1] ? [] : [[pair[0], pairs.map((one, index) => (index === at ? [one[0], value] : one))]]
  })
}

/** Other paths `/bucket/key` that the sender may have signed. `write` encodes one as the version has it. */
export function pathsOf(received: Received, { bucket, key }: SigningInput, write: Write): Variant[] {
  const [first = '', ...rest] = key.split('/')
  const keys = new Set([
    percentDecode(key),
    key.normalize('NFC'),
    key.normalize('NFD'),
    key.replaceAll('+', ' '),
    key.replaceAll(' ', '+'),
    key.replace(/^\/+/, ''),
    `/${key}`,
    key.replace(/\/{2,}/g, '/'),
    key.trim(),
    key.toLowerCase(),
    // UTF-8 that was read as Latin-1, and folders that were put in front.
    Buffer.from(key, 'latin1').toString(),
    ...rest.slice(0, mostTried).map((_, at) => rest.slice(at).join('/')),
  ])
  const front = received.host.replace(/[.:].*$/, '')
  const variant = (id: MistakeId, otherBucket: string, otherKey: string): Variant => {
    const path = `/${otherBucket}/${otherKey}`
    return { id, part: 'path', value: write(path), name: path }
  }
  return [
    ...[...keys].map(other => variant('key-sent-otherwise', bucket, other)),
    variant('bucket-differs', first, rest.join('/')),
    variant('bucket-differs', front, key),
    variant('bucket-differs', front, `${bucket}/${key}`),
    variant('bucket-differs', bucket.toLowerCase(), key),
  ]
}

/** Other hosts that the sender may have signed, where the host is signed. */
export function hostVariants({ host }: Received, block: string): Variant[] {
  const signed = headerPairs(block)
  if (!signed.some(([name]) => name === 'host')) return []
  const { endpoint, bucket } = readHost(host)
  const hosts = [
    host.replace(/:\d+$/, ''),
    `${host}:80`,
    `${host}:443`,
    endpoint ?? host,
    host.replace(/-internal\./, '.'),
    host.replace(/(oss-[a-z0-9-]+?)\./, '$1-internal.'),
    ...(bucket ? [`${bucket}.oss-accelerate.aliyuncs.com`] : []),
  ]
  return hosts.map(
    (value): Variant => ({
      id: 'host-differs',
      part: 'headers',
      value: writeHeaders(signed.map(pair => (pair[0] === 'host' ? ['host', value] : pair))),
      name: value,
    }),
  )
}

/** The digest of the body that is here. */
export function digestOf({ body }: Received): string {
  return hash('md5', body, 'base64')
}

/** A block of signed headers with another Content-MD5. */
export function withDigest(block: string, digest: string): string {
  return writeHeaders(headerPairs(block).map(pair => (pair[0] === 'content-md5' ? ['content-md5', digest] : pair)))
}
