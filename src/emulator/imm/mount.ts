import { checkHost } from '../console/guard.ts'
import { readBody, sendText } from '../http/answer.ts'
import type { Mount } from '../http/server.ts'
import type { Tasks } from '../tasks/task.ts'
import { answerImm } from './answer.ts'

/** The longest form that is read. */
const MAX_FORM = 64 * 1024

/** IMM's queries about tasks at `/_imm/?Action=GetTask&TaskId=...`, as a query or a form. They are not signed: see who is answered in the guard. */
export function createImm(tasks: Tasks, boundHost: string): Mount {
  return async (exchange, path) => {
    if (path !== '/_imm/') return false
    checkHost(exchange, boundHost)
    const { method, query, request } = exchange
    const form = method === 'POST' ? (await readBody(request, MAX_FORM)).toString() : ''
    const { status, body } = answerImm(tasks, new Map([...query, ...new URLSearchParams(form)]))
    sendText(exchange, 'application/json', JSON.stringify(body), status)
    return true
  }
}
