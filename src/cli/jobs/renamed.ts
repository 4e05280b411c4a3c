import { existsSync, readdirSync, statSync } from 'node:fs'
import path from 'node:path'
import type { Locale, Localized } from '../../../grammar/catalogue/localized.ts'
import { UsageError } from '../../files/problem.ts'
import { fillMessage } from '../../language/diagnostic.ts'
import { RequestError } from '../../request/index.ts'
import { readJournal, type SendJob, stateOf } from '../../submit/index.ts'
import { asUsage } from '../options/as-usage.ts'

const RENAMED: Localized = {
  en: '"{journal}" is not there, but "{other}", whose recipe is gone, records that {source} was sent for the same result. If the recipe was renamed, rename its journal to "{journal}"; to begin anew, name a journal with --journal.',
  zh: '"{journal}" 不存在，但 "{other}"（其配方已不存在）记录了 {source} 已为同一结果发送过。如果配方改了名，请把日志也改名为 "{journal}"；如需重新开始，请用 --journal 指定日志。',
}

const ENDING = '.journal'

/**
 * Looks whether jobs of a recipe that has no journal yet stand in a journal beside it whose own recipe is gone.
 * @throws UsageError where one does: it would be done and billed again.
 */
export async function checkRenamed(
  journal: string,
  jobs: () => AsyncIterable<SendJob> | Iterable<SendJob>,
  locale: Locale,
): Promise<void> {
  if (existsSync(journal)) return
  for (const other of orphansBeside(journal)) {
    const history = await asUsage(() => readOwn(other), locale)
    if (!history) continue
    for await (const job of jobs()) {
      if (!['done', 'doubt', 'failed'].includes(stateOf(job, history))) continue
      const names = { journal: path.basename(journal), other: path.basename(other), source: job.source }
      throw new UsageError(fillMessage(RENAMED, names, locale))
    }
  }
}

/** What a journal records; undefined where a file of that name is something else, as other programs have journals too. */
function readOwn(file: string): ReturnType<typeof readJournal> | undefined {
  try {
    return readJournal(file)
  } catch (error) {
    if (error instanceof RequestError && error.id === 'journal-form') return undefined
    throw error
  }
}

function orphansBeside(journal: string): readonly string[] {
  const folder = path.dirname(journal)
  if (!existsSync(folder)) return []
  return readdirSync(folder)
    .filter(name => name.endsWith(ENDING) && !existsSync(path.join(folder, name.slice(0, -ENDING.length))))
    .map(name => path.join(folder, name))
    .filter(file => statSync(file, { throwIfNoEntry: false })?.isFile())
}
