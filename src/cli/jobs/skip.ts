import type { Locale, Localized } from '../../../grammar/catalogue/localized.ts'
import type { CompiledJob } from '../../recipe/index.ts'
import { readObjectAddress } from '../../request/object-address.ts'
import { asUsage } from '../options/as-usage.ts'
import { usage } from '../options/usage.ts'
import type { Questions } from './input-service.ts'

/** Leaves out jobs whose results are there. */
export interface Skip {
  /**
   * The jobs whose results are not there. What was found the first time holds when all are gone through again.
   * @throws UsageError where OSS does not tell, or the name of a result is not known before.
   */
  readonly leaveOut: (jobs: readonly CompiledJob[]) => Promise<readonly CompiledJob[]>
  /** All jobs were gone through. */
  readonly finish: () => void
  /** How many results are there. */
  readonly count: () => number
}

const NO_NAME: Localized = {
  en: '"skip: exists" needs the name of each result beforehand, but that of "{key}" is {target}; write a name that follows from the input.',
  zh: '"skip: exists" 需要事先知道结果的名称，但 "{key}" 的结果为 {target}；请使用由输入决定的名称。',
}
const NO_TARGET: Localized = {
  en: '"skip: exists" asks for results, but "{key}" has no "saveas".',
  zh: '"skip: exists" 需要查询结果，但 "{key}" 没有 "saveas"。',
}

/** Whether OSS fills something into a name; those of processed pictures it leaves as they are, braces and all. */
function isOpen(target: string, { process }: CompiledJob): boolean {
  return !process.startsWith('image/') && /[{}]/.test(target)
}

/** Asks for the results of jobs, many at a time, each once. */
export async function createSkip(questions: Questions, locale: Locale): Promise<Skip> {
  const { createJobTable, findResult, keyOf } = await import('../../submit/index.ts')
  const known = createJobTable()
  let isAsked = false
  let count = 0
  const isThere = async (job: CompiledJob): Promise<boolean> => {
    const { key, bucket = '' } = job
    const target = findResult({ key, bucket, process: job.process })
    const object = readObjectAddress(target)
    if (target === undefined) throw usage(NO_TARGET, { key }, locale)
    if (!object || isOpen(target, job)) throw usage(NO_NAME, { key, target }, locale)
    if (isAsked) return known.get(keyOf(target)) !== 0
    const isFound = await questions.isThere(object, job)
    if (isFound) known.set(keyOf(target), 1)
    if (isFound) count++
    return isFound
  }
  return {
    leaveOut: async jobs => {
      const found = await asUsage(() => Promise.all(jobs.map(isThere)), locale)
      return jobs.filter((_, index) => !found[index])
    },
    finish: () => {
      isAsked = true
    },
    count: () => count,
  }
}
