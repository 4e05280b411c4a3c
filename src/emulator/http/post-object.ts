import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Readable } from 'node:stream'
import { Transform } from 'node:stream'
import type { Busboy } from '@fastify/busboy'
import { errorText } from '../../language/given.ts'
import { reveal } from '../../request/secret.ts'
import { group, leaf } from '../../xml.ts'
import { refuse } from '../engine/problem.ts'
import { tooLarge } from '../store/refusals.ts'
import type { ObjectInfo } from '../store/store.ts'
import { addressOf, feed, sendEmpty, sendXml } from './answer.ts'
import { otherRegion, PERMANENT_KEY, UNKNOWN_KEY } from './authenticate.ts'
import type { Exchange, Handler, Services } from './exchange.ts'
import type { createFormReader } from './form-parser.ts'
import { attributesOf, checkTrafficLimit, identityOf, optionsOf } from './object-headers.ts'
import { forbidOverwrite } from './objects.ts'

/** A form with a file: the fields in front of the file, names lower case. */
type Fields = ReadonlyMap<string, string>

/** The bytes that an upload may have. */
interface SizeBounds {
  readonly least: number
  readonly most: number
}

/** The field with the file. */
const FILE = 'file'

const NO_FORM = {
  en: 'A POST to a bucket is a form, multipart/form-data; this one is "{type}".',
  zh: '向存储空间发送的 POST 应为 multipart/form-data 表单；该请求为 "{type}"。',
}
const NO_FILE = { en: 'The form has no field "file".', zh: '表单中没有 "file" 字段。' }
const NO_KEY = { en: 'The form has no field "key" in front of the file.', zh: '表单中 file 之前没有 "key" 字段。' }
const HALF_SIGNED = {
  en: 'The form has no field "{missing}" in front of the file, which belongs to "{given}".',
  zh: '表单中 file 之前没有 "{missing}" 字段，它与 "{given}" 必须同时提供。',
}

/** The fields that sign a form; one of them wants the others. Source: PostObject. */
const SIGNING = {
  v1: ['OSSAccessKeyId', 'policy', 'Signature'],
  v4: ['x-oss-signature-version', 'x-oss-credential', 'x-oss-date', 'policy', 'x-oss-signature'],
} as const

const incomplete = (message: typeof NO_FILE): Error => refuse('IncorrectNumberOfFilesInPOSTRequest', 400, message)

/** The file of a form, as it comes in. */
interface FormFile {
  readonly bytes: Readable
  readonly name: string
  readonly contentType: string
}

/** Reads a form up to its file, hands that on, and reads the rest. */
async function readForm<T>({ request }: Exchange, take: (fields: Fields, file: FormFile) => Promise<T>): Promise<T> {
  const { createFormReader, UNTYPED } = await import('./form-parser.ts')
  const fields = new Map<string, string>()
  let taken: Promise<T> | undefined
  let file: Readable | undefined
  const form = makeForm(createFormReader, request)
  form.on('field', (name: string | undefined, value) => {
    if (!taken && name !== undefined) fields.set(name.toLowerCase(), value)
  })
  form.on('file', (field, bytes, name: string | undefined, _encoding, type) => {
    // What is refused, or stands behind the file, is read to its end all the same, as nobody reads the answer before. That the form ends too early tells the form.
    bytes.on('error', () => undefined)
    if (!taken && field === FILE) {
      file = bytes
      taken = take(fields, { bytes, name: name ?? '', contentType: type === UNTYPED ? '' : type })
      taken.catch(() => bytes.resume())
    } else bytes.resume()
  })
  try {
    await feed(request, form)
  } catch (error) {
    // Who writes it would wait for the rest.
    file?.destroy()
    throw error instanceof Error && !('code' in error) ? malformed(error.message) : error
  }
  if (!taken) throw incomplete(NO_FILE)
  return taken
}

function makeForm(create: typeof createFormReader, { headers }: Exchange['request']): Busboy {
  const type = headers['content-type'] ?? ''
  if (!/^multipart\/form-data\b/i.test(type)) throw refuse('RequestIsNotMultiPartContent', 400, NO_FORM, { type })
  try {
    return create({ ...headers, 'content-type': type }, FILE)
  } catch (error) {
    throw malformed(errorText(error))
  }
}

