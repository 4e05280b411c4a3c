import { hash } from 'node:crypto'
import { isRecord } from '../language/record.ts'
import { type Addressing, processRequest } from '../request/request.ts'
import { isAsynchronous, type SendJob, toSendJob } from '../submit/job.ts'

/**
 * Jobs that go through BullMQ as one: it needs a millisecond of Redis and of Node for each of its jobs, which would be most of the
 * work. Jobs are bare: nothing in it is signed or secret.
 */
export interface Bundle {
  /** The version of this form. */
  readonly v: 1
  /** Whether its jobs are sent although they are in doubt. */
  readonly resends?: true
  readonly places: readonly JobBucket[]
  readonly jobs: readonly BareJob[]
}

/** Where objects are, and how they are processed there. */
export interface JobBucket {
  readonly endpoint: string
  readonly bucket: string
  readonly region: string
  readonly via: 'post' | 'async'
  readonly addressing?: Addressing | undefined
}

/** The number of its place, key, process string, and the values of the matrix where there are some. */
export type BareJob = readonly [place: number, key: string, process: string, label?: string]

/** Jobs in a bundle. */
export const BUNDLE = 100

/** Puts jobs into a bundle. */
export function packBundle(jobs: readonly SendJob[], resends = false): Bundle {
  const places: JobBucket[] = []
  const numbers = new Map<string, number>()
  const numberOf = (place: JobBucket): number => {
    const key = JSON.stringify(place)
    const known = numbers.get(key)
    if (known !== undefined) return known
    numbers.set(key, places.length)
    return places.push(place) - 1
  }
  const bare = jobs.map(({ request, region, label, process, ...job }): BareJob => {
    const { endpoint, bucket, key, addressing } = request
    const via = isAsynchronous({ ...job, request }) ? 'async' : 'post'
    const number = numberOf({ endpoint, bucket, region, via, ...(addressing && { addressing }) })
    return label === '' ? [number, key, process] : [number, key, process, label]
  })
  return { v: 1, ...(resends && { resends }), places, jobs: bare }
}

/** The jobs of a bundle, with the ids that they had. Throws a RequestError where one cannot be. */
export function openBundle({ places, jobs }: Bundle): SendJob[] {
  return jobs.map(([number, key, process, label]) => {
    const place = places[number]
    if (!place) throw new TypeError(`There is no place ${number} in the bundle.`)
    const { endpoint, bucket, region, via, addressing } = place
    const request = processRequest(via, { endpoint, bucket, key, addressing }, process)
    return toSendJob(request, process, label, region)
  })
}

/** The id of a bundle by those of its jobs: BullMQ takes no second one while it has the first. */
export function bundleId(ids: readonly string[], kind: string): string {
  return `${kind}-${hash('sha256', ids.join(''), 'hex').slice(0, 32)}`
}

/** Whether a value is a bundle as this version writes it. */
export function isBundle(value: unknown): value is Bundle {
  if (!isRecord(value) || value.v !== 1) return false
  const { places, jobs } = value
  if (!Array.isArray(places) || !places.every(isPlace)) return false
  return Array.isArray(jobs) && jobs.every(job => isBare(job, places.length))
}

function isPlace(value: unknown): boolean {
  if (!isRecord(value)) return false
  const isKnown = ['endpoint', 'bucket', 'region', 'via'].every(name => name in value)
  return isKnown && Object.values(value).every(isText)
}

function isBare(value: unknown, places: number): boolean {
  if (!Array.isArray(value)) return false
  const [number, ...texts]: unknown[] = value
  return Number.isInteger(number) && Number(number) < places && texts.length >= 2 && texts.every(isText)
}

function isText(value: unknown): boolean {
  return typeof value === 'string'
}
