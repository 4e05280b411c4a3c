import { setImmediate as pause } from 'node:timers/promises'
import fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import { createProcessing } from '../../../src/emulator/processing/index.ts'
import { createTurns } from '../../../src/emulator/processing/turns.ts'
import { makeFolder, makeStore, problemOf } from './setup.ts'

/** Work that ends when it is told to. */
function makeWork() {
  let end: () => void = () => {}
  const ended = new Promise<void>(resolve => {
    end = resolve
  })
  return { ended, end }
}

describe('turns', () => {
  test('never more at a time than allowed, in the order of coming, whoever leaves or fails', async () => {
    const job = fc.record({ pauses: fc.nat(3), fails: fc.boolean(), leaves: fc.boolean() })
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 4 }), fc.array(job, { maxLength: 30 }), async (width, jobs) => {
        const turns = createTurns(width, 100)
        const begun: number[] = []
        let [now, most] = [0, 0]
        const results = jobs.map(({ pauses, fails, leaves }, index) => {
          const controller = new AbortController()
          const work = async () => {
            begun.push(index)
            most = Math.max(most, ++now)
            for (let round = 0; round < pauses; round++) await pause()
            now--
            if (fails) throw new Error('failed')
            return index
          }
          const result = turns.run(work, controller.signal)
          if (leaves) controller.abort()
          return result
        })
        const settled = await Promise.allSettled(results)
        expect(most).toBeLessThanOrEqual(width)
        expect(begun).toEqual([...begun].sort((a, b) => a - b))
        expect([turns.running, turns.waiting]).toEqual([0, 0])
        for (const [index, result] of settled.entries()) {
          if (!begun.includes(index)) expect(result).toMatchObject({ reason: { problem: { code: 'Cancelled' } } })
          else expect(result.status).toBe(jobs[index]?.fails ? 'rejected' : 'fulfilled')
        }
      }),
      { numRuns: 100 },
    )
  })

  test('whoever finds no room is sent away, and there is room again later', async () => {
    const turns = createTurns(1, 1)
    const work = makeWork()
    const first = turns.run(() => work.ended)
    const second = turns.run(async () => 'second')
    expect(await problemOf(turns.run(async () => 'third'))).toMatchObject({
      code: 'ServiceUnavailable',
      httpStatus: 503,
    })
    work.end()
    await first
    expect(await second).toBe('second')
    expect(await turns.run(async () => 'fourth')).toBe('fourth')
  })

  test('an aborted signal takes no turn', async () => {
    const turns = createTurns(1, 1)
    expect(await problemOf(turns.run(async () => 1, AbortSignal.abort()))).toMatchObject({ code: 'Cancelled' })
  })

  test('work leaves its turn to the next one only when it takes long by itself', async () => {
    vi.useFakeTimers()
    try {
      const turns = createTurns(1, 1, 1)
      const work = makeWork()
      let isLong = false
      const first = turns.run(begin => {
        begin(() => isLong)
        return work.ended
      })
      const second = turns.run(async () => 'second')
      await vi.advanceTimersByTimeAsync(60_000)
      expect(turns.waiting).toBe(1)
      isLong = true
      await vi.advanceTimersByTimeAsync(1000)
      expect(await second).toBe('second')
      work.end()
      await first
    } finally {
      vi.useRealTimers()
    }
  })

  test('closing sends those who wait away and awaits those who run', async () => {
    const turns = createTurns(1, 5)
    const work = makeWork()
    const first = turns.run(() => work.ended)
    const second = problemOf(turns.run(async () => 2))
    let isClosed = false
    const closed = turns.close().then(() => {
      isClosed = true
    })
    expect(await second).toMatchObject({ code: 'ServiceUnavailable' })
    await pause()
    expect(isClosed).toBe(false)
    work.end()
    await Promise.all([first, closed])
    expect(await problemOf(turns.run(async () => 3))).toMatchObject({ code: 'ServiceUnavailable' })
  })
})

describe('processing under load', () => {
  test('2 000 requests at a time are answered or refused', async () => {
    await using folder = await makeFolder()
    const store = await makeStore(folder.path)
    const processing = createProcessing({ store, pictures: 2, waiting: 1000 })
    const source = await store.getObject('source', 'a/picture.png')
    const requests = Array.from({ length: 2000 }, () => processing.get(source, 'image/resize,w_20'))
    const settled = await Promise.allSettled(requests)
    const refused = settled.filter(result => result.status === 'rejected')
    expect(refused).toHaveLength(998)
    for (const { reason } of refused) expect(reason.problem.code).toBe('ServiceUnavailable')
    await processing.close()
  })
})
