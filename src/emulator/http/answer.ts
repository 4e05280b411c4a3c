import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Problem } from '../engine/problem.ts'
import { refuse } from '../engine/problem.ts'
import type { Exchange } from './exchange.ts'
import { group, leaf, xmlDocument } from './xml.ts'

/** Answers without a body. */
export function sendEmpty({ response }: Exchange, status = 200, headers: Readonly<Record<string, string>> = {}): void {
  response.writeHead(status, { ...headers, ...(status !== 204 && status !== 304 && { 'Content-Length': '0' }) }).end()
}

/** Answers with a text of a type. */
export function sendText({ response, method }: Exchange, type: string, text: string, status = 200): void {
  response.writeHead(status, { 'Content-Type': type, 'Content-Length': Buffer.byteLength(text) })
  response.end(method === 'HEAD' ? undefined : text)
}

/** Answers with an XML document. */
export function sendXml(exchange: Exchange, root: string, status = 200): void {
  sendText(exchange, 'application/xml', xmlDocument(root), status)
}

const codes = new WeakMap<ServerResponse, string>()

/** The error code that an answer carries; undefined for others. */
export function errorCodeOf(response: ServerResponse): string | undefined {
  return codes.get(response)
}

/** What stands in an error beside code and message. */
export type ErrorDetails = Readonly<Record<string, string>>

/** Seconds after which a client may come again when the server is full. */
const RETRY_AFTER = 1

/**
 * Answers with the error document of OSS. An answer that has begun is cut off: its length or its end tells the client.
 */
export function sendError(
  exchange: Pick<Exchange, 'request' | 'response' | 'requestId' | 'host' | 'method'>,
  problem: Problem,
  details: ErrorDetails = {},
): void {
  const { request, response, requestId, host, method } = exchange
  if (response.headersSent) {
    response.destroy()
    return
  }
  const { code, httpStatus, message, ec } = problem
  codes.set(response, code)
  const fields = {
    Code: code,
    Message: message.en,
    RequestId: requestId,
    HostId: host,
    ...details,
    ...(ec && { EC: ec }),
  }
  const xml = xmlDocument(group('Error', ...Object.entries(fields).map(([name, text]) => leaf(name, text))))
  response.writeHead(httpStatus, {
    'Content-Type': 'application/xml',
    'Content-Length': Buffer.byteLength(xml),
    ...(ec && { 'x-oss-ec': ec }),
    ...(httpStatus === 503 && { 'Retry-After': String(RETRY_AFTER) }),
    // The answer to HEAD has no body.
    ...(method === 'HEAD' && { 'x-oss-err': Buffer.from(xml).toString('base64') }),
    ...(!request.complete && { Connection: 'close' }),
  })
  response.end(method === 'HEAD' ? undefined : xml)
  settleBody(request, response)
}

/** A client that still sends gets some time to read the answer; then the connection is closed, whatever it goes on to send. */
export function settleBody(request: IncomingMessage, response: ServerResponse): void {
  if (request.complete) return
  request.resume()
  response.once('finish', () => setTimeout(() => request.destroy(), LINGER).unref())
}

const LINGER = 2000

/** Bytes of the longest body that is read whole: one that lists 1000 objects or 10 000 parts, and one that sets something. */
export const LONGEST_LIST: number = 2 * 1024 * 1024
export const LONGEST_SETTINGS: number = 64 * 1024

/** Reads a small body. */
export async function readBody(request: IncomingMessage, limit: number): Promise<Buffer> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request) {
    size += chunk.length
    if (size > limit) throw tooLarge(limit)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

/** A body over a limit. */
export function tooLarge(limit: number): Error {
  const message = {
    en: 'The body is larger than {limit} bytes, the most that is taken here.',
    zh: '请求体超过此处允许的 {limit} 字节。',
  }
  return refuse('EntityTooLarge', 400, message, { limit })
}

/** A body that is not the one whose digest was stated. */
export function badDigest(digest: string): Error {
  const isDigest = /^[\w+/]{22}==$/.test(digest)
  return refuse(isDigest ? 'BadDigest' : 'InvalidDigest', 400, {
    en: 'The content does not have the digest that Content-MD5 states.',
    zh: '内容与 Content-MD5 不一致。',
  })
}
