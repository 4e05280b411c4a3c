import { readJsonObject } from '../language/record.ts'
import { shorten } from '../language/shorten.ts'
import type { Credentials } from '../request/index.ts'
import { maskOf } from '../request/secret.ts'
import { readLeaf } from '../xml.ts'
import type { Receipt } from './journal-line.ts'

/** What came back for one send. */
export type Attempt =
  | {
      readonly kind: 'answered'
      readonly status: number
      /** Names lower case. */
      readonly headers: Readonly<Record<string, string>>
      readonly body: string
    }
  /** The server never saw it. `isPassing` where another try may reach it. */
  | { readonly kind: 'unsent'; readonly reason: string; readonly isPassing: boolean }
  /** It went out, and no answer came. */
  | { readonly kind: 'lost'; readonly reason: string }

/** An answer read: taken, not taken and why, or nobody can tell. */
export type ReadAnswer =
  | { readonly kind: 'accepted'; readonly receipt: Receipt }
  | { readonly kind: 'refused'; readonly refusal: ServiceError }
  | { readonly kind: 'unclear'; readonly reason: UnclearReason; readonly answer: string }

/** Why an answer does not tell: it is not one of OSS, or it is a success without the task that was asked for. */
export type UnclearReason = 'not-from-oss' | 'no-task'

/** An error as OSS tells it. */
export interface ServiceError {
  readonly status: number
  readonly code?: string | undefined
  readonly message?: string | undefined
  /** The EC number. */
  readonly serverCode?: string | undefined
  readonly requestId?: string | undefined
  /** Where the bucket is, when it was asked for elsewhere. */
  readonly endpoint?: string | undefined
  readonly serverTime?: Date | undefined
  /** Milliseconds that the server asks to wait. */
  readonly retryAfter?: number | undefined
}

/** The attempt without the token that it was made with: what lies on the way may repeat the headers of a request, and answers are shown. */
export function withoutToken<T extends Attempt>(attempt: T, { securityToken }: Credentials): T {
  if (attempt.kind !== 'answered' || !securityToken) return attempt
  const mask = maskOf(securityToken)
  const headers = Object.entries(attempt.headers).map(([name, value]) => [name, mask(value)])
  return { ...attempt, headers: Object.fromEntries(headers), body: mask(attempt.body) }
}

/** The longest piece of an answer that is repeated to people. */
const LONGEST = 300

/**
 * Reads an answer. Only OSS can say that it took a job: by the id that it gives each request, and for an asynchronous job by the
 * task. Others on the way (a proxy, a portal, another server) may answer anything; their 3xx and 4xx say that nothing went through.
 */
export function readAnswer(attempt: Answered, isAsynchronous: boolean, now: number): ReadAnswer {
  const { status, headers, body } = attempt
  const isSuccess = status >= 200 && status < 300
  if (!isFromOss(attempt)) {
    if (isSuccess || status >= 500) return { kind: 'unclear', reason: 'not-from-oss', answer: describe(attempt) }
    return { kind: 'refused', refusal: { status, code: 'NotFromOss', message: describe(attempt) } }
  }
  // OSS may have sent the status before it met the error.
  if (!isSuccess || isError(body)) return { kind: 'refused', refusal: readRefusal(attempt, now) }
  const receipt = readReceipt(status, headers, body)
  if (isAsynchronous && receipt.taskId === undefined && receipt.eventId === undefined) {
    return { kind: 'unclear', reason: 'no-task', answer: describe(attempt) }
  }
  return { kind: 'accepted', receipt }
}

/** An answer read to its end. */
export type Answered = Attempt & { readonly kind: 'answered' }

/** Every answer of OSS names its request in a header, every error in its XML too. */
function isFromOss({ headers, body }: Answered): boolean {
  return Boolean(headers['x-oss-request-id']) || (body.includes('<Error>') && readLeaf(body, 'RequestId') !== undefined)
}

function isError(body: string): boolean {
  return /^\s*(?:<\?xml[^>]*>\s*)?<Error>/.test(body)
}

/** What came, for people: the status, the type, and how the text begins. */
function describe({ status, headers, body }: Answered): string {
  const text = body.trim().replace(/\s+/g, ' ')
  const shown = shorten(text, SHOWN)
  const id = headers['x-oss-request-id']
  const [to] = headers.location?.split(/[?#]/) ?? []
  return [
    status,
    to && `to ${to}`,
    headers['content-type'],
    id && `x-oss-request-id ${id}`,
    shown && JSON.stringify(shown),
  ]
    .filter(Boolean)
    .join(' ')
}

/** Characters of a strange answer that are shown. */
const SHOWN = 80

function readRefusal({ status, headers, body }: Answered, now: number): ServiceError {
  const field = (name: string) => readLeaf(body, name)
  return {
    status,
    code: field('Code'),
    message: field('Message')?.slice(0, LONGEST),
    serverCode: field('EC') ?? headers['x-oss-ec'],
    requestId: field('RequestId') ?? headers['x-oss-request-id'],
    endpoint: field('Endpoint'),
    serverTime: readServerTime(headers, field('ServerTime')),
    retryAfter: readRetryAfter(headers['retry-after'], now),
  }
}

function readReceipt(status: number, headers: Readonly<Record<string, string>>, body: string): Receipt {
  const texts = new Map<string, string>()
  for (const [name, value] of Object.entries(readJsonObject(body) ?? {})) {
    if (typeof value === 'string' && value !== '') texts.set(name.toLowerCase(), value)
  }
  const requestId = texts.get('requestid') ?? headers['x-oss-request-id']
  return { status, eventId: texts.get('eventid'), requestId, taskId: texts.get('taskid') }
}

/** What the clock of a server says: in an error about clocks, or else in the header of every answer. */
export function readServerTime({ date }: Readonly<Record<string, string>>, told?: string): Date | undefined {
  const time = new Date(told ?? date ?? '')
  return Number.isNaN(time.getTime()) ? undefined : time
}

/** Seconds, or a time (RFC 9110, 10.2.3). */
function readRetryAfter(text: string | undefined, now: number): number | undefined {
  if (text === undefined) return undefined
  const wait = /^\d+$/.test(text) ? Number(text) * 1000 : new Date(text).getTime() - now
  return Number.isNaN(wait) ? undefined : Math.max(0, wait)
}
