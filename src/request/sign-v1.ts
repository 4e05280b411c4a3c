import { createHmac } from 'node:crypto'
import type { QueryPair } from './percent.ts'
import { reveal } from './secret.ts'
import { resourcePath } from './sign-v4.ts'
import type { Signature, SigningInput } from './signature.ts'

// The list that the version 2 SDKs share; names that begin with x-oss- are signed as well.
const subResources = new Set(
  (
    'acl append bucketInfo callback callback-var cleanRestoredObject cloudboxes continuation-token delete location objectMeta ' +
    'partNumber position regionList resourceGroup response-cache-control response-content-disposition response-content-encoding ' +
    'response-content-language response-content-type response-expires restore security-token sequential stat symlink tagging ' +
    'uploadId uploads versionId versioning versions'
  ).split(' '),
)

/** True for query names that V1 signs: sub-resources and all that begin with `x-oss-`. */
export function isSubResource(name: string): boolean {
  return name.startsWith('x-oss-') || subResources.has(name)
}

const byText = (left: string, right: string): number => (left < right ? -1 : Number(left > right))

const canonicalResource = (input: SigningInput): string => {
  const isSigned = ([name]: QueryPair) => isSubResource(name) || input.subResources?.includes(name)
  const pairs = input.query.filter(isSigned).sort((left, right) => byText(left[0], right[0]))
  const query = pairs.map(([name, value]) => (value === '' ? name : `${name}=${value}`)).join('&')
  return `${resourcePath(input.bucket, input.key)}${query && `?${query}`}`
}

/** The parts of the string to sign: method, Content-MD5, Content-Type, date or Expires, x-oss headers (each with its LF), resource. */
export function stringParts(input: SigningInput): string[] {
  const headers = new Map(Object.entries(input.headers).map(([name, value]) => [name.toLowerCase(), value.trim()]))
  const names = [...headers.keys()].filter(name => name.startsWith('x-oss-')).sort(byText)
  return [
    input.method.toUpperCase(),
    headers.get('content-md5') ?? '',
    headers.get('content-type') ?? '',
    input.timestamp,
    names.map(name => `${name}:${headers.get(name)}\n`).join(''),
    canonicalResource(input),
  ]
}

/** Joins the parts: the x-oss headers bring their line ends along. */
export function joinParts(parts: readonly string[]): string {
  return `${parts.slice(0, 4).join('\n')}\n${parts.slice(4).join('')}`
}

/** Signs a string. */
export function signString(input: SigningInput, stringToSign: string): Signature {
  const secret = reveal(input.accessKeySecret ?? '')
  return { stringToSign, signature: createHmac('sha1', secret).update(stringToSign).digest('base64') }
}

/** The V1 signature of a request. */
export function signatureV1(input: SigningInput): Signature {
  return signString(input, joinParts(stringParts(input)))
}
