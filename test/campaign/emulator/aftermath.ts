import { readFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import sharp from 'sharp'
import { clientOf } from '../../emulator/http/client.ts'
import type { Findings } from './check.ts'
import { type Accepted, TOPIC } from './jobs.ts'
import { type Receiver, taskOf } from './receiver.ts'

/** What there was, and what there is now. */
export interface Aftermath extends Findings {
  readonly root: string
  readonly endpoint: string
  readonly accepted: readonly Accepted[]
  readonly receiver: Receiver
}

/** An answer of GetTask, as far as it is looked at. */
interface TaskFacts {
  readonly Status?: string
  readonly Message?: string
  readonly Outputs?: readonly { readonly URI: string; readonly FrameCount: number }[]
}

/** Milliseconds that all tasks have to end, and that all notifications have to arrive. */
const [TASKS_END, PUSHES_END] = [900_000, 60_000]

/** Waits for all that was accepted and looks at each of it; the result is the numbers, for people. */
export async function checkAftermath(aftermath: Aftermath): Promise<string> {
  const { accepted, check } = aftermath
  const start = performance.now()
  const states = new Map<string, number>()
  for (const job of accepted) {
    const task = await endOf(job, aftermath, start + TASKS_END)
    states.set(task.Status ?? 'lost', (states.get(task.Status ?? 'lost') ?? 0) + 1)
    check(task.Status === 'Succeeded', `${job.taskId} is ${task.Status ?? 'lost'}: ${task.Message}`)
    if (task.Status === 'Succeeded') await checkObject(job, task, aftermath)
  }
  const others = await checkOthers(aftermath)
  const seconds = ((performance.now() - start) / 1000).toFixed(0)
  const told = await checkNotifications(aftermath)
  const list = Array.from(states, ([state, count]) => `${count} ${state}`).join(', ')
  return `${list} after ${seconds} s; ${others} objects decoded; ${told}`
}

async function endOf({ taskId }: Accepted, { endpoint }: Aftermath, deadline: number): Promise<TaskFacts> {
  for (;;) {
    const answer = await fetch(`${endpoint}/_imm/?Action=GetTask&TaskId=${taskId}`)
    const task: TaskFacts = JSON.parse(await answer.text())
    if (task.Status !== 'Running' || performance.now() > deadline) return task
    await pause(100)
  }
}

async function checkObject({ key, frames, taskId }: Accepted, task: TaskFacts, aftermath: Aftermath): Promise<void> {
  const { endpoint, check } = aftermath
  const reply = await clientOf({ endpoint })({ bucket: 'made', key })
  check(reply.status === 200, `The object of ${taskId} is answered with ${reply.status}.`)
  const [output] = task.Outputs ?? []
  check(output?.URI === `oss://made/${key}` && output.FrameCount === frames, `${taskId} names other outputs.`)
  const found = await framesOf(reply.bytes)
  check(found === frames, `The object of ${taskId} has ${found} frames of ${frames}.`)
}

/** Decodes all of it; undefined where that does not work to the end. */
async function framesOf(bytes: Buffer): Promise<number | undefined> {
  try {
    const image = sharp(bytes, { animated: true, failOn: 'warning' })
    const { info } = await image.raw().toBuffer({ resolveWithObject: true })
    return info.pages ?? 1
  } catch {
    return undefined
  }
}

/** Every object of the bucket, also of tasks whose clients got no answer. */
async function checkOthers({ endpoint, check }: Aftermath): Promise<number> {
  const send = clientOf({ endpoint })
  let [count, after] = [0, '']
  do {
    const page = await send({ bucket: 'made', query: [...PAGE, ['start-after', after] as const] })
    const keys = page.fields('Key')
    for (const key of keys) {
      check((await framesOf((await send({ bucket: 'made', key })).bytes)) !== undefined, `The object ${key} is torn.`)
    }
    count += keys.length
    after = page.field('IsTruncated') === 'true' ? (keys.at(-1) ?? '') : ''
  } while (after !== '')
  return count
}

const PAGE = [
  ['list-type', '2'],
  ['max-keys', '1000'],
] as const

/** At least once in the outbox, and at least once at the receiver. */
async function checkNotifications({ root, accepted, receiver, check }: Aftermath): Promise<string> {
  const lines = readFileSync(path.join(root, '.oss-process', 'outbox', `${TOPIC}.jsonl`), 'utf8').split('\n')
  const told = new Set(lines.slice(0, -1).map(taskOf))
  for (const { taskId } of accepted) check(told.has(taskId), `${taskId} is not in the outbox.`)
  const isMissing = () => accepted.some(({ taskId }) => !receiver.taken.has(taskId))
  const deadline = performance.now() + PUSHES_END
  while (isMissing() && performance.now() < deadline) await pause(100)
  for (const { taskId } of accepted) check(receiver.taken.has(taskId), `${taskId} was not told to the receiver.`)
  const pushed = [...receiver.taken.values()].reduce((sum, count) => sum + count, 0)
  return `${lines.length - 1} messages in the outbox, ${pushed} taken by the receiver, which refused ${receiver.refused}`
}
