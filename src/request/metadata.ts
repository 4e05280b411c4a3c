import { findKeyPair, type KeyPair } from './key-pair.ts'
import { problem } from './problem.ts'

/** The part of the global `fetch` that is used. */
export type Fetch = (
  url: string,
  init: { method: string; headers: Record<string, string>; signal: AbortSignal },
) => Promise<Answer>

/** The part of its answer that is used. */
export interface Answer {
  readonly ok: boolean
  readonly status: number
  text(): Promise<string>
}

const patience = 2000

const refused = (url: string, found: string | number) =>
  problem(
    'role-unknown',
    {
      en: 'The instance metadata at {url} gave no credentials of a RAM role: {found}.',
      zh: '实例元数据 {url} 没有返回 RAM 角色的凭证：{found}。',
    },
    { url, found },
  )

async function request(fetch: Fetch, url: string, method: string, headers: Record<string, string>): Promise<Answer> {
  try {
    return await fetch(url, { method, headers, signal: AbortSignal.timeout(patience) })
  } catch {
    throw refused(url, 'no answer')
  }
}

/** The header of the hardened mode, which some instances demand and all that know it accept. */
async function tokenHeaders(fetch: Fetch, base: string): Promise<Record<string, string>> {
  const ask = { 'X-aliyun-ecs-metadata-token-ttl-seconds': '300' }
  const answer = await request(fetch, `${base}/latest/api/token`, 'PUT', ask)
  return answer.ok ? { 'X-aliyun-ecs-metadata-token': (await answer.text()).trim() } : {}
}

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Asks the metadata of an ECS instance for the credentials of its RAM role; throws a RequestError when it has none. */
export async function askRole(role: string | true, fetch: Fetch, base: string): Promise<KeyPair & { source: string }> {
  const headers = await tokenHeaders(fetch, base)
  const get = async (url: string): Promise<string> => {
    const answer = await request(fetch, url, 'GET', headers)
    if (!answer.ok) throw refused(url, answer.status)
    return answer.text()
  }
  const folder = `${base}/latest/meta-data/ram/security-credentials/`
  const name = role === true ? ((await get(folder)).trim().split('\n')[0] ?? '') : role
  const url = folder + encodeURIComponent(name)
  const keys = findKeyPair(parse(await get(url)))
  if (!keys) throw refused(url, 'no keys in the answer')
  return { ...keys, source: `RAM role ${name}` }
}
