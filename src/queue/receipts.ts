import type { Journal } from '../submit/journal.ts'
import type { QueueConnection } from './connect.ts'
import { readRecord } from './record.ts'

/** Receipts that are read at a time. */
const PAGE = 1000

/** What was written. */
export interface WrittenReceipts {
  /** Jobs that are new in the journal, or have another state there. */
  readonly written: number
  /** Entries of the stream. */
  readonly read: number
}

/**
 * Writes the receipts of a queue into a journal, so that whatever reads journals knows them. What is there already is left out: it may
 * be done again and again, while workers send. With `removes`, what is on the disk is taken out of Redis.
 */
export async function writeReceipts(
  { client, keys }: Pick<QueueConnection, 'client' | 'keys'>,
  journal: Journal,
  removes: boolean,
): Promise<WrittenReceipts> {
  const count = { written: 0, read: 0 }
  let last = '-'
  for (;;) {
    const page = await client.xrange(keys.receipts, last, '+', 'COUNT', PAGE)
    const [end] = page.at(-1) ?? []
    if (end === undefined) return count
    const writes = page.flatMap(([id, fields]) => {
      const entries = readRecord(fields[1] ?? '', Number.parseInt(id, 10))
      const isNew = isNews(journal, entries)
      if (isNew) count.written++
      return isNew ? entries.map(entry => journal.append(entry)) : []
    })
    await Promise.all(writes)
    count.read += page.length
    if (removes) await client.xdel(keys.receipts, ...page.map(([id]) => id))
    last = `(${end}`
  }
}

function isNews(journal: Journal, entries: ReturnType<typeof readRecord>): boolean {
  const [first, second] = entries
  if (!first) return false
  const state = journal.stateOf(first.job)
  if (state === 'done') return false
  return !(second?.type === 'lost' && state === 'doubt') && !(second?.type === 'refused' && state === 'refused')
}
