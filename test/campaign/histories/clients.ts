import type { Call, Reply } from '../../emulator/http/client.ts'
import { bodyOf, findTear, joinedTag, md5, otherBody, typeOf, versionOf } from './content.ts'
import type { Action, Operation } from './history.ts'

/** A round of operations: what was done to each key, and what was wrong with answers by themselves. */
export interface Round {
  readonly bucket: string
  readonly keys: readonly string[]
  readonly logs: readonly string[]
  readonly histories: ReadonlyMap<string, Operation[]>
  /** Versions by ETag. */
  readonly versions: Map<string, string>
  readonly faults: Set<string>
  /** Copies that got no answer: what they made is known only from who has read it. */
  readonly copies: { readonly client: number; readonly from: string; readonly to: string; readonly start: number }[]
  readonly counts: { operations: number; unanswered: number; full: number }
  /** Bytes of a body. */
  readonly bytes: () => number
  /** Whether 500 may be answered, for a full disk. */
  readonly mayFail: boolean
  readonly send: (call: Call) => Promise<Reply>
}

/** A round on keys of its own. */
export function createRound(setup: Omit<Round, 'histories' | 'versions' | 'faults' | 'copies' | 'counts'>): Round {
  return {
    ...setup,
    histories: new Map([...setup.keys, ...setup.logs].map(key => [key, []])),
    versions: new Map(),
    faults: new Set(),
    copies: [],
    counts: { operations: 0, unanswered: 0, full: 0 },
  }
}

interface Client {
  readonly round: Round
  readonly number: number
  readonly random: () => number
}

let versions = 0

const pick = <T>({ random }: Pick<Client, 'random'>, list: readonly T[], fallback: T): T =>
  list[Math.floor(random() * list.length)] ?? fallback

/** Does one operation after the other until it has done so many, or is told to stop. */
export async function runClient(client: Client, count: number, signal: AbortSignal): Promise<void> {
  for (let done = 0; done < count && !signal.aborted; done++) {
    await pick(client, KINDS, get)(client)
    client.round.counts.operations++
  }
}

type Work = (client: Client) => Promise<void>

/** An answer with the times around it; undefined where none came. A refusal for a full disk counts as not done. */
async function ask(
  { round }: Client,
  call: Call,
): Promise<{ start: number; end?: number; reply?: Reply; isRefused: boolean }> {
  const start = performance.now()
  const reply = await round.send({ bucket: round.bucket, ...call }).catch(() => undefined)
  const end = performance.now()
  if (!reply) {
    round.counts.unanswered++
    return { start, isRefused: false }
  }
  const isFull = reply.status >= 500
  if (isFull && round.mayFail && call.method !== 'GET') round.counts.full++
  else if (isFull) round.faults.add(`${call.method ?? 'GET'} is answered with ${reply.status} ${reply.field('Code')}`)
  return { start, end, reply, isRefused: isFull }
}

/** Puts an operation into the history of a key; a read without an answer tells nothing. */
function note({ round, number }: Client, key: string, times: { start: number; end?: number }, action: Action): void {
  const { start, end } = times
  if (end === undefined && (action.kind === 'read' || action.kind === 'read-tag')) return
  round.histories.get(key)?.push({ client: number, start, end, action })
}

function makeVersion({ round, number }: Client): { version: string; body: string; headers: Record<string, string> } {
  const version = `v${number}-${versions++}`
  const body = bodyOf(version, round.bytes())
  round.versions.set(md5(body), version).set(joinedTag(body), version)
  const headers = { 'Content-Type': typeOf(version), 'x-oss-meta-version': version }
  return { version, body, headers }
}

const put: Work = async client => {
  const key = pick(client, client.round.keys, '')
  const { version, body, headers } = makeVersion(client)
  const answer = await ask(client, { method: 'PUT', key, headers, body })
  if (!answer.isRefused) note(client, key, answer, { kind: 'put', version })
}

const create: Work = async client => {
  const key = pick(client, client.round.keys, '')
  const { version, body, headers } = makeVersion(client)
  const answer = await ask(client, {
    method: 'PUT',
    key,
    headers: { ...headers, 'x-oss-forbid-overwrite': 'true' },
    body,
  })
  if (answer.isRefused) return
  const told = answer.reply && (answer.reply.status === 409 ? 'exists' : 'done')
  note(client, key, answer, { kind: 'create', version, ...(told && { answer: told }) })
}

const get: Work = async client => {
  const { round } = client
  const key = pick(client, [...round.keys, ...round.logs], '')
  const answer = await ask(client, { key })
  const { reply } = answer
  if (!reply || answer.isRefused) return
  if (reply.status === 404) return note(client, key, answer, { kind: 'read', seen: undefined })
  const tear = findTear(reply)
  if (tear) round.faults.add(`GET gives ${tear}`)
  else note(client, key, answer, { kind: 'read', seen: round.logs.includes(key) ? reply.text : versionOf(reply.text) })
}

const head: Work = async client => {
  const { round } = client
  const key = pick(client, round.keys, '')
  const answer = await ask(client, { method: 'HEAD', key })
  const { reply } = answer
  if (!reply || answer.isRefused) return
  if (reply.status === 404) return note(client, key, answer, { kind: 'read', seen: undefined })
  const version = round.versions.get(reply.headers.get('etag')?.replaceAll('"', '') ?? '')
  const meta = reply.headers.get('x-oss-meta-version')
  if (version !== meta) round.faults.add(`HEAD gives the ETag of "${version}" with the metadata of "${meta}"`)
  else note(client, key, answer, { kind: 'read', seen: version })
}

