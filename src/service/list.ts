import { setImmediate } from 'node:timers/promises'
import type { Localized } from '../../grammar/catalogue/localized.ts'
import { problem } from '../request/problem.ts'
import { type Client, getRequest, type KnownEndpoint } from './client.ts'
import { type ListedObject, type ListPage, readListPage } from './list-page.ts'

/** The objects of a bucket whose names start so. */
export interface ListAddress {
  readonly bucket: string
  readonly prefix: string
}

/** Objects in a page, the most that OSS gives. */
const PAGE = 1000

/**
 * The pages of a listing one after the other, after the object `after` where one is given; the next one is asked for while one is worked on. Rejects
 * with a RequestError.
 */
export async function* listPages(
  client: Client,
  { bucket, prefix }: ListAddress,
  place: KnownEndpoint,
  after = '',
): AsyncGenerator<readonly ListedObject[]> {
  const ask = (token?: string) =>
    askPage(client, bucket, place, [
      ['list-type', '2'],
      ['max-keys', String(PAGE)],
      ['encoding-type', 'url'],
      ...(prefix === '' ? [] : [['prefix', prefix] as const]),
      ...(token === undefined ? [] : [['continuation-token', token] as const]),
      ...(token === undefined && after !== '' ? [['start-after', after] as const] : []),
    ])
  let token: string | undefined
  let asked = ask()
  do {
    const page: ListPage = await asked
    if (page.next !== undefined && page.next === token) throw problem('list-stands', STANDS, { bucket })
    token = page.next
    if (token !== undefined) {
      asked = ask(token)
      // It fails where it is waited for, and not where nobody waits any more.
      asked.catch(() => undefined)
      // It is on its way two turns of the event loop later; else this page would be worked on before.
      await setImmediate()
      await setImmediate()
    }
    yield page.objects
  } while (token !== undefined)
}

async function askPage(
  client: Client,
  bucket: string,
  place: KnownEndpoint,
  query: readonly (readonly [string, string])[],
): Promise<ListPage> {
  const { status, body } = await client.ask(getRequest(place, bucket, '', query), place.region)
  if (status === 404) throw problem('list-bucket', NO_BUCKET, { bucket })
  const page = readListPage(body)
  if (!page) throw problem('list-form', NO_LIST, { bucket })
  return page
}

const NO_BUCKET: Localized = { en: 'there is no bucket "{bucket}"', zh: '不存在存储空间 "{bucket}"' }
const NO_LIST: Localized = {
  en: 'what answers for the bucket "{bucket}" gives no list of objects, or not all of one',
  zh: '存储空间 "{bucket}" 的响应不是完整的文件列表',
}
const STANDS: Localized = {
  en: 'the list of the bucket "{bucket}" does not go on: a page names itself as the next one',
  zh: '存储空间 "{bucket}" 的列表没有前进：某一页的下一页是其自身',
}
