import type { Localized } from '../../../grammar/catalogue/localized.ts'
import { group, leaf } from '../../xml.ts'
import { refuse } from '../engine/problem.ts'
import type { CorsRule } from '../store/store.ts'
import { LONGEST_SETTINGS, sendEmpty, sendXml } from './answer.ts'
import type { Exchange, Handler, Services } from './exchange.ts'
import { isHeaderName } from './object-headers.ts'
import { elementsIn, readXmlBody, textsIn, type XmlElement } from './xml-reader.ts'

/** What a page of this machine may do with a bucket that has no rules: all. */
const OWN_RULE: CorsRule = {
  origins: ['*'],
  methods: ['GET', 'HEAD', 'PUT', 'POST', 'DELETE'],
  headers: ['*'],
  exposed: ['ETag', 'x-oss-request-id', 'x-oss-hash-crc64ecma', 'x-oss-next-append-position'],
  maxAge: 600,
}
const OWN_SITE = /^https?:\/\/(?:(?:.+\.)?localhost\.?|127(?:\.\d{1,3}){3}|\[::1\])(?::\d+)?$/

/** Whether a text fits a pattern with at most one `*`. */
function fits(pattern: string, text: string): boolean {
  const [start = '', end] = pattern.toLowerCase().split('*', 2)
  const lower = text.toLowerCase()
  if (end === undefined) return lower === start
  return lower.length >= start.length + end.length && lower.startsWith(start) && lower.endsWith(end)
}

/** The first rule for an origin, a method and the headers that a page wants to send. */
export function findRule(
  rules: readonly CorsRule[],
  origin: string,
  method?: string,
  headers: readonly string[] = [],
): CorsRule | undefined {
  return rules.find(
    rule =>
      rule.origins.some(pattern => fits(pattern, origin)) &&
      (method === undefined || rule.methods.includes(method)) &&
      headers.every(name => rule.headers.some(pattern => fits(pattern, name))),
  )
}

async function rulesFor({ bucket }: Exchange, origin: string, { store }: Services): Promise<readonly CorsRule[]> {
  const rules = (await store.findBucket(bucket)) ? await store.listCors(bucket) : []
  return rules.length === 0 && OWN_SITE.test(origin) ? [OWN_RULE] : rules
}

/** Lets the page that sent a request read the answer, where a rule of the bucket allows it. */
export async function allowOrigin(exchange: Exchange, services: Services): Promise<void> {
  const { headers, method, response } = exchange
  const { origin } = headers
  if (origin === undefined) return
  response.setHeader('Vary', 'Origin')
  const rule = findRule(await rulesFor(exchange, origin, services), origin, method)
  if (!rule) return
  response.setHeader('Access-Control-Allow-Origin', rule.origins.includes('*') ? '*' : origin)
  if (rule.exposed.length > 0) response.setHeader('Access-Control-Expose-Headers', rule.exposed.join(', '))
}

/** OptionsObject: what a browser asks before it lets a page send. */
export const preflight: Handler = async (exchange, services) => {
  const { headers, response } = exchange
  const { origin, 'access-control-request-method': method } = headers
  if (origin === undefined || method === undefined) {
    throw refuse('BadRequest', 400, {
      en: 'OPTIONS needs the headers Origin and Access-Control-Request-Method.',
      zh: 'OPTIONS 请求需要 Origin 和 Access-Control-Request-Method 请求头。',
    })
  }
  const asked = headers['access-control-request-headers'] ?? ''
  const names = asked.split(',').flatMap(name => name.trim() || [])
  const rule = findRule(await rulesFor(exchange, origin, services), origin, method, names)
  if (!rule) {
    const message = {
      en: 'No CORS rule of the bucket "{bucket}" allows {method} to "{origin}" with these headers.',
      zh: '存储空间 "{bucket}" 没有允许 "{origin}" 以这些请求头执行 {method} 的 CORS 规则。',
    }
    throw refuse('AccessForbidden', 403, message, { bucket: exchange.bucket, method, origin })
  }
  response.setHeader('Vary', 'Origin')
  sendEmpty(exchange, 200, {
    'Access-Control-Allow-Origin': rule.origins.includes('*') ? '*' : origin,
    'Access-Control-Allow-Methods': rule.methods.join(', '),
    ...(asked !== '' && { 'Access-Control-Allow-Headers': asked }),
    ...(rule.exposed.length > 0 && { 'Access-Control-Expose-Headers': rule.exposed.join(', ') }),
    ...(rule.maxAge !== undefined && { 'Access-Control-Max-Age': String(rule.maxAge) }),
    ...('access-control-request-private-network' in headers && { 'Access-Control-Allow-Private-Network': 'true' }),
  })
}

