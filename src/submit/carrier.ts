import type { Credentials, SignatureVersion } from '../request/index.ts'
import type { Attempt } from './answer.ts'
import type { SendJob } from './job.ts'
import type { AskAgain } from './renewal.ts'

/** The part of a job that is sent. */
export type Sent = Pick<SendJob, 'request' | 'region'>

/** Sends requests. */
export interface Transport {
  /** Never throws: what goes wrong is an attempt too. */
  send(job: Sent, timeout: number): Promise<Attempt>
  /** Moves the clock that requests are signed by, in milliseconds from the clock of the machine. */
  correctClock(offset: number): void
  /** How often the credentials were renewed. */
  renewals(): number
  /** Asks for the credentials again, unless that was done since `renewals`. Whether there are other ones now. */
  renew(renewals: number): Promise<boolean>
  close(): void
}

/** Who carries requests: the official client, or undici with the signatures of this package, in a third of the time. */
export type TransportClient = 'ali-oss' | 'undici'

/** How to send. */
export interface TransportOptions {
  readonly credentials: Credentials
  /** Where credentials with a token come from, to be asked again when the token has ended. */
  readonly renew?: AskAgain | undefined
  readonly version: SignatureVersion
  /** Connections to one host at a time. */
  readonly concurrency: number
  /** Chosen by the number of connections, and undici where the environment names a proxy, when not given. */
  readonly client?: TransportClient | undefined
  /** Where a proxy may be named; that of the process when not given. */
  readonly env?: Readonly<Record<string, string | undefined>> | undefined
}
