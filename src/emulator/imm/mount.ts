import { readBody, sendText } from '../http/answer.ts'
import type { Exchange, Services } from '../http/exchange.ts'
import type { Mount } from '../http/server.ts'
import { answerImm, toAnswer } from './answer.ts'
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
  return async (exchange, path) => {
    const { method, query, request, headers } = exchange
    const { 'x-acs-action': action, 'x-acs-version': version } = headers
    const isSdk = action !== undefined && version !== undefined
    if (path !== '/_imm/' && !isSdk) return false
    await check(exchange)
    const form = method === 'POST' ? (await readBody(request, MAX_FORM)).toString() : ''
    const named = isSdk ? [['Action', action] as const] : []
    const refusal = isSdk ? refuseUnsigned(exchange, form, credentials, now()) : undefined
    const parameters = new Map([...query, ...new URLSearchParams(form), ...named])
    const { status, body } = refusal ? toAnswer(refusal) : answerImm(tasks, parameters)
    sendText(exchange, 'application/json', JSON.stringify(body), status)
    return true
  }
}
