import type { Locale, Localized } from '../../language/diagnostic.ts'
import type { FoundCredentials } from '../../request/index.ts'
import type { Args, OptionSpec } from '../args.ts'
import type { Io } from '../io.ts'
import { asUsage } from './as-usage.ts'
import type { Surroundings } from './load.ts'

/** The port of `serve`, and the one that `--local` asks. */
export const LOCAL_PORT = 9080

/** The directory of `serve`, and the one of `submit --local`. */
export const LOCAL_ROOT = 'local-oss'

const REGION = 'cn-hangzhou'

/** The option that turns requests to a local OSS. */
export function localOption(description: Localized): Readonly<Record<string, OptionSpec>> {
  return { local: { type: 'string', value: 'URL', optional: true, description } }
}

/** Where the local OSS is that `--local` names; undefined without it. */
export function findLocal({ text }: Args): Surroundings | undefined {
  const given = text('local')
  if (given === undefined) return undefined
  const endpoint = given === '' ? `http://127.0.0.1:${LOCAL_PORT}` : given.replace(/\/+$/, '')
  return atLocal(endpoint.includes('://') ? endpoint : `http://${endpoint}`)
}

/** A local OSS takes the place of whatever endpoint a recipe names. */
export function atLocal(endpoint: string): Surroundings {
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
