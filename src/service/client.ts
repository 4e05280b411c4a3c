import { inBoth, type Locale, type Localized } from '../../grammar/catalogue/localized.ts'
import { fillMessage } from '../language/diagnostic.ts'
import { clockText, connectionText } from '../request/connection-text.ts'
import { isBucketName, readEndpoint, regionEndpoint } from '../request/endpoint.ts'
import type { Credentials } from '../request/index.ts'
import { problem, RequestError } from '../request/problem.ts'
import { getRegion } from '../request/region.ts'
import { type OssRequest, requestHost } from '../request/request.ts'
import { sign } from '../request/sign.ts'
import { openWire, type Wire, type WireAnswer } from '../request/wire.ts'
import { type Answered, type Attempt, readAnswer, type ServiceError, withoutToken } from '../submit/answer.ts'
import { failedAttempt } from '../submit/failed-attempt.ts'
import { createLimiter, REAL, type Surroundings } from '../submit/rate.ts'
import { type AskAgain, createRenewal, type Renewal } from '../submit/renewal.ts'
import { isAboutClock, isAboutCredentials, judge, type RetryPolicy, waitBefore } from '../submit/retry.ts'
import { defaultOptions } from '../submit/submit.ts'

/** Where questions go: what is known of an endpoint. */
export interface KnownEndpoint {
  readonly endpoint?: string | undefined
  readonly region?: string | undefined
  readonly addressing?: OssRequest['addressing']
}

/** How to ask. */
export interface ClientOptions {
  readonly credentials: Credentials
  /** Where credentials with a token come from. */
  readonly renew?: AskAgain | undefined
  /** Where proxies may be named. */
  readonly env: Readonly<Record<string, string | undefined>>
  /** Questions at a time. */
  readonly concurrency: number
  /** Questions a second; as fast as it goes when not given. */
  readonly rate?: number | undefined
  readonly retry?: RetryPolicy | undefined
  readonly signal?: AbortSignal | undefined
  readonly surroundings?: Surroundings | undefined
}

/** Asks questions that change nothing, so that each may be asked again. */
export interface Client {
  /**
   * Signs and sends a request to OSS until it is answered: errors of the connection, 429 and 5xx are asked again, later each time.
   * Resolves with answers of 2xx and 404; rejects with a RequestError for all others, and where trying ends.
   */
  ask(request: OssRequest, region: string | undefined): Promise<Answered>
  /** The same, where each try is made by the caller. */
  repeat<T>(host: string, tryOnce: TryOnce<T>): Promise<T>
  readonly wire: Wire
  readonly signal: AbortSignal | undefined
  close(): void
}

/** What came of one try: a value, an answer of OSS to judge, or what another service refuses. */
export type Tried<T> = { readonly value: T } | { readonly answer: Answered } | { readonly refusal: ServiceError }

/** Signs with the credentials and the date that it is given, which are others once the server has refused these. */
type TryOnce<T> = (credentials: Credentials, date: Date, signal: AbortSignal) => Promise<Tried<T>>

/** A client with connections of its own. */
export async function createClient(options: ClientOptions): Promise<Client> {
  const { credentials, renew, env, concurrency, signal, retry = defaultOptions, surroundings = REAL } = options
  const wire = await openWire({ connections: concurrency, env })
  const renewal = createRenewal(credentials, renew)
  const limiter = createLimiter(options.rate, Math.max(1, Math.ceil((options.rate ?? 1) / 10)), surroundings)
  let offset = 0

  const repeat: Client['repeat'] = async (host, tryOnce) => {
    const end = surroundings.now() + retry.totalTimeout
    for (let tries = 1; ; tries++) {
      await limiter.take(signal, host)
      const renewals = renewal.count()
      const date = new Date(surroundings.now() + offset)
      const tried = await attemptOf(tryOnce, renewal, date, retry.tryTimeout, signal)
      if ('value' in tried) return tried.value
      const failure = failureOf(tried, host, surroundings.now())
      if (failure.serverTime) offset = failure.serverTime.getTime() - surroundings.now()
      const verdict = failure.verdict === 'stop' && (await renewal.renew(renewals)) ? 'retry' : failure.verdict
      const wait = waitBefore(tries, retry, failure.retryAfter, surroundings.random)
      const isOver = tries > retry.retries || surroundings.now() + wait >= end
      if (verdict !== 'retry' || isOver || signal?.aborted) throw failure.error
      await surroundings.sleep(wait, signal)
    }
  }
  return {
    wire,
    signal,
    repeat,
    ask: (request, given) => {
      const region = getRegion(request.endpoint, given)
      return repeat(requestHost(request), async (current, date, ending) => {
        const signed = sign(request, current, { region, date })
        const answer = await readWhole(await wire.send(signed, ending))
        const isFinal = (answer.status >= 200 && answer.status < 300) || answer.status === 404
        return isFinal ? { value: answer } : { answer }
      })
    },
    close: wire.close,
  }
}

