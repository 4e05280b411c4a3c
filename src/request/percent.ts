const unreserved = /^[\w.~-]*$/
const leftByBuiltin = /[!'()*]/g
const loneSurrogate = /\p{Surrogate}/u

const escapeCharacter = (character: string): string => `%${character.charCodeAt(0).toString(16).toUpperCase()}`

/**
 * Percent-encodes every UTF-8 byte but `A-Z a-z 0-9 - _ . ~` with upper-case digits, as both signature versions and
 * the URLs of OSS have it. A lone surrogate is written as U+FFFD, which is what a transport would send.
 */
export function percentEncode(text: string): string {
  if (unreserved.test(text)) return text
  const wellFormed = loneSurrogate.test(text) ? Buffer.from(text).toString() : text
  return encodeURIComponent(wellFormed).replace(leftByBuiltin, escapeCharacter)
}

/** Percent-encodes a path and keeps its slashes. */
export function encodePath(path: string): string {
  return percentEncode(path).replaceAll('%2F', '/')
}

/** Decodes percent escapes. What is no escape of valid UTF-8 stays as it is written. */
export function percentDecode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** A query parameter: decoded name and value; an empty value is a bare name. */
export type QueryPair = readonly [name: string, value: string]

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
