import { createHmac, randomUUID } from 'node:crypto'
import { readJson } from '../language/record.ts'
import { findKeyPair, type KeyPair } from './key-pair.ts'
import type { Answer, Fetch } from './metadata.ts'
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
  let answer: Answer
  let text: string
  try {
    answer = await fetch(`${url}/?${encodeFields(query)}`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: encodeFields(form),
      signal: AbortSignal.timeout(PATIENCE),
    })
    text = await answer.text()
  } catch {
    throw refused(url, roleArn, { en: 'there is no answer', zh: '没有响应' })
  }
  const value = readJson(text)
  const keys = answer.ok ? findKeyPair(field(value, 'Credentials')) : undefined
  if (keys?.securityToken) return keys
  const code = field(value, 'Code')
  const reason = typeof code === 'string' ? `${code} (${answer.status})` : String(answer.status)
  throw refused(url, roleArn, { en: reason, zh: reason })
}

function refused(url: string, role: string, { en, zh }: { readonly en: string; readonly zh: string }): RequestError {
  return problem(
    'sts-refused',
    {
      en: `STS at {url} gave no credentials of the role "{role}": ${en}.`,
      zh: `STS（{url}）没有返回角色 "{role}" 的凭证：${zh}。`,
    },
    { url, role },
  )
}

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null
    ? Object.entries(value).find(([key]) => key === name)?.[1]
    : undefined
}
