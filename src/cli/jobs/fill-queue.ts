import type { Localized } from '../../../grammar/catalogue/localized.ts'
import { isUsageError } from '../../files/problem.ts'
import { fillMessage } from '../../language/diagnostic.ts'
import type { FillSummary } from '../../queue/index.ts'
import type { Io } from '../io.ts'
import { asUsage } from '../options/as-usage.ts'
import { openQueue, type QueueArgs } from '../options/queue.ts'
import { EXIT } from '../output/exit-codes.ts'
import { DOUBT_HINT } from '../output/progress.ts'
import { interruptFrom } from './interrupt.ts'
import { type JobArgs, readWork, type Work } from './work.ts'

const END: Localized = {
  en: '{queued} queued, {done} done before, {underWay} under way, {inDoubt} in doubt.',
  zh: '已入队 {queued} 个，此前完成 {done} 个，进行中 {underWay} 个，不明 {inDoubt} 个。',
}
const DOUBT: Localized = { en: 'in doubt  {name}', zh: '不明    {name}' }

/** How to fill a queue. */
export interface QueueFilling {
  /** Jobs that wait at most. */
  readonly most: number
  readonly resends: boolean
  /** Milliseconds until a Redis that does not answer is given up. */
  readonly timeout: number
  readonly isJson: boolean
}

/** Streams the jobs of recipes or of a plan into a queue. The result is the exit code. */
export async function fillQueue(args: JobArgs & QueueArgs, io: Io, filling: QueueFilling): Promise<number> {
  const { most, timeout, isJson } = filling
  const work = await readWork(args, io, {})
  if (typeof work === 'number') return work
  const { signal, release } = interruptFrom(io, args.locale)
  const queue = await openQueue(args, io, { isMade: true, timeout, signal })
  try {
    const { createRedisLedger, fill } = await import('../../queue/index.ts')
    const { connection, line, onTrouble } = queue
    const ledger = createRedisLedger(connection, { signal, timeout, onTrouble })
    const running = fill(jobsOf(work), ledger, line, {
      most,
      resends: filling.resends || work.resends,
      signal,
      onDoubt: ({ id, source, target }) =>
        io.stdout.write(
          isJson
            ? `${JSON.stringify({ event: 'doubt', job: id, source, target })}\n`
            : `${fillMessage(DOUBT, { name: source }, args.locale)}\n`,
        ),
    })
    const summary = await asUsage(() => running, args.locale)
    io.stdout.write(isJson ? `${JSON.stringify({ event: 'end', ...summary })}\n` : `${endText(summary, args)}\n`)
    if (summary.inDoubt > 0) io.stderr.write(`${DOUBT_HINT[args.locale]}\n`)
    const changed = work.tellChanges?.() ?? 0
    return summary.isInterrupted ? EXIT.interrupted : summary.inDoubt > 0 ? EXIT.partial : changed
  } catch (error) {
    if (signal.aborted && isUsageError(error)) return EXIT.interrupted
    throw error
  } finally {
    release()
    await queue.close()
  }
}

function endText(summary: FillSummary, { locale }: JobArgs): string {
  const { queued, done, underWay, inDoubt } = summary
  return fillMessage(END, { queued, done, underWay, inDoubt }, locale)
}

async function* jobsOf({ batches }: Work) {
  for (const { jobs } of batches) yield* jobs()
}
