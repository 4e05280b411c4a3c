/** Values that are read of each stream before they are asked for. */
const AHEAD = 4

/** A stream whose next values are under way. */
interface Reader<T> {
  readonly iterator: AsyncIterator<T>
  /** In their order. */
  readonly pending: Promise<IteratorResult<T>>[]
}

/**
 * The values of several streams as they come, each in its own order and read ahead by a few. An error ends it; all streams are ended where
 * nobody goes on.
 */
export async function* mergeAhead<T>(streams: readonly AsyncIterable<T>[]): AsyncGenerator<T> {
  const open = new Set(streams.map(startReading))
  try {
    while (open.size > 0) {
      const { reader, result } = await Promise.race([...open].map(firstOf))
      // The others come first the next time.
      open.delete(reader)
      if (result.done) continue
      advance(reader)
      open.add(reader)
      yield result.value
    }
  } finally {
    await Promise.allSettled([...open].map(({ iterator }) => iterator.return?.()))
  }
}

function startReading<T>(stream: AsyncIterable<T>): Reader<T> {
  const reader: Reader<T> = { iterator: stream[Symbol.asyncIterator](), pending: [] }
  for (let count = 0; count < AHEAD; count++) askNext(reader)
  return reader
}

function advance<T>(reader: Reader<T>): void {
  reader.pending.shift()
  askNext(reader)
}

function askNext<T>({ iterator, pending }: Reader<T>): void {
  const next = iterator.next()
  // Whoever gets so far hears of it.
  next.catch(() => undefined)
  pending.push(next)
}

async function firstOf<T>(
  reader: Reader<T>,
): Promise<{ readonly reader: Reader<T>; readonly result: IteratorResult<T> }> {
  const [first] = reader.pending
  return { reader, result: first ? await first : { done: true, value: undefined } }
}
