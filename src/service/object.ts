import type { Localized } from '../../grammar/catalogue/localized.ts'
import { errorText } from '../language/given.ts'
import type { Credentials } from '../request/index.ts'
import type { ObjectAddress } from '../request/object-address.ts'
import { problem } from '../request/problem.ts'
import { getRegion } from '../request/region.ts'
import { type OssRequest, requestHost } from '../request/request.ts'
import { sign } from '../request/sign.ts'
import type { WireAnswer } from '../request/wire.ts'
import { type Client, getRequest, type KnownEndpoint, readWhole, type Tried } from './client.ts'

/** What HEAD tells of an object. */
export interface ObjectHead {
  readonly lastModified: Date
}

/** Asks for an object; undefined where there is none. Rejects with a RequestError where OSS does not tell. */
export async function headObject(
  client: Client,
  { bucket, key }: ObjectAddress,
  place: KnownEndpoint,
): Promise<ObjectHead | undefined> {
  const { status, headers } = await client.ask({ ...getRequest(place, bucket, key, []), method: 'HEAD' }, place.region)
  if (status === 404) return undefined
  return { lastModified: new Date(headers['last-modified'] ?? '') }
}

/** Tries to go on with a body that was torn, in a row and without a byte in between. */
const TRIES = 5

/** The bytes of an object. Where the connection tears, it goes on behind what came, of the same version. Rejects with a RequestError. */
export async function* readObject(
  client: Client,
  { bucket, key }: ObjectAddress,
  place: KnownEndpoint,
): AsyncGenerator<Uint8Array> {
  const request = getRequest(place, bucket, key, [])
  let etag: string | undefined
  let [done, failures] = [0, 0]
  for (;;) {
    const answer = await openObject(client, request, place, done, etag)
    if (answer === undefined) return
    etag ??= answer.headers.etag
    try {
      for await (const bytes of answer.body) {
        done += bytes.length
        failures = 0
        yield bytes
      }
      return
    } catch (error) {
      if (etag === undefined || ++failures > TRIES || client.signal?.aborted) throw torn(key, error)
    }
  }
}

/** The rest of an object; undefined where there is none. */
function openObject(
  client: Client,
  request: OssRequest,
  place: KnownEndpoint,
  done: number,
  etag: string | undefined,
): Promise<WireAnswer | undefined> {
  const region = getRegion(request.endpoint, place.region)
  const headers: Record<string, string> = done === 0 ? {} : { Range: `bytes=${done}-`, 'If-Match': etag ?? '' }
  const { bucket, key } = request
  const tryOnce = async (credentials: Credentials, date: Date): Promise<Tried<WireAnswer | undefined>> => {
    const signed = sign({ ...request, headers }, credentials, { region, date })
    // The time for a try does not end a body of gigabytes.
    const answer = await client.wire.send(signed, client.signal ?? new AbortController().signal)
    if (answer.status === (done === 0 ? 200 : 206)) return { value: answer }
    const read = await readWhole(answer)
    if (read.status === 404) throw problem('object-missing', MISSING, { name: `oss://${bucket}/${key}` })
    if (read.status === 412) throw problem('object-changed', CHANGED, { name: `oss://${bucket}/${key}` })
    return done > 0 && read.status === 416 ? { value: undefined } : { answer: read }
  }
  return client.repeat(requestHost(request), tryOnce)
}

const MISSING: Localized = { en: 'there is no object {name}', zh: '不存在文件 {name}' }
const CHANGED: Localized = { en: '{name} was written anew while it was read', zh: '读取期间 {name} 被重新写入' }
const TORN: Localized = { en: 'the connection tears again and again ({reason})', zh: '连接反复中断（{reason}）' }

function torn(key: string, error: unknown): Error {
  return problem('object-torn', TORN, { key, reason: errorText(error) })
}
