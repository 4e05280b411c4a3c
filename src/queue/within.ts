/** Redis did not answer in time, or nobody waits for its answer any more. */
export class TooLate extends Error {
  override readonly name = 'TooLate'
  readonly code = 'ETIMEDOUT'
}

/** Rejects with `TooLate` where something takes longer, or the signal aborts. */
export function within<T>(running: Promise<T>, milliseconds: number, signal?: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const late = () => reject(new TooLate())
    const timer = setTimeout(late, milliseconds)
    signal?.addEventListener('abort', late)
    running.then(resolve, reject).finally(() => {
      clearTimeout(timer)
      signal?.removeEventListener('abort', late)
    })
  })
}
