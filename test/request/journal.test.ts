import { spawn } from 'node:child_process'
import { appendFileSync, existsSync, mkdtempSync, readFileSync, truncateSync, writeFileSync } from 'node:fs'
import { hostname, tmpdir } from 'node:os'
import path from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { openJournal, readJournal } from '../../src/submit/index.ts'
import { type Entry, printEntry, readEntry } from '../../src/submit/journal-line.ts'

const at = '2026-11-22T14:35:01.000Z'
const newFile = () => path.join(mkdtempSync(path.join(tmpdir(), 'journal-')), 'journal')

const begun = (job: string): Entry => ({
  type: 'send',
  job,
  at,
  try: 1,
  source: `oss://b/${job}`,
  target: 'oss://b/视频.gif',
})
const taken = (job: string): Entry => ({ type: 'receipt', job, at, status: 200, taskId: 't' })
const refused = (job: string): Entry => ({ type: 'refused', job, at, status: 400, code: 'InvalidArgument' })
const lost = (job: string, sent: boolean): Entry => ({ type: 'lost', job, at, sent, reason: 'ECONNRESET' })

describe('a journal', () => {
  test.each<[string, Entry[], string]>([
    ['nothing', [], 'new'],
    ['sent', [begun('a')], 'doubt'],
    ['taken', [begun('a'), taken('a')], 'done'],
    ['refused', [begun('a'), refused('a')], 'refused'],
    ['never sent', [begun('a'), lost('a', false)], 'new'],
    ['lost', [begun('a'), lost('a', true)], 'doubt'],
    ['lost, then refused', [begun('a'), lost('a', true), begun('a'), refused('a')], 'doubt'],
    ['lost, then taken', [begun('a'), lost('a', true), begun('a'), taken('a')], 'done'],
    ['died, then not sent', [begun('a'), begun('a'), lost('a', false)], 'doubt'],
    ['refused, then not sent', [begun('a'), refused('a'), begun('a'), lost('a', false)], 'refused'],
  ])('%s', async (_, entries, state) => {
    const file = newFile()
    const journal = await openJournal(file)
    for (const entry of entries) await journal.append(entry)
    expect(journal.stateOf('a')).toBe(state)
    await journal.close()
    const read = readJournal(file)
    expect(read.stateOf('a')).toBe(state)
    expect(read.doubts().map(({ job }) => job)).toEqual(state === 'doubt' ? ['a'] : [])
  })

  test('is read back whole when entries are written together', async () => {
    const file = newFile()
    const journal = await openJournal(file)
    const names = Array.from({ length: 500 }, (_, index) => `job${index}`)
    await Promise.all(names.map(name => journal.append(begun(name)).then(() => journal.append(taken(name)))))
    await journal.close()
    const read = readJournal(file)
    expect(names.every(name => read.stateOf(name) === 'done')).toBe(true)
    expect(readFileSync(file, 'utf8').trim().split('\n')).toHaveLength(1000)
  })

  test('cut at any byte, it keeps every line before and goes on', async () => {
    const whole = newFile()
    const journal = await openJournal(whole)
    for (const name of ['a', 'b', 'c']) for (const entry of [begun(name), taken(name)]) await journal.append(entry)
    await journal.close()
    const bytes = readFileSync(whole)
    for (let length = 0; length <= bytes.length; length += 7) {
      const file = newFile()
      writeFileSync(file, bytes.subarray(0, length))
      const lines = bytes.subarray(0, length).toString('latin1').split('\n')
      const ended =
        lines.length - 1 + (readEntry(bytes.subarray(0, length).toString().split('\n').at(-1) ?? '') ? 1 : 0)
      const again = await openJournal(file)
      expect(['a', 'b', 'c'].filter(name => again.stateOf(name) === 'done')).toHaveLength(Math.floor(ended / 2))
      await again.append(begun('d'))
      await again.close()
      expect(readJournal(file)).toMatchObject({ isTorn: false })
      expect(readJournal(file).stateOf('d')).toBe('doubt')
    }
  })

  test('damaged before its end, it is refused and left alone', async () => {
    const file = newFile()
    const text = [begun('a'), taken('a'), begun('b')].map(printEntry).join('')
    const broken = text.replace('"taskId":"t"', '"taskId":"u"')
    writeFileSync(file, broken)
    await expect(openJournal(file)).rejects.toThrow('Line 2 of the journal')
    expect(readFileSync(file, 'utf8')).toBe(broken)
    expect(existsSync(`${file}.lock`)).toBe(false)
  })

  test('a file of another kind is refused and left alone', async () => {
    const file = newFile()
    writeFileSync(file, 'version: 1\nsteps: []\n')
    await expect(openJournal(file)).rejects.toThrow('is no journal')
    expect(readFileSync(file, 'utf8')).toBe('version: 1\nsteps: []\n')
  })

  test('any change of a line is noticed', () => {
    fc.assert(
      fc.property(fc.string(), fc.nat(), fc.integer({ min: 1, max: 255 }), (name, place, flip) => {
        const bytes = Buffer.from(printEntry(begun(name)).trimEnd())
        const index = place % bytes.length
        bytes[index] = (bytes[index] ?? 0) ^ flip
        const line = bytes.toString('utf8')
        expect(readEntry(line)).toBeUndefined()
      }),
    )
    fc.assert(
      fc.property(fc.string(), name => {
        expect(readEntry(printEntry(begun(name)).trimEnd())).toEqual(begun(name))
      }),
    )
  })
})

describe('the lock', () => {
  test('a second one is refused while the first is open', async () => {
    const file = newFile()
    const first = await openJournal(file)
    await expect(openJournal(file)).rejects.toThrow(`number ${process.pid}`)
    await first.close()
    await (await openJournal(file)).close()
  })

  test('of a process that has died is taken over', async () => {
    const file = newFile()
    const child = spawn(process.execPath, ['-e', '0'])
    await new Promise(resolve => child.once('exit', resolve))
    writeFileSync(`${file}.lock`, JSON.stringify({ host: hostname(), pid: child.pid, start: '1' }))
    await (await openJournal(file)).close()
    writeFileSync(`${file}.lock`, JSON.stringify({ host: hostname(), pid: process.pid, start: '1' }))
    await (await openJournal(file)).close()
    writeFileSync(`${file}.lock`, '{"ho')
    await (await openJournal(file)).close()
  })

  test('of another machine is respected', async () => {
    const file = newFile()
    writeFileSync(`${file}.lock`, JSON.stringify({ host: 'elsewhere', pid: 1 }))
    await expect(openJournal(file)).rejects.toThrow('remove')
  })
})

test('reading alone changes nothing', () => {
  const file = newFile()
  appendFileSync(file, printEntry(begun('a')) + printEntry(taken('a')))
  truncateSync(file, readFileSync(file).length - 3)
  const before = readFileSync(file)
  expect(readJournal(file)).toMatchObject({ isTorn: true })
  expect(readJournal(file).stateOf('a')).toBe('doubt')
  expect(readFileSync(file)).toEqual(before)
})
