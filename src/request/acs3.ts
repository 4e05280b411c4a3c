import { createHmac, hash, randomUUID } from 'node:crypto'
import { percentEncode, type QueryPair } from './percent.ts'
import { reveal } from './secret.ts'
import type { Credentials } from './sign.ts'

/** A request to an API of Alibaba Cloud beside OSS, such as IMM's: the action stands in its headers. */
export interface AcsRequest {
  readonly method: string
  /** Host and port. */
  readonly host: string
  /** Decoded. */
  readonly path: string
  /** Decoded. */
  readonly query: readonly QueryPair[]
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** The name of the signature, version 3 of the APIs of Alibaba Cloud. */
const algorithmAcs3 = 'ACS3-HMAC-SHA256'

/** What a signature is made of. */
export interface AcsSigning extends Pick<AcsRequest, 'method' | 'path' | 'query' | 'body'> {
  /** Names lower case. */
  readonly headers: Readonly<Record<string, string>>
  /** Names of the headers that are signed, lower case, in their order. */
  readonly signedHeaders: readonly string[]
  readonly accessKeySecret: Credentials['accessKeySecret']
}

/** The digest of a body as it stands in `x-acs-content-sha256`. */
export function digestOf(body: string): string {
  return hash('sha256', body, 'hex')
}

/**
 * The ACS3 signature in hexadecimal digits: no date and no scope, the secret alone is the key (documentation, "Request syntax and
 * signature method V3"; the signatures of the SDK for Python are the same).
 */
export function computeAcs3({
  method,
  path,
  query,
  headers,
  signedHeaders,
  body,
  accessKeySecret,
}: AcsSigning): string {
  const lines = signedHeaders.map(name => `${name}:${(headers[name] ?? '').trim()}\n`).join('')
  const parts = [method, path, encodeSorted(query), lines, signedHeaders.join(';'), digestOf(body)]
  const text = `${algorithmAcs3}\n${hash('sha256', parts.join('\n'), 'hex')}`
  return createHmac('sha256', reveal(accessKeySecret)).update(text).digest('hex')
}

/** Parameters sorted by name, each `name=value`, as they are signed. */
function encodeSorted(query: readonly QueryPair[]): string {
  return query
    .map(([name, value]) => `${percentEncode(name)}=${percentEncode(value)}`)
    .sort()
    .join('&')
}

/** Signs a request in its headers: all of them, with the date, a number that is used once, and the digest of the body. */
export function signAcs3(
  request: AcsRequest,
  { accessKeyId, accessKeySecret, securityToken }: Credentials,
  { date = new Date(), nonce = randomUUID() }: { readonly date?: Date; readonly nonce?: string } = {},
): AcsRequest {
  const headers: Record<string, string> = {
    ...request.headers,
    host: request.host,
    'x-acs-date': date.toISOString().replace(/\.\d+/, ''),
    'x-acs-signature-nonce': nonce,
    'x-acs-content-sha256': digestOf(request.body),
    ...(securityToken && { 'x-acs-security-token': reveal(securityToken), 'x-acs-accesskey-id': accessKeyId }),
  }
  const signedHeaders = Object.keys(headers).sort()
  const signature = computeAcs3({ ...request, headers, signedHeaders, accessKeySecret })
  const names = signedHeaders.join(';')
  const authorization = `${algorithmAcs3} Credential=${accessKeyId},SignedHeaders=${names},Signature=${signature}`
  return { ...request, headers: { ...headers, authorization } }
}

/** The Authorization header of ACS3 read apart; undefined for another one. */
export function readAcs3(
  authorization: string,
): { readonly accessKeyId: string; readonly signedHeaders: readonly string[]; readonly signature: string } | undefined {
  if (!authorization.startsWith(`${algorithmAcs3} `)) return undefined
  const fields = new Map(
    authorization
      .slice(algorithmAcs3.length + 1)
      .split(',')
      .map(field => [field.slice(0, field.indexOf('=')).trim(), field.slice(field.indexOf('=') + 1)] as const),
  )
  const [accessKeyId = '', names = '', signature = ''] = ['Credential', 'SignedHeaders', 'Signature'].map(name =>
    fields.get(name),
  )
  return { accessKeyId, signedHeaders: names.split(';').filter(name => name !== ''), signature }
}