function malformed(reason: string): Error {
  const message = { en: 'The form cannot be read: {reason}.', zh: '无法读取表单：{reason}。' }
  return refuse('MalformedPOSTRequest', 400, message, { reason: reason.replace(/\.$/, '') })
}

/** PostObject: an upload by a form of a page. */
export const postObject: Handler = async (exchange, services) => {
  const { store } = services
  await store.getBucket(exchange.bucket)
  const { object, fields } = await readForm(exchange, async (given, file) => {
    const key = (given.get('key') ?? '').replaceAll('${filename}', file.name)
    if (key === '') throw incomplete(NO_KEY)
    const headers = headersOf(exchange, given, file)
    const told = new Map([...given, ['key', key], ['content-type', headers['content-type'] ?? '']])
    const bounds = await admit(exchange, told, given, services)
    checkTrafficLimit(headers['x-oss-traffic-limit'])
    const target = { ...exchange, key, headers }
    await forbidOverwrite(target, services)
    const body = bounded(bounds)
    const writing = store.putObject(exchange.bucket, key, body, attributesOf(headers), optionsOf(headers))
    writing.catch(error => body.destroy(error))
    const [sent, written] = await Promise.allSettled([pour(file.bytes, body), writing])
    if (sent.status === 'rejected' && sent.reason.name !== 'AbortError') throw sent.reason
    if (written.status === 'rejected') throw written.reason
    return { object: written.value, fields: given }
  })
  answer(exchange, fields, object)
}

/** What the form says of the object, by the names of headers. A browser gives the type with the file. Source: PostObject. */
function headersOf({ headers }: Exchange, fields: Fields, { contentType }: FormFile): Exchange['headers'] {
  return {
    'x-oss-object-acl': headers['x-oss-object-acl'] ?? '',
    ...Object.fromEntries(fields),
    'content-type': fields.get('x-oss-content-type') || contentType || fields.get('content-type') || '',
  }
}

/** Pipes the file of a form. What nobody takes of it is read all the same: the end of the form comes behind it. */
function pour(file: Readable, body: Transform): Promise<void> {
  return new Promise((resolve, reject) => {
    const gone = () => Object.assign(new Error('The client has gone.'), { code: 'ECONNRESET' })
    file.once('error', error => body.destroy(error)).once('close', () => file.readableEnded || body.destroy(gone()))
    body.once('finish', resolve).once('error', error => {
      file.unpipe(body).resume()
      reject(error)
    })
    file.pipe(body)
  })
}

function bounded({ least, most }: SizeBounds): Transform {
  let size = 0
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      size += chunk.length
      if (size > most) done(tooLarge(most))
      else done(undefined, chunk)
    },
    flush(done) {
      const message = {
        en: 'The file has {size} bytes; the policy wants {least}.',
        zh: '文件有 {size} 字节；策略要求至少 {least} 字节。',
      }
      done(size < least ? refuse('EntityTooSmall', 400, message, { size, least }) : undefined)
    },
  })
}

/** As the form wants it: 204, 200, 201 with a document, or a way on. */
function answer(exchange: Exchange, fields: Fields, object: ObjectInfo): void {
  const { bucket, key, etag } = object
  const identity = identityOf(object)
  const place = fields.get('success_action_redirect')
  const url = place && URL.canParse(place) ? new URL(place) : undefined
  if (url && /^https?:$/.test(url.protocol)) {
    for (const [name, value] of Object.entries({ bucket, key, etag: `"${etag}"` })) url.searchParams.set(name, value)
    sendEmpty(exchange, 303, { ...identity, Location: url.href })
    return
  }
  const status = fields.get('success_action_status')
  if (status !== '201') {
    sendEmpty(exchange, status === '200' ? 200 : 204, identity)
    return
  }
  const parts = [
    leaf('Bucket', bucket),
    leaf('Location', addressOf(exchange, key)),
    leaf('Key', key),
    leaf('ETag', `"${etag}"`),
  ]
  sendXml(exchange, group('PostResponse', ...parts), 201, identity)
}