/** An answer with its body as text. To HEAD, which has none, OSS gives its error in a header. */
export async function readWhole({ status, headers, body }: WireAnswer): Promise<Answered> {
  const text = (await body.text()) || Buffer.from(headers['x-oss-err'] ?? '', 'base64').toString()
  return { kind: 'answered', status, headers, body: text }
}

async function attemptOf<T>(
  tryOnce: TryOnce<T>,
  renewal: Renewal,
  date: Date,
  timeout: number,
  signal: AbortSignal | undefined,
): Promise<{ readonly value: T } | { readonly refusal: ServiceError } | Attempt> {
  const late = AbortSignal.timeout(timeout)
  const current = renewal.current()
  try {
    const tried = await tryOnce(current, date, signal ? AbortSignal.any([late, signal]) : late)
    return 'answer' in tried ? withoutToken(tried.answer, current) : tried
  } catch (error) {
    if (error instanceof Error && error.name === 'RequestError') throw error
    return failedAttempt(error)
  }
}

interface Failed {
  readonly verdict: 'retry' | 'final' | 'stop'
  readonly retryAfter?: number | undefined
  readonly serverTime?: Date | undefined
  readonly error: RequestError
}

function failureOf(attempt: Attempt | { readonly refusal: ServiceError }, host: string, now: number): Failed {
  if ('refusal' in attempt) return refusalOf(attempt.refusal, host)
  const reading = attempt.kind === 'answered' ? readAnswer(attempt, false, now) : undefined
  const verdict = judge(attempt, reading, false, defaultOptions)
  if (attempt.kind !== 'answered') return { verdict, error: unreachable(host, attempt.reason) }
  if (reading?.kind !== 'refused') return { verdict, error: refused(host, [String(attempt.status)]) }
  return refusalOf(reading.refusal, host)
}

function refusalOf(refusal: ServiceError, host: string): Failed {
  const answered = { kind: 'answered', status: refusal.status, headers: {}, body: '' } as const
  const verdict = judge(answered, { kind: 'refused', refusal }, false, defaultOptions)
  const { status, code, serverCode, message, endpoint, retryAfter, serverTime } = refusal
  const words = [String(status), code, serverCode, message, endpoint].filter(word => word !== undefined)
  const answer = words.join(' ')
  if (isAboutClock(code) && serverTime) {
    const clock = (locale: Locale) => clockText(serverTime, host, locale)
    const text = inBoth(locale => fillMessage(SKEWED, { host, answer, clock: clock(locale) }, locale))
    return { verdict, serverTime, error: new RequestError('clock-skewed', text) }
  }
  const error = isAboutCredentials(status, code)
    ? problem('credentials-refused', REFUSED, { host, answer })
    : refused(host, words)
  return { verdict, retryAfter, error }
}

const SKEWED: Localized = { en: '{host} answers {answer}; {clock}', zh: '{host} 的响应为 {answer}；{clock}' }
const REFUSED: Localized = { en: '{host} answers {answer}', zh: '{host} 的响应为 {answer}' }

function unreachable(host: string, code: string): RequestError {
  return new RequestError(
    'service-unreachable',
    inBoth(locale => connectionText(code, host, locale)),
  )
}

/** The refusal of a server in its own words. */
export function refused(host: string, words: readonly string[]): RequestError {
  return problem('service-refused', REFUSED, { host, answer: words.join(' ') })
}

/** A request for the bucket or for an object of it. */
export function getRequest(place: KnownEndpoint, bucket: string, key: string, query: OssRequest['query']): OssRequest {
  const { region, addressing } = place
  const endpoint = place.endpoint ?? (region && regionEndpoint(region))
  if (!endpoint) throw problem('service-endpoint', NO_ENDPOINT, { bucket })
  if (!isBucketName(bucket)) throw problem('service-bucket', NO_BUCKET, { bucket })
  const { isPathStyle } = readEndpoint(endpoint)
  const own = addressing ?? (isPathStyle ? 'path' : 'virtual')
  return { method: 'GET', endpoint, bucket, key, query, headers: {}, body: '', addressing: own }
}

const NO_BUCKET: Localized = { en: '"{bucket}" is not a bucket', zh: '"{bucket}" 不是有效的 Bucket 名称' }
const NO_ENDPOINT: Localized = {
  en: 'no endpoint and no region is known for the bucket "{bucket}"; write "connection: { region: cn-hangzhou }"',
  zh: 'Bucket "{bucket}" 没有 endpoint 或 region；请写 "connection: { region: cn-hangzhou }"',
}
