import type { Localized } from '../../../grammar/catalogue/localized.ts'
import { fillTarget } from '../../catalogue/target.ts'
import { findFfmpeg, Refusal } from '../engine/index.ts'
import { refuse } from '../engine/problem.ts'
import { type FindFfmpeg, findOnce } from '../processing/find-once.ts'
import { createPictures } from '../processing/pictures.ts'
import { createPlanner } from '../processing/plan.ts'
import { unwrap } from '../processing/run-stages.ts'
import { follow } from '../store/links.ts'
import type { Store } from '../store/store.ts'
import { makeEventId, makeTaskId } from './ids.ts'
import { openTaskJournal, type TaskRecord, type TaskRecordEnd } from './journal.ts'
import { createLedger } from './ledger.ts'
import { notificationOf } from './notification.ts'
import { openOutbox } from './outbox.ts'
import { createPusher, PUSH_RETRIES, type PushRetries } from './push.ts'
import { missingTarget, problemOf, runTask } from './run-task.ts'
import type { Task, TaskRequest, Tasks } from './task.ts'
import { createWatchers } from './watchers.ts'

/** What tasks need around them. */
export interface TasksSetup {
  readonly store: Store
  /** `findFfmpeg` when not given. */
  readonly ffmpeg?: FindFfmpeg | undefined
  /** Tasks that run at a time; 1 when not given. */
  readonly workers?: number | undefined
  /** Tasks that may wait; 50 000 when not given. */
  readonly waiting?: number | undefined
  /** Finished tasks that are remembered, each counted with its outputs; the newest 20 000 when not given. */
  readonly kept?: number | undefined
  /** Where notifications are pushed, beside the outbox files. */
  readonly notifyUrl?: string | undefined
  readonly pushRetries?: PushRetries | undefined
  /** Told in notifications; cn-hangzhou when not given. */
  readonly region?: string | undefined
  readonly now?: (() => Date) | undefined
}

const FULL: Localized = { en: 'Too many tasks wait; try again later.', zh: '等待的任务过多；请稍后重试。' }
const CLOSED: Localized = { en: 'The local OSS is shutting down.', zh: '本地 OSS 正在关闭。' }
const UNKNOWN: Localized = { en: 'The task "{taskId}" is not known.', zh: '任务 "{taskId}" 不存在。' }

const closed = (): Refusal => refuse('ServiceUnavailable', 503, CLOSED)

/**
 * Opens the tasks of a store and takes up those that were not finished. What is promised to a client is on the disk before:
 * results, then the line of the outbox, then the end of the task in the journal. So all of them may come twice, none gets lost.
 */
