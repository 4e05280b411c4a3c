import { plainKey } from './ini.ts'
import { type Secret, secret } from './secret.ts'

/** The keys of a source. */
export interface KeyPair {
  readonly accessKeyId: string
  readonly accessKeySecret: Secret
  readonly securityToken?: Secret
  readonly expiresAt?: Date
}

const idKeys = ['accesskeyid', 'ossaccesskeyid']
const secretKeys = ['accesskeysecret', 'osssecretaccesskey', 'ossaccesskeysecret']
const tokenKeys = ['securitytoken', 'ststoken', 'osssessiontoken', 'sessiontoken']

const isRecord = (value: unknown): value is object => typeof value === 'object' && value !== null

/** Keys by any of their usual names, in a section of an INI file or in an object read from JSON. */
export function findKeyPair(source: unknown): KeyPair | undefined {
  if (!isRecord(source)) return undefined
  const entries: [unknown, unknown][] = source instanceof Map ? [...source] : Object.entries(source)
  const values = new Map(entries.map(([key, value]) => [plainKey(String(key)), value]))
  const pick = (names: readonly string[]): string =>
    names
      .map(name => values.get(name))
      .find(value => typeof value === 'string' && value !== '')
      ?.toString() ?? ''
  const [id, text, token] = [pick(idKeys), pick(secretKeys), pick(tokenKeys)]
  if (id === '' || text === '') return undefined
  const expiresAt = readTime(pick(['expiration', 'stsexpiration']))
  return {
    accessKeyId: id,
    accessKeySecret: secret(text),
    ...(token && { securityToken: secret(token) }),
    ...(expiresAt && { expiresAt }),
  }
}

/** An ISO time, or seconds since 1970 as the CLI keeps it; 0 is none. */
function readTime(text: string): Date | undefined {
  const time = /^\d+$/.test(text) ? new Date(Number(text) * 1000) : new Date(text)
  return Number.isNaN(time.getTime()) || time.getTime() === 0 ? undefined : time
}
