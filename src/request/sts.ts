import { createHmac, randomUUID } from 'node:crypto'
import type { Localized } from '../../grammar/catalogue/localized.ts'
import { isRecord, readJson } from '../language/record.ts'
import { askService, codeOf, describeAnswer, shownAddress } from './ask.ts'
import type { Fetch } from './fetch.ts'
import { findKeyPair, type KeyPair } from './key-pair.ts'
import { percentEncode } from './percent.ts'
import { problem, type RequestError } from './problem.ts'
import { reveal } from './secret.ts'

/** The role that is taken on. */
export interface RoleRequest {
  /** Such as `acs:ram::1234567890123456:role/worker`. */
  readonly roleArn: string
  readonly sessionName: string
  /** Of the token; 3600 when not given. */
  readonly seconds?: string | undefined
  readonly policy?: string | undefined
  readonly externalId?: string | undefined
}

/** Where STS is asked. */
export interface StsPlace {
  readonly fetch: Fetch
  /** `https://sts.aliyuncs.com`, or the address of a region. */
  readonly url: string
}

const PATIENCE = 10_000

type Fields = Readonly<Record<string, string | undefined>>

/**
 * Asks STS for the credentials of a role (AssumeRole), signed with those given (the signature of RPC APIs, version 1.0). Throws a
 * RequestError with the code that STS answers; its message may repeat what was signed, so that it is not shown.
 */
export async function assumeRole(source: KeyPair, role: RoleRequest, place: StsPlace): Promise<KeyPair> {
  const query = {
    ...commonFields('AssumeRole'),
    SignatureMethod: 'HMAC-SHA1',
    SignatureVersion: '1.0',
    AccessKeyId: source.accessKeyId,
    ...(source.securityToken && { SecurityToken: reveal(source.securityToken) }),
  }
  const form = { ...formOf(role), ExternalId: role.externalId }
  const text = `POST&%2F&${percentEncode(encodeFields({ ...query, ...form }))}`
  const Signature = createHmac('sha1', `${reveal(source.accessKeySecret)}&`)
    .update(text)
    .digest('base64')
  return ask({ ...query, Signature }, form, role, place)
}

/** Asks STS for the credentials of a role by the token of an identity provider (AssumeRoleWithOIDC), as pods have it. */
export async function assumeRoleWithOidc(
  provider: { readonly providerArn: string; readonly token: string },
  role: RoleRequest,
  place: StsPlace,
): Promise<KeyPair> {
  const form = { ...formOf(role), OIDCProviderArn: provider.providerArn, OIDCToken: provider.token }
  return ask(commonFields('AssumeRoleWithOIDC'), form, role, place)
}

function commonFields(Action: string): Fields {
  const Timestamp = new Date().toISOString().replace(/\.\d+/, '')
  return { Action, Format: 'JSON', Version: '2015-04-01', Timestamp, SignatureNonce: randomUUID() }
}

function formOf({ roleArn, sessionName, seconds = '3600', policy }: RoleRequest): Fields {
  return { RoleArn: roleArn, RoleSessionName: sessionName, DurationSeconds: seconds, Policy: policy }
}

/** Sorted and encoded, as they are signed and as they are sent. */
function encodeFields(fields: Fields): string {
  const given = Object.entries(fields).filter((pair): pair is [string, string] => pair[1] !== undefined)
  return given
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([name, value]) => `${percentEncode(name)}=${percentEncode(value)}`)
    .join('&')
}

async function ask(query: Fields, form: Fields, { roleArn }: RoleRequest, { fetch, url }: StsPlace): Promise<KeyPair> {
  const answer = await askService(fetch, `${url}/?${encodeFields(query)}`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: encodeFields(form),
    patience: PATIENCE,
  })
  if ('reason' in answer) throw refused(url, roleArn, answer.reason)
  const value = readJson(answer.text)
  const keys = answer.ok && isRecord(value) ? findKeyPair(value.Credentials) : undefined
  if (keys?.securityToken) return keys
  throw refused(url, roleArn, withAdvice(describeAnswer(answer), codeOf(answer.text) ?? ''))
}

/** What to do, by the beginning of the code that STS answers. */
const ADVICE: readonly (readonly [code: string, text: Localized])[] = [
  [
    'NoPermission',
    {
      en: 'allow sts:AssumeRole to who asks, and let the role trust it',
      zh: '请授予请求者 sts:AssumeRole 权限，并让角色信任它',
    },
  ],
  ['EntityNotExist', { en: 'there is no such role; check its ARN', zh: '没有该角色；请检查其 ARN' }],
  ['InvalidAccessKeyId', { en: 'check the AccessKeyId', zh: '请检查 AccessKeyId' }],
  ['SignatureDoesNotMatch', { en: 'check the AccessKeySecret', zh: '请检查 AccessKeySecret' }],
  ['IncompleteSignature', { en: 'check the AccessKeySecret', zh: '请检查 AccessKeySecret' }],
  [
    'InvalidSecurityToken',
    {
      en: 'the security token has ended or belongs to another key; get new credentials',
      zh: '安全令牌已过期或属于其他密钥；请重新获取凭证',
    },
  ],
  ['InvalidTimeStamp', { en: 'set the clock of this machine', zh: '请校准本机时钟' }],
  [
    'AuthenticationFail.OIDCToken',
    {
      en: 'the token of the identity provider has ended, or is for another audience; have a new one written',
      zh: '身份提供商的令牌已过期或受众不符；请重新生成令牌',
    },
  ],
  ['AuthenticationFail', { en: 'let the role trust this identity provider', zh: '请让角色信任该身份提供商' }],
  ['InvalidParameter', { en: 'check the fields of the profile', zh: '请检查配置中的各项' }],
  ['Throttling', { en: 'ask less often', zh: '请降低请求频率' }],
]

function withAdvice({ en, zh }: Localized, code: string): Localized {
  const advice = ADVICE.find(([start]) => code.startsWith(start))?.[1]
  return advice ? { en: `${en}; ${advice.en}`, zh: `${zh}；${advice.zh}` } : { en, zh }
}

function refused(address: string, role: string, { en, zh }: Localized): RequestError {
  const url = shownAddress(address).replace(/\/$/, '')
  return problem(
    'sts-refused',
    {
      en: `STS at {url} gave no credentials of the role "{role}": ${en}.`,
      zh: `STS（{url}）没有返回角色 "{role}" 的凭证：${zh}。`,
    },
    { url, role },
  )
}
