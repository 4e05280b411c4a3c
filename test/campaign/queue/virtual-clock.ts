import type { Surroundings } from '../../../src/submit/rate.ts'

/** A clock that jumps to what is next, so that days take seconds. */
export interface VirtualClock extends Surroundings {
  /** Runs until nothing waits any more, or the time is over. */
  run(isOver: () => boolean): Promise<void>
}

/** Makes a clock that begins at 0; times are whole milliseconds. */
export function createClock(random: () => number): VirtualClock {
  let time = 0
  const due = new Map<number, (() => void)[]>()
  const times: number[] = []
  const push = (at: number) => {
    let child = times.push(at) - 1
    while (child > 0) {
      const parent = (child - 1) >> 1
      if ((times[parent] ?? 0) <= at) break
      times[child] = times[parent] ?? 0
      child = parent
    }
    times[child] = at
  }
  const pop = (): number | undefined => {
    const [first] = times
    const last = times.pop()
    if (last === undefined || times.length === 0) return first
    let parent = 0
    for (;;) {
      let child = parent * 2 + 1
      if (child >= times.length) break
      if ((times[child + 1] ?? Number.POSITIVE_INFINITY) < (times[child] ?? 0)) child++
      if ((times[child] ?? 0) >= last) break
      times[parent] = times[child] ?? 0
      parent = child
    }
    times[parent] = last
    return first
  }
  return {
    now: () => time,
    random,
    sleep: (milliseconds, signal) =>
      new Promise(resolve => {
        if (signal?.aborted) return resolve()
        const at = Math.max(time, Math.ceil(time + milliseconds))
        const wake = () => {
          // Thousands of listeners of the same signal that nobody waits for would make each new one slower.
          signal?.removeEventListener('abort', wake)
          resolve()
        }
        signal?.addEventListener('abort', wake)
        const waiting = due.get(at)
        if (waiting) return void waiting.push(wake)
        due.set(at, [wake])
        push(at)
      }),
    run: async isOver => {
      while (!isOver()) {
        // What was resolved runs first, with all that follows from it.
        await new Promise(setImmediate)
        const at = pop()
        if (at === undefined) return
        time = at
        const waiting = due.get(at) ?? []
        due.delete(at)
        for (const resolve of waiting) resolve()
      }
    },
  }
}
