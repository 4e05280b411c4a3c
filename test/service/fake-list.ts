import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { verify } from '../../src/request/index.ts'
import { percentEncode } from '../../src/request/percent.ts'

/** What happens to a request instead of an answer: an error of OSS, a torn connection, or nothing. */
export type ListFault = 'none' | '503' | 'torn' | '403'

/** A server that lists names in small pages and notes what it was asked. */
export interface FakeList extends AsyncDisposable {
  readonly endpoint: string
  /** The queries in their order, without those of the signature. */
  readonly asked: string[]
}

export const SECRET = 'example-secret-0123456789'

/** Lists `keys`, `size` a page; a fault for each request by its number. */
export async function startFakeList(
  keys: readonly string[],
  size: number,
  faultOf: (number: number) => ListFault = () => 'none',
): Promise<FakeList> {
  const asked: string[] = []
  const sorted = [...keys].sort()
  const server = createServer((request, response) => {
    const raw = {
      method: request.method ?? '',
      url: request.url ?? '',
      headers: { ...request.headers } as Record<string, string>,
    }
    const { status } = verify(raw, { accessKeyId: 'example-id', accessKeySecret: SECRET }, { addressing: 'path' })
    const query = new URL(`http://host${request.url}`).searchParams
    asked.push([...query].map(([name, value]) => `${name}=${value}`).join('&'))
    response.setHeader('x-oss-request-id', '0'.repeat(24))
    const fault = status === 'valid' ? faultOf(asked.length - 1) : '403'
    if (fault === 'torn') {
      response.destroy()
      return
    }
    if (fault !== 'none') {
      response.statusCode = Number(fault)
      const code = fault === '503' ? 'ServiceUnavailable' : 'AccessDenied'
      response.end(`<Error><Code>${code}</Code><Message>No.</Message><RequestId>0</RequestId></Error>`)
      return
    }
    const after = query.get('continuation-token') ?? query.get('start-after') ?? ''
    const found = sorted.filter(key => key.startsWith(query.get('prefix') ?? '') && key > after)
    const page = found.slice(0, size)
    const items = page.map(key => `<Contents><Key>${percentEncode(key)}</Key><Size>7</Size></Contents>`)
    const isTruncated = found.length > size
    const next = isTruncated ? `<NextContinuationToken>${page.at(-1)}</NextContinuationToken>` : ''
    response.end(
      `<ListBucketResult><EncodingType>url</EncodingType><IsTruncated>${isTruncated}</IsTruncated>${items.join('')}${next}</ListBucketResult>`,
    )
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    endpoint: `http://127.0.0.1:${port}`,
    asked,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections()
      await new Promise(resolve => server.close(resolve))
    },
  }
}
