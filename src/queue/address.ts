import { percentDecode } from '../language/url.ts'
import { queueProblem } from './problems.ts'

/** Where Redis is, and who asks. */
export interface RedisAddress {
  readonly host: string
  readonly port: number
  readonly db: number
  readonly username?: string
  readonly password?: string
  readonly isTls: boolean
}

const SCHEMES: Readonly<Record<string, boolean>> = {
  'redis:': false,
  'valkey:': false,
  'rediss:': true,
  'valkeys:': true,
}

/** Reads an address such as `rediss://user:password@host:6379/0`. Throws a RequestError, which does not repeat it: it may hold a password. */
export function readAddress(text: string): RedisAddress {
  const url = URL.canParse(text) ? new URL(text) : undefined
  const isTls = SCHEMES[url?.protocol ?? '']
  const [, db] = /^\/?(\d*)$/.exec(url?.pathname ?? '-') ?? []
  if (!url?.hostname || isTls === undefined || db === undefined || url.search + url.hash !== '')
    throw queueProblem('address')
  return {
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: Number(url.port || 6379),
    db: Number(db),
    ...(url.username && { username: percentDecode(url.username) }),
    ...(url.password && { password: percentDecode(url.password) }),
    isTls,
  }
}
