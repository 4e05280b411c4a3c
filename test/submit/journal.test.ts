import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  appendFileSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { hostname, tmpdir } from 'node:os'
import path from 'node:path'
import { crc32 } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { RequestError } from '../../src/request/index.ts'
import { compactJournal, openJournal, readJournal } from '../../src/submit/index.ts'
import { type JournalEntry, printEntry, readEntry } from '../../src/submit/journal-line.ts'

const at = '2026-11-22T14:35:01.000Z'
const sealed = (text: string) => `{"sum":"${crc32(text).toString(16).padStart(8, '0')}","entry":${text}}`
const newFile = () => path.join(mkdtempSync(path.join(tmpdir(), 'journal-')), 'journal')

const begun = (job: string): JournalEntry => ({
  type: 'send',
  job,
  at,
  try: 1,
  source: `oss://b/${job}`,
  target: 'oss://b/视频.gif',
})
const taken = (job: string): JournalEntry => ({ type: 'receipt', job, at, status: 200, taskId: 't' })
const refused = (job: string): JournalEntry => ({ type: 'refused', job, at, status: 400, code: 'InvalidArgument' })
const lost = (job: string, sent: boolean): JournalEntry => ({ type: 'lost', job, at, sent, reason: 'ECONNRESET' })

describe('a journal', () => {
  test.each<[string, JournalEntry[], string]>([
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
    expect(readFileSync(file, 'utf8').trim().split('\n')).toHaveLength(1001)
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
      // The first line says what the file is.
      const entries = Math.max(0, ended - 1)
      expect(['a', 'b', 'c'].filter(name => again.stateOf(name) === 'done')).toHaveLength(Math.floor(entries / 2))
      await again.append(begun('d'))
      await again.close()
      expect(readJournal(file)).toMatchObject({ isTorn: false })
      expect(readJournal(file).stateOf('d')).toBe('doubt')
    }
  })

  const text = [begun('a'), taken('a'), begun('b')].map(printEntry).join('')
  const badJson = sealed('{"type":"send","job":')
  test.each<[string, string, number]>([
    ['a changed line', text.replace('"taskId":"t"', '"taskId":"u"'), 2],
    ['a changed last line', text.replace('oss://b/b', 'oss://b/c'), 3],
    ['two torn lines', `${text.slice(0, -9)}\n${text.slice(0, 20)}`, 3],
    ['lines in one', text.replaceAll('\n', ' '), 1],
    ['line ends of old Macs', text.replaceAll('\n', '\r'), 1],
    ['the last two lines in one', text.trimEnd().replace(/\n(?=[^\n]*$)/, ''), 2],
    ['half a line in the middle', text.replace(/\n/, '\n{"sum":"0123\n'), 2],
    ['an empty line in the middle', text.replace(/\n/, '\n\n'), 2],
    ['a checksum that is right over what is no JSON', `${text}${badJson}\n${printEntry(begun('c'))}`, 4],
    ['an unknown kind of entry', `${text}${sealed('{"type":"more","job":"x"}')}\n`, 4],
  ])('with %s it is refused and left alone', async (_, broken, line) => {
    const file = newFile()
    writeFileSync(file, broken)
    const message = `Line ${line} of the journal "${file}" is damaged; what it said is not known`
    await expect(openJournal(file)).rejects.toThrow(message)
    expect(() => readJournal(file)).toThrow(message)
    expect(readFileSync(file, 'utf8')).toBe(broken)
    expect(existsSync(`${file}.lock`)).toBe(false)
    expect(existsSync(`${file}.torn`)).toBe(false)
  })

  test('a pipe or a device is none', async () => {
    const message = '"/dev/null" is a pipe or a device, which keeps no journal; name a file with --journal.'
    await expect(openJournal('/dev/null')).rejects.toThrow(message)
    expect(() => readJournal('/dev/null')).toThrow(message)
  })

  test.each<[string, (text: string) => string]>([
    ['line ends of Windows', before => before.replaceAll('\n', '\r\n')],
    ['a byte order mark', before => `\ufeff${before}`],
    ['both', before => `\ufeff${before.replaceAll('\n', '\r\n')}`],
    ['no end of the last line', before => before.trimEnd()],
    ['empty lines at the end', before => `${before}\r\n\n\r`],
  ])('is read after an editor put in %s, and goes on', async (_, edit) => {
    const file = newFile()
    writeFileSync(file, edit(text))
    for (const name of ['c', 'd']) {
      const journal = await openJournal(file)
      expect(journal.stateOf('a')).toBe('done')
      expect(journal.doubts()).toContainEqual({ job: 'b', source: 'oss://b/b', target: 'oss://b/视频.gif' })
      await journal.append(begun(name))
      await journal.append(taken(name))
      await journal.close()
    }
    const read = readJournal(file)
    expect(['a', 'b', 'c', 'd'].map(name => read.stateOf(name))).toEqual(['done', 'doubt', 'done', 'done'])
  })

  test('what is cut off is kept', async () => {
    const file = newFile()
    writeFileSync(file, text.slice(0, -9))
    await (await openJournal(file)).close()
    expect(readFileSync(file, 'utf8')).toBe(text.split('\n').slice(0, 2).join('\n').concat('\n'))
    expect(readFileSync(`${file}.torn`, 'utf8')).toBe(`${printEntry(begun('b')).slice(0, -9)}\n`)
  })

  test.each<[string, (folder: string) => string, string]>([
    ['a folder', folder => folder, 'is a folder, expected a file (EISDIR).'],
    ['in a folder that is not there', folder => path.join(folder, 'no/j'), 'its folder does not exist (ENOENT).'],
    ['below a file', folder => path.join(folder, 'f/j'), '(ENOTDIR).'],
  ])('%s is named', async (_, nameIn, message) => {
    const folder = path.dirname(newFile())
    writeFileSync(path.join(folder, 'f'), '')
    const file = nameIn(folder)
    const error: unknown = await openJournal(file).catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(RequestError)
    expect(String(error)).toContain(`"${file}" `)
    expect(String(error)).toContain(message)
  })

  test('a file of another kind is refused and left alone', async () => {
    const file = newFile()
    writeFileSync(file, 'version: 1\nsteps: []\n')
    await expect(openJournal(file)).rejects.toThrow('is not a journal')
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

  test.skipIf(process.platform === 'win32')('holds by every symbolic link to the file or its folder', async () => {
    const file = newFile()
    const folder = path.dirname(file)
    const links = ['link', 'link of a link', path.join('folder', path.basename(file))].map(name =>
      path.join(folder, name),
    )
    symlinkSync(path.basename(file), links[0] ?? '')
    symlinkSync('link', links[1] ?? '')
    symlinkSync('.', path.join(folder, 'folder'))
    // First while the file is not there yet.
    for (const name of [...links, file]) {
      const first = await openJournal(name)
      for (const other of [...links, file]) await expect(openJournal(other)).rejects.toThrow(`number ${process.pid}`)
      await first.close()
      rmSync(file)
    }
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

describe('made smaller', () => {
  const id = (name: string) => createHash('sha256').update(name).digest('hex').slice(0, 32)
  const answer = (job: string): JournalEntry => ({
    type: 'receipt',
    job,
    at,
    status: 200,
    eventId: '181-1kZUlN60OH4fWOcOjZEnGnG4XXX',
    requestId: '1D99F637-F59E-5B41-9200-C4892F52CXXX',
    taskId: 'MediaConvert-adb1ee28-c4c9-42a7-9f54-40ac00eaaXXX',
  })

  async function journalOf(count: number): Promise<string> {
    const file = newFile()
    const journal = await openJournal(file)
    const names = Array.from({ length: count }, (_, index) => id(`${index}`))
    await Promise.all(names.flatMap(job => [journal.append(begun(job)), journal.append(answer(job))]))
    for (const entry of [begun(id('d')), lost(id('d'), true), begun(id('r')), refused(id('r')), begun(id('o'))]) {
      await journal.append(entry)
    }
    await journal.append(begun(id('l')))
    await journal.append(lost(id('l'), true))
    await journal.append(begun(id('l')))
    await journal.append(taken(id('l')))
    await journal.close()
    return file
  }

  test('it says the same in less than half the bytes, and can be made smaller again', async () => {
    const file = await journalOf(200)
    const before = readFileSync(file).length
    const known = readJournal(file)
    compactJournal(file)
    expect(readFileSync(file).length).toBeLessThan(before / 2)
    const once = readFileSync(file, 'utf8')
    expect(once).toContain('MediaConvert-adb1ee28-c4c9-42a7-9f54-40ac00eaaXXX')
    compactJournal(file)
    expect(readFileSync(file, 'utf8')).toBe(once)
    const read = readJournal(file)
    for (const name of ['0', '199', 'd', 'r', 'o', 'l', 'x']) {
      expect(read.stateOf(id(name))).toBe(known.stateOf(id(name)))
      const about = { job: id('other'), source: `oss://b/${id(name)}`, target: 'oss://b/视频.gif' }
      expect(read.isChanged(about)).toBe(known.isChanged(about))
    }
    expect(read.doubts()).toEqual(known.doubts())
  })

  test('one that is cut off is kept as it is, and a draft that a crash left is removed', async () => {
    const file = await journalOf(3)
    truncateSync(file, readFileSync(file).length - 3)
    const torn = readFileSync(file, 'utf8').split('\n').at(-1) ?? ''
    compactJournal(file)
    expect(readFileSync(file, 'utf8').endsWith(torn)).toBe(true)
    writeFileSync(`${file}.new`, 'half of it')
    await (await openJournal(file)).close()
    expect(existsSync(`${file}.new`)).toBe(false)
    expect(readFileSync(`${file}.torn`, 'utf8')).toBe(`${torn}\n`)
  })

  test('one in use or damaged is left alone', async () => {
    const file = await journalOf(1)
    const journal = await openJournal(file)
    expect(() => compactJournal(file)).toThrow('in use')
    await journal.close()
    const text = readFileSync(file, 'utf8').replace('"try":1', '"try":2')
    writeFileSync(file, text)
    expect(() => compactJournal(file)).toThrow('is damaged')
    expect(readFileSync(file, 'utf8')).toBe(text)
    expect(() => compactJournal(newFile())).not.toThrow()
  })
})
