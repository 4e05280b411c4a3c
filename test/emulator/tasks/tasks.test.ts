import { readFile } from 'node:fs/promises'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Store } from '../../../src/emulator/store/store.ts'
import type { Task, TaskOutput, Tasks } from '../../../src/emulator/tasks/index.ts'
import { readFrames } from '../engine/numbered.ts'
import { anyFfmpeg, type Folder, makeFolder, makeStore, problemOf } from '../processing/setup.ts'
import { open, requestOf, stringOf } from './setup.ts'

const NOW = '2026-03-04T05:06:07.800Z'
const ANIMATION = 'video/animation,f_gif,w_48,h_32,inter_1000'

let folder: Folder
let store: Store
let tasks: Tasks

beforeAll(async () => {
  folder = await makeFolder()
  store = await makeStore(folder.path)
  tasks = await open(store, { workers: 2, now: () => new Date(NOW), region: 'cn-beijing' })
  await store.putStyle('source', 'short', 'video/animation,f_webp,num_2,inter_500,w_32,h_32')
})

afterAll(async () => {
  await tasks.close()
  await folder[Symbol.asyncDispose]()
})

const submit = async (process: string, key?: string) => tasks.wait((await tasks.accept(requestOf(process, key))).taskId)
const outputOf = async ({ outputs: [output] }: Task): Promise<TaskOutput & { file: string }> => {
  if (!output) throw new Error('no output')
  return { ...output, file: (await store.getObject(output.bucket, output.key)).file }
}

describe('what is made', () => {
  test('an accepted task is running, then succeeded with its objects', async () => {
    const accepted = await tasks.accept(requestOf(stringOf(ANIMATION, 'a/{barename}.{autoext}', undefined, 'target')))
    expect(accepted).toMatchObject({ ...requestOf(accepted.process), state: 'Running', progress: 0, acceptedAt: NOW })
    expect(accepted.taskId).toMatch(/^MediaConvert-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)
    expect(accepted.eventId).toMatch(/^[0-9A-F]{3}-[A-Za-z0-9]{27}$/)
    const ended = await tasks.wait(accepted.taskId)
    expect(ended).toMatchObject({ state: 'Succeeded', progress: 100, startedAt: NOW, endedAt: NOW })
    expect(ended.code).toBeUndefined()
    const output = await outputOf(ended)
    expect(output).toMatchObject({
      bucket: 'target',
      key: 'a/numbered-2s.gif',
      contentType: 'image/gif',
      frameCount: 2,
    })
    const object = await store.getObject('target', 'a/numbered-2s.gif')
    expect([object.size, object.contentType]).toEqual([output.size, 'image/gif'])
    const map = ([x, y]: readonly [number, number]) => [(x * 48) / 96, (y * 32) / 54] as const
    expect(await readFrames(output.file, map)).toMatchObject({ width: 48, height: 32, numbers: [0, 30] })
    expect(tasks.find(ended.taskId)).toEqual(ended)
    expect(await tasks.wait(ended.taskId)).toEqual(ended)
  })

  test.each<[string, string, string, readonly string[]]>([
    ['style/short', 'styled', 'clips/numbered-2s.mp4', ['styled.webp']],
    [
      'video/snapshots,f_jpg,inter_1000',
      's/{index}-{resolution}.{autoext}',
      'clips/numbered-2s.mp4',
      ['s/1-96x54.jpg', 's/2-96x54.jpg'],
    ],
    ['video/snapshots,f_png,num_2', 'many', 'clips/numbered-2s.mp4', ['many_0_1.png', 'many_0_2.png']],
    ['video/snapshots,f_png,num_2', 'i-{index}', 'clips/numbered-2s.mp4', ['i-1.png', 'i-2.png']],
    ['video/sprite,f_jpg,inter_500,tw_2,th_2,sw_32,sh_32', 'sheet-{index}', 'clips/numbered-2s.mp4', ['sheet-1.jpg']],
    ['audio/convert,f_mp3', '{streamindex}/{barename}.{autoext}', 'clips/sound.mp4', ['0/sound.mp3']],
    ['video/convert,f_mkv,vcodec_h264,s_128x72', '{resolution}', 'clips/sound.mp4', ['128x72.mkv']],
    ['audio/concat,f_mp3/sur,o_Y2xpcHMvdG9uZS5tcDM', '{t_year}/joined', 'clips/tone.mp3', ['2026/joined.mp3']],
  ])('%s to %s', async (work, object, key, expected) => {
    const ended = await submit(stringOf(work, object), key)
    expect([ended.code, ended.message]).toEqual([undefined, undefined])
    expect(ended.outputs.map(({ key }) => key)).toEqual(expected)
    for (const { bucket, key, size } of ended.outputs) expect((await store.getObject(bucket, key)).size).toBe(size)
  })

  test('files of one name overwrite each other', async () => {
    const { outputs } = await submit(stringOf('video/snapshots,f_png,num_2', 'same.png'))
    expect(outputs.map(({ key }) => key)).toEqual(['same.png', 'same.png'])
    expect((await sharp((await store.getObject('source', 'same.png')).file).metadata()).width).toBe(96)
  })
})

