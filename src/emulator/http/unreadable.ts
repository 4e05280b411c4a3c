import type { Server } from 'node:http'
import type { Duplex } from 'node:stream'
import { group, leaf, xmlDocument } from '../../xml.ts'

const TUNNEL =
  'The local OSS is a proxy for http:// addresses only; a client that asks for a tunnel speaks https. Name an http:// endpoint.'

const REASONS: Readonly<Record<string, readonly [status: string, code: string, message: string]>> = {
  HPE_HEADER_OVERFLOW: [
    '431 Request Header Fields Too Large',
    'RequestHeaderTooLarge',
    'The headers of the request are longer than 16 kB.',
  ],
  ERR_HTTP_REQUEST_TIMEOUT: ['408 Request Timeout', 'RequestTimeout', 'The request did not come in time.'],
}
const NO_HTTP = [
  '400 Bad Request',
  'BadRequest',
  'The request is not HTTP that can be read ({reason}). A path is percent-encoded, and one of Content-Length and Transfer-Encoding tells the length.',
] as const

/** Says in OSS's words why a request is refused that Node cannot read, where it would send a bare status line, or that asks for a tunnel. */
export function answerUnreadable(server: Server): void {
  server.on('clientError', (error, socket) => {
    const reason = 'code' in error ? String(error.code) : ''
    if (reason === 'ECONNRESET' || !socket.writable) {
      socket.destroy()
      return
    }
    const [status, code, message] = REASONS[reason] ?? NO_HTTP
    end(socket, status, code, message.replace('{reason}', reason))
  })
  server.on('connect', (_request, socket) => end(socket, '405 Method Not Allowed', 'MethodNotAllowed', TUNNEL))
}

function end(socket: Duplex, status: string, code: string, message: string): void {
  const xml = xmlDocument(group('Error', leaf('Code', code), leaf('Message', message)))
  const headers = ['Server: AliyunOSS', 'Content-Type: application/xml', `Content-Length: ${Buffer.byteLength(xml)}`]
  socket.on('error', () => socket.destroy())
  socket.end([`HTTP/1.1 ${status}`, ...headers, 'Connection: close', '', xml].join('\r\n'))
}
