import { spawn } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { appendFile, mkdir, readFile, rmdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { describe, expect, test } from 'vitest'
import { openStore } from '../../../src/emulator/store/open.ts'
import type { Store } from '../../../src/emulator/store/store.ts'
import type { Task } from '../../../src/emulator/tasks/index.ts'
import { anyFfmpeg, makeFolder, makeStore, problemOf } from '../processing/setup.ts'
import { crashInto, open, requestOf, stringOf } from './setup.ts'

const WORK = 'video/snapshots,f_jpg,num_1,w_32,h_32'
const processOf = (name: string) => stringOf(WORK, `out/${name}.jpg`, 'crash')

/** An ffmpeg whose calls wait until they are let go. */
function makeGate() {
  let release: () => void = () => {}
  const released = new Promise<void>(resolve => {
    release = resolve
  })
  const ffmpeg = async () => {
    const found = await anyFfmpeg()
    if (!found.ok) return found
    const run: typeof found.value.run = job => released.then(() => found.value.run(job))
    return { ok: true, value: { ...found.value, run } } as const
  }
  return { ffmpeg, release }
}

const journalOf = (store: Store) => readFile(store.statePath('tasks.jsonl'), 'utf8')

/** The ids of the tasks that a topic was told of. */
function toldOf(store: Store, topic = 'crash'): string[] {
  const lines = readFileSync(store.statePath('outbox', `${topic}.jsonl`), 'utf8')
    .split('\n')
    .slice(0, -1)
  return lines.map(line => JSON.parse(JSON.parse(line).content).TaskId)
}

/** Waits for tasks and holds them against what was promised: an object and a message each. */
async function checkAll(store: Store, ids: readonly string[]): Promise<Task[]> {
  const tasks = await open(store, { workers: 2 })
  const ended = await Promise.all(ids.map(taskId => tasks.wait(taskId)))
  await tasks.close()
  for (const { state, outputs } of ended) {
    expect(state).toBe('Succeeded')
    for (const { bucket, key, size } of outputs) expect((await store.getObject(bucket, key)).size).toBe(size)
  }
  expect(ids.filter(id => !toldOf(store).includes(id))).toEqual([])
  expect(readdirSync(store.statePath('tmp'))).toEqual([])
  return ended
}

describe('after a crash', () => {
  test('tasks that wait and tasks that run are run again, in their order', async () => {
    await using folder = await makeFolder()
    const store = await makeStore(join(folder.path, 'root'))
    const gate = makeGate()
    const tasks = await open(store, { ffmpeg: gate.ffmpeg })
    const ids: string[] = []
    for (const name of ['running', 'waiting', 'last']) ids.push((await tasks.accept(requestOf(processOf(name)))).taskId)
    const left = await crashInto(store, folder.path)
    const ended = await checkAll(left, ids)
    expect(ended.map(({ process }) => process)).toEqual(['running', 'waiting', 'last'].map(processOf))
    gate.release()
    await tasks.close()
  })

  test('closing leaves unfinished tasks to the next start and rejects those who wait', async () => {
    await using folder = await makeFolder()
    const store = await makeStore(folder.path)
    const gate = makeGate()
    const tasks = await open(store, { ffmpeg: gate.ffmpeg })
    const { taskId } = await tasks.accept(requestOf(processOf('closed')))
    const waiting = problemOf(tasks.wait(taskId))
    const closing = tasks.close()
    expect(await waiting).toMatchObject({ code: 'ServiceUnavailable', httpStatus: 503 })
    gate.release()
    await closing
    expect(await problemOf(tasks.accept(requestOf(processOf('late'))))).toMatchObject({ code: 'ServiceUnavailable' })
    expect(await problemOf(tasks.wait(taskId))).toMatchObject({ code: 'ServiceUnavailable' })
    expect(tasks.find(taskId)?.state).toBe('Running')
    await checkAll(store, [taskId])
  })

  test('a journal that ends anywhere keeps what it had and finishes it', async () => {
    await using folder = await makeFolder()
    const store = await makeStore(join(folder.path, 'root'))
    const tasks = await open(store)
    const names = ['one', 'two']
    for (const name of names) await tasks.wait((await tasks.accept(requestOf(processOf(name)))).taskId)
    await tasks.close()
    const journal = await journalOf(store)
    const lines = journal.split('\n')
    // Inside of every line and behind it.
    const ends = lines.slice(0, -1).map((_, at) => lines.slice(0, at + 1).join('\n').length)
    for (const cut of ends.flatMap(end => [end - 7, end + 1])) {
      const left = await crashInto(store, folder.path)
      const rest = journal.slice(0, cut)
      await writeFile(left.statePath('tasks.jsonl'), rest)
      const whole = rest
        .split('\n')
        .slice(0, -1)
        .map(line => JSON.parse(line).entry)
      const accepted = whole.flatMap(entry => (entry.type === 'accept' ? [entry.task.taskId] : []))
      await checkAll(left, accepted)
      const after = await journalOf(left)
      expect(after.startsWith(whole.length > 0 ? `${lines.slice(0, whole.length).join('\n')}\n` : '')).toBe(true)
    }
  })

  test('a task whose message cannot be written fails for those who wait, and is run again at the next start', async () => {
    await using folder = await makeFolder()
    const store = await makeStore(folder.path)
    const tasks = await open(store)
    const blocker = store.statePath('outbox', 'crash.jsonl')
    await mkdir(blocker)
    const { taskId } = await tasks.accept(requestOf(processOf('blocked')))
    expect(await tasks.wait(taskId)).toMatchObject({ state: 'Failed', code: 'InternalError' })
    await tasks.close()
    await rmdir(blocker)
    await checkAll(store, [taskId])
  })

  test('a finished task is not run again', async () => {
    await using folder = await makeFolder()
    const store = await makeStore(folder.path)
    const tasks = await open(store)
    const { taskId } = await tasks.accept(requestOf(processOf('done')))
    const ended = await tasks.wait(taskId)
    await tasks.close()
    const before = await journalOf(store)
    const again = await open(store)
    expect(again.find(taskId)).toEqual(ended)
    await again.close()
    expect(await journalOf(store)).toBe(before)
    expect(toldOf(store)).toEqual([taskId])
  })

  test('a line that is damaged before good ones stops the start with its number', async () => {
    await using folder = await makeFolder()
    const store = await makeStore(folder.path)
    const tasks = await open(store)
    await tasks.wait((await tasks.accept(requestOf(processOf('a')))).taskId)
    await tasks.close()
    const file = store.statePath('tasks.jsonl')
    const journal = await journalOf(store)
    await writeFile(file, journal.replace('Running', 'running'))
    const problem = await problemOf(open(store))
    expect(problem.message.en).toContain('Line 1 of the journal')
    await writeFile(file, journal)
    await appendFile(file, 'no line\n')
    await (await open(store)).close()
    expect(await journalOf(store)).toBe(journal)
  })

  test('one store has its tasks open once', async () => {
    await using folder = await makeFolder()
    const store = await makeStore(folder.path)
    const tasks = await open(store)
    const scratch = await store.makeScratch()
    await expect(open(await openStore(store.root))).rejects.toThrow(/in use by another process/)
    expect(existsSync(scratch)).toBe(true)
    await tasks.close()
    await (await open(store)).close()
  })

  test('nothing that was accepted is lost when the process is killed', async () => {
    await using folder = await makeFolder()
    const root = join(folder.path, 'root')
    await makeStore(root)
    const ids: string[] = []
    for (const accepts of [1, 8]) ids.push(...(await killAfter(accepts, root)))
    expect(ids.length).toBeGreaterThanOrEqual(9)
    await checkAll(await openStore(root), ids)
  })
})

/** Starts a process that accepts tasks without end, kills it after so many, and gives the ids that it had told. */
async function killAfter(accepts: number, root: string): Promise<string[]> {
  const script = join(import.meta.dirname, 'accept-forever.ts')
  const child = spawn(process.execPath, ['--import', 'tsx', script, root, processOf('{t_sec}')], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = new Promise(resolve => child.on('close', resolve))
  const ids: string[] = []
  for await (const line of createInterface({ input: child.stdout })) {
    ids.push(line)
    if (ids.length === accepts) child.kill('SIGKILL')
  }
  await ended
  return ids
}
