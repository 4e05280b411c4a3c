import type { MistakeId } from './mistake-texts.ts'
import { byName, encodePath, percentEncode, type QueryPair } from './percent.ts'
import type { Received } from './received.ts'
import { secretText } from './secret.ts'
import { joinParts, signString, stringParts } from './sign-v1.ts'
import { resourcePath } from './sign-v4.ts'
import type { SigningInput } from './signature.ts'
import { isSubResource } from './sub-resource.ts'
import {
  commonVariants,
  decodedOnce,
  digestOf,
  dropNames,
  headerVariants,
  joinQuery,
  type Model,
  pathsOf,
  plusQuery,
  typeVariants,
  type Variant,
  type Write,
} from './variants.ts'

const asIs: Write = text => text
const ofTheSignature = ['OSSAccessKeyId', 'Expires', 'Signature']

function queryVariants(received: Received): Variant[] {
  const isSigned = ([name]: QueryPair) => isSubResource(name)
  const sent = received.query.filter(isSigned)
  const sorted = [...sent].sort(byName)
  const plus = plusQuery(received).filter(isSigned).sort(byName)
  const all = received.query.filter(([name]) => !ofTheSignature.includes(name)).sort(byName)
  const variant = (id: MistakeId, query: string, name = ''): Variant => {
    return { id, part: 'query', value: query && `?${query}`, name }
  }
  return [
    ...dropNames(sorted).map(([name, rest]) => variant('parameter-not-signed', joinQuery(rest, asIs), name)),
    variant('empty-value-with-equals', joinQuery(sorted, asIs, '=')),
    variant('query-order', joinQuery(sent, asIs)),
    variant('value-encoded', joinQuery(sorted, percentEncode)),
    variant('parameters-unlisted', joinQuery(all, asIs)),
    variant('plus-sent-raw', joinQuery(plus, asIs)),
    ...decodedOnce(sorted).map(([name, pairs]) => variant('value-sent-twice-encoded', joinQuery(pairs, asIs), name)),
  ]
}

/** The V1 signature of a request in its parts. */
export function modelV1(input: SigningInput, received: Received): Model {
  const [method, md5, type, date, headers, resource] = stringParts(input)
  const { bucket, key } = input
  const path = resourcePath(bucket, key)
  const query = resource.slice(path.length)
  return {
    parts: { method, path, query, headers, md5, type, payload: '', date, secret: secretText(input.accessKeySecret) },
    sign: parts => {
      const { method, md5, type, date, headers, path, query, secret } = parts
      const text = joinParts([method, md5, type, date, headers, path + query])
      return signString({ ...input, accessKeySecret: secret }, text).signature
    },
    variants: [
      ...queryVariants(received),
      { id: 'bucket-not-signed', part: 'path', value: `/${key}` },
      { id: 'key-encoded', part: 'path', value: encodePath(path) },
      { id: 'key-encoded', part: 'path', value: `/${bucket}/${percentEncode(key)}` },
      ...pathsOf(received, input, asIs),
      { id: 'digest-differs', part: 'md5', value: received.hasBody ? digestOf(received) : md5 },
      { id: 'header-not-signed', part: 'md5', value: '', name: 'content-md5' },
      { id: 'header-not-signed', part: 'type', value: '', name: 'content-type' },
      ...typeVariants('type', given => given),
      ...headerVariants(received, headers).filter(variant => variant.id !== 'header-unlisted'),
      ...commonVariants(input, received),
    ],
  }
}
