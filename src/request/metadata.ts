import type { Localized } from '../../grammar/catalogue/localized.ts'
import { readJson } from '../language/record.ts'
import { askService, codeOf, describeAnswer, type ServiceAnswer, shownAddress } from './ask.ts'
import type { Fetch } from './fetch.ts'
import { findKeyPair, type KeyPair } from './key-pair.ts'
import { problem, type RequestError } from './problem.ts'

/** Where the metadata of an instance is asked, and how. */
export interface MetadataPlace {
  /** Asks without a proxy: the metadata of an instance is no further than its own network. */
  readonly fetchNear: Fetch
  /** `http://100.100.100.200`. */
  readonly metadataUrl: string
  readonly env: Readonly<Record<string, string | undefined>>
}

/** How long the metadata may take, in milliseconds. */
const PATIENCE = 2000

const NO_ROLE = { en: 'the instance has no role', zh: '该实例没有角色' } satisfies Localized
const NO_SUCH_ROLE = { en: 'the instance has no role of this name', zh: '该实例没有这个名称的角色' } satisfies Localized
const NO_TOKEN = {
  en: 'it gives no token, and ALIBABA_CLOUD_IMDSV1_DISABLED forbids to ask without one',
  zh: '它没有返回令牌，而 ALIBABA_CLOUD_IMDSV1_DISABLED 禁止不带令牌访问',
} satisfies Localized

const refused = (id: string, url: string, { en, zh }: Localized): RequestError =>
  problem(id, {
    en: `The instance metadata at ${shownAddress(url)} gave no credentials of a RAM role: ${en}.`,
    zh: `实例元数据 ${shownAddress(url)} 没有返回 RAM 角色的凭证：${zh}。`,
  })

async function request(
  place: MetadataPlace,
  url: string,
  method: string,
  headers: Record<string, string>,
): Promise<ServiceAnswer> {
  const answer = await askService(place.fetchNear, url, { method, headers, patience: PATIENCE })
  if ('reason' in answer) throw refused('no-answer', url, answer.reason)
  return answer
}

/** The header of the hardened mode, which some instances demand and all that know it accept. */
async function tokenHeaders(place: MetadataPlace): Promise<Record<string, string>> {
  const url = `${place.metadataUrl}/latest/api/token`
  const answer = await request(place, url, 'PUT', { 'X-aliyun-ecs-metadata-token-ttl-seconds': '300' })
  const token = answer.text.trim()
  if (answer.ok && /^[!-~]+$/.test(token)) return { 'X-aliyun-ecs-metadata-token': token }
  if (place.env.ALIBABA_CLOUD_IMDSV1_DISABLED?.toLowerCase() === 'true') throw refused('no-token', url, NO_TOKEN)
  return {}
}

/** A name of a RAM role, as the help page of CreateRole has it. */
const ROLE = /^[\w.-]{1,64}$/

/** Asks the metadata of an ECS instance for the credentials of its RAM role; throws a RequestError when it has none. */
export async function askRole(role: string | true, place: MetadataPlace): Promise<KeyPair & { source: string }> {
  const headers = await tokenHeaders(place)
  const folder = `${place.metadataUrl}/latest/meta-data/ram/security-credentials/`
  const get = async (url: string, missing: Localized): Promise<ServiceAnswer> => {
    const answer = await request(place, url, 'GET', headers)
    if (answer.ok) return answer
    throw refused('no-role', url, answer.status === 404 ? missing : describeAnswer(answer))
  }
  const name = role === true ? readRole(await get(folder, NO_ROLE), folder) : role
  const url = folder + encodeURIComponent(name)
  const answer = await get(url, role === true ? NO_ROLE : NO_SUCH_ROLE)
  const keys = isSuccess(answer.text) ? findKeyPair(readJson(answer.text)) : undefined
  if (!keys) throw refused('no-keys', url, describeAnswer(answer))
  return { ...keys, source: `RAM role ${name}` }
}

/** An answer with another code holds no keys that count, whatever else stands in it. */
export const isSuccess = (text: string): boolean => (codeOf(text) ?? 'Success') === 'Success'

function readRole(answer: ServiceAnswer, url: string): string {
  const name = answer.text.trim().replace(/\n.*/s, '').trim()
  if (ROLE.test(name)) return name
  throw refused('no-role', url, name === '' ? NO_ROLE : describeAnswer(answer))
}
