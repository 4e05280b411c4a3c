import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Credentials } from '../../request/index.ts'
import type { Processing } from '../processing/processing.ts'
import type { Store } from '../store/store.ts'
import type { Uploads } from '../store/uploads.ts'
import type { Tasks } from '../tasks/task.ts'

/** What the handlers work with. */
export interface Services {
  readonly store: Store
  readonly uploads: Uploads
  readonly processing: Processing
  readonly tasks: Tasks
  readonly credentials: readonly Credentials[]
  readonly region: string
  /** Whether a V4 signature has to be for the region. */
  readonly checksRegion: boolean
  readonly now: () => Date
  /** The largest object that is taken, in bytes. */
  readonly maxObjectBytes: number
}

/** One request with its answer. */
export interface Exchange {
  readonly request: IncomingMessage
  readonly response: ServerResponse
  /** 24 hexadecimal digits, in each answer as x-oss-request-id. */
  readonly requestId: string
  readonly method: string
  /** `http://HOST`, where the client sees this server. */
  readonly origin: string
  readonly host: string
  /** True where the bucket stands in the host name. */
  readonly isVirtualHost: boolean
  /** Empty at the level of the service. */
  readonly bucket: string
  /** Decoded; empty at the level of a bucket. */
  readonly key: string
  /** Decoded; of a repeated name the first. */
  readonly query: ReadonlyMap<string, string>
  /** Names lower case. */
  readonly headers: Readonly<Record<string, string>>
  /** Who signed the request; undefined for an anonymous one. */
  readonly signer?: Signer | undefined
}

/** Who signed a request, and until when its URL holds. */
export interface Signer {
  readonly credentials: Credentials
  readonly version: 'v1' | 'v4'
  readonly region: string
}

/** Answers one kind of request. */
export type Handler = (exchange: Exchange, services: Services) => Promise<void> | void

/** A signal that is aborted when the client goes away before it has its answer. */
export function signalOf({ response }: Pick<Exchange, 'response'>): AbortSignal {
  const controller = new AbortController()
  const note = () => {
    if (!response.writableFinished) controller.abort()
  }
  if (response.closed) note()
  else response.once('close', note)
  return controller.signal
}
