import type { MistakeId } from './mistake-texts.ts'
import { percentDecode, percentEncode, type QueryPair } from './percent.ts'
import type { Received } from './received.ts'
import { reveal } from './secret.ts'
import type { SigningInput } from './signature.ts'

/** The parts of the text to sign, of both versions. */
export type Part =
  | 'method'
  | 'path'
  | 'query'
  | 'headers'
  | 'md5'
  | 'type'
  | 'payload'
  | 'date'
  | 'secret'
  | 'signature'

/** A part of the text to sign as a certain mistake would have it. */
export interface Variant {
  readonly id: MistakeId
  readonly part: Part
  readonly value: string
  readonly name?: string
}

const byLocale = (left: QueryPair, right: QueryPair): number => left[0].localeCompare(right[0])
export const byCode = (left: QueryPair, right: QueryPair): number =>
  left[0] < right[0] ? -1 : Number(left[0] > right[0])
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
// A request with more parameters than any sane one is not worth the time.
const mostDropped = 32

/** How a name or a value is written. */
export type Write = (text: string) => string

export const join = (pairs: readonly QueryPair[], write: Write, empty = ''): string =>
  pairs.map(([name, value]) => (value === '' ? `${write(name)}${empty}` : `${write(name)}=${write(value)}`)).join('&')

const formEncode: Write = text => percentEncode(text).replaceAll('%20', '+')
const leaveMarks: Write = text => percentEncode(text).replace(/%(?:21|2[789A])/g, percentDecode)
const twice: Write = text => percentEncode(percentEncode(text))

/** The query without one of its names, or without a family of them. */
export function dropped(pairs: readonly QueryPair[]): [name: string, rest: QueryPair[]][] {
  const names = [...new Set(pairs.map(pair => pair[0]))].slice(0, mostDropped)
  const without = (test: (name: string) => boolean) => pairs.filter(([name]) => !test(name))
  const single = names.map((name): [string, QueryPair[]] => [name, without(one => one === name)])
  const isProcess = (name: string) => name.startsWith('x-oss-')
  return [...single, ['x-oss-*', without(isProcess)], ['*', []]]
}

export function decodeRawPlus(received: Received): QueryPair[] {
  const pairs = new URLSearchParams(received.rawQuery.replaceAll('+', '%2B'))
  return [...pairs]
}

export function queryVariants(received: Received, kept: (pairs: readonly QueryPair[]) => QueryPair[]): Variant[] {
  const sorted = kept(received.query).sort(byCode)
  const canonical = (pairs: readonly QueryPair[]) => join(kept(pairs).sort(byCode), percentEncode)
  const asSent = kept(received.query)
  const query = (id: Variant['id'], value: string, name?: string): Variant => ({
    id,
    part: 'query',
    value,
    ...(name && { name }),
  })
  return [
    ...dropped(sorted).map(([name, rest]) => query('parameter-not-signed', canonical(rest), name)),
    query('empty-value-with-equals', join(sorted, percentEncode, '=')),
    query('query-order', join(asSent, percentEncode)),
    query('query-order', join([...asSent].sort(byLocale), percentEncode)),
    query('query-order', join(sorted, percentEncode)),
    query(
      'query-order',
      asSent
        .map(pair => join([pair], percentEncode))
        .sort()
        .join('&'),
    ),
    query(
      'value-not-encoded',
      join(sorted, text => text),
    ),
    query(
      'value-slash-not-encoded',
      join(sorted, text => percentEncode(text).replaceAll('%2F', '/')),
    ),
    query('value-marks-not-encoded', join(sorted, leaveMarks)),
    query('space-as-plus', join(sorted, formEncode)),
    query('encoded-twice', join(sorted, twice)),
    query('plus-sent-raw', canonical(decodeRawPlus(received))),
  ]
}

export const headerBlock = (headers: readonly QueryPair[]): string =>
  headers.map(([name, value]) => `${name}:${value}\n`).join('')

export const readBlock = (block: string): QueryPair[] =>
  block
    .split('\n')
    .filter(Boolean)
    .map(line => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1)])

export function headerVariants(received: Received, block: string): Variant[] {
  const signed = readBlock(block)
  const header = (id: Variant['id'], pairs: QueryPair[], name = ''): Variant => ({
    id,
    part: 'headers',
    value: headerBlock(pairs),
    name,
  })
  const without = (name: string) => signed.filter(pair => pair[0] !== name)
  const unsigned = Object.entries(received.headers).filter(
    ([name]) => !signed.some(pair => pair[0] === name) && name !== 'authorization',
  )
  return [
    ...signed.map(([name]) => header('header-not-signed', without(name), name)),
    header('header-not-signed', [], '*'),
    header('header-order', [...signed].sort(byLocale)),
    header(
      'header-order',
      Object.entries(received.headers).filter(([name]) => signed.some(pair => pair[0] === name)),
    ),
    ...unsigned.map(pair => header('header-unlisted', [...signed, pair].sort(byCode), pair[0])),
  ]
}

export const typeVariants = (make: (type: string) => string, part: Part): Variant[] => [
  { id: 'header-not-signed', part, value: make(''), name: 'content-type' },
  ...contentTypes.map((type): Variant => ({ id: 'header-differs', part, value: make(type), name: type })),
]

export function commonVariants(input: SigningInput, received: Received): Variant[] {
  const secret = reveal(input.accessKeySecret ?? '')
  const dates = [received.headers.date ?? '', received.headers['x-oss-date'] ?? '', '']
  return [
    ...['GET', 'PUT', 'POST', 'HEAD', 'DELETE'].map(
      (value): Variant => ({ id: 'method-differs', part: 'method', value, name: value }),
    ),
    ...dates.map((value): Variant => ({ id: 'date-differs', part: 'date', value })),
    ...[secret.trim(), `${secret}\n`, `${secret} `, ` ${secret}`, `${secret}\r\n`].map(
      (value): Variant => ({ id: 'secret-space', part: 'secret', value }),
    ),
  ]
}
