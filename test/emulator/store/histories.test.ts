import { afterEach, describe, expect, test } from 'vitest'
import { type LocalOss, startLocalOss } from '../../../src/emulator/index.ts'
import { judge } from '../../campaign/histories/campaign.ts'
import { createRound, runClient } from '../../campaign/histories/clients.ts'
import type { Action, Operation } from '../../campaign/histories/history.ts'
import { findViolation } from '../../campaign/histories/linearize.ts'
import { randomFrom } from '../../campaign/submit/random.ts'
import { clientOf } from '../http/client.ts'

let oss: LocalOss | undefined
afterEach(() => oss?.close())

const at = (start: number, end: number | undefined, action: Action): Operation => ({ client: 0, start, end, action })
const put = (version: string) => ({ kind: 'put', version }) as const
const read = (seen: string | undefined) => ({ kind: 'read', seen }) as const

describe('the checker of histories', () => {
  test('takes what some order explains', () => {
    const history = [
      at(0, 9, put('a')),
      at(1, 3, read(undefined)),
      at(4, 6, read('a')),
      at(2, 8, put('b')),
      at(9, 9, read('a')),
    ]
    expect(findViolation(history)).toBeUndefined()
    expect(findViolation([at(0, undefined, put('a')), at(5, 6, read(undefined)), at(7, 8, read('a'))])).toBeUndefined()
  })

  test.each([
    ['a read of what was never put', [at(0, 1, put('a')), at(2, 3, read('b'))]],
    ['an old version after a new one', [at(0, 1, put('a')), at(2, 3, put('b')), at(4, 5, read('a'))]],
    ['back and forth', [at(0, 1, put('a')), at(2, 9, put('b')), at(3, 4, read('b')), at(5, 6, read('a'))]],
    [
      'two that made the same key',
      [
        at(0, 5, { kind: 'create', version: 'a', answer: 'done' }),
        at(1, 6, { kind: 'create', version: 'b', answer: 'done' }),
      ],
    ],
    [
      'appending in the wrong place',
      [
        at(0, 1, { kind: 'append', position: 0, text: 'ab', answer: 'done' }),
        at(2, 3, { kind: 'append', position: 1, text: 'c', answer: 'done' }),
      ],
    ],
    ['a loss', [at(0, 1, put('a')), at(2, 3, read(undefined))]],
  ] satisfies [string, Operation[]][])('finds %s', (_, history) => {
    expect(findViolation(history)).toBeDefined()
  })
})

describe('copies without an answer', () => {
  type Copy = readonly [from: string, to: string, start: number]
  const judged = (histories: Readonly<Record<string, readonly Operation[]>>, copies: readonly Copy[]) => {
    const send = () => Promise.reject(new Error('Nothing is sent.'))
    const round = createRound({
      bucket: 'b',
      keys: Object.keys(histories),
      logs: [],
      bytes: () => 1,
      mayFail: false,
      send,
    })
    for (const [key, history] of Object.entries(histories)) round.histories.get(key)?.push(...history)
    for (const [from, to, start] of copies) round.copies.push({ client: 0, from, to, start })
    const violations = new Map<string, number>()
    judge(round, violations)
    return Object.fromEntries(violations)
  }
  const written = { a: [at(0, 1, put('v'))], b: [], c: [at(8, 9, read('v'))] }
  const unexplained = { 'no order explains a read that saw a version': 1 }

  test('may have brought what a copy before them has', () => {
    const steps: readonly Copy[] = [
      ['a', 'b', 2],
      ['b', 'c', 4],
    ]
    expect(judged(written, steps)).toEqual({})
    expect(judged(written, [...steps, ['c', 'a', 5], ['b', 'a', 6]])).toEqual({})
    const longer = { ...written, c: [], d: [], e: [at(8, 9, read('v'))] }
    expect(judged(longer, [...steps, ['c', 'd', 5], ['d', 'e', 6]])).toEqual({})
  })

  test('have brought nothing that their sources never had, and nothing before they began', () => {
    expect(judged(written, [['a', 'b', 2]])).toEqual(unexplained)
    expect(judged(written, [['b', 'c', 4]])).toEqual(unexplained)
    expect(
      judged(written, [
        ['b', 'a', 2],
        ['c', 'b', 4],
      ]),
    ).toEqual(unexplained)
    const early = { ...written, c: [at(2, 3, read('v'))] }
    expect(
      judged(early, [
        ['a', 'b', 1],
        ['b', 'c', 4],
      ]),
    ).toEqual(unexplained)
    const other = { ...written, c: [at(8, 9, read('w'))] }
    expect(
      judged(other, [
        ['a', 'b', 2],
        ['b', 'c', 4],
      ]),
    ).toEqual(unexplained)
  })
})

test('eight clients on a few keys find every answer explained', async () => {
  oss = await startLocalOss({ buckets: ['histories'] })
  const send = clientOf(oss)
  const setup = { bucket: 'histories', keys: ['a', 'b/c', 'b'], logs: ['log'], bytes: () => 600, mayFail: false, send }
  const round = createRound(setup)
  const clients = Array.from({ length: 8 }, (_, number) => ({ round, number, random: randomFrom(number) }))
  await Promise.all(clients.map(client => runClient(client, 60, new AbortController().signal)))
  const violations = new Map<string, number>()
  judge(round, violations)
  expect(Object.fromEntries(violations)).toEqual({})
  expect(round.counts).toEqual({ operations: 480, unanswered: 0, full: 0 })
})
