import { createHash } from 'node:crypto'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { Writable } from 'node:stream'
import { encodePath } from '../../request/percent.ts'
import { group, leaf, xmlDocument } from '../../xml.ts'
import type { Problem } from '../engine/problem.ts'
import { refuse } from '../engine/problem.ts'
import { tooLarge } from '../store/refusals.ts'
import type { Exchange } from './exchange.ts'

/** Answers without a body. */
export function sendEmpty({ response }: Exchange, status = 200, headers: Readonly<Record<string, string>> = {}): void {
  response.writeHead(status, { ...headers, ...(status !== 204 && status !== 304 && { 'Content-Length': '0' }) }).end()
}

/** Answers with a text of a type. */
export function sendText({ response, method }: Exchange, type: string, text: string, status = 200): void {
  response.writeHead(status, { 'Content-Type': type, 'Content-Length': Buffer.byteLength(text) })
  response.end(method === 'HEAD' ? undefined : text)
}

/** A time as it stands in the documents of OSS: of whole seconds, and some SDKs read no other. */
export function timeText(date: Date): string {
  return date.toISOString().replace(/\d{3}Z$/, '000Z')
}

/** Answers with an XML document. */
export function sendXml(
  exchange: Exchange,
  root: string,
  status = 200,
  headers: Readonly<Record<string, string>> = {},
): void {
  for (const [name, value] of Object.entries(headers)) exchange.response.setHeader(name, value)
  sendText(exchange, 'application/xml', xmlDocument(root), status)
}

/** The URL of an object of the bucket, unsigned. */
export function addressOf({ origin, isVirtualHost, bucket }: Exchange, key: string): string {
  return `${origin}/${isVirtualHost ? '' : `${bucket}/`}${encodePath(key)}`
}

const codes = new WeakMap<ServerResponse, string>()

/** The error code that an answer carries; undefined for others. */
export function errorCodeOf(response: ServerResponse): string | undefined {
  return codes.get(response)
}

/** What stands in an error beside code and message. */
export type ErrorDetails = Readonly<Record<string, string>>

/** Bytes of an error that the answer to HEAD holds in a header. */
const LONGEST_HEADER = 4096

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
  const { code, httpStatus, message, ec, headers } = problem
  codes.set(response, code)
  const write = (told: ErrorDetails) => {
    const fields = {
      Code: code,
      Message: message.en,
      RequestId: requestId,
      HostId: host,
      ...told,
      ...(ec && { EC: ec }),
    }
    return xmlDocument(group('Error', ...Object.entries(fields).map(([name, text]) => leaf(name, text))))
  }
  const whole = write(details)
  // Clients read no longer headers.
  const xml = method === 'HEAD' && whole.length > LONGEST_HEADER ? write({}) : whole
  response.writeHead(httpStatus, {
    ...headers,
    'Content-Type': 'application/xml',
    'Content-Length': Buffer.byteLength(xml),
    ...(ec && { 'x-oss-ec': ec }),
    ...(httpStatus === 503 && { 'Retry-After': String(RETRY_AFTER) }),
    // The answer to HEAD has no body.
    ...(method === 'HEAD' && { 'x-oss-err': Buffer.from(xml).toString('base64') }),
  })
  endAfterBody(request, response, method === 'HEAD' ? '' : xml)
}

/** Milliseconds that a client which still sends has for its next bytes, and for all of them. */
const [PAUSE, LINGER] = [5000, 120_000]

/**
 * Sends the text of a refusal at once, but ends the answer only when the client has sent what it has to send: many clients read nothing
 * before, and a connection that is closed under them hides the refusal. A client that goes on too long is cut off.
 */
export function endAfterBody(request: IncomingMessage, response: ServerResponse, text: string): void {
  if (request.complete || request.destroyed) {
    response.end(text)
    return
  }
  if (text === '') response.flushHeaders()
  else response.write(text)
  let last = setTimeout(cut, PAUSE)
  const longest = setTimeout(cut, LINGER)
  function settle(): void {
    clearTimeout(last)
    clearTimeout(longest)
    response.end()
  }
  function cut(): void {
    settle()
    response.once('finish', () => request.destroy())
  }
  request.unpipe()
  request
    .on('data', () => {
      last.refresh()
    })
    .once('end', settle)
    .once('close', settle)
    .resume()
  last = last.unref()
  longest.unref()
}

/** What a request emits when its body is read. */
const WANTED = 'body-wanted'

/** Tells a client that waits for a word before it sends its body to go on when something reads it, so that a refusal comes first. */
export function awaitBodies(server: Server): void {
  server.on('checkContinue', (request, response) => {
    request.once(WANTED, () => response.writeContinue())
    server.emit('request', request, response)
  })
  server.on('checkExpectation', (request, response) => server.emit('request', request, response))
}

/**
 * Pipes the body of a request, and resolves when it is taken. Whoever gives up leaves the connection open, so that the answer arrives;
 * a client that breaks off ends what takes its body.
 */
export function feed(request: IncomingMessage, target: Writable): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = (error: Error) => {
      request.unpipe(target)
      reject(error)
    }
    const lose = () => {
      if (!request.complete) target.destroy(Object.assign(new Error('The client has gone.'), { code: 'ECONNRESET' }))
    }
    request.once('error', lose).once('close', lose)
    target
      .once('error', stop)
      .once('finish', resolve)
      .once('close', () => stop(new DOMException('Given up.', 'AbortError')))
    request.emit(WANTED)
    request.pipe(target)
  })
}

/** Bytes of the longest body that is read whole: one that lists 1000 objects or 10 000 parts, and one that sets something. */
export const LONGEST_LIST: number = 2 * 1024 * 1024
export const LONGEST_SETTINGS: number = 64 * 1024

/** Reads a small body. @throws EntityTooLarge, InvalidDigest where it is not the one that Content-MD5 was made of */
export async function readBody(request: IncomingMessage, limit: number): Promise<Buffer> {
  const chunks: Buffer[] = []
  let size = 0
  request.emit(WANTED)
  // The connection stays, so that the refusal of a longer one arrives.
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    size += chunk.length
    if (size > limit) throw tooLarge(limit)
    chunks.push(chunk)
  }
  const body = Buffer.concat(chunks)
  const digest = String(request.headers['content-md5'] ?? '')
  if (digest !== '' && createHash('md5').update(body).digest('base64') !== digest) throw badDigest(digest)
  return body
}

/** A body that is not the one whose digest was stated. Source: errors 0017-00000502 and 0017-00000503. */
export function badDigest(digest: string): Error {
  const isDigest = /^[\w+/]{22}==$/.test(digest)
  const message = {
    en: 'The content does not have the digest that Content-MD5 states.',
    zh: '内容与 Content-MD5 不一致。',
  }
  return refuse('InvalidDigest', 400, message, {}, isDigest ? '0017-00000503' : '0017-00000502')
}