export async function openTasks(setup: TasksSetup): Promise<Tasks> {
  const { store, now = () => new Date(), workers = 1, notifyUrl } = setup
  const ffmpeg = findOnce(setup.ffmpeg ?? findFfmpeg)
  const { waiting = 50_000, kept = 20_000, region = 'cn-hangzhou', pushRetries = PUSH_RETRIES } = setup
  const ledger = createLedger(kept)
  const journal = await openTaskJournal(store.statePath('tasks.jsonl'), ledger)
  // The journal is locked: nobody else has this store open.
  await store.sweep()
  const outbox = await openOutbox(store.statePath('outbox'))
  const watchers = createWatchers()
  const pictures = createPictures(workers)
  const closing = new AbortController()
  const queue = new Set(
    ledger
      .list()
      .filter(isRunning)
      .reverse()
      .map(({ taskId }) => taskId),
  )
  const running = new Set<Promise<void>>()
  const planOf = createPlanner(store)
  let accepting = 0

  const pushOf = (taskId: string) => {
    const task = ledger.find(taskId)
    return task?.topic === undefined ? undefined : { topic: task.topic, message: notificationOf(task, region) }
  }
  const onPushed = (taskId: string, isDelivered: boolean) => {
    ledger.change(taskId, { isPushPending: undefined })
    // Where this is not written the push is made once more after the next start.
    journal.append({ type: 'pushed', taskId, isDelivered }).catch(() => undefined)
  }
  const pusher = notifyUrl === undefined ? undefined : createPusher(notifyUrl, pushRetries, pushOf, onPushed)

  const change = (taskId: string, changes: Partial<TaskRecord>) => {
    const task = ledger.change(taskId, changes)
    if (task) watchers.tell(task)
    return task
  }
  const finish = async (task: TaskRecord, ended: Omit<TaskRecordEnd, 'endedAt'>) => {
    const isPushPending = (pusher !== undefined && task.topic !== undefined) || undefined
    const end: TaskRecordEnd = { ...ended, endedAt: now().toISOString(), isPushPending }
    const record = { ...task, ...end, progress: 100 }
    try {
      if (task.topic !== undefined) await outbox.append(task.topic, notificationOf(record, region))
      await journal.append({ type: 'end', taskId: task.taskId, end })
    } catch (error) {
      // It runs again after the next start; those who wait now are told why it has not ended.
      const { code, message } = problemOf(error)
      change(task.taskId, { ...record, state: 'Failed', code, message: message.en, isPushPending: undefined })
      return
    }
    change(task.taskId, record)
    if (isPushPending) pusher?.add(task.taskId)
  }
  const work = async (taskId: string) => {
    const startedAt = now().toISOString()
    const task = change(taskId, { startedAt })
    if (!task) return
    // Only a trace: a task without it is run all the same.
    journal.append({ type: 'start', taskId, startedAt }).catch(() => undefined)
    const onProgress = (part: number) => {
      const progress = Math.min(99, Math.floor(part * 100))
      if (progress > (ledger.find(taskId)?.progress ?? 100)) change(taskId, { progress })
    }
    const ended = await runTask(task, { store, planOf, ffmpeg, pictures, signal: closing.signal, onProgress })
    if (!closing.signal.aborted) await finish(task, ended)
  }
  const advance = () => {
    for (const taskId of queue) {
      if (running.size >= workers || closing.signal.aborted) return
      queue.delete(taskId)
      const run = work(taskId).finally(() => {
        running.delete(run)
        advance()
      })
      running.add(run)
    }
  }

  const check = async (request: TaskRequest, time: Date) => {
    const { stages, target, topic } = await planOf(request.process, 'async', request.bucket)
    const source = await store.getObject(request.bucket, request.key)
    await follow(store, source)
    if (!target) throw missingTarget()
    const bucket = target.bucket && fillTarget(target.bucket, { source, time })
    // A name with what only the result tells is looked up when that is there.
    if (bucket && !/[{}]/.test(bucket)) await store.getBucket(bucket)
    unwrap(await ffmpeg())
    const last = stages.at(-1)
    return { operation: `${last?.category}/${last?.operations[0]?.name}`, ...(topic !== undefined && { topic }) }
  }
  const accept = async (request: TaskRequest): Promise<Task> => {
    if (closing.signal.aborted) throw closed()
    if (queue.size + accepting >= waiting) throw refuse('ServiceUnavailable', 503, FULL)
    accepting++
    try {
      const time = now()
      const { bucket, key, process, requestId } = request
      const checked = await check(request, time)
      const [taskId, eventId, acceptedAt] = [makeTaskId(), makeEventId(), time.toISOString()]
      const named = { bucket, key, process, requestId, taskId, eventId, acceptedAt, ...checked }
      const task: TaskRecord = { ...named, state: 'Running', progress: 0, outputs: [] }
      if (closing.signal.aborted) throw closed()
      await journal.append({ type: 'accept', task })
      ledger.add({ type: 'accept', task })
      watchers.tell(task)
      queue.add(taskId)
      advance()
      return task
    } finally {
      accepting--
    }
  }

  for (const { taskId, isPushPending } of ledger.list().reverse()) if (isPushPending) pusher?.add(taskId)
  advance()
  return {
    accept: request =>
      accept(request).catch(error => {
        throw error instanceof Refusal ? error : new Refusal(problemOf(error))
      }),
    find: ledger.find,
    list: ledger.list,
    watch: watchers.watch,
    wait: taskId => {
      const task = ledger.find(taskId)
      if (!task) return Promise.reject(refuse('NoSuchTask', 404, UNKNOWN, { taskId }))
      if (closing.signal.aborted && isRunning(task)) return Promise.reject(closed())
      return isRunning(task) ? watchers.wait(taskId) : Promise.resolve(task)
    },
    close: async () => {
      if (closing.signal.aborted) return
      closing.abort()
      watchers.close(closed())
      await Promise.all(running)
      pictures.close()
      await pusher?.close()
      await journal.close()
    },
  }
}

const isRunning = ({ state }: Task): boolean => state === 'Running'
