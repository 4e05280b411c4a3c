import { createHash } from 'node:crypto'
import { type MistakeId, mistakeTexts } from './mistake-texts.ts'
import { encodePath, percentDecode, percentEncode, type QueryPair } from './percent.ts'
import { fill, type Text } from './problem.ts'
import type { Received } from './received.ts'
import { reveal } from './secret.ts'
import { isSubResource, joinParts, signString, stringParts } from './sign-v1.ts'
import { canonicalParts, resourcePath, signCanonical } from './sign-v4.ts'
import { type SigningInput, sameSignature } from './signature.ts'
import {
  byCode,
  commonVariants,
  decodeRawPlus,
  dropped,
  headerBlock,
  headerVariants,
  join,
  type Part,
  queryVariants,
  readBlock,
  typeVariants,
  type Variant,
  type Write,
} from './variants.ts'

/** Something a sender did otherwise: with it the signature fits. */
export interface Mistake {
  readonly id: MistakeId
  readonly text: Text
  /** Which part of the text to sign differs. */
  readonly part: Part
  /** The part as OSS computes it, and as the sender must have had it; both empty for the secret. */
  readonly expected: string
  readonly signed: string
}

/** The text to sign in its parts, and how the parts become a signature. */
interface Model {
  readonly parts: ReadonlyMap<Part, string>
  readonly sign: (parts: ReadonlyMap<Part, string>) => string
  readonly variants: readonly Variant[]
}

function modelV4(input: SigningInput, received: Received): Model {
  const [method = '', path = '', query = '', headers = '', additional = '', payload = ''] = canonicalParts(input)
  const secret = reveal(input.accessKeySecret ?? '')
  const parts = new Map<Part, string>([
    ['method', method],
    ['path', path],
    ['query', query],
    ['headers', headers],
    ['payload', `${additional}\n${payload}`],
    ['date', input.timestamp],
    ['secret', secret],
  ])
  const sign: Model['sign'] = given => {
    const get = (part: Part) => given.get(part) ?? ''
    const canonical = [get('method'), get('path'), get('query'), get('headers'), get('payload')].join('\n')
    return signCanonical({ ...input, timestamp: get('date'), accessKeySecret: get('secret') }, canonical).signature
  }
  const { bucket, key } = input
  const whole = resourcePath(bucket, key)
  const pathVariant = (id: Variant['id'], value: string): Variant => ({ id, part: 'path', value })
  const kept = (pairs: readonly QueryPair[]) => pairs.filter(([name]) => name !== 'x-oss-signature')
  const others = readBlock(headers).filter(([name]) => name !== 'content-type')
  const withType = (type: string) =>
    headerBlock(type ? [...others, ['content-type', type] as const].sort(byCode) : others)
  const hashes = [received.body, ''].map(body => createHash('sha256').update(body).digest('hex'))
  const variants: Variant[] = [
    ...queryVariants(received, kept),
    pathVariant('bucket-not-signed', encodePath(`/${key}`)),
    pathVariant('key-slashes-encoded', `/${bucket}/${percentEncode(key)}`),
    pathVariant('key-not-encoded', whole),
    pathVariant('encoded-twice', encodePath(encodePath(whole))),
    ...headerVariants(received, headers),
    ...typeVariants(withType, 'headers'),
    ...hashes.map((hash): Variant => ({ id: 'payload-hashed', part: 'payload', value: `${additional}\n${hash}` })),
    ...commonVariants(input, received),
  ]
  return { parts, sign, variants }
}

function modelV1(input: SigningInput, received: Received): Model {
  const [method = '', md5 = '', type = '', date = '', headers = '', resource = ''] = stringParts(input)
  const secret = reveal(input.accessKeySecret ?? '')
  const whole = resourcePath(input.bucket, input.key)
  const parts = new Map<Part, string>([
    ['method', method],
    ['md5', md5],
    ['type', type],
    ['date', date],
    ['headers', headers],
    ['path', whole],
    ['query', resource.slice(whole.length)],
    ['secret', secret],
  ])
  const sign: Model['sign'] = given => {
    const get = (part: Part) => given.get(part) ?? ''
    const lines = [get('method'), get('md5'), get('type'), get('date'), get('headers'), get('path') + get('query')]
    return signString({ ...input, accessKeySecret: get('secret') }, joinParts(lines)).signature
  }
  const signed = received.query.filter(([name]) => isSubResource(name)).sort(byCode)
  const auth = ['OSSAccessKeyId', 'Expires', 'Signature']
  const all = received.query.filter(([name]) => !auth.includes(name)).sort(byCode)
  const same: Write = text => text
  const query = (id: Variant['id'], pairs: readonly QueryPair[], write: Write, empty = '', name = ''): Variant => {
    const text = join(pairs, write, empty)
    return { id, part: 'query', value: text && `?${text}`, name }
  }
  const variants: Variant[] = [
    ...dropped(signed).map(([name, rest]) => query('parameter-not-signed', rest, same, '', name)),
    query('empty-value-with-equals', signed, same, '='),
    query(
      'query-order',
      received.query.filter(([name]) => isSubResource(name)),
      same,
    ),
    query('value-encoded', signed, percentEncode),
    query('parameters-unlisted', all, same),
    query(
      'plus-sent-raw',
      decodeRawPlus(received)
        .filter(([name]) => isSubResource(name))
        .sort(byCode),
      same,
    ),
    { id: 'bucket-not-signed', part: 'path', value: `/${input.key}` },
    { id: 'key-encoded', part: 'path', value: encodePath(whole) },
    { id: 'key-encoded', part: 'path', value: `/${input.bucket}/${percentEncode(input.key)}` },
    { id: 'header-not-signed', part: 'md5', value: '', name: 'content-md5' },
    ...typeVariants(text => text, 'type'),
    ...headerVariants(received, headers).filter(variant => variant.id !== 'header-unlisted'),
    ...commonVariants(input, received),
  ]
  return { parts, sign, variants }
}

const noticed = (model: Model, variant: Variant): Mistake => {
  const { id, part, value, name = '' } = variant
  const isSecret = part === 'secret'
  const expected = isSecret ? '' : (model.parts.get(part) ?? '')
  return { id, part, text: fill(mistakeTexts[id], { name }), expected, signed: isSecret ? '' : value }
}

/** Finds the one or two usual mistakes that explain a signature that does not fit; none when they do not. */
export function findMistakes(input: SigningInput, received: Received, given: string): Mistake[] {
  const model = input.version === 'v4' ? modelV4(input, received) : modelV1(input, received)
  const right = model.sign(model.parts)
  if ([given.replaceAll(' ', '+'), percentDecode(given)].includes(right)) {
    return [
      {
        id: 'signature-not-encoded',
        part: 'signature',
        text: mistakeTexts['signature-not-encoded'],
        expected: '',
        signed: given,
      },
    ]
  }
  const variants = model.variants.filter(variant => variant.value !== model.parts.get(variant.part))
  const fits = (...chosen: Variant[]) => {
    const parts = new Map(model.parts)
    for (const variant of chosen) parts.set(variant.part, variant.value)
    return sameSignature(model.sign(parts), given)
  }
  const single = variants.find(variant => fits(variant))
  if (single) return [noticed(model, single)]
  for (const [index, first] of variants.entries()) {
    const second = variants.slice(index + 1).find(other => other.part !== first.part && fits(first, other))
    if (second) return [noticed(model, first), noticed(model, second)]
  }
  return []
}
