import type { Localized } from '../../grammar/catalogue/localized.ts'
import { readJson } from '../language/record.ts'
import { findKeyPair, type KeyPair } from './key-pair.ts'
import { problem, type RequestError } from './problem.ts'

/** The part of the global `fetch` that is used. */
export type Fetch = (
  url: string,
  init: { method: string; headers: Record<string, string>; body?: string; redirect?: 'manual'; signal: AbortSignal },
) => Promise<Answer>

/** The part of its answer that is used. */
export interface Answer {
  readonly ok: boolean
  readonly status: number
  readonly headers?: { get(name: string): string | null }
  text(): Promise<string>
}

const patience = 2000

const reasons = {
  'no-answer': { en: 'there is no answer', zh: '没有响应' },
  'no-role': { en: 'the instance has no role', zh: '该实例没有角色' },
  'no-keys': { en: 'the answer holds no keys', zh: '响应中没有密钥' },
} satisfies Record<string, Localized>

const refused = (url: string, reason: keyof typeof reasons): RequestError => {
  const { en, zh } = reasons[reason]
  return problem(reason, {
    en: `The instance metadata at ${url} gave no credentials of a RAM role: ${en}.`,
    zh: `实例元数据 ${url} 没有返回 RAM 角色的凭证：${zh}。`,
  })
}

async function request(fetch: Fetch, url: string, method: string, headers: Record<string, string>): Promise<Answer> {
  try {
    return await fetch(url, { method, headers, signal: AbortSignal.timeout(patience) })
  } catch {
    throw refused(url, 'no-answer')
  }
}

/** The header of the hardened mode, which some instances demand and all that know it accept. */
async function tokenHeaders(fetch: Fetch, base: string): Promise<Record<string, string>> {
  const ask = { 'X-aliyun-ecs-metadata-token-ttl-seconds': '300' }
  const answer = await request(fetch, `${base}/latest/api/token`, 'PUT', ask)
  return answer.ok ? { 'X-aliyun-ecs-metadata-token': (await answer.text()).trim() } : {}
}

/** Asks the metadata of an ECS instance for the credentials of its RAM role; throws a RequestError when it has none. */
export async function askRole(role: string | true, fetch: Fetch, base: string): Promise<KeyPair & { source: string }> {
  const headers = await tokenHeaders(fetch, base)
  const get = async (url: string): Promise<string> => {
    const answer = await request(fetch, url, 'GET', headers)
    if (!answer.ok) throw refused(url, 'no-role')
    return answer.text()
  }
  const folder = `${base}/latest/meta-data/ram/security-credentials/`
  const name = role === true ? (await get(folder)).trim().replace(/\n.*/s, '') : role
  const url = folder + encodeURIComponent(name)
  const keys = findKeyPair(readJson(await get(url)))
  if (!keys) throw refused(url, 'no-keys')
  return { ...keys, source: `RAM role ${name}` }
}
