/** Items from those who push them to one who goes through them. */
export interface Channel<T> {
  /** False where it is closed. */
  push(item: T): boolean
  /** Ends it behind what was pushed. */
  close(): void
  readonly items: AsyncIterable<T>
}

/** Makes a channel. It holds whatever is pushed: who pushes sees to it that this is not too much. */
export function createChannel<T>(): Channel<T> {
  const waiting: T[] = []
  let isClosed = false
  let wake = (): void => undefined
  async function* items(): AsyncGenerator<T> {
    for (;;) {
      yield* waiting.splice(0)
      if (waiting.length > 0) continue
      if (isClosed) return
      await new Promise<void>(resolve => {
        wake = resolve
      })
    }
  }
  return {
    push: item => {
      if (!isClosed) waiting.push(item)
      wake()
      return !isClosed
    },
    close: () => {
      isClosed = true
      wake()
    },
    items: items(),
  }
}
