import { randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { accepts } from '../../request/server.ts'

/** What a server does with a request. `before` and `after` tell whether it took the job. */
export type Fault =
  | 'none'
  | 'reset-before'
  | 'reset-after'
  | 'error-500'
  | 'busy-503'
  | 'skewed-403'
  | 'slow-answer'
  | 'slow-body'
  | 'stalled-body'
  | 'truncated'
  | 'key-403'
  | 'expired-403'
  | 'bad-400'
  | 'portal'
  | 'portal-302'
  | 'proxy-407'
  | 'gateway-502'
  | 'no-content'
  | 'no-task'
  | 'lower-case'
  | 'half-header'
  | 'no-length'
  | 'wrong-json'
  | 'json-list'
  | 'wrong-types'
  | 'redirect-307'
  | 'gone-410'
  | 'limit-429'
  | 'early-answer'

/** One request that the server took. */
export interface Taken {
  readonly url: string
  readonly body: string
  readonly requestId: string
}

/** A loopback server that takes jobs and sometimes does not behave. */
export interface FaultyServer {
  readonly url: string
  readonly taken: Taken[]
  /** Requests whose signature was wrong. */
  readonly unsigned: string[]
  readonly requests: number
  /** Lets nobody in for some milliseconds: connections are refused. */
  pause(milliseconds: number): void
  close(): Promise<void>
}

/** Milliseconds that its clock is ahead, for the skew. */
export const AHEAD = 3_600_000

const xml = (code: string, more = '') =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code><Message>Told by a test.</Message><RequestId>5C3D9175B6FC201293AD4890</RequestId>${more}</Error>`

/** Starts a server; `choose` tells what to do with the n-th request. */
export async function startServer(
  secret: string,
  choose: (number: number, request: { readonly url: string; readonly date: string; readonly token: string }) => Fault,
): Promise<FaultyServer> {
  const state = { taken: [] as Taken[], unsigned: [] as string[], requests: 0 }
  const server: Server = createServer((request, response) => {
    void readBody(request).then(body => {
      const number = state.requests++
      const date = String(request.headers['x-oss-date'] ?? '')
      const url = `http://${request.headers.host}${request.url}`
      const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]))
      if (!accepts({ method: request.method ?? '', url, headers }, secret, true)) state.unsigned.push(url)
      const requestId = randomUUID().toUpperCase()
      const take = () => state.taken.push({ url, body, requestId })
      const token = String(request.headers['x-oss-security-token'] ?? '')
      behave(choose(number, { url, date, token }), request, response, requestId, take)
    })
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  return {
    url: `http://127.0.0.1:${port}`,
    get taken() {
      return state.taken
    },
    get unsigned() {
      return state.unsigned
    },
    get requests() {
      return state.requests
    },
    pause: milliseconds => {
      server.close(() => undefined)
      server.closeAllConnections()
      setTimeout(() => server.listen(port, '127.0.0.1'), milliseconds).unref()
    },
    close: () => {
      server.closeAllConnections()
      return new Promise(resolve => server.close(() => resolve()))
    },
  }
}

async function readBody(request: IncomingMessage): Promise<string> {
  let body = ''
  try {
    for await (const chunk of request) body += String(chunk)
  } catch {
    // The client died.
  }
  return body
}

