import { cp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { encodeBase64Url } from '../../../grammar/catalogue/base64url.ts'
import { openStore } from '../../../src/emulator/store/open.ts'
import type { Store } from '../../../src/emulator/store/store.ts'
import { openTasks, type TaskRequest, type Tasks, type TasksSetup } from '../../../src/emulator/tasks/index.ts'
import { anyFfmpeg } from '../processing/setup.ts'

/** A process string with saveas, and notify where there is a topic. */
export function stringOf(work: string, object: string, topic?: string, bucket?: string): string {
  const named = bucket === undefined ? '' : `,b_${encodeBase64Url(bucket)}`
  const notify = topic === undefined ? '' : `/notify,topic_${encodeBase64Url(topic)}`
  return `${work}|sys/saveas,o_${encodeBase64Url(object)}${named}${notify}`
}

/** What a client asks for, of the short clip. */
export function requestOf(process: string, key: string = 'clips/numbered-2s.mp4'): TaskRequest {
  return { bucket: 'source', key, process, requestId: '5C06A3B677F14C3A8C6E9D4A' }
}

/** Opens the tasks of a store with the ffmpeg of the tests. */
export function open(store: Store, setup: Partial<TasksSetup> = {}): Promise<Tasks> {
  return openTasks({ ffmpeg: anyFfmpeg, ...setup, store })
}

/** What a crash at this moment would leave on the disk, in a folder of its own: without the lock, whose holder lives on here. */
export async function crashInto(store: Store, folder: string): Promise<Store> {
  const root = join(folder, `after-crash-${Math.random()}`)
  await cp(store.root, root, { recursive: true })
  await rm(join(root, '.oss-process', 'tasks.jsonl.lock'), { force: true })
  return openStore(root)
}
