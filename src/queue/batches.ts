import { setTimeout as sleep } from 'node:timers/promises'

/**
 * Milliseconds from one question to the next: a question costs as much as ten jobs in it, and answers of OSS come one by one.
 */
const PAUSE = 5

/** Gathers what is asked while an answer is awaited, and asks for all of it at once. */
export function inBatches<In, Out>(
  most: number,
  ask: (items: readonly In[]) => Promise<readonly Out[]>,
): (item: In) => Promise<Out> {
  interface Waiting {
    readonly item: In
    readonly resolve: (answer: Out) => void
    readonly reject: (error: unknown) => void
  }
  const waiting: Waiting[] = []
  let isAsking = false
  const run = async () => {
    if (isAsking) return
    isAsking = true
    // What is asked in the same turn goes along.
    await Promise.resolve()
    while (waiting.length > 0) {
      const batch = waiting.splice(0, most)
      const pause = sleep(PAUSE)
      try {
        const answers = await ask(batch.map(({ item }) => item))
        for (const [index, answer] of answers.entries()) batch[index]?.resolve(answer)
      } catch (error) {
        for (const { reject } of batch) reject(error)
      }
      if (waiting.length < most) await pause
    }
    isAsking = false
  }
  return item =>
    new Promise((resolve, reject) => {
      waiting.push({ item, resolve, reject })
      void run()
    })
}
