import { existsSync, readdirSync } from 'node:fs'
import { appendFile, readFile, truncate } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Store } from '../../../src/emulator/store/store.ts'
import type { Task, Tasks } from '../../../src/emulator/tasks/index.ts'
import { type Folder, makeFolder, makeStore } from '../processing/setup.ts'
import { open, requestOf, stringOf } from './setup.ts'

const NOW = '2026-03-04T05:06:07.800Z'
const FAST = { attempts: 4, first: 10, longest: 20 }
const FAILS = 'video/animation,f_gif,ss_9999'

let folder: Folder
let store: Store

beforeAll(async () => {
  folder = await makeFolder()
  store = await makeStore(folder.path)
})

afterAll(() => folder[Symbol.asyncDispose]())

const setup = { region: 'cn-beijing', now: () => new Date(NOW) }
const run = async (tasks: Tasks, process: string, key?: string) =>
  tasks.wait((await tasks.accept(requestOf(process, key))).taskId)

/** The messages of a topic, by the name of its file. */
async function messagesIn(name: string, of = store) {
  const text = await readFile(of.statePath('outbox', `${name}.jsonl`), 'utf8')
  return text
    .split('\n')
    .slice(0, -1)
    .map(line => JSON.parse(line))
}

describe('the outbox', () => {
  test.each<[string, string, (uris: readonly object[]) => readonly object[]]>([
    ['video/animation,f_gif,num_1', 'clips/numbered-2s.mp4', uris => [image({ Animations: uris })]],
    ['video/snapshots,f_jpg,num_2', 'clips/numbered-2s.mp4', uris => [image({ Snapshots: uris })]],
    ['video/sprite,f_jpg,num_2,sw_32,sh_32', 'clips/numbered-2s.mp4', uris => [image({ Sprites: uris })]],
    ['audio/convert,f_mp3', 'clips/tone.mp3', uris => uris.map(uri => ({ ...image({}), ...uri }))],
    [FAILS, 'clips/numbered-2s.mp4', () => []],
  ])('%s of %s has its message', async (work, key, targets) => {
    const tasks = await open(store, setup)
    const topic = work.replace(/\W/g, '-')
    const task = await run(tasks, stringOf(work, 'n/{index}.{autoext}', topic, 'target'), key)
    await tasks.close()
    const [message, ...more] = await messagesIn(topic)
    expect(more).toEqual([])
    expect({ ...message, content: JSON.parse(message.content) }).toEqual({
      id: task.eventId,
      source: 'acs.imm',
      type: 'imm:Task:MediaConvert',
      subject: 'acs:imm:cn-beijing:local:local/imm:Task:MediaConvert',
      time: String(Date.parse(NOW)),
      content: {
        ProjectName: 'local',
        DatasetName: '',
        RequestId: task.requestId,
        StartTime: NOW,
        EndTime: NOW,
        UserData: '',
        TaskType: 'MediaConvert',
        TaskId: task.taskId,
        Status: work === FAILS ? 'Failed' : 'Succeeded',
        Code: work === FAILS ? 'NoFrame' : '',
        Message: work === FAILS ? task.message : '',
        EventSourceId: '',
        Sources: [{ URI: `oss://source/${key}`, SubtitleSources: null }],
        Targets: targets(task.outputs.map(({ bucket, key }) => ({ URI: `oss://${bucket}/${key}` }))),
      },
    })
  })

  test('a task without a topic tells nobody', async () => {
    const before = readdirSync(store.statePath('outbox'))
    const tasks = await open(store, setup)
    await run(tasks, stringOf(FAILS, 'x'))
    await run(tasks, `${stringOf(FAILS, 'x')}/notify`)
    await tasks.close()
    expect(readdirSync(store.statePath('outbox'))).toEqual(before)
  })

  test.each([
    ['../../escaped', '%2E%2E%2F%2E%2E%2Fescaped'],
    ['AudioConvert', 'AudioConvert'],
    ['主题', '%E4%B8%BB%E9%A2%98'],
    ['..', '%2E%2E'],
  ])('the topic %s has the file %s', async (topic, name) => {
    const tasks = await open(store, setup)
    await run(tasks, stringOf(FAILS, 'x', topic))
    await tasks.close()
    expect(await messagesIn(name)).toHaveLength(1)
    expect(existsSync(`${folder.path}/escaped.jsonl`)).toBe(false)
  })

  test('a line that a crash has torn is cut off', async () => {
    const file = store.statePath('outbox', 'torn.jsonl')
    const tasks = await open(store, setup)
    await run(tasks, stringOf(FAILS, 'x', 'torn'))
    await tasks.close()
    await appendFile(file, `{"id":"${'x'.repeat(200_000)}`)
    const again = await open(store, setup)
    await run(again, stringOf(FAILS, 'x', 'torn'))
    await again.close()
    expect(await messagesIn('torn')).toHaveLength(2)
    await truncate(file, 5)
    await (await open(store, setup)).close()
    expect(await readFile(file, 'utf8')).toBe('')
  })
})

