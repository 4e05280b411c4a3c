import { randomUUID } from 'node:crypto'
import type { Tasks } from '../tasks/task.ts'
import type { ImmOutcome, ImmParameters } from './action.ts'
import { getTask } from './get-task.ts'
import { listTasks } from './list-tasks.ts'

/** An answer in the shape of IMM: a JSON object and its HTTP status. */
export interface ImmAnswer {
  readonly status: number
  readonly body: object
}

const ACTIONS: Readonly<Record<string, (tasks: Tasks, parameters: ImmParameters) => ImmOutcome>> = {
  GetTask: getTask,
  ListTasks: listTasks,
}

/** Answers the queries GetTask and ListTasks of IMM about the tasks that run here. Source: models of the IMM SDK, 2020-09-30. */
export function answerImm(tasks: Tasks, parameters: ImmParameters): ImmAnswer {
  const action = parameters.get('Action') ?? ''
  const outcome = Object.hasOwn(ACTIONS, action) ? ACTIONS[action]?.(tasks, parameters) : undefined
  return toAnswer(
    outcome ?? {
      status: 404,
      code: 'InvalidAction.NotFound',
      message: `The action "${action}" is not known here; expected ${Object.keys(ACTIONS).join(' or ')}.`,
    },
  )
}

/** What an action gives, as IMM sends it. */
export function toAnswer(outcome: ImmOutcome): ImmAnswer {
  const RequestId = randomUUID().toUpperCase()
  if ('fields' in outcome) return { status: 200, body: { RequestId, ...outcome.fields } }
  const { status, code, message } = outcome
  return { status, body: { RequestId, HostId: 'imm.local', Code: code, Message: message } }
}
