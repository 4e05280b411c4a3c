import type { Localized } from '../../grammar/catalogue/localized.ts'
import { readJson } from '../language/record.ts'
import { findKeyPair, type KeyPair } from './key-pair.ts'
import type { Fetch } from './metadata.ts'
import { problem, type RequestError } from './problem.ts'

const PATIENCE = 10_000

/** Asks an address for credentials, as ALIBABA_CLOUD_CREDENTIALS_URI names one. Throws a RequestError where it gives none. */
export async function askUri(uri: string, fetch: Fetch): Promise<KeyPair> {
  let text: string
  let status: number
  try {
    const answer = await fetch(uri, { method: 'GET', headers: {}, signal: AbortSignal.timeout(PATIENCE) })
    status = answer.ok ? 200 : answer.status
    text = await answer.text()
  } catch {
    throw refused(uri, { en: 'there is no answer', zh: '没有响应' })
  }
  if (status !== 200) throw refused(uri, { en: `the status is ${status}`, zh: `状态码为 ${status}` })
  const keys = findKeyPair(readJson(text))
  if (keys) return keys
  throw refused(uri, { en: 'the answer holds no keys', zh: '响应中没有密钥' })
}

/** The address without what may be a secret in it. */
function refused(uri: string, reason: Localized): RequestError {
  const url = URL.canParse(uri) ? `${new URL(uri).origin}${new URL(uri).pathname}` : '?'
  return problem('uri-refused', {
    en: `The credentials URI ${url} gave no credentials: ${reason.en}.`,
    zh: `凭证 URI ${url} 没有返回凭证：${reason.zh}。`,
  })
}
