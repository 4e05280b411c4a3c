import { createHmac } from 'node:crypto'
import { byName, type QueryPair } from './percent.ts'
import { secretText } from './secret.ts'
import { resourcePath } from './sign-v4.ts'
import type { Signature, SigningInput } from './signature.ts'
import { isSubResource } from './sub-resource.ts'

function canonicalResource(input: SigningInput): string {
  const pairs = input.query.filter(pair => isSubResource(pair[0]) || input.subResources?.includes(pair[0]))
  let text = resourcePath(input.bucket, input.key)
  let separator = '?'
  for (const pair of pairs.sort(byName)) {
    text += separator + (pair[1] === '' ? pair[0] : `${pair[0]}=${pair[1]}`)
    separator = '&'
  }
  return text
}

/** The six parts of a string to sign, in their order. */
export type StringParts = readonly [
  method: string,
  md5: string,
  type: string,
  date: string,
  headers: string,
  resource: string,
]

/** The parts of the string to sign: method, Content-MD5, Content-Type, date or Expires, x-oss headers (each with its LF), resource. */
export function stringParts(input: SigningInput): StringParts {
  const named: QueryPair[] = []
  let md5 = ''
  let type = ''
  for (const header of Object.entries(input.headers)) {
    const name = header[0].toLowerCase()
    const value = header[1].trim()
    if (name === 'content-md5') md5 = value
    else if (name === 'content-type') type = value
    else if (name.startsWith('x-oss-')) named.push([name, value])
  }
  let lines = ''
  for (const pair of named.sort(byName)) lines += `${pair[0]}:${pair[1]}\n`
  return [input.method.toUpperCase(), md5, type, input.timestamp, lines, canonicalResource(input)]
}

/** Joins the parts: the x-oss headers bring their line ends along. */
export function joinParts(parts: StringParts): string {
  return `${parts.slice(0, 4).join('\n')}\n${parts.slice(4).join('')}`
}

/** Signs a string. */
export function signString(input: SigningInput, stringToSign: string): Signature {
  const secret = secretText(input.accessKeySecret)
  return { stringToSign, signature: createHmac('sha1', secret).update(stringToSign).digest('base64') }
}

/** The V1 signature of a request. */
export function signatureV1(input: SigningInput): Signature {
  return signString(input, joinParts(stringParts(input)))
}
