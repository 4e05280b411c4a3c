import type { Locale, Localized } from '../../../grammar/catalogue/localized.ts'
import type { FoundCredentials } from '../../request/index.ts'
import type { Io } from '../io.ts'
import type { ArgsOf, OptionSpecs } from './args.ts'
import { asUsage } from './as-usage.ts'
import { usage } from './usage.ts'

/** Where requests go when the recipe does not say so, or whatever it says. */
export interface RequestDefaults {
  readonly endpoint?: string | undefined
  readonly region?: string | undefined
  readonly winsOverRecipe?: true
}

/** The port of `serve`, and the one that `--local` asks. */
export const LOCAL_PORT = 9080

/** The directory of `serve`, and the one of `submit --local`. */
export const LOCAL_ROOT = 'local-oss'

const REGION = 'cn-hangzhou'

/** The option that turns requests to a local OSS. */
export function localOption(description: Localized) {
  return { local: { type: 'string', value: 'URL', optional: true, description } } satisfies OptionSpecs
}

/** What the user typed of it. */
export type LocalArgs = ArgsOf<ReturnType<typeof localOption>>

const NO_ADDRESS: Localized = {
  en: '"--local" is "{found}"; expected the address of a local OSS, localhost or an IP address, such as http://127.0.0.1:9080.',
  zh: '"--local" 为 "{found}"；应为本地 OSS 的地址（localhost 或 IP 地址），例如 http://127.0.0.1:9080。',
}

/**
 * Where the local OSS is that `--local` names; undefined without it.
 * @throws UsageError for what is no address: the bucket stands in the path, as it does with localhost and IP addresses alone.
 */
export function findLocal({ text, locale }: LocalArgs): RequestDefaults | undefined {
  const given = text('local')
  if (given === undefined) return undefined
  if (given === '') return atLocal(`http://127.0.0.1:${LOCAL_PORT}`)
  const endpoint = given.includes('://') ? given : `http://${given}`
  const url = URL.canParse(endpoint) ? new URL(endpoint) : undefined
  const isPlain = url?.pathname === '/' && url.search === '' && url.hash === '' && url.username + url.password === ''
  const isHost = /^(localhost|[\d.]+|\[.*\])$/.test(url?.hostname ?? '')
  if (!url || !isPlain || !isHost || !/^https?:$/.test(url.protocol)) throw usage(NO_ADDRESS, { found: given }, locale)
  return atLocal(endpoint.replace(/\/+$/, ''))
}

/** A local OSS takes the place of whatever endpoint a recipe names. */
export function atLocal(endpoint: string): RequestDefaults {
  return { endpoint, region: REGION, winsOverRecipe: true }
}

/**
 * The access key that a local OSS takes: that of the environment, so that clients and the server read the same, else the well-known one.
 * @throws UsageError for one of which a half is missing.
 */
export async function localCredentials({ env }: Io, locale: Locale): Promise<FoundCredentials> {
  const { findCredentials, secret } = await import('../../request/index.ts')
  const { LOCAL_CREDENTIALS } = await import('../../emulator/index.ts')
  const isGiven = env.OSS_ACCESS_KEY_ID || env.OSS_ACCESS_KEY_SECRET
  const found = isGiven ? await asUsage(() => findCredentials({ env }), locale) : undefined
  if (found) return found
  const { accessKeyId, accessKeySecret } = LOCAL_CREDENTIALS
  return { accessKeyId, accessKeySecret: secret(accessKeySecret), source: LOCAL_SOURCE }
}

/** The source of the well-known access key. */
export const LOCAL_SOURCE = 'local OSS'
