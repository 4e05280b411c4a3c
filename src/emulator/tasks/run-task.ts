import type { Localized } from '../../../grammar/catalogue/localized.ts'
import { errorText } from '../../language/given.ts'
import { Refusal } from '../engine/index.ts'
import { type Problem, refuse } from '../engine/problem.ts'
import { findSystemProblem, orDiskFull } from '../engine/system-problem.ts'
import type { FindFfmpeg } from '../processing/find-once.ts'
import type { Pictures } from '../processing/pictures.ts'
import type { Planner } from '../processing/plan.ts'
import { runStages } from '../processing/run-stages.ts'
import { saveResults } from '../processing/save-results.ts'
import { createScratch } from '../processing/scratch.ts'
import { follow, followingLinks } from '../store/links.ts'
import type { Store } from '../store/store.ts'
import type { TaskRecord, TaskRecordEnd } from './journal.ts'
import type { TaskOutput } from './task.ts'

/** What a task runs with. */
export interface TaskContext {
  readonly store: Store
  readonly planOf: Planner
  readonly ffmpeg: FindFfmpeg
  readonly pictures: Pictures
  readonly signal: AbortSignal
  readonly onProgress: (part: number) => void
}

/** Makes and stores the results of a task; a refusal or a fault becomes the end of a task that failed. */
export async function runTask(task: TaskRecord, context: TaskContext): Promise<Omit<TaskRecordEnd, 'endedAt'>> {
  try {
    return { state: 'Succeeded', outputs: await makeOutputs(task, context) }
  } catch (error) {
    return { ...failureOf(error), outputs: [] }
  }
}

/** How a task ends that something stood in the way of. */
export function failureOf(error: unknown): Pick<TaskRecordEnd, 'state' | 'code' | 'message' | 'messageZh'> {
  const { code, message } = problemOf(error)
  return { state: 'Failed', code, message: message.en, messageZh: message.zh }
}

async function makeOutputs(
  task: TaskRecord,
  { store, planOf, ...context }: TaskContext,
): Promise<readonly TaskOutput[]> {
  const source = await store.getObject(task.bucket, task.key)
  const { stages, target } = await planOf(task.process, 'async', task.bucket)
  if (!target) throw missingTarget()
  const scratch = createScratch(store)
  try {
    const of = { store: followingLinks(store), source: await follow(store, source) }
    const made = await runStages(stages, { ...context, ...of, scratch: scratch.get })
    return await saveResults(made, target, { source, time: new Date(task.acceptedAt) }, store)
  } catch (error) {
    throw orDiskFull(error, store.root)
  } finally {
    await scratch.dispose()
  }
}

const NO_SAVEAS: Localized = {
  en: 'The process string has no "|sys/saveas,o_..."; the result of a task exists only where that puts it.',
  zh: '处理字符串中没有 "|sys/saveas,o_..."；任务的结果只能由它保存。',
}

/** The answer to a task whose result would be lost. */
export function missingTarget(): Refusal {
  return refuse('MissingArgument', 400, NO_SAVEAS)
}

const FAULT: Localized = { en: 'The local OSS failed: {reason}.', zh: '本地 OSS 出错：{reason}。' }

/** The problem of a refusal; a fault of the program or the disk is an InternalError with its first line. */
export function problemOf(error: unknown): Problem {
  if (error instanceof Refusal) return error.problem
  const known = findSystemProblem(error)
  if (known) return known
  const reason = errorText(error).split('\n')[0] ?? ''
  return refuse('InternalError', 500, FAULT, { reason: reason.replace(/\.$/, '') }).problem
}
