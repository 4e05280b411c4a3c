import path from 'node:path'
import type { Locale } from '../../../grammar/catalogue/localized.ts'
import type { InputService } from '../../recipe/index.ts'
import type { FoundCredentials } from '../../request/index.ts'
import type { Client, KnownEndpoint, ListingFile } from '../../service/index.ts'
import type { Io } from '../io.ts'
import { askAgain, NO_CREDENTIALS } from '../options/credentials.ts'

/** Asks OSS for what recipes need beside themselves: lists, files at `oss://`, whether a result is there. */
export interface Questions extends InputService {
  /** Whether an object is there. Rejects with a RequestError where OSS does not tell. */
  readonly isThere: (
    address: { readonly bucket: string; readonly key: string },
    place: KnownEndpoint,
  ) => Promise<boolean>
}

/** Questions at a time. */
const CONCURRENCY = 16

/** Looks for credentials; undefined where there are none. Throws a RequestError. */
export type LookUp = () => Promise<FoundCredentials | undefined>

/** Questions with these credentials, whose listings are kept in a file; nothing is opened before the first one. */
export function questionsFor(file: string | undefined, io: Io, lookUp: LookUp, locale: Locale): Questions {
  let client: Promise<Client> | undefined
  let listings: ListingFile | undefined
  const ask = () => {
    client ??= openClient(io, lookUp, locale)
    return client
  }
  return {
    list: async function* (address, place) {
      const { listPages, openListings } = await import('../../service/index.ts')
      listings ??= openListings(file === undefined ? undefined : path.resolve(io.cwd, file))
      yield* listings.pages(address, async function* (after) {
        yield* listPages(await ask(), address, place, after)
      })
    },
    read: async function* (address, place) {
      const { readObject } = await import('../../service/index.ts')
      yield* readObject(await ask(), address, place)
    },
    isThere: async (address, place) => {
      const { headObject } = await import('../../service/index.ts')
      return (await headObject(await ask(), address, place)) !== undefined
    },
  }
}

async function openClient(io: Io, lookUp: LookUp, locale: Locale): Promise<Client> {
  const { createClient } = await import('../../service/index.ts')
  const { RequestError } = await import('../../request/index.ts')
  const credentials = await lookUp()
  if (!credentials) throw new RequestError('no-credentials', NO_CREDENTIALS)
  const renew = askAgain(lookUp, locale, io)
  return createClient({ credentials, renew, env: io.env, concurrency: CONCURRENCY, signal: io.signal })
}
