import { Refusal } from '../engine/problem.ts'
import { readBody, sendText } from '../http/answer.ts'
import type { Exchange, Services } from '../http/exchange.ts'
import type { Mount } from '../http/server.ts'
import { answerImm, type ImmAnswer, toAnswer } from './answer.ts'
import { refuseUnsigned } from './authenticate.ts'

/** The longest form that is read. */
const MAX_FORM = 64 * 1024

/**
 * IMM's queries about tasks, as the SDK of IMM sends them to any path with the headers `x-acs-action` and `x-acs-version`, or at
 * `/_imm/?Action=GetTask&TaskId=...`; as a query or a form. The SDK has to sign (ACS3), `/_imm/` asks for no signature: `check` refuses whom
 * they do not concern.
 */
export function createImm(
  { tasks, credentials, now }: Pick<Services, 'tasks' | 'credentials' | 'now'>,
  check: (exchange: Exchange) => Promise<void> | void,
): Mount {
  async function answer(exchange: Exchange, isSdk: boolean): Promise<ImmAnswer> {
    await check(exchange)
    const { method, query, request, headers } = exchange
    const form = method === 'POST' ? (await readBody(request, MAX_FORM)).toString() : ''
    const refusal = isSdk ? refuseUnsigned(exchange, form, credentials, now()) : undefined
    if (refusal) return toAnswer(refusal)
    const named = isSdk ? [['Action', headers['x-acs-action'] ?? ''] as const] : []
    return answerImm(tasks, new Map([...query, ...new URLSearchParams(form), ...named]))
  }

  return async (exchange, path) => {
    const isSdk = 'x-acs-action' in exchange.headers && 'x-acs-version' in exchange.headers
    if (path !== '/_imm/' && !isSdk) return false
    const { status, body } = await answer(exchange, isSdk).catch(toRefusal)
    sendText(exchange, 'application/json', JSON.stringify(body), status)
    return true
  }
}

/** What the server refuses for reasons of its own, as the SDK reads it, which knows no XML. */
function toRefusal(error: unknown): ImmAnswer {
  if (!(error instanceof Refusal)) throw error
  const { httpStatus, code, message } = error.problem
  return toAnswer({ status: httpStatus, code, message: message.en })
}
