import { readEndpoint } from '../../request/endpoint.ts'
import { fetchThrough } from '../../request/fetch.ts'
import type { FoundCredentials } from '../../request/index.ts'
import { findRegion } from '../../request/region.ts'
import { type OssRequest, processRequest, requestHost, url } from '../../request/request.ts'
import { sign } from '../../request/sign.ts'
import { readLeaf } from '../../xml.ts'

/** One request that changes nothing, to see what a server makes of it. */
export interface Probe {
  readonly host: string
  readonly bucket: string
  /** That it is signed for; undefined where it is not signed. */
  readonly region: string | undefined
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
}

/** What came back; empty texts where nothing is said. */
export interface ProbeAnswer {
  readonly status: number
  readonly requestId: string
  readonly type: string
  readonly date: string
  readonly code: string
  readonly message?: string | undefined
  /** Where the bucket is. */
  readonly endpoint?: string | undefined
}

/** An object that is not there: what OSS says first tells secret, region, bucket and IMM project apart. */
const KEY = 'oss-process-doctor/none.mp4'

/** The request: with a bucket, for information of a video that it does not have; without, for the list of buckets. */
export function probe(
  endpoint: string,
  bucket: string,
  given: string | undefined,
  credentials: FoundCredentials | undefined,
): Probe {
  const target = { endpoint, bucket, key: bucket === '' ? '' : KEY }
  const plain: OssRequest =
    bucket === ''
      ? { ...target, method: 'GET', query: [], headers: {}, body: '' }
      : processRequest('get', target, 'video/info')
  const region = findRegion(endpoint, given)
  const request = credentials && region !== undefined ? sign(plain, credentials, { region }) : plain
  return {
    host: bucket === '' ? readEndpoint(endpoint).host : requestHost(request),
    bucket,
    region: credentials && region,
    url: url(request),
    headers: request.headers,
  }
}

/** Sends it. Throws what the connection throws. */
export async function send(
  { url: address, headers }: Probe,
  env: Readonly<Record<string, string | undefined>>,
  patience: number,
): Promise<ProbeAnswer> {
  const answer = await fetchThrough(env)(address, {
    method: 'GET',
    headers: { ...headers },
    redirect: 'manual',
    signal: AbortSignal.timeout(patience),
  })
  const text = await answer.text()
  const header = (name: string) => answer.headers?.get(name) ?? ''
  return {
    status: answer.status,
    requestId: header('x-oss-request-id'),
    type: header('content-type'),
    date: header('date'),
    code: readLeaf(text, 'Code') ?? '',
    message: readLeaf(text, 'Message'),
    endpoint: text.includes('<Error>') ? readLeaf(text, 'Endpoint') : undefined,
  }
}
