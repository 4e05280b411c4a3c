import type { Localized } from '../../../grammar/catalogue/localized.ts'
import { findFfmpeg } from '../engine/index.ts'
import { refuse } from '../engine/problem.ts'
import { type FindFfmpeg, findOnce } from '../processing/find-once.ts'
import { createPictures } from '../processing/pictures.ts'
import { createPlanner } from '../processing/plan.ts'
import type { Store } from '../store/store.ts'
import { acceptTask, closed } from './accept.ts'
import { advance } from './advance.ts'
import { openTaskJournal, type TaskJournal } from './journal.ts'
import { createLedger, type TaskLedger } from './ledger.ts'
import { notificationOf } from './notification.ts'
import { openOutbox } from './outbox.ts'
import { createPusher, PUSH_RETRIES, type Pusher, type PushRetries } from './push.ts'
import type { Task, Tasks } from './task.ts'
import { isRunning, type TasksState } from './tasks-state.ts'
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

const UNKNOWN: Localized = { en: 'The task "{taskId}" is not known.', zh: '任务 "{taskId}" 不存在。' }

/**
 * Opens the tasks of a store and takes up those that were not finished. What is promised to a client is on the disk before:
 * results, then the line of the outbox, then the end of the task in the journal. So all of them may come twice, none gets lost.
 */
export async function openTasks(setup: TasksSetup): Promise<Tasks> {
  const state = await openState(setup)
  const { ledger, pusher, watchers } = state
  for (const { taskId, isPushPending } of ledger.list().reverse()) if (isPushPending) pusher?.add(taskId)
  advance(state)
  return {
    accept: request => acceptTask(state, request),
    find: ledger.find,
    list: ledger.list,
    watch: watchers.watch,
    wait: taskId => waitFor(state, taskId),
    close: () => close(state),
  }
}

async function openState(setup: TasksSetup): Promise<TasksState> {
  const { store, workers = 1, waiting = 50_000, kept = 20_000, region = 'cn-hangzhou', now = () => new Date() } = setup
  const ledger = createLedger(kept)
  const journal = await openTaskJournal(store.statePath('tasks.jsonl'), ledger)
  // The journal is locked: nobody else has this store open.
  await store.sweep()
  const unfinished = ledger.list().filter(isRunning).reverse()
  return {
    ...{ store, ledger, journal, workers, waiting, region, now },
    ffmpeg: findOnce(setup.ffmpeg ?? findFfmpeg),
    planOf: createPlanner(store),
    pictures: createPictures(workers),
    outbox: await openOutbox(store.statePath('outbox')),
    pusher: pusherOf(setup, ledger, journal, region),
    watchers: createWatchers(),
    queue: new Set(unfinished.map(({ taskId }) => taskId)),
    running: new Set(),
    accepting: 0,
    closing: new AbortController(),
  }
}

function pusherOf(
  { notifyUrl, pushRetries = PUSH_RETRIES }: TasksSetup,
  ledger: TaskLedger,
  journal: TaskJournal,
  region: string,
): Pusher | undefined {
  const pushOf = (taskId: string) => {
    const task = ledger.find(taskId)
    return task?.topic === undefined ? undefined : { topic: task.topic, message: notificationOf(task, region) }
  }
  const onPushed = (taskId: string, isDelivered: boolean) => {
    ledger.change(taskId, { isPushPending: undefined })
    // Where this is not written the push is made once more after the next start.
    journal.append({ type: 'pushed', taskId, isDelivered }).catch(() => undefined)
  }
  return notifyUrl === undefined ? undefined : createPusher(notifyUrl, pushRetries, pushOf, onPushed)
}

async function waitFor({ ledger, watchers, closing }: TasksState, taskId: string): Promise<Task> {
  const task = ledger.find(taskId)
  if (!task) throw refuse('NoSuchTask', 404, UNKNOWN, { taskId })
  if (!isRunning(task)) return task
  if (closing.signal.aborted) throw closed()
  return watchers.wait(taskId)
}

async function close({ closing, watchers, running, pictures, pusher, journal }: TasksState): Promise<void> {
  if (closing.signal.aborted) return
  closing.abort()
  watchers.close(closed())
  await Promise.all(running)
  pictures.close()
  await pusher?.close()
  await journal.close()
}