/** Whether the form may: by its policy and signature, or since the bucket is open to everybody. */
async function admit({ bucket }: Exchange, fields: Fields, asGiven: Fields, services: Services): Promise<SizeBounds> {
  const { store, maxObjectBytes } = services
  const policy = fields.get('policy')
  checkSigning(fields)
  if (policy === undefined) {
    if ((await store.getBucket(bucket)).acl === 'public-read-write') return { least: 0, most: maxObjectBytes }
    const message = {
      en: 'The form is not signed, and the bucket does not allow uploads to everybody.',
      zh: '表单没有签名，且该存储空间不允许匿名上传。',
    }
    throw refuse('AccessDenied', 403, message, {}, '0003-00000001')
  }
  checkSignature(fields, policy, services)
  const bounds = checkPolicy(new Map([...fields, ['bucket', bucket]]), asGiven, policy, services.now())
  return { least: bounds.least, most: Math.min(bounds.most, maxObjectBytes) }
}

/** @throws InvalidArgument where a form is half signed */
function checkSigning(fields: Fields): void {
  const has = (name: string) => Boolean(fields.get(name.toLowerCase()))
  const names = SIGNING.v4.some(name => name !== 'policy' && has(name)) ? SIGNING.v4 : SIGNING.v1
  const [given, missing] = [names.find(has), names.find(name => !has(name))]
  if (given === undefined || missing === undefined) return
  throw refuse('InvalidArgument', 400, HALF_SIGNED, { given, missing })
}

const WRONG_SCOPE = {
  en: 'The form is signed as "{version}" for "{credential}" at "{date}"; expected OSS4-HMAC-SHA256, AccessKeyId/yyyymmdd/region/oss/aliyun_v4_request and a time of that day, yyyymmddThhmmssZ.',
  zh: '表单的签名版本为 "{version}"，Credential 为 "{credential}"，时间为 "{date}"；应为 OSS4-HMAC-SHA256、AccessKeyId/yyyymmdd/region/oss/aliyun_v4_request 以及当天的时间 yyyymmddThhmmssZ。',
}

/** @throws InvalidArgument where a signature of version 4 is for another service, day or region than it says or this one is */
function checkScope(fields: Fields, { region, checksRegion }: Services): void {
  const [version = '', credential = '', date = ''] = SIGNING.v4.map(name => fields.get(name))
  const [, day, found = ''] = /^[^/]+\/(\d{8})\/([^/]+)\/oss\/aliyun_v4_request$/.exec(credential) ?? []
  if (version !== 'OSS4-HMAC-SHA256' || !/^\d{8}T\d{6}Z$/.test(date) || date.slice(0, 8) !== day) {
    throw refuse('InvalidArgument', 400, WRONG_SCOPE, { version, credential, date })
  }
  if (checksRegion && found !== region) throw otherRegion(found, region)
}

function checkSignature(fields: Fields, policy: string, services: Services): void {
  const scope = (fields.get('x-oss-credential') ?? '').split('/')
  const isV4 = fields.has('x-oss-signature')
  const id = isV4 ? scope[0] : fields.get('ossaccesskeyid')
  if (isV4) checkScope(fields, services)
  const known = services.credentials.find(({ accessKeyId }) => accessKeyId === id)
  if (!known) throw UNKNOWN_KEY
  if (fields.has('x-oss-security-token') && !known.securityToken) throw PERMANENT_KEY
  const secret = reveal(known.accessKeySecret)
  const signature = (isV4 ? fields.get('x-oss-signature') : fields.get('signature')) ?? ''
  const token = known.securityToken && reveal(known.securityToken)
  const isRight = isSame(
    isV4 ? signV4(secret, scope.slice(1), policy) : hmac('sha1', secret, policy).toString('base64'),
    signature,
  )
  if (isRight && (!token || token === fields.get('x-oss-security-token'))) return
  const message = {
    en: 'The signature is not the one that the policy and the secret give.',
    zh: '签名与根据策略和密钥计算的结果不一致。',
  }
  throw refuse('SignatureDoesNotMatch', 403, message, {}, '0002-00000040')
}

const hmac = (algorithm: string, key: string | Buffer, text: string): Buffer =>
  createHmac(algorithm, key).update(text).digest()

const signV4 = (secret: string, scope: readonly string[], policy: string): string =>
  hmac(
    'sha256',
    scope.reduce<string | Buffer>((key, part) => hmac('sha256', key, part), `aliyun_v4${secret}`),
    policy,
  ).toString('hex')

