import { createHash } from 'node:crypto'

/** The names of what a queue keeps in Redis. One hash tag holds it together on one node of a cluster. */
export interface Keys {
  /** In front of BullMQ's own keys. */
  readonly prefix: string
  readonly version: string
  readonly counts: string
  readonly receipts: string
  /** Jobs that failed or are in doubt. */
  readonly open: string
  /** In front of the number of a worker: there as long as it lives. */
  readonly worker: string
  /** In front of the digits that name a hash with marks. */
  readonly marks: string
}

/** Name of the queue in BullMQ, beside its prefix. */
export const BULL_NAME = 'bundles'

/** The keys of a queue. */
export function keysOf(name: string): Keys {
  const prefix = `{oss-process:${name}}`
  const key = (part: string) => `${prefix}:${part}`
  return {
    prefix,
    version: key('version'),
    counts: key('counts'),
    receipts: key('receipts'),
    open: key('open'),
    worker: key('w:'),
    marks: key(''),
  }
}

/**
 * Digits of an id that name its hash: 65,536 hashes. Up to 8 million jobs Redis packs each of them tightly, in 20 bytes a job; beyond
 * that a job takes 70.
 */
export const SHARD = 4
/** Digits of an id. */
const DIGITS = 32
/** Bytes of a packed id: the digits that name its hash, and of the others, its field there, half as many bytes. */
export const ID: number = SHARD + (DIGITS - SHARD) / 2

/** Ids for the scripts, which find hash and field in them. */
export function packIds(ids: readonly string[]): Buffer {
  const bytes = Buffer.alloc(ids.length * ID)
  for (const [index, id] of ids.entries()) {
    bytes.write(id.slice(0, SHARD), index * ID, 'latin1')
    bytes.write(id.slice(SHARD), index * ID + SHARD, 'hex')
  }
  return bytes
}

/** What all share who ask an endpoint with one account, whatever queue they work on. It tells nobody which account. */
export function rateName(endpoint: string, account: string): string {
  return createHash('sha256').update(`${endpoint}\n${account}`).digest('hex').slice(0, 16)
}

/** The key of a shared rate. */
export function rateKey(name: string): string {
  return `{oss-process:rate:${name}}`
}