const image = (lists: object) => ({
  URI: '',
  Subtitle: { Extract: { URI: '' } },
  Image: { Sprites: null, Snapshots: null, Animations: null, ...lists },
})

/** A receiver that gives these answers, the last one from then on. */
async function listen(...statuses: number[]) {
  const bodies: { readonly body: string; readonly headers: NodeJS.Dict<string | string[]>; readonly at: number }[] = []
  const server = createServer((request, response) => {
    let body = ''
    request.on('data', chunk => {
      body += chunk
    })
    request.on('end', () => {
      bodies.push({ body, headers: request.headers, at: performance.now() })
      const status = statuses[Math.min(bodies.length, statuses.length) - 1] ?? 204
      response.writeHead(status, status === 302 ? { location: '/elsewhere' } : {}).end()
    })
  })
  const url = await new Promise<string>(resolve => {
    server.listen(0, '127.0.0.1', () => resolve(`http://127.0.0.1:${portOf(server)}/hook`))
  })
  return { url, bodies, close: () => new Promise(resolve => server.close(resolve)) }
}

function portOf(server: Server): number {
  const address = server.address()
  return typeof address === 'object' && address ? address.port : 0
}

/** Waits until a condition holds, as long as the test may take. */
async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise(resolve => setTimeout(resolve, 10))
}

const isPending = (tasks: Tasks, { taskId }: Task) => JSON.stringify(tasks.find(taskId)).includes('isPushPending')

describe('pushing', () => {
  test('the message of the outbox is sent until it is taken, ever more slowly', async () => {
    const receiver = await listen(500, 302, 204)
    const tasks = await open(store, {
      ...setup,
      notifyUrl: receiver.url,
      pushRetries: { attempts: 9, first: 40, longest: 1000 },
    })
    const task = await run(tasks, stringOf(FAILS, 'x', 'pushed'))
    await until(() => !isPending(tasks, task))
    await tasks.close()
    const [message] = await messagesIn('pushed')
    expect(receiver.bodies.map(({ body }) => JSON.parse(body))).toEqual([message, message, message])
    expect(receiver.bodies[0]?.headers).toMatchObject({
      'x-mns-message-id': task.eventId,
      'x-mns-topic-name': 'pushed',
    })
    const [first = 0, second = 0, third = 0] = receiver.bodies.map(({ at }) => at)
    expect(second - first).toBeGreaterThan(35)
    expect(third - second).toBeGreaterThan(75)
    await receiver.close()
  })

  test('a push is given up after its attempts, and the others go on', async () => {
    const receiver = await listen(500, 500, 500, 500, 200)
    const tasks = await open(store, { ...setup, notifyUrl: receiver.url, pushRetries: FAST })
    const task = await run(tasks, stringOf(FAILS, 'x', 'given-up'))
    await until(() => !isPending(tasks, task))
    expect(receiver.bodies).toHaveLength(4)
    const next = await run(tasks, stringOf(FAILS, 'x', 'given-up'))
    await until(() => !isPending(tasks, next))
    expect(receiver.bodies).toHaveLength(5)
    await tasks.close()
    await receiver.close()
  })

  test('pushes survive a restart and are made once when they are taken', async () => {
    await using own = await makeFolder()
    const ownStore = await makeStore(own.path)
    const unheard = await open(ownStore, {
      ...setup,
      notifyUrl: 'http://127.0.0.1:1/',
      pushRetries: { ...FAST, first: 60_000, longest: 60_000 },
    })
    const task = await run(unheard, stringOf(FAILS, 'x', 'later'))
    expect(isPending(unheard, task)).toBe(true)
    await unheard.close()
    await (await open(ownStore, setup)).close()
    const receiver = await listen(204)
    const heard = await open(ownStore, { ...setup, notifyUrl: receiver.url })
    await until(() => !isPending(heard, task))
    await heard.close()
    await (await open(ownStore, { ...setup, notifyUrl: receiver.url })).close()
    expect(receiver.bodies.map(({ body }) => JSON.parse(body))).toEqual(await messagesIn('later', ownStore))
    await receiver.close()
  })
})
