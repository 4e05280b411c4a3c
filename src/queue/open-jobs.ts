import type { SendJob } from '../submit/job.ts'
import { BUNDLE, bundleId, openBundle, packBundle } from './bundle.ts'
import type { QueueConnection } from './connect.ts'
import { MARK } from './ledger.ts'
import type { BullLine } from './line.ts'
import { type OpenJob, readOpen } from './record.ts'

/** Jobs that are asked for at a time. */
const PAGE = 1000

/** The jobs that failed or are in doubt, some at a time. */
export async function* openJobs({ client, keys }: QueueConnection, mark: OpenJob['mark']): AsyncGenerator<OpenJob> {
  let cursor = '0'
  do {
    const [next, pairs] = await client.hscan(keys.open, cursor, 'COUNT', PAGE)
    cursor = next
    for (const [index, text] of pairs.entries()) {
      const job = index % 2 === 1 ? readOpen(text) : undefined
      if (job?.mark === mark) yield job
    }
  } while (cursor !== '0')
}

/** Lets jobs that failed or are in doubt wait again, how many. */
export async function addOpen(connection: QueueConnection, line: BullLine, mark: OpenJob['mark']): Promise<number> {
  let count = 0
  let group: SendJob[] = []
  const add = async () => {
    const ids = group.map(({ id }) => id)
    const bundle = packBundle(group, mark === MARK.doubt)
    await line.add([{ id: bundleId(ids, mark === MARK.doubt ? 'again' : 'retry'), bundle }])
    count += group.length
    group = []
  }
  for await (const { bundle } of openJobs(connection, mark)) {
    group.push(...openBundle(bundle))
    if (group.length >= BUNDLE) await add()
  }
  if (group.length > 0) await add()
  return count
}
