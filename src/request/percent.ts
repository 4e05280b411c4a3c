import { percentDecode } from '../language/url.ts'

const unreserved = /^[\w.~-]*$/

type Escape = (text: string) => string

const escapeCharacter: Escape = character => `%${character.charCodeAt(0).toString(16).toUpperCase()}`

/** An encoder of the language with the characters that it leaves and OSS does not; a lone surrogate becomes U+FFFD, as on the wire. */
function stricter(encode: Escape, left: RegExp): Escape {
  const all = new RegExp(left, 'g')
  return text => {
    let encoded: string
    try {
      encoded = encode(text)
    } catch {
      encoded = encode(text.replace(/\p{Surrogate}/gu, '\uFFFD'))
    }
    return left.test(encoded) ? encoded.replace(all, escapeCharacter) : encoded
  }
}

const encodeReserved = stricter(encodeURIComponent, /[!'()*]/)

/** Percent-encodes every UTF-8 byte but `A-Z a-z 0-9 - _ . ~`, with upper-case digits, as both signature versions have it. */
export function percentEncode(text: string): string {
  return unreserved.test(text) ? text : encodeReserved(text)
}

const plainPath = /^[\w.~/-]*$/
const encodeOther = stricter(encodeURI, /[!'()*;,?:@&=+$#]/)

/** Percent-encodes a path and keeps its slashes. */
export function encodePath(path: string): string {
  return plainPath.test(path) ? path : encodeOther(path)
}

/** A query parameter: decoded name and value; an empty value is a bare name. */
export type QueryPair = readonly [name: string, value: string]

/** Orders by name, in the order of UTF-16 units. */
export const byName = (left: QueryPair, right: QueryPair): number =>
  left[0] < right[0] ? -1 : Number(left[0] > right[0])

/** One encoded parameter: `name=value`, or the bare name when there is no value. */
export function encodePair([name, value]: QueryPair): string {
  return value === '' ? percentEncode(name) : `${percentEncode(name)}=${percentEncode(value)}`
}

/** Reads a query text into decoded pairs; a literal `+` is a space, as OSS reads it. */
export function decodeQuery(text: string): QueryPair[] {
  const decode = (part: string) => percentDecode(part.replaceAll('+', ' '))
  const pairs = text.split('&').filter(part => part !== '')
  return pairs.map(part => {
    const equals = part.indexOf('=')
    return equals < 0 ? [decode(part), ''] : [decode(part.slice(0, equals)), decode(part.slice(equals + 1))]
  })
}
