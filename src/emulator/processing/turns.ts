import type { Localized } from '../../../grammar/catalogue/localized.ts'
import { cancelled } from '../engine/media/ffmpeg.ts'
import { refuse } from '../engine/problem.ts'

/** Lets so many run at a time; the others wait in the order in which they came. */
export interface Turns {
  /**
   * Runs work when its turn has come; the work tells when it has begun, so that getting ready does not count. ServiceUnavailable when too many wait; Cancelled when the
   * signal comes before the turn.
   */
  run<T>(work: (begin: TurnStart) => Promise<T>, signal?: AbortSignal): Promise<T>
  readonly running: number
  readonly waiting: number
  /** Refuses those who wait and all who come; resolves when the last one that runs is done. */
  close(): Promise<void>
}

/** Told when work begins, and asked then whether it takes long by itself: all does where it does not say. */
export type TurnStart = (isLong?: () => boolean) => void

interface Waiter {
  begin(): void
  refuse(reason: Error): void
}

const FULL: Localized = {
  en: 'Too many requests wait for processing; try again later.',
  zh: '等待处理的请求过多；请稍后重试。',
}
const CLOSED: Localized = { en: 'The local OSS is shutting down.', zh: '本地 OSS 正在关闭。' }

/** Milliseconds after which a turn goes to the next one, and the work goes on beside it. */
const PATIENCE = 120

/** Turns for `width` at a time with room for `room` that wait, and for `slow` that go on when they have had their time. */
export function createTurns(width: number, room: number, slow = 0): Turns {
  const waiters = new Set<Waiter>()
  let [running, late] = [0, 0]
  let onIdle: (() => void) | undefined
  let isClosed = false

  const next = () => {
    running--
    const [first] = waiters
    if (first) first.begin()
    else if (running + late === 0) onIdle?.()
  }
  const finishLate = () => {
    late--
    if (running + late === 0) onIdle?.()
  }
  const take = (signal: AbortSignal | undefined): Promise<void> => {
    if (signal?.aborted) return Promise.reject(cancelled())
    if (isClosed) return Promise.reject(refuse('ServiceUnavailable', 503, CLOSED))
    if (running < width) {
      running++
      return Promise.resolve()
    }
    if (waiters.size >= room) return Promise.reject(refuse('ServiceUnavailable', 503, FULL))
    return waitIn(waiters, signal, () => {
      running++
    })
  }
  return {
    async run(work, signal) {
      await take(signal)
      let isLate = false
      const giveUp = () => {
        if (isLate || late >= slow) return
        isLate = true
        late++
        next()
      }
      let timer: NodeJS.Timeout | undefined
      let isLong = () => true
      const begin: TurnStart = (told = () => true) => {
        isLong = told
        timer ??= setInterval(() => isLong() && giveUp(), PATIENCE)
      }
      try {
        return await work(begin)
      } finally {
        clearInterval(timer)
        if (isLate) finishLate()
        else next()
      }
    },
    get running() {
      return running
    },
    get waiting() {
      return waiters.size
    },
    close() {
      isClosed = true
      for (const waiter of [...waiters]) waiter.refuse(refuse('ServiceUnavailable', 503, CLOSED))
      if (running + late === 0) return Promise.resolve()
      return new Promise(resolve => {
        onIdle = resolve
      })
    },
  }
}

/** Waits behind the others, until a turn begins or the signal or somebody who closes ends it. */
function waitIn(waiters: Set<Waiter>, signal: AbortSignal | undefined, onBegin: () => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const leave = () => {
      waiters.delete(waiter)
      signal?.removeEventListener('abort', onAbort)
    }
    const onAbort = () => waiter.refuse(cancelled())
    const waiter: Waiter = {
      begin: () => {
        leave()
        onBegin()
        resolve()
      },
      refuse: reason => {
        leave()
        reject(reason)
      },
    }
    signal?.addEventListener('abort', onAbort, { once: true })
    waiters.add(waiter)
  })
}
