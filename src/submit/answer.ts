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

/** An answer read: taken, or not and why. */
export type Reading =
  | { readonly isAccepted: true; readonly receipt: Receipt }
  | { readonly isAccepted: false; readonly refusal: ServiceError }

/** An error as OSS tells it. */
export interface ServiceError {
  readonly status: number
  readonly code?: string | undefined
  readonly message?: string | undefined
  /** The EC number. */
  readonly serverCode?: string | undefined
  readonly requestId?: string | undefined
  readonly serverTime?: Date | undefined
  /** Milliseconds that the server asks to wait. */
  readonly retryAfter?: number | undefined
}

/** The longest piece of an answer that is repeated to people. */
const LONGEST = 300

/**
 * Reads an answer. A status of success counts even where the body is torn: the server took the job, only its names are lost,
 * and the header still tells the id of the request.
 */
export function readAnswer(attempt: Attempt & { kind: 'answered' }, now: number): Reading {
  const { status, headers, body } = attempt
  if (status >= 200 && status < 300) return { isAccepted: true, receipt: readReceipt(status, headers, body) }
  const field = (name: string) => readField(body, name)
  const date = new Date(field('ServerTime') ?? headers.date ?? '')
  const refusal: ServiceError = {
    status,
    code: field('Code'),
    message: field('Message')?.slice(0, LONGEST),
    serverCode: field('EC') ?? headers['x-oss-ec'],
    requestId: field('RequestId') ?? headers['x-oss-request-id'],
    serverTime: Number.isNaN(date.getTime()) ? undefined : date,
    retryAfter: readRetryAfter(headers['retry-after'], now),
  }
  return { isAccepted: false, refusal }
}

function readReceipt(status: number, headers: Readonly<Record<string, string>>, body: string): Receipt {
  const value = parse(body)
  const text = (name: string) => {
    const found = Object.entries(value).find(([key]) => key === name)?.[1]
    return typeof found === 'string' ? found : undefined
  }
  const requestId = text('RequestId') ?? headers['x-oss-request-id']
  return { status, eventId: text('EventId'), requestId, taskId: text('TaskId') }
}

function parse(body: string): object {
  try {
    const value: unknown = JSON.parse(body)
    return typeof value === 'object' && value !== null ? value : {}
  } catch {
    return {}
  }
}

/** A field of the XML of an error; errors of OSS have no nesting and no attributes. */
function readField(body: string, name: string): string | undefined {
  const text = new RegExp(`<${name}>([^<]*)</${name}>`).exec(body)?.[1]
  return text?.replace(/&(lt|gt|quot|apos|amp);/g, (_, entity: string) => ENTITIES[entity] ?? '')
}

const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' }

/** Seconds, or a time (RFC 9110, 10.2.3). */
function readRetryAfter(text: string | undefined, now: number): number | undefined {
  if (text === undefined) return undefined
  const wait = /^\d+$/.test(text) ? Number(text) * 1000 : new Date(text).getTime() - now
  return Number.isNaN(wait) ? undefined : Math.max(0, wait)
}
