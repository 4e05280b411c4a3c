import { createHash } from 'node:crypto'
import { percentDecode } from '../language/url.ts'
import type { MistakeId } from './mistake-texts.ts'
import { byName, encodePath, percentEncode } from './percent.ts'
import type { Received } from './received.ts'
import { secretText } from './secret.ts'
import { canonicalParts, resourcePath, signCanonical } from './sign-v4.ts'
import type { SigningInput } from './signature.ts'
import {
  byEncodedName,
  byLocale,
  commonVariants,
  decodedOnce,
  digestOf,
  dropNames,
  headerVariants,
  hostVariants,
  joinQuery,
  leaveMarks,
  type Model,
  pathsOf,
  plusQuery,
  typeVariants,
  type Variant,
  type Write,
  withDigest,
  withType,
} from './variants.ts'

const asIs: Write = text => text
const keepSlashes: Write = text => percentEncode(text).replaceAll('%2F', '/')
const spaceAsPlus: Write = text => percentEncode(text).replaceAll('%20', '+')
const twice: Write = text => percentEncode(percentEncode(text))

function queryVariants(received: Received): Variant[] {
  const isSigned = ([name]: readonly [string, string]) => name !== 'x-oss-signature'
  const sent = received.query.filter(isSigned)
  const sorted = [...sent].sort(byEncodedName)
  const plus = plusQuery(received).filter(isSigned).sort(byEncodedName)
  const whole = sent.map(pair => joinQuery([pair], percentEncode)).sort()
  const variant = (id: MistakeId, value: string, name = ''): Variant => ({ id, part: 'query', value, name })
  return [
    ...dropNames(sorted).map(([name, rest]) => variant('parameter-not-signed', joinQuery(rest, percentEncode), name)),
    variant('empty-value-with-equals', joinQuery(sorted, percentEncode, '=')),
    variant('query-order', joinQuery(sent, percentEncode)),
    variant('query-order', joinQuery([...sent].sort(byLocale), percentEncode)),
    variant('query-order', joinQuery([...sent].sort(byName), percentEncode)),
    variant('query-order', whole.join('&')),
    variant('value-not-encoded', joinQuery(sorted, asIs)),
    variant('value-slash-not-encoded', joinQuery(sorted, keepSlashes)),
    variant('value-marks-not-encoded', joinQuery(sorted, leaveMarks)),
    variant('space-as-plus', joinQuery(sorted, spaceAsPlus)),
    variant('encoded-twice', joinQuery(sorted, twice)),
    variant('plus-sent-raw', joinQuery(plus, percentEncode)),
    ...decodedOnce(sorted).map(([name, pairs]) =>
      variant('value-sent-twice-encoded', joinQuery(pairs, percentEncode), name),
    ),
  ]
}

function pathVariants({ bucket, key }: SigningInput): Variant[] {
  const whole = resourcePath(bucket, key)
  const variant = (id: MistakeId, value: string): Variant => ({ id, part: 'path', value })
  return [
    variant('bucket-not-signed', encodePath(`/${key}`)),
    variant('key-slashes-encoded', `/${bucket}/${percentEncode(key)}`),
    // The escapes of a name that is encoded twice are those of a name that is encoded once.
    ...(percentDecode(key) === key ? [variant('key-not-encoded', whole)] : []),
    variant('encoded-twice', encodePath(encodePath(whole))),
  ]
}

function digestVariant(headers: string, received: Received): Variant {
  return { id: 'digest-differs', part: 'headers', value: withDigest(headers, digestOf(received)) }
}

/** The V4 signature of a request in its parts. */
export function modelV4(input: SigningInput, received: Received): Model {
  const [method, path, query, headers, additional, payload] = canonicalParts(input)
  const hashes = [received.body, ''].map(body => createHash('sha256').update(body).digest('hex'))
  return {
    parts: {
      method,
      path,
      query,
      headers,
      md5: '',
      type: '',
      payload,
      date: input.timestamp,
      secret: secretText(input.accessKeySecret),
    },
    sign: parts => {
      const lines = [parts.method, parts.path, parts.query, parts.headers, additional, parts.payload]
      const changed = { ...input, timestamp: parts.date, accessKeySecret: parts.secret }
      return signCanonical(changed, lines.join('\n')).signature
    },
    variants: [
      ...queryVariants(received),
      ...pathVariants(input),
      ...pathsOf(received, input, encodePath),
      ...hostVariants(received, headers),
      ...(received.hasBody ? [digestVariant(headers, received)] : []),
      ...headerVariants(received, headers),
      ...typeVariants('headers', type => withType(headers, type)),
      ...hashes.map((value): Variant => ({ id: 'payload-hashed', part: 'payload', value })),
      ...commonVariants(input, received),
    ],
  }
}
