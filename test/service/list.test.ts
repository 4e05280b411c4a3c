import { mkdtempSync, readFileSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test, vi } from 'vitest'
import { type Client, createClient, listPages, openListings } from '../../src/service/index.ts'
import { defaultOptions } from '../../src/submit/index.ts'
import { type FakeList, type ListFault, SECRET, startFakeList } from './fake-list.ts'

/** A client whose waits are noted and not waited for. */
async function openClient(waits: number[] = []): Promise<Client> {
  const surroundings = {
    now: () => Date.now(),
    random: () => 1,
    sleep: async (milliseconds: number) => void waits.push(milliseconds),
  }
  const credentials = { accessKeyId: 'example-id', accessKeySecret: SECRET }
  return createClient({ credentials, env: {}, concurrency: 4, surroundings, retry: { ...defaultOptions, retries: 3 } })
}

const ADDRESS = { bucket: 'media', prefix: 'in/' }
const KEYS = Array.from({ length: 10 }, (_, number) => `in/${number} ü.mp4`)
const placeOf = ({ endpoint }: FakeList) => ({ endpoint, region: 'cn-hangzhou' })

async function keysOf(pages: AsyncIterable<readonly { readonly key: string }[]>): Promise<string[][]> {
  const found: string[][] = []
  for await (const page of pages) found.push(page.map(({ key }) => key))
  return found
}

const BASE = 'list-type=2&max-keys=1000&encoding-type=url&prefix=in/'

test('pages one after the other, each by the token of the one before', async () => {
  await using server = await startFakeList([...KEYS, 'other'], 4)
  const client = await openClient()
  expect(await keysOf(listPages(client, ADDRESS, placeOf(server)))).toEqual([
    KEYS.slice(0, 4),
    KEYS.slice(4, 8),
    KEYS.slice(8),
  ])
  expect(server.asked).toEqual([BASE, `${BASE}&continuation-token=${KEYS[3]}`, `${BASE}&continuation-token=${KEYS[7]}`])
  client.close()
})

test('the next page is asked for while one is worked on, and none beyond; who stops hears nothing of it', async () => {
  await using server = await startFakeList(KEYS, 4, number => (number === 1 ? '403' : 'none'))
  const client = await openClient()
  const pages = listPages(client, ADDRESS, placeOf(server))
  expect((await pages.next()).done).toBe(false)
  await vi.waitUntil(() => server.asked.length === 2)
  await pages.return(undefined)
  client.close()
  expect(server.asked).toEqual([BASE, `${BASE}&continuation-token=${KEYS[3]}`])
})

test('what passes is asked again, later each time', async () => {
  const faults: ListFault[] = ['503', 'torn', 'none', '503', 'none', 'none']
  await using server = await startFakeList(KEYS, 4, number => faults[number] ?? 'none')
  const waits: number[] = []
  const client = await openClient(waits)
  expect((await keysOf(listPages(client, ADDRESS, placeOf(server)))).flat()).toEqual(KEYS)
  expect(waits).toEqual([500, 1000, 500])
  client.close()
})

test('what stays is told at once, what passes too late after the last try', async () => {
  await using server = await startFakeList(KEYS, 4, number => (number < 4 ? '503' : '403'))
  const client = await openClient()
  const host = server.endpoint.replace('http://', '')
  const ask = () => keysOf(listPages(client, ADDRESS, placeOf(server)))
  await expect(ask()).rejects.toMatchObject({ text: { en: `${host} answers 503 ServiceUnavailable No.` } })
  expect(server.asked).toHaveLength(4)
  await expect(ask()).rejects.toMatchObject({
    text: { en: `${host} answers 403 AccessDenied No.`, zh: `${host} 的响应为 403 AccessDenied No.` },
  })
  expect(server.asked).toHaveLength(5)
  client.close()
})

test('nothing listens, or there is no place to ask', async () => {
  const client = await openClient()
  const place = { endpoint: 'http://127.0.0.1:1', region: 'cn-hangzhou' }
  await expect(keysOf(listPages(client, ADDRESS, place))).rejects.toMatchObject({
    text: {
      en: 'nothing listens at 127.0.0.1:1; check the port, and whether the server runs (ECONNREFUSED)',
      zh: '127.0.0.1:1 没有在监听；请检查端口以及服务是否已启动（ECONNREFUSED）',
    },
  })
  await expect(keysOf(listPages(client, ADDRESS, {}))).rejects.toMatchObject({
    text: {
      en: 'no endpoint and no region is known for the bucket "media"; write "connection: { region: cn-hangzhou }"',
    },
  })
  client.close()
})

test('a file of listings gives what it holds, and goes on where it was interrupted', async () => {
  const file = path.join(mkdtempSync(path.join(tmpdir(), 'listing-')), 'listing')
  await using server = await startFakeList(KEYS, 4, number => (number === 2 ? '403' : 'none'))
  const client = await openClient()
  const read = async () => {
    const listings = openListings(file)
    try {
      return await keysOf(listings.pages(ADDRESS, after => listPages(client, ADDRESS, placeOf(server), after)))
    } finally {
      listings.close()
    }
  }
  await expect(read()).rejects.toMatchObject({ id: 'credentials-refused' })
  expect(server.asked).toHaveLength(3)
  expect((await read()).flat()).toEqual(KEYS)
  expect(server.asked.slice(3)).toEqual([`${BASE}&start-after=${KEYS[7]}`])
  expect((await read()).flat()).toEqual(KEYS)
  expect(server.asked).toHaveLength(4)
  // A line that a crash has torn is listed anew.
  truncateSync(file, readFileSync(file).length - 60)
  expect((await read()).flat()).toEqual(KEYS)
  expect(server.asked.slice(4)).toEqual([`${BASE}&start-after=${KEYS[7]}`])
  client.close()
})

test('a file that is none of listings stays as it is', () => {
  const file = path.join(mkdtempSync(path.join(tmpdir(), 'listing-')), 'notes')
  writeFileSync(file, 'mine\n')
  expect(() => openListings(file)).toThrow(`"${file}" is not a file of listings; name another one with --listing.`)
  expect(readFileSync(file, 'utf8')).toBe('mine\n')
})
