import type { Localized } from '../../../grammar/catalogue/localized.ts'
import { Refusal, refuse } from '../engine/problem.ts'
import { endAfterBody } from '../http/answer.ts'
import type { Exchange } from '../http/exchange.ts'
import type { Mount } from '../http/server.ts'
import type { ProblemAnswer } from './answers.ts'
import { type ConsoleServices, READS, WRITES } from './api.ts'
import { sendAsset } from './assets.ts'
import { checkHost, checkReader, checkWriter } from './guard.ts'

export type { ConsoleServices }

const PREFIX = '/_console/'

const NOT_FOUND: Localized = { en: 'The console has nothing at "{path}".', zh: '控制台中没有 "{path}"。' }

const COMMON = {
  'X-Content-Type-Options': 'nosniff',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Referrer-Policy': 'same-origin',
  'Cache-Control': 'no-store',
} as const

/** The page `/_console/` with the calls that it makes. Nothing of it asks for a signature; see guard.ts for who is answered. */
export function createConsole(services: ConsoleServices): Mount {
  return async (exchange, path) => {
    if (!path.startsWith(PREFIX)) return false
    for (const [name, value] of Object.entries(COMMON)) exchange.response.setHeader(name, value)
    try {
      checkHost(exchange, services.boundHost)
      await answer(exchange, path, services)
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      sendProblem(exchange, error)
    }
    return true
  }
}

async function answer(exchange: Exchange, path: string, services: ConsoleServices): Promise<void> {
  const name = path.slice(PREFIX.length)
  const isReading = exchange.method === 'GET'
  if ((isReading || exchange.method === 'HEAD') && (await sendAsset(exchange, name))) return
  const call = name.startsWith('api/') ? name.slice('api/'.length) : ''
  if (isReading) checkReader(exchange)
  else checkWriter(exchange)
  const handlers = isReading ? READS : WRITES
  const handler = Object.hasOwn(handlers, call) ? handlers[call] : undefined
  if (!handler) throw refuse('NotFound', 404, NOT_FOUND, { path })
  await handler(exchange, services)
}

/** The page shows both languages, so that a problem comes in both. */
function sendProblem(exchange: Exchange, { problem }: Refusal): void {
  const { request, response, requestId } = exchange
  if (response.headersSent) {
    response.destroy()
    return
  }
  const { code, message, ec, httpStatus } = problem
  const answer: ProblemAnswer = { code, message, ...(ec !== undefined && { ec }), requestId }
  const text = JSON.stringify(answer)
  response.writeHead(httpStatus, { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(text) })
  endAfterBody(request, response, exchange.method === 'HEAD' ? '' : text)
}