/** Reads all keys at once, each at a moment of its own. */
const list: Work = async client => {
  const { round } = client
  const answer = await ask(client, { query: [['max-keys', '1000']] })
  const { reply } = answer
  if (!reply || answer.isRefused) return
  const found = new Map(
    reply.fields('Contents').map(text => {
      const [, key = '', etag = ''] = /<Key>(.*?)<\/Key>.*<ETag>&quot;(.*?)&quot;<\/ETag>/s.exec(text) ?? []
      return [key, etag]
    }),
  )
  for (const key of round.keys) {
    const etag = found.get(key)
    note(client, key, answer, { kind: 'read', seen: etag && (round.versions.get(etag) ?? `unknown ${etag}`) })
  }
}

const remove: Work = async client => {
  const key = pick(client, [...client.round.keys, ...client.round.logs], '')
  const answer = await ask(client, { method: 'DELETE', key })
  if (!answer.isRefused) note(client, key, answer, { kind: 'delete' })
}

const copy: Work = async client => {
  const { round, number } = client
  const [from, to] = [pick(client, round.keys, ''), pick(client, round.keys, '')]
  if (from === to) return
  const headers = { 'x-oss-copy-source': `/${round.bucket}/${from}`, 'x-oss-tagging-directive': 'REPLACE' }
  const answer = await ask(client, { method: 'PUT', key: to, headers })
  const { reply } = answer
  if (!reply) round.copies.push({ client: number, from, to, start: answer.start })
  if (!reply || answer.isRefused) return
  if (reply.status === 404) return note(client, from, answer, { kind: 'read', seen: undefined })
  const version = round.versions.get(reply.field('ETag')?.replaceAll('&quot;', '') ?? '') ?? 'unknown'
  note(client, from, answer, { kind: 'read', seen: version })
  note(client, to, answer, { kind: 'put', version })
}

const tag: Work = async client => {
  const key = pick(client, client.round.keys, '')
  const name = `t${versions++}`
  const body = `<Tagging><TagSet><Tag><Key>t</Key><Value>${name}</Value></Tag></TagSet></Tagging>`
  const answer = await ask(client, { method: 'PUT', key, query: [['tagging', '']], body })
  if (answer.isRefused) return
  const told = answer.reply && (answer.reply.status === 404 ? 'absent' : 'done')
  note(client, key, answer, { kind: 'tag', tag: name, ...(told && { answer: told }) })
}

const readTag: Work = async client => {
  const key = pick(client, client.round.keys, '')
  const answer = await ask(client, { key, query: [['tagging', '']] })
  const { reply } = answer
  if (!reply || answer.isRefused) return
  note(client, key, answer, { kind: 'read-tag', seen: reply.status === 404 ? undefined : (reply.field('Value') ?? '') })
}

const append: Work = async client => {
  const { round } = client
  const key = pick(client, round.logs, '')
  const position = lengthOf(round.histories.get(key) ?? [])
  const text = `[${versions++}]`
  const query = [
    ['append', ''],
    ['position', String(position)],
  ] as const
  const answer = await ask(client, { method: 'POST', key, query, headers: { 'x-oss-meta-version': 'log' }, body: text })
  if (answer.isRefused) return
  const told = answer.reply && (answer.reply.status === 409 ? 'elsewhere' : 'done')
  note(client, key, answer, { kind: 'append', position, text, ...(told && { answer: told }) })
}

/** The length that somebody may expect: of what was seen or written last. */
function lengthOf(history: readonly Operation[]): number {
  for (const { action } of history.toReversed()) {
    if (action.kind === 'read') return action.seen?.length ?? 0
    if (action.kind === 'append' && action.answer === 'done') return action.position + action.text.length
    if (action.kind === 'delete') return 0
  }
  return 0
}

/** An upload of one part that comes twice at the same time; what the server tells of it is completed. */
const multipart: Work = async client => {
  const { round } = client
  const key = pick(client, round.keys, '')
  const { version, body, headers } = makeVersion(client)
  const other = otherBody(body)
  round.versions.set(md5(other), version).set(joinedTag(other), version)
  const begun = await ask(client, { method: 'POST', key, query: [['uploads', '']], headers })
  const id = begun.reply?.field('UploadId') ?? ''
  const part = { key, query: [['partNumber', '1'] as const, ['uploadId', id] as const] }
  const sent = await Promise.all([other, body].map(text => ask(client, { method: 'PUT', ...part, body: text })))
  if (id === '' || sent.some(({ reply, isRefused }) => !reply || isRefused)) return
  const listed = await ask(client, { key, query: [['uploadId', id]] })
  const etag = listed.reply?.field('ETag')
  if (etag === undefined) return
  const xml = `<CompleteMultipartUpload><Part><PartNumber>1</PartNumber><ETag>${etag}</ETag></Part></CompleteMultipartUpload>`
  const answer = await ask(client, { method: 'POST', key, query: [['uploadId', id]], body: xml })
  if (answer.isRefused) return
  if (answer.reply && answer.reply.status !== 200) {
    round.faults.add(`completing is answered with ${answer.reply.status} ${answer.reply.field('Code')}`)
  } else note(client, key, answer, { kind: 'put', version })
}

const KINDS: readonly Work[] = [
  ...[put, put, put, create, get, get, get, get, head, head, list],
  ...[remove, remove, copy, tag, readTag, append, append, multipart],
]