function behave(
  fault: Fault,
  request: IncomingMessage,
  response: ServerResponse,
  requestId: string,
  take: () => unknown,
): void {
  const answer = JSON.stringify({
    EventId: `181-${requestId}`,
    RequestId: requestId,
    TaskId: `MediaConvert-${requestId}`,
  })
  const headers = { 'x-oss-request-id': requestId, 'content-type': 'application/json', 'content-length': answer.length }
  const refuse = (status: number, code: string, more?: string, extra: Record<string, string> = {}) =>
    response.writeHead(status, { 'content-type': 'application/xml', ...extra }).end(xml(code, more))
  switch (fault) {
    case 'reset-before':
      request.socket.destroy()
      return
    case 'reset-after':
      take()
      request.socket.destroy()
      return
    case 'error-500':
      refuse(500, 'InternalError')
      return
    case 'busy-503':
      refuse(503, 'ServiceUnavailable', '', { 'retry-after': '0' })
      return
    case 'skewed-403':
      refuse(403, 'RequestTimeTooSkewed', `<ServerTime>${new Date(Date.now() + AHEAD).toISOString()}</ServerTime>`)
      return
    case 'key-403':
      refuse(403, 'InvalidAccessKeyId')
      return
    case 'expired-403':
      refuse(403, 'SecurityTokenExpired')
      return
    case 'bad-400':
      refuse(400, 'InvalidArgument', '<EC>0010-00000001</EC>')
      return
    case 'portal':
      response.writeHead(200, { 'content-type': 'text/html' }).end('<html>Please log in</html>')
      return
    case 'portal-302':
      response.writeHead(302, { location: 'http://portal.example/' }).end()
      return
    case 'proxy-407':
      response.writeHead(407, { 'content-type': 'text/html' }).end('<h1>Proxy Authentication Required</h1>')
      return
    case 'gateway-502':
      response.writeHead(502, { 'content-type': 'text/html' }).end('<h1>Bad Gateway</h1>')
      return
    case 'no-content':
      response.writeHead(204).end()
      return
    case 'no-task':
      response.writeHead(200, { 'content-type': 'application/json', 'x-oss-request-id': requestId }).end('{}')
      return
    case 'lower-case':
      take()
      response.writeHead(200, { 'content-type': 'application/json', 'X-OSS-REQUEST-ID': requestId })
      response.end(
        JSON.stringify({ eventid: `181-${requestId}`, requestid: requestId, taskid: `MediaConvert-${requestId}` }),
      )
      return
    case 'half-header':
      take()
      request.socket.write('HTTP/1.1 200 OK\r\nx-oss-requ')
      request.socket.destroy()
      return
    case 'no-length':
      take()
      request.socket.end(
        `HTTP/1.1 200 OK\r\nx-oss-request-id: ${requestId}\r\nconnection: close\r\n\r\n${answer.slice(0, 20)}`,
      )
      return
    case 'wrong-json':
      take()
      response.writeHead(200, { 'x-oss-request-id': requestId }).end('{"TaskId": MediaConvert}')
      return
    case 'json-list':
      take()
      response.writeHead(200, { 'x-oss-request-id': requestId }).end('["TaskId"]')
      return
    case 'wrong-types':
      take()
      response.writeHead(200, { 'x-oss-request-id': requestId }).end('{"TaskId":5,"EventId":null}')
      return
    case 'redirect-307':
      response.writeHead(307, { location: 'http://elsewhere.example/', 'x-oss-request-id': requestId }).end()
      return
    case 'gone-410':
      response.writeHead(410).end()
      return
    case 'limit-429':
      refuse(429, 'TooManyRequests', '', { 'retry-after': '0' })
      return
    case 'early-answer':
      response.writeHead(503, { 'x-oss-request-id': requestId, connection: 'close' }).end(xml('ServiceUnavailable'))
      return
    case 'slow-answer':
      setTimeout(() => {
        take()
        response.writeHead(200, headers).end(answer)
      }, 600)
      return
    case 'slow-body':
      take()
      response.writeHead(200, headers)
      response.write(answer.slice(0, 5))
      setTimeout(() => response.end(answer.slice(5)), 60)
      return
    case 'stalled-body':
      take()
      response.writeHead(200, headers)
      response.write(answer.slice(0, 5))
      return
    case 'truncated':
      take()
      response.writeHead(200, { 'x-oss-request-id': requestId, 'content-type': 'application/json' })
      response.end(answer.slice(0, 30))
      return
    case 'none':
      take()
      response.writeHead(200, headers).end(answer)
  }
}
