import type { Localized } from '../../../grammar/catalogue/localized.ts'
import { fillTarget } from '../../catalogue/target.ts'
import { Refusal, refuse } from '../engine/problem.ts'
import { unwrap } from '../processing/run-stages.ts'
import { follow } from '../store/links.ts'
import { advance } from './advance.ts'
import { makeEventId, makeTaskId } from './ids.ts'
import type { TaskRecord } from './journal.ts'
import { missingTarget, problemOf } from './run-task.ts'
import type { Task, TaskRequest } from './task.ts'
import type { TasksState } from './tasks-state.ts'

const FULL: Localized = { en: 'Too many tasks wait; try again later.', zh: '等待的任务过多；请稍后重试。' }
const CLOSED: Localized = { en: 'The local OSS is shutting down.', zh: '本地 OSS 正在关闭。' }

/** Tasks that are closed take nothing more. */
export const closed = (): Refusal => refuse('ServiceUnavailable', 503, CLOSED)

/** Takes a task: what is checked and on the disk is promised. Whatever goes wrong is a Refusal. */
export async function acceptTask(state: TasksState, request: TaskRequest): Promise<Task> {
  if (state.closing.signal.aborted) throw closed()
  if (state.queue.size + state.accepting >= state.waiting) throw refuse('ServiceUnavailable', 503, FULL)
  state.accepting++
  try {
    const task = await makeTask(state, request)
    if (state.closing.signal.aborted) throw closed()
    await state.journal.append({ type: 'accept', task })
    state.ledger.add({ type: 'accept', task })
    state.watchers.tell(task)
    state.queue.add(task.taskId)
    advance(state)
    return task
  } catch (error) {
    throw error instanceof Refusal ? error : new Refusal(problemOf(error))
  } finally {
    state.accepting--
  }
}

async function makeTask(state: TasksState, request: TaskRequest): Promise<TaskRecord> {
  const time = state.now()
  const { bucket, key, process, requestId } = request
  const checked = await check(state, request, time)
  const [taskId, eventId, acceptedAt] = [makeTaskId(), makeEventId(), time.toISOString()]
  const named = { bucket, key, process, requestId, taskId, eventId, acceptedAt, ...checked }
  return { ...named, state: 'Running', progress: 0, outputs: [] }
}

async function check(
  { store, planOf, ffmpeg }: TasksState,
  { bucket, key, process }: TaskRequest,
  time: Date,
): Promise<Pick<TaskRecord, 'operation' | 'topic'>> {
  const { stages, target, topic } = await planOf(process, 'async', bucket)
  const source = await store.getObject(bucket, key)
  await follow(store, source)
  if (!target) throw missingTarget()
  const targetBucket = target.bucket && fillTarget(target.bucket, { source, time })
  // A name with what only the result tells is looked up when that is there.
  if (targetBucket && !/[{}]/.test(targetBucket)) await store.getBucket(targetBucket)
  unwrap(await ffmpeg())
  const last = stages.at(-1)
  return { operation: `${last?.category}/${last?.operations[0]?.name}`, ...(topic !== undefined && { topic }) }
}
