import { sign } from '../request/sign.ts'
import { openWire } from '../request/wire.ts'
import { withoutToken } from './answer.ts'
import type { Transport, TransportOptions } from './carrier.ts'
import { failedAttempt } from './failed-attempt.ts'
import { createRenewal } from './renewal.ts'

/** A transport by undici, with the signatures of this package: for many at a time, and through proxies. */
export async function createDirectTransport(options: TransportOptions): Promise<Transport> {
  const { credentials, renew, version, concurrency, env = {} } = options
  const renewal = createRenewal(credentials, renew)
  const wire = await openWire({ connections: concurrency, env })
  let offset = 0

  return {
    send: async (job, timeout) => {
      try {
        const date = new Date(Date.now() + offset)
        const current = renewal.current()
        const signed = sign(job.request, current, { version, region: job.region, date })
        return withoutToken({ kind: 'answered', ...(await wire.ask(signed, timeout)) }, current)
      } catch (error) {
        return failedAttempt(error)
      }
    },
    correctClock: value => {
      offset = value
    },
    renewals: renewal.count,
    renew: renewal.renew,
    close: wire.close,
  }
}