describe('what fails', () => {
  test.each<[string, string, object]>([
    ['video/animation,f_gif,ss_9990', 'clips/numbered-2s.mp4', { code: 'NoFrame' }],
    ['video/animation,f_gif', 'clips/tone.mp3', { code: 'InvalidMedia' }],
    ['video/animation,f_gif', 'a/picture.png', { state: 'Failed' }],
    ['video/concat,f_mp4/sur,o_bm9uZQ', 'clips/sound.mp4', { code: 'NoSuchKey' }],
  ])('%s of %s', async (work, key, expected) => {
    const ended = await submit(stringOf(work, 'failed'), key)
    expect(ended).toMatchObject({ state: 'Failed', progress: 100, outputs: [], endedAt: NOW, ...expected })
    expect(ended.message).toMatch(/^[A-Z].*\.$/)
    expect(await store.findObject('source', 'failed.gif')).toBeUndefined()
  })

  test('a bucket that goes away', async () => {
    await store.putBucket('leaving')
    const accepted = tasks.accept(requestOf(stringOf(ANIMATION, 'x.gif', undefined, 'leaving')))
    const { taskId } = await accepted
    await store.deleteBucket('leaving')
    expect(await tasks.wait(taskId)).toMatchObject({ state: 'Failed', code: 'NoSuchBucket' })
  })
})

describe('what is refused', () => {
  test.each<[string, object, string?]>([
    ['video/animation,f_gif,w_31|sys/saveas,o_YQ', { code: 'InvalidArgument', httpStatus: 400 }],
    ['video/animation,f_gif', { code: 'InvalidArgument', httpStatus: 400 }],
    ['style/short', { code: 'InvalidArgument', httpStatus: 400 }],
    ['style/none|sys/saveas,o_YQ', { code: 'NoSuchStyle', httpStatus: 404 }],
    [stringOf(ANIMATION, 'a'), { code: 'NoSuchKey', httpStatus: 404 }, 'none.mp4'],
    [stringOf(ANIMATION, 'a', undefined, 'none'), { code: 'NoSuchBucket', httpStatus: 404 }],
    [stringOf('video/snapshot,t_0,f_jpg', 'a'), { code: 'InvalidArgument' }],
    [stringOf('image/resize,w_10', 'a'), { code: 'InvalidArgument' }],
    [stringOf('doc/convert,target_pdf', 'a'), { code: 'NotImplemented', httpStatus: 501 }],
    ['image/deblindwatermark,s_low,t_text|sys/notify,topic_YQ', { code: 'NotImplemented', httpStatus: 501 }],
  ])('%s', async (process, expected, key) => {
    const before = await readFile(store.statePath('tasks.jsonl'))
    expect(await problemOf(tasks.accept(requestOf(process, key)))).toMatchObject(expected)
    expect((await readFile(store.statePath('tasks.jsonl'))).equals(before)).toBe(true)
  })

  test('everything while there is no ffmpeg', async () => {
    await using own = await makeFolder()
    const problem = { code: 'FFMPEG_NOT_FOUND', httpStatus: 501, message: { en: 'None.', zh: '无。' } }
    const none = await open(await makeStore(own.path), { ffmpeg: async () => ({ ok: false, problem }) })
    expect(await problemOf(none.accept(requestOf(stringOf(ANIMATION, 'a'))))).toEqual(problem)
    await none.close()
  })
})