/** GetBucketCors. */
export const getCors: Handler = async (exchange, { store }) => {
  const rules = await store.listCors(exchange.bucket)
  if (rules.length === 0) {
    const message = { en: 'The bucket has no CORS rules.', zh: '该存储空间没有 CORS 规则。' }
    throw refuse('NoSuchCORSConfiguration', 404, message)
  }
  sendXml(exchange, group('CORSConfiguration', ...rules.map(toElement)))
}

function toElement({ origins, methods, headers, exposed, maxAge }: CorsRule): string {
  return group(
    'CORSRule',
    ...origins.map(text => leaf('AllowedOrigin', text)),
    ...methods.map(text => leaf('AllowedMethod', text)),
    ...headers.map(text => leaf('AllowedHeader', text)),
    ...exposed.map(text => leaf('ExposeHeader', text)),
    ...(maxAge === undefined ? [] : [leaf('MaxAgeSeconds', maxAge)]),
  )
}

/** Rules of a bucket. Source: PutBucketCors. */
const MAX_RULES = 20

/** PutBucketCors. */
export const putCors: Handler = async (exchange, { store }) => {
  const rules = elementsIn(await readXmlBody(exchange, LONGEST_SETTINGS, 'CORSConfiguration'), 'CORSRule').map(toRule)
  const isWrong = ({ origins, methods }: CorsRule) => origins.length === 0 || methods.length === 0
  for (const rule of rules) checkRule(rule)
  if (rules.length === 0 || rules.length > MAX_RULES || rules.some(isWrong)) {
    const message = {
      en: 'Expected 1 to {limit} CORS rules, each with an AllowedOrigin and an AllowedMethod.',
      zh: '应有 1 到 {limit} 条 CORS 规则，且每条都包含 AllowedOrigin 和 AllowedMethod。',
    }
    throw refuse('MalformedXML', 400, message, { limit: MAX_RULES })
  }
  await store.putCors(exchange.bucket, rules)
  sendEmpty(exchange)
}

const UNKNOWN_METHOD: Localized = {
  en: 'The AllowedMethod of a CORS rule is "{found}"; expected one of {list}.',
  zh: 'CORS 规则的 AllowedMethod 为 "{found}"；应为 {list} 之一。',
}
const STARS: Localized = {
  en: 'The pattern "{found}" of a CORS rule has more than one "*".',
  zh: 'CORS 规则中的 "{found}" 含有多个 "*"。',
}
const WRONG_NAME: Localized = {
  en: 'The ExposeHeader "{found}" of a CORS rule is not a name of a header.',
  zh: 'CORS 规则的 ExposeHeader "{found}" 不是响应头名称。',
}
const WRONG_AGE: Localized = {
  en: 'The MaxAgeSeconds of a CORS rule is not a whole number from 0 to {limit}.',
  zh: 'CORS 规则的 MaxAgeSeconds 应为 0 到 {limit} 的整数。',
}

/** Source: PutBucketCors. */
const LONGEST_AGE = 999_999_999

/** @throws InvalidArgument for what no browser could use */
function checkRule({ origins, methods, headers, exposed, maxAge = 0 }: CorsRule): void {
  const list = OWN_RULE.methods
  const method = methods.find(name => !list.includes(name))
  if (method !== undefined) {
    throw refuse('InvalidArgument', 400, UNKNOWN_METHOD, { found: method, list: list.join(', ') })
  }
  const pattern = [...origins, ...headers].find(text => text.split('*').length > 2)
  if (pattern !== undefined) throw refuse('InvalidArgument', 400, STARS, { found: pattern })
  const name = exposed.find(text => !isHeaderName(text) || text.includes('*'))
  if (name !== undefined) throw refuse('InvalidArgument', 400, WRONG_NAME, { found: name })
  if (Number.isInteger(maxAge) && maxAge >= 0 && maxAge <= LONGEST_AGE) return
  throw refuse('InvalidArgument', 400, WRONG_AGE, { limit: LONGEST_AGE })
}

function toRule(element: XmlElement): CorsRule {
  const [maxAge] = textsIn(element, 'MaxAgeSeconds')
  return {
    origins: textsIn(element, 'AllowedOrigin'),
    methods: textsIn(element, 'AllowedMethod').map(text => text.trim()),
    headers: textsIn(element, 'AllowedHeader'),
    exposed: textsIn(element, 'ExposeHeader'),
    maxAge: maxAge === undefined ? undefined : Number(maxAge),
  }
}

/** DeleteBucketCors. */
export const deleteCors: Handler = async (exchange, { store }) => {
  await store.putCors(exchange.bucket, [])
  sendEmpty(exchange, 204)
}
