import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { processRequest } from '../../src/request/index.ts'
import { openWire } from '../../src/request/wire.ts'

let server: Server
let endpoint: string
const asked: string[] = []

beforeAll(async () => {
  server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`)
    if (request.url?.startsWith('/films/silent')) return
    if (request.url?.startsWith('/films/reset')) return void request.socket.destroy()
    if (request.url?.startsWith('/films/torn')) {
      response.writeHead(200, { 'content-length': 100 })
      response.write('{"half', () => request.socket.destroy())
      return
    }
    response.setHeader('X-Twice', ['a', 'b'])
    response.writeHead(203).end('answered')
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})

afterAll(() => {
  server.closeAllConnections()
  server.close()
})

const requestFor = (key: string) =>
  processRequest('get', { endpoint, bucket: 'films', key, addressing: 'path' }, 'image/resize,w_100')

test('a request goes out as it is, and the answer comes with plain headers', async () => {
  const wire = await openWire({ connections: 1, env: {} })
  try {
    const answer = await wire.send(requestFor('a.jpg'), new AbortController().signal)
    expect([answer.status, answer.headers['x-twice'], await answer.body.text()]).toEqual([203, 'a,b', 'answered'])
    expect(asked.at(-1)).toBe('GET /films/a.jpg?x-oss-process=image%2Fresize%2Cw_100')
  } finally {
    wire.close()
  }
})

test('a signal ends it', async () => {
  const wire = await openWire({ connections: 1, env: {} })
  const stop = new AbortController()
  const answer = wire.send(requestFor('silent.jpg'), stop.signal)
  stop.abort()
  await expect(answer).rejects.toMatchObject({ name: 'AbortError' })
  wire.close()
})

test('asked for the whole, it comes at once; the headers of an answer that tears are kept', async () => {
  const wire = await openWire({ connections: 1, env: {} })
  try {
    const { headers, ...whole } = await wire.ask(requestFor('a.jpg'), 60_000)
    expect([whole, headers['x-twice']]).toEqual([{ status: 203, body: 'answered' }, 'a,b'])
    expect(asked.at(-1)).toBe('GET /films/a.jpg?x-oss-process=image%2Fresize%2Cw_100')
    expect(await wire.ask(requestFor('torn.jpg'), 60_000)).toMatchObject({ status: 200, body: '' })
    await expect(wire.ask(requestFor('reset.jpg'), 60_000)).rejects.toThrow('other side closed')
  } finally {
    wire.close()
  }
})

test('no answer in time is a TimeoutError, also for what waits for a connection', async () => {
  const wire = await openWire({ connections: 1, env: {} })
  const late = ['silent.jpg', 'silent.jpg'].map(key => wire.ask(requestFor(key), 20))
  for (const answer of late) await expect(answer).rejects.toMatchObject({ name: 'TimeoutError' })
  wire.close()
})

test('through the proxy that the environment names', async () => {
  const proxy = createServer().on('connect', (request, socket) => {
    asked.push(`CONNECT ${request.url}`)
    socket.end('HTTP/1.1 403 Forbidden\r\n\r\n')
  })
  await new Promise<void>(resolve => proxy.listen(0, '127.0.0.1', resolve))
  const { port } = proxy.address() as AddressInfo
  const wire = await openWire({ connections: 1, env: { https_proxy: `http://127.0.0.1:${port}` } })
  const secure = processRequest('get', { endpoint: 'https://oss.example', bucket: 'films', key: 'a' }, 'image/info')
  await expect(wire.ask(secure, 60_000)).rejects.toThrow()
  expect(asked.at(-1)).toBe('CONNECT films.oss.example:443')
  wire.close()
  proxy.close()
})