describe('following', () => {
  test('watch tells every state in order, until it is told to stop', async () => {
    const seen: Task[] = []
    const stop = tasks.watch(task => seen.push(task))
    const { taskId } = await tasks.accept(requestOf(stringOf('video/animation,f_gif,w_96,h_54', 'watched.gif')))
    await tasks.wait(taskId)
    stop()
    const own = seen.filter(task => task.taskId === taskId)
    expect(own[0]).toMatchObject({ state: 'Running', progress: 0 })
    expect(own.at(-1)).toMatchObject({ state: 'Succeeded', progress: 100 })
    const progress = own.map(task => task.progress)
    expect(progress).toEqual([...progress].sort((a, b) => a - b))
    expect(new Set(progress).size).toBeGreaterThan(2)
    await submit(stringOf('style/short', 'unseen'))
    expect(seen.filter(task => task.taskId !== taskId)).toEqual([])
  })

  test('the newest task is the first of the list', async () => {
    const first = await tasks.accept(requestOf(stringOf('style/short', 'first')))
    const second = await tasks.accept(requestOf(stringOf('style/short', 'second')))
    expect(
      tasks
        .list()
        .slice(0, 2)
        .map(({ taskId }) => taskId),
    ).toEqual([second.taskId, first.taskId])
    await Promise.all([tasks.wait(first.taskId), tasks.wait(second.taskId)])
  })

  test('an unknown task is neither found nor waited for', async () => {
    expect(tasks.find('MediaConvert-none')).toBeUndefined()
    expect(await problemOf(tasks.wait('MediaConvert-none'))).toMatchObject({ code: 'NoSuchTask', httpStatus: 404 })
  })
})

describe('bounds', () => {
  test('so many run at a time, so many wait, the rest is refused', async () => {
    await using own = await makeFolder()
    let [now, most] = [0, 0]
    let release: () => void = () => {}
    const released = new Promise<void>(resolve => {
      release = resolve
    })
    const ffmpeg = async () => {
      const found = await anyFfmpeg()
      if (!found.ok) return found
      const run: typeof found.value.run = async job => {
        most = Math.max(most, ++now)
        await released
        now--
        return found.value.run(job)
      }
      return { ok: true, value: { ...found.value, run } } as const
    }
    const bounded = await open(await makeStore(own.path), { ffmpeg, workers: 2, waiting: 3 })
    const process = stringOf('style/::h264-mp4-360p', '{t_sec}')
    const accepted: Task[] = []
    for (let at = 0; at < 5; at++) accepted.push(await bounded.accept(requestOf(process)))
    const problem = await problemOf(bounded.accept(requestOf(process)))
    expect(problem).toMatchObject({ code: 'ServiceUnavailable', httpStatus: 503 })
    release()
    for (const { taskId } of accepted) expect(await bounded.wait(taskId)).toMatchObject({ state: 'Succeeded' })
    expect(most).toBe(2)
    await bounded.close()
  })

  test('the oldest finished tasks are forgotten, and the journal is written anew without them', async () => {
    await using own = await makeFolder()
    const ownStore = await makeStore(own.path)
    const before = await open(ownStore, { kept: 4 })
    const ids: string[] = []
    for (let at = 0; at < 8; at++) {
      const { taskId } = await before.accept(requestOf(stringOf('video/animation,f_gif,ss_9999', `${at}`)))
      ids.push((await before.wait(taskId)).taskId)
    }
    expect(before.list().map(({ taskId }) => taskId)).toEqual(ids.slice(4).reverse())
    await before.close()
    const size = (await readFile(ownStore.statePath('tasks.jsonl'))).length
    const after = await open(ownStore, { kept: 3 })
    expect(after.list().map(({ taskId }) => taskId)).toEqual(ids.slice(5).reverse())
    expect(after.list()[0]).toMatchObject({
      ...{ state: 'Failed', code: 'NoFrame' },
      message: expect.stringMatching(/^No frame is selected/),
      messageZh: expect.stringMatching(/^没有选中/),
    })
    await after.close()
    expect((await readFile(ownStore.statePath('tasks.jsonl'))).length).toBeLessThan(size / 2)
  })
})
