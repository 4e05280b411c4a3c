import { createHmac } from 'node:crypto'
import type { Localized } from '../../grammar/catalogue/localized.ts'
import { readJsonObject } from '../language/record.ts'
import type { Credentials } from '../request/index.ts'
import { problem } from '../request/problem.ts'
import type { OssRequest } from '../request/request.ts'
import { reveal } from '../request/secret.ts'
import { readServerTime } from '../submit/answer.ts'
import { block, leaf, readLeaf, xmlDocument } from '../xml.ts'
import { type Client, refused, type Tried } from './client.ts'
import { type ImmTask, toTask } from './imm.ts'

/** A message about a task, and what removes it from its queue. */
export interface TaskMessage {
  readonly receiptHandle: string
  /** Undefined where it is about something else. */
  readonly task: ImmTask | undefined
}

/** A queue of SMQ (formerly MNS) by its address, `https://ACCOUNT.mns.REGION.aliyuncs.com/queues/NAME`. */
export interface Queue {
  readonly endpoint: string
  readonly name: string
}

/** Reads the address of a queue. Throws a RequestError for another one. */
export function readQueue(address: string): Queue {
  const [, endpoint, name] = /^(https?:\/\/[^/]+)\/queues\/([A-Za-z0-9-]+)\/?$/.exec(address) ?? []
  if (endpoint === undefined || name === undefined) throw problem('queue-address', NO_QUEUE, { found: address })
  return { endpoint, name }
}

const NO_QUEUE: Localized = {
  en: '"{found}" is not a queue; expected https://ACCOUNT.mns.REGION.aliyuncs.com/queues/NAME',
  zh: '"{found}" 不是队列；应为 https://ACCOUNT.mns.REGION.aliyuncs.com/queues/名称',
}

const VERSION = '2015-06-06'

/** Messages at a time, and seconds to wait for the first of them: the most that SMQ takes. */
const BATCH = 16
const LONGEST = 30

/** Takes messages off a queue for some time; they come back unless they are removed. Rejects with a RequestError. */
export async function receiveMessages(
  client: Client,
  queue: Queue,
  milliseconds: number,
): Promise<readonly TaskMessage[]> {
  const wait = Math.min(LONGEST, Math.max(1, Math.round(milliseconds / 1000)))
  const { status, text } = await ask(client, queue, 'GET', [
    ['numOfMessages', String(BATCH)],
    ['waitseconds', String(wait)],
  ])
  if (status === 404 && readLeaf(text, 'Code') === 'MessageNotExist') return []
  if (status !== 200) throw refused(queue.endpoint, [String(status), readLeaf(text, 'Code') ?? ''])
  return text.split('<Message>').slice(1).map(toMessage)
}

/** Removes messages that were received. */
export async function removeMessages(client: Client, queue: Queue, handles: readonly string[]): Promise<void> {
  if (handles.length === 0) return
  const items = handles.map(handle => leaf('ReceiptHandle', handle))
  const body = xmlDocument(block('ReceiptHandles', { xmlns: 'http://mns.aliyuncs.com/doc/v1/' }, items))
  // What is no longer there was removed by somebody else.
  await ask(client, queue, 'DELETE', [], body)
}

async function ask(
  client: Client,
  { endpoint, name }: Queue,
  method: string,
  query: OssRequest['query'],
  body = '',
): Promise<{ readonly status: number; readonly text: string }> {
  const request = { method, endpoint, bucket: '', key: `queues/${name}/messages`, query, headers: {}, body }
  return client.repeat(
    endpoint,
    async (credentials, date, signal): Promise<Tried<{ status: number; text: string }>> => {
      const answer = await client.wire.send({ ...request, headers: signMessages(request, credentials, date) }, signal)
      const text = await answer.body.text()
      const [code, message] = [readLeaf(text, 'Code') ?? '', readLeaf(text, 'Message') ?? '']
      if (answer.status < 400 || answer.status === 404) return { value: { status: answer.status, text } }
      return { refusal: { status: answer.status, code, message, serverTime: readServerTime(answer.headers) } }
    },
  )
}

/** The headers of a signed request (documentation, "Request protocol"): HMAC-SHA1 over the method, the type, the date and the path; no digest, as its SDK has it. */
export function signMessages(
  { method, key, query }: Pick<OssRequest, 'method' | 'key' | 'query'>,
  { accessKeyId, accessKeySecret, securityToken }: Credentials,
  date: Date,
): Record<string, string> {
  const type = 'text/xml;charset=utf-8'
  const own = { 'x-mns-version': VERSION, ...(securityToken && { 'security-token': reveal(securityToken) }) }
  const lines = `x-mns-version:${VERSION}\n`
  const text = query.map(([name, value]) => `${name}=${value}`).join('&')
  const resource = `/${key}${text && `?${text}`}`
  const stringToSign = `${method}\n\n${type}\n${date.toUTCString()}\n${lines}${resource}`
  const signature = createHmac('sha1', reveal(accessKeySecret)).update(stringToSign).digest('base64')
  return {
    ...own,
    date: date.toUTCString(),
    'content-type': type,
    authorization: `MNS ${accessKeyId}:${signature}`,
  }
}

function toMessage(xml: string): TaskMessage {
  const body = readLeaf(xml, 'MessageBody') ?? ''
  return { receiptHandle: readLeaf(xml, 'ReceiptHandle') ?? '', task: findTask(body) }
}

/**
 * The task that a message tells of: JSON as it is or in Base64, alone (the simplified form of topics), or in the `Message` of the JSON or
 * XML that a topic puts around it; its content is JSON once more.
 */
export function findTask(body: string, depth = 0): ImmTask | undefined {
  if (depth > 4) return undefined
  const inXml = body.includes('<Message>') ? readLeaf(body, 'Message') : undefined
  if (inXml !== undefined) return findTask(inXml, depth + 1)
  const value = readJsonObject(body)
  if (value === undefined) {
    return /^[A-Za-z0-9+/=\s]+$/.test(body) ? findTask(Buffer.from(body, 'base64').toString(), depth + 1) : undefined
  }
  if (typeof value.TaskId === 'string' && typeof value.Status === 'string') return toTask(value)
  const inner = value.content ?? value.Message ?? value.data
  if (typeof inner === 'string') return findTask(inner, depth + 1)
  return typeof inner === 'object' && inner !== null ? findTask(JSON.stringify(inner), depth + 1) : undefined
}