function isSame(left: string, right: string): boolean {
  return left.length === right.length && timingSafeEqual(Buffer.from(left), Buffer.from(right))
}

function readPolicy(text: string): { expiration: unknown; conditions: readonly unknown[] } {
  try {
    const value: unknown = JSON.parse(Buffer.from(text, 'base64').toString())
    if (typeof value === 'object' && value !== null && 'expiration' in value && 'conditions' in value) {
      const { expiration, conditions } = value
      if (Array.isArray(conditions)) return { expiration, conditions }
    }
  } catch {
    // Told below.
  }
  const message = {
    en: 'The policy is not the Base64 of a JSON document with "expiration" and "conditions".',
    zh: '策略应为包含 "expiration" 和 "conditions" 的 JSON 的 Base64 编码。',
  }
  throw refuse('InvalidPolicyDocument', 400, message)
}

/** What a form says may be meant as it is given, or as what becomes of it: a key with the name of the file, the type that the object gets. */
function checkPolicy(fields: Fields, asGiven: Fields, text: string, now: Date): SizeBounds {
  const { expiration, conditions } = readPolicy(text)
  if (!(Date.parse(String(expiration)) > now.getTime())) throw against('Policy expired', '策略已过期')
  const textsOf = (name: string) => [fields.get(name), asGiven.get(name) ?? fields.get(name)]
  let bounds: SizeBounds = { least: 0, most: Number.POSITIVE_INFINITY }
  for (const condition of conditions) {
    const [kind, name, value] = partsOf(condition)
    checkCondition(condition, [kind, name, value])
    if (kind === 'content-length-range') bounds = { least: Number(name), most: Number(value) }
    else if (!textsOf(String(name).replace(/^\$/, '').toLowerCase()).some(found => holds(kind, found ?? '', value))) {
      const shown = JSON.stringify(condition)
      throw against(`Policy Condition failed: ${shown}`, `不满足条件 ${shown}`)
    }
  }
  return bounds
}

/** `{"acl": "private"}` is short for `["eq", "$acl", "private"]`. */
function partsOf(condition: unknown): readonly [string, unknown, unknown] {
  if (Array.isArray(condition)) return [String(condition[0]).toLowerCase(), condition[1], condition[2]]
  const [[name, value] = ['', '']] = Object.entries(Object(condition))
  return ['eq', name, value]
}

/** A condition that is none would let everything through or nothing. Source: PostObject errors 0006-00000216, -218, -222, -224. */
function checkCondition(condition: unknown, [kind, name, value]: readonly [string, unknown, unknown]): void {
  const isWhole = Array.isArray(condition)
    ? condition.length === 3
    : typeof condition === 'object' && condition !== null && Object.keys(condition).length === 1
  if (isWhole && hasRightTypes(kind, name, value)) return
  const message = {
    en: 'Invalid Policy: the condition {condition} is none; expected eq, starts-with, in, not-in or content-length-range with its two values.',
    zh: 'Invalid Policy：条件 {condition} 无效；应为 eq、starts-with、in、not-in 或 content-length-range 加两个值。',
  }
  throw refuse('InvalidPolicyDocument', 400, message, { condition: JSON.stringify(condition) })
}

function hasRightTypes(kind: string, name: unknown, value: unknown): boolean {
  if (kind === 'content-length-range') return isCount(name) && isCount(value)
  if (typeof name !== 'string') return false
  if (kind === 'in' || kind === 'not-in') return Array.isArray(value)
  return (kind === 'eq' || kind === 'starts-with') && ['string', 'number'].includes(typeof value)
}

const isCount = (value: unknown): boolean => /^\d+$/.test(String(value))

function holds(kind: string, found: string, value: unknown): boolean {
  const list = Array.isArray(value) ? value.map(String) : []
  switch (kind) {
    case 'eq':
      return found === String(value)
    case 'starts-with':
      return found.startsWith(String(value))
    case 'in':
      return list.includes(found)
    case 'not-in':
      return !list.includes(found)
    default:
      return false
  }
}

function against(en: string, zh: string): Error {
  return refuse('AccessDenied', 403, { en: 'Invalid according to Policy: {en}.', zh: '不符合策略：{zh}。' }, { en, zh })
}
