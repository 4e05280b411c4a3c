import { type IncomingHttpHeaders, request } from 'node:http'
import type { LocalOss } from '../../../src/emulator/index.ts'

/** An answer as it came over the wire. */
export interface Reply {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly body: Buffer
  readonly text: string
  readonly json: () => unknown
}

/** What to send. */
export interface Call {
  readonly method?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string | Uint8Array
}

/** Sends a request with any headers, also those that `fetch` keeps for itself. */
export function send({ port }: Pick<LocalOss, 'port'>, path: string, call: Call = {}): Promise<Reply> {
  const { method = 'GET', headers = {}, body } = call
  const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) }
  return new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port, path, method, headers: { ...length, ...headers } }, answer => {
      const chunks: Buffer[] = []
      answer.on('data', (chunk: Buffer) => chunks.push(chunk))
      answer.on('end', () => {
        const bytes = Buffer.concat(chunks)
        const text = bytes.toString()
        resolve({
          ...{ status: answer.statusCode ?? 0, headers: answer.headers, body: bytes, text },
          json: () => JSON.parse(text),
        })
      })
      answer.on('error', reject)
    })
    sent.on('error', reject)
    sent.end(body)
  })
}

/** Headers of a request that the console's own page makes. */
export const ownPage = ({ endpoint }: Pick<LocalOss, 'endpoint'>): Readonly<Record<string, string>> => ({
  origin: endpoint,
  'sec-fetch-site': 'same-origin',
})

/** The address of a call with its parameters. */
export const call = (name: string, query: Readonly<Record<string, string>> = {}): string =>
  `/_console/api/${name}?${new URLSearchParams(query)}`
