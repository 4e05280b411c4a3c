import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import { sendEmpty } from '../http/answer.ts'
import { findRange, isUnchanged } from '../http/conditions.ts'
import type { Exchange } from '../http/exchange.ts'
import { sendBytes } from '../http/objects.ts'
import type { Processed } from '../processing/processing.ts'
import type { OpenObject } from '../store/store.ts'
import { harmlessType, setSandbox } from './harmless.ts'

/** Answers with the bytes of an object, or with the range that a player asks for. */
export async function sendObject(exchange: Exchange, open: OpenObject): Promise<void> {
  const { response, headers } = exchange
  const { object } = open
  const identity = { ETag: `"${object.etag}"`, 'Cache-Control': 'private, no-cache' }
  setSandbox(response)
  if (isUnchanged(headers, object)) return sendEmpty(exchange, 304, identity)
  const range = findRange(headers, object.size)
  const { first, last } = range ?? { first: 0, last: object.size - 1 }
  response.writeHead(range ? 206 : 200, {
    ...identity,
    'Content-Type': harmlessType(object.contentType),
    'Content-Length': String(last - first + 1),
    'Accept-Ranges': 'bytes',
    ...(range && { 'Content-Range': `bytes ${first}-${last}/${object.size}` }),
  })
  await sendBytes(exchange, open, { first, last })
}

/** Answers with the result of a process string. */
export async function sendProcessed(exchange: Exchange, processed: Processed, cache = 'no-store'): Promise<void> {
  const { response } = exchange
  const { body, contentType } = processed
  setSandbox(response)
  const headers = { 'Content-Type': harmlessType(contentType), 'Cache-Control': cache }
  if (body instanceof Uint8Array) {
    response.writeHead(200, { ...headers, 'Content-Length': String(body.length) }).end(body)
    return
  }
  try {
    const { size } = await stat(body.file)
    response.writeHead(200, { ...headers, 'Content-Length': String(size) })
    await sendFile(exchange, body.file)
  } finally {
    await body.dispose()
  }
}

/** A client that goes away: the length tells. */
async function sendFile({ response }: Exchange, file: string): Promise<void> {
  await pipeline(createReadStream(file), response).catch(() => response.destroy())
}
