import type { Via } from '../../../../grammar/catalogue/types.ts'
import type { ObjectAddress } from '../../../request/object-address.ts'
import type { Task } from '../../tasks/task.ts'
import type { About, ObjectPage, ObjectSummary, ProblemAnswer, RequestTexts } from '../answers.ts'
import { countFrames } from './frames.ts'
import { texts } from './texts.ts'

/** A value, or the problem that stood in the way. */
export type ApiAnswer<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problem: ProblemAnswer }

/** The result of a process string. */
export interface Result {
  readonly contentType: string
  readonly size: number
  /** Milliseconds from the request to the last byte. */
  readonly took: number
  /** The bytes, as an address of this page; revoke it when done. */
  readonly url: string
  /** Of a text that is short enough to show. */
  readonly text?: string | undefined
  readonly frames?: number | undefined
}

const UNREACHABLE: ProblemAnswer = { code: 'Unreachable', message: texts.unreachable, requestId: '' }

function address(call: string, query: Readonly<Record<string, string | undefined>> = {}): string {
  const pairs = Object.entries(query).flatMap(([name, value]) => (value ? [[name, value]] : []))
  return `/_console/api/${call}?${new URLSearchParams(pairs)}`
}

async function send(url: string, options?: RequestInit): Promise<ApiAnswer<Response>> {
  try {
    const response = await fetch(url, options)
    return response.ok ? { ok: true, value: response } : { ok: false, problem: await response.json() }
  } catch {
    return { ok: false, problem: UNREACHABLE }
  }
}

async function ask<T>(url: string, options?: RequestInit): Promise<ApiAnswer<T>> {
  const answer = await send(url, options)
  return answer.ok ? { ok: true, value: await answer.value.json() } : answer
}

const post = (body?: BodyInit): RequestInit => ({ method: 'POST', ...(body !== undefined && { body }) })

/** Where the bytes of an object are. */
export const rawUrl = ({ bucket, key }: ObjectAddress, version = ''): string => address('raw', { bucket, key, version })

/** Where the result of a string is. */
export const resultUrl = ({ bucket, key }: ObjectAddress, process: string): string =>
  address('result', { bucket, key, process })

/** Where a small picture of an object is. */
export const thumbnailUrl = ({ bucket, key }: ObjectAddress, version: string): string =>
  address('thumbnail', { bucket, key, version })

/** Where the changes of the tasks come from. */
export const EVENTS: string = address('events')

export const getAbout = (): Promise<ApiAnswer<About>> => ask(address('about'))

export const getBuckets = (): Promise<ApiAnswer<readonly string[]>> => ask(address('buckets'))

export const getObjects = (bucket: string, prefix: string, after?: string): Promise<ApiAnswer<ObjectPage>> =>
  ask(address('objects', { bucket, prefix, after, delimiter: '/' }))

export const getObject = ({ bucket, key }: ObjectAddress): Promise<ApiAnswer<ObjectSummary>> =>
  ask(address('object', { bucket, key }))

export const getRequest = (
  { bucket, key }: ObjectAddress,
  process: string,
  via: Via,
): Promise<ApiAnswer<RequestTexts>> => ask(address('request', { bucket, key, process, via }))

export const deleteObject = ({ bucket, key }: ObjectAddress): Promise<ApiAnswer<ObjectAddress>> =>
  ask(address('delete', { bucket, key }), post())

export const createBucket = (bucket: string): Promise<ApiAnswer<string>> => ask(address('buckets', { bucket }), post())

export const upload = (bucket: string, folder: string, file: File): Promise<ApiAnswer<ObjectSummary>> =>
  ask(address('objects', { bucket, key: `${folder}${file.name}` }), post(file))

export const acceptTask = ({ bucket, key }: ObjectAddress, process: string): Promise<ApiAnswer<Task>> =>
  ask(address('tasks', { bucket, key }), post(process))

export const saveResult = ({ bucket, key }: ObjectAddress, process: string): Promise<ApiAnswer<ObjectSummary>> =>
  ask(address('save', { bucket, key }), post(process))

/** Longer texts are downloaded and not shown. */
const MAX_SHOWN = 200_000

/** Runs a string that answers at once. */
export async function runString(place: ObjectAddress, process: string): Promise<ApiAnswer<Result>> {
  const started = performance.now()
  const answer = await send(resultUrl(place, process))
  if (!answer.ok) return answer
  const blob = await answer.value.blob()
  const took = performance.now() - started
  const contentType = answer.value.headers.get('content-type') ?? ''
  const isText = /^text\/|^application\/json/.test(contentType) && blob.size <= MAX_SHOWN
  const frames = contentType.startsWith('image/') ? countFrames(new Uint8Array(await blob.arrayBuffer())) : undefined
  const value = { contentType, size: blob.size, took, url: URL.createObjectURL(blob), frames }
  return { ok: true, value: isText ? { ...value, text: await blob.text() } : value }
}
