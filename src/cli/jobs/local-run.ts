import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Locale, Localized } from '../../../grammar/catalogue/localized.ts'
import type { LocalOss } from '../../emulator/index.ts'
import { fileProblem, UsageError } from '../../files/problem.ts'
import { fillMessage } from '../../language/diagnostic.ts'
import type { SendJob, SubmitEvent } from '../../submit/index.ts'
import type { Io } from '../io.ts'
import type { TextArgs } from '../options/args.ts'
import { LOCAL_ROOT, localCredentials } from '../options/local.ts'
import { pictureFacts } from '../output/picture-facts.ts'

const MESSAGES = {
  done: { en: 'done      {source} -> {target}  {facts}', zh: '完成    {source} -> {target}  {facts}' },
  failed: { en: 'failed    {source}  {code} {message}', zh: '失败    {source}  {code} {message}' },
  put: {
    en: 'The local OSS keeps its objects in "{root}": put the sources there, in the folder of their bucket.',
    zh: '本地 OSS 的文件位于 "{root}"：请把源文件放入其中对应存储空间的目录。',
  },
} as const satisfies Record<string, Localized>

/** A local OSS for the time of a command. */
export async function startHere(args: TextArgs<'root'>, io: Io): Promise<LocalOss> {
  const { startLocalOss } = await import('../../emulator/index.ts')
  const root = path.resolve(io.cwd, args.text('root') ?? LOCAL_ROOT)
  const credentials = [await localCredentials(io, args.locale)]
  try {
    return await startLocalOss({ root, credentials, environment: io.env, checksRegion: false })
  } catch (error) {
    throw new UsageError(fileProblem(error, root, args.locale))
  }
}

/** Makes the buckets that jobs read from and save to. */
export async function makeBuckets(
  { store }: LocalOss,
  jobs: AsyncIterable<SendJob> | Iterable<SendJob>,
): Promise<void> {
  const names = new Set<string>()
  for await (const { request, target } of jobs) {
    names.add(request.bucket)
    const named = /^oss:\/\/([a-z0-9-]+)\//.exec(target ?? '')?.[1]
    if (named) names.add(named)
  }
  for (const name of names) await store.putBucket(name)
}

/** What a task became, as the local OSS tells it. */
interface LocalTaskAnswer {
  readonly Status: string
  readonly Code: string
  readonly Message: string
  readonly Outputs: readonly {
    readonly URI: string
    readonly Size: number
    readonly Width?: number
    readonly Height?: number
    readonly FrameCount?: number
  }[]
}

const isAnswer = (value: unknown): value is LocalTaskAnswer =>
  typeof value === 'object' && value !== null && 'Status' in value && 'Outputs' in value

/** Milliseconds between two questions about a task. */
const PAUSE = 100

async function waitFor(endpoint: string, taskId: string, signal: AbortSignal | undefined): Promise<LocalTaskAnswer> {
  const query = new URLSearchParams({ Action: 'GetTask', TaskId: taskId })
  for (;;) {
    const answer = await fetch(`${endpoint}/_imm/?${query}`, { ...(signal && { signal }) })
    const value: unknown = await answer.json()
    if (!isAnswer(value)) throw new UsageError(`${endpoint}: ${answer.status} ${JSON.stringify(value)}`)
    if (value.Status !== 'Running') return value
    await sleep(PAUSE)
  }
}

/** A task that a local OSS accepted. */
export type AcceptedTask = Pick<Extract<SubmitEvent, { type: 'accepted' }>, 'job' | 'receipt'>

/** Where tasks run, and where their results lie when that is known here. */
export interface LocalEndpoint {
  readonly endpoint: string
  readonly root?: string | undefined
}

/** Waits until tasks have ended, and says what they made. The result is the number that failed. */
export async function awaitTasks(
  accepted: readonly AcceptedTask[],
  place: LocalEndpoint,
  args: TextArgs<'format'>,
  io: Io,
): Promise<number> {
  const isJson = (args.text('format') ?? (io.stdout.isTTY ? 'text' : 'json')) === 'json'
  let failed = 0
  for (const { job, receipt } of accepted) {
    if (receipt.taskId === undefined) continue
    const answer = await waitFor(place.endpoint, receipt.taskId, io.signal)
    if (answer.Status !== 'Succeeded') failed++
    if (isJson)
      io.stdout.write(`${JSON.stringify({ event: 'task', taskId: receipt.taskId, ...toEvent(answer, place) })}\n`)
    else io.stdout.write(linesOf(job.source, answer, place, args.locale))
  }
  return failed
}

function toEvent({ Status, Code, Message, Outputs }: LocalTaskAnswer, place: LocalEndpoint): object {
  const outputs = Outputs.map(({ URI, Size, Width, Height, FrameCount }) => {
    return { target: fileOf(URI, place), size: Size, width: Width, height: Height, frames: FrameCount }
  })
  return { state: Status, ...(Code && { code: Code, message: Message }), outputs }
}

function linesOf(source: string, answer: LocalTaskAnswer, place: LocalEndpoint, locale: Locale): string {
  const { Status, Code: code, Message: message, Outputs } = answer
  if (Status !== 'Succeeded') return `${fillMessage(MESSAGES.failed, { source, code, message }, locale)}\n`
  return Outputs.map(({ URI, Size, Width, Height, FrameCount }) => {
    const facts = pictureFacts({ width: Width, height: Height, frames: FrameCount, bytes: Size }, locale)
    return `${fillMessage(MESSAGES.done, { source, target: fileOf(URI, place), facts }, locale)}\n`
  }).join('')
}

/** The file of an object where its root is known; escapes of rare names are not looked at. */
function fileOf(uri: string, { root }: LocalEndpoint): string {
  return root === undefined ? uri : path.join(root, uri.replace(/^oss:\/\//, ''))
}

/** Tells where sources belong when some are missing. */
export function hintAtSources(root: string, locale: Locale): string {
  return `${fillMessage(MESSAGES.put, { root }, locale)}\n`
}
