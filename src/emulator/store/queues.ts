/** Runs work of the same name one after the other. */
export interface Queues {
  run<T>(name: string, work: () => Promise<T>): Promise<T>
}

/** Queues that exist only while something waits in them. */
export function createQueues(): Queues {
  const tails = new Map<string, Promise<unknown>>()
  return {
    run(name, work) {
      const before = tails.get(name) ?? Promise.resolve()
      const result = before.then(work, work)
      const tail = result.then(
        () => undefined,
        () => undefined,
      )
      tails.set(name, tail)
      void tail.then(() => {
        if (tails.get(name) === tail) tails.delete(name)
      })
      return result
    },
  }
}
