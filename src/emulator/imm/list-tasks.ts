import { decodeBase64Url, encodeBase64Url } from '../../language/base64url.ts'
import { PROJECT, TASK_TYPE } from '../tasks/notification.ts'
import type { Task, Tasks } from '../tasks/task.ts'
import type { ImmOutcome, ImmParameters } from './answer.ts'
import { taskInfoOf } from './task-info.ts'

/** By what tasks can be ordered. */
const SORTS: Readonly<Record<string, (task: Task) => string>> = {
  TaskId: () => '',
  StartTime: ({ startedAt, acceptedAt }) => startedAt ?? acceptedAt,
  EndTime: ({ endedAt }) => endedAt ?? '',
}
const STATES: readonly string[] = ['Running', 'Succeeded', 'Failed']
const ORDERS = ['asc', 'desc']
const UNKNOWN_FILTERS = ['StartTimeRange', 'EndTimeRange', 'TagSelector']

/** At most, and when not given. Source: ListTasksRequest, MaxResults. */
const PAGE = 100

/** The action ListTasks: filters by Status and TaskTypes, sorted by TaskId unless Sort says otherwise, page by page. */
export function listTasks(tasks: Tasks, parameters: ImmParameters): ImmOutcome {
  const given = (name: string, fallback: string) => parameters.get(name) || fallback
  const limit = Number(given('MaxResults', String(PAGE)))
  const sort = given('Sort', 'TaskId')
  const order = given('Order', 'asc').toLowerCase()
  const status = given('Status', '')
  const keyOf = Object.hasOwn(SORTS, sort) ? SORTS[sort] : undefined
  const token = decodeBase64Url(given('NextToken', ''))
  for (const name of UNKNOWN_FILTERS) if (hasParameter(parameters, name)) return notHere(name)
  if (!Number.isInteger(limit) || limit < 1 || limit > PAGE) return wrong('MaxResults', `an integer from 1 to ${PAGE}`)
  if (!keyOf) return wrong('Sort', Object.keys(SORTS).join(', '))
  if (!ORDERS.includes(order)) return wrong('Order', ORDERS.join(', '))
  if (status !== '' && !STATES.includes(status)) return wrong('Status', STATES.join(', '))
  if (token === undefined) return wrong('NextToken', 'the NextToken of the page before')

  const types = typesOf(parameters)
  const isOfType = types.length === 0 || types.includes(TASK_TYPE)
  const sign = order === 'asc' ? 1 : -1
  const rows = tasks
    .list()
    .filter(({ state }) => isOfType && (status === '' || state === status))
    .map(task => ({ task, position: `${keyOf(task)} ${task.taskId}` }))
    .filter(({ position }) => token === '' || compare(position, token) * sign > 0)
    .sort((a, b) => compare(a.position, b.position) * sign)
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  const hasDefinition = parameters.get('RequestDefinition')?.toLowerCase() === 'true'
  return {
    fields: {
      ProjectName: given('ProjectName', PROJECT),
      MaxResults: String(limit),
      NextToken: rows.length > limit && last ? encodeBase64Url(last.position) : '',
      Tasks: page.map(({ task }) => taskInfoOf(task, hasDefinition)),
    },
  }
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

const hasParameter = (parameters: ImmParameters, name: string): boolean =>
  [...parameters.keys()].some(key => key === name || key.startsWith(`${name}.`))

/** A list as a JSON array, or spread over `TaskTypes.1`, `TaskTypes.2`. */
function typesOf(parameters: ImmParameters): readonly string[] {
  const spread = [...parameters].flatMap(([name, value]) => (/^TaskTypes\.\d+$/.test(name) ? [value] : []))
  const text = parameters.get('TaskTypes') ?? ''
  return [...spread, ...(text === '' ? [] : readList(text))]
}

function readList(text: string): readonly string[] {
  try {
    const value: unknown = JSON.parse(text)
    return Array.isArray(value) ? value.map(String) : [text]
  } catch {
    return [text]
  }
}

const wrong = (name: string, expected: string): ImmOutcome => ({
  status: 400,
  code: 'InvalidArgument',
  message: `[${name}]:is wrong; expected ${expected}.`,
})

const notHere = (name: string): ImmOutcome => ({
  status: 501,
  code: 'NotImplemented',
  message: `The local OSS does not filter by ${name}.`,
})
