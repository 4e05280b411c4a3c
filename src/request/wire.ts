import type { Dispatcher } from 'undici'
import { hasProxy, proxiesIn } from './fetch.ts'
import { type OssRequest, url } from './request.ts'

/** Connections that carry signed requests, through the proxies that the environment names. */
export interface Wire {
  /** Resolves when the headers of the answer are there. Rejects with what the connection tells, and where the signal aborts. */
  send(request: OssRequest, signal: AbortSignal): Promise<WireAnswer>
  /**
   * Resolves with the whole answer, for 40 us less of processor time than `send`; without its body where only that is torn or late. Rejects with
   * what the connection tells, and with a TimeoutError where no answer begins in so many milliseconds.
   */
  ask(request: OssRequest, timeout: number): Promise<WholeAnswer>
  close(): void
}

/** An answer whose body is still to be read. */
export interface WireAnswer {
  readonly status: number
  /** Names lower case. */
  readonly headers: Readonly<Record<string, string>>
  readonly body: AsyncIterable<Uint8Array> & { text(): Promise<string> }
}

/** An answer that is read. */
export interface WholeAnswer extends Omit<WireAnswer, 'body'> {
  readonly body: string
}

/** The time for an answer is over. */
class TimeoutError extends Error {
  override readonly name = 'TimeoutError'
}

/** How to connect. */
export interface WireOptions {
  /** Connections to one host at a time. */
  readonly connections: number
  readonly env: Readonly<Record<string, string | undefined>>
}

/** Milliseconds until a connection has to stand. */
export const LONGEST_CONNECT = 10_000

/** Connections by undici, which is loaded here. */
export async function openWire({ connections, env }: WireOptions): Promise<Wire> {
  const { Agent, EnvHttpProxyAgent, request } = await import('undici')
  const settings = { connections, headersTimeout: 0, bodyTimeout: 0, connect: { timeout: LONGEST_CONNECT } }
  const dispatcher = hasProxy(env) ? new EnvHttpProxyAgent({ ...settings, ...proxiesIn(env) }) : new Agent(settings)
  return {
    send: async (signed, signal) => {
      const { method, headers, body } = signed
      const answer = await request(url(signed), { method, headers, body, dispatcher, signal })
      return { status: answer.statusCode, headers: flat(answer.headers), body: answer.body }
    },
    ask: (signed, timeout) => ask(dispatcher, signed, timeout),
    close: () => void dispatcher.destroy(),
  }
}

/** Without the stream and the signal that `request` of undici makes for each. The time is our own: undici does not look at its own while a proxy keeps it from connecting. */
function ask(dispatcher: Dispatcher, signed: OssRequest, timeout: number): Promise<WholeAnswer> {
  const { method, headers, body } = signed
  const address = url(signed)
  const pathAt = address.indexOf('/', address.indexOf('://') + 3)
  const [origin, path] = [address.slice(0, pathAt), address.slice(pathAt)]
  return new Promise((resolve, reject) => {
    let connection: Dispatcher.DispatchController | undefined
    let answer: WholeAnswer | undefined
    let late: TimeoutError | undefined
    const chunks: Buffer[] = []
    const fail = (error: Error) => {
      clearTimeout(timer)
      if (answer) resolve(answer)
      else reject(error)
    }
    const timer = setTimeout(() => {
      late = new TimeoutError()
      fail(late)
      connection?.abort(late)
    }, timeout)
    const handler: Dispatcher.DispatchHandler = {
      onRequestStart: controller => {
        if (late) controller.abort(late)
        connection = controller
      },
      onResponseStart: (_, status, found) => {
        if (status >= 200) answer = { status, headers: flat(found), body: '' }
      },
      onResponseData: (_, chunk) => void chunks.push(chunk),
      onResponseEnd: () => {
        clearTimeout(timer)
        if (answer) resolve({ ...answer, body: decoder.decode(Buffer.concat(chunks)) })
      },
      onResponseError: (_, error) => fail(error),
    }
    dispatcher.dispatch({ origin, path, method, headers, body }, handler)
  })
}

const decoder = new TextDecoder()

function flat(headers: Readonly<Record<string, string | string[] | undefined>>): Record<string, string> {
  const texts: Record<string, string> = {}
  for (const [name, value] of Object.entries(headers)) texts[name] = String(value ?? '')
  return texts
}
