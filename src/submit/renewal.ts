import type { Credentials } from '../request/index.ts'
import { reveal } from '../request/secret.ts'

/** Credentials that may be asked for again while they are in use. */
export interface Renewal {
  current(): Credentials
  /** How often they were renewed. */
  count(): number
  /** Asks for them again, unless that was done since `count`. Whether there are other ones now. */
  renew(count: number): Promise<boolean>
}

/** Asks for credentials again; undefined where there are none. */
export type AskAgain = () => Promise<Credentials | undefined>

/** Credentials with a token end; a source such as a RAM role gives others then. Many senders that ask at once are one question. */
export function createRenewal(first: Credentials, ask: AskAgain | undefined): Renewal {
  let current = first
  let count = 0
  let asking: Promise<boolean> | undefined
  const renew = async (): Promise<boolean> => {
    try {
      const found = await ask?.()
      if (!found || isSame(found, current)) return false
      current = found
      count++
      return true
    } catch {
      // The refusal that led here says what is wrong.
      return false
    } finally {
      asking = undefined
    }
  }
  return {
    current: () => current,
    count: () => count,
    renew: async before => {
      if (before < count) return true
      if (!current.securityToken) return false
      asking ??= renew()
      return asking
    },
  }
}

function isSame(left: Credentials, right: Credentials): boolean {
  const textsOf = ({ accessKeyId, accessKeySecret, securityToken = '' }: Credentials) =>
    [accessKeyId, accessKeySecret, securityToken].map(reveal).join('\n')
  return textsOf(left) === textsOf(right)
}
