import type { Localized } from '../../grammar/catalogue/localized.ts'
import { readJson } from '../language/record.ts'
import { askService, describeAnswer, shownAddress } from './ask.ts'
import type { Fetch } from './fetch.ts'
import { findKeyPair, type KeyPair } from './key-pair.ts'
import { isSuccess } from './metadata.ts'
import { problem, type RequestError } from './problem.ts'

const PATIENCE = 10_000

/**
 * Asks an address for credentials, as ALIBABA_CLOUD_CREDENTIALS_URI names one: `{ "Code": "Success", "AccessKeyId": "...",
 * "AccessKeySecret": "...", "SecurityToken": "...", "Expiration": "..." }`. Throws a RequestError where it gives none.
 */
export async function askUri(uri: string, fetch: Fetch): Promise<KeyPair> {
  const answer = await askService(fetch, uri, { method: 'GET', headers: {}, patience: PATIENCE })
  if ('reason' in answer) throw refused(uri, answer.reason)
  const keys = answer.ok && isSuccess(answer.text) ? findKeyPair(readJson(answer.text)) : undefined
  if (keys) return keys
  throw refused(uri, describeAnswer(answer))
}

function refused(uri: string, reason: Localized): RequestError {
  const url = shownAddress(uri)
  return problem('uri-refused', {
    en: `The credentials URI ${url} gave no credentials: ${reason.en}.`,
    zh: `凭证 URI ${url} 没有返回凭证：${reason.zh}。`,
  })
}
