import { decodeBase64Url, encodeBase64Url } from '../../../grammar/catalogue/base64url.ts'
import { readJson } from '../../language/record.ts'
import { PROJECT, TASK_TYPE } from '../tasks/notification.ts'
import type { Task, Tasks } from '../tasks/task.ts'
import type { ImmOutcome, ImmParameters } from './action.ts'
import { taskInfoOf } from './task-info.ts'

/** By what tasks can be ordered. */
const SORTS: Readonly<Record<string, (task: Task) => string>> = {
  TaskId: () => '',
  StartTime: ({ startedAt, acceptedAt }) => startedAt ?? acceptedAt,
  EndTime: ({ endedAt }) => endedAt ?? '',
}
const STATES: readonly string[] = ['Running', 'Succeeded', 'Failed']
const ORDERS = ['asc', 'desc']
const RANGES = ['StartTimeRange', 'EndTimeRange'] as const

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
  if (parameters.has('TagSelector')) return notHere('TagSelector')
  const ranges = RANGES.map(name => readRange(parameters, name))
  const wrongRange = RANGES.find((_, index) => ranges[index] === undefined)
  if (wrongRange) return wrong(wrongRange, 'JSON with the times Start and End')
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
    .filter(task => isWithin(task.startedAt ?? task.acceptedAt, ranges[0]) && isWithin(task.endedAt, ranges[1]))
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

/** Times in milliseconds; open where they are not given. */
interface TimeRange {
  readonly from: number
  readonly to: number
}

/** A range as JSON, as the SDK sends it; undefined where it is none. */
function readRange(parameters: ImmParameters, name: (typeof RANGES)[number]): TimeRange | undefined {
  const isSpread = [...parameters.keys()].some(key => key.startsWith(`${name}.`))
  const value: unknown = isSpread ? undefined : readJson(parameters.get(name) ?? '{}')
  if (typeof value !== 'object' || value === null) return undefined
  const { Start = '', End = '' }: { readonly Start?: unknown; readonly End?: unknown } = value
  const from = Start === '' ? Number.NEGATIVE_INFINITY : Date.parse(String(Start))
  const to = End === '' ? Number.POSITIVE_INFINITY : Date.parse(String(End))
  return Number.isNaN(from) || Number.isNaN(to) ? undefined : { from, to }
}

function isWithin(time: string | undefined, range: TimeRange | undefined): boolean {
  const { from, to } = range ?? { from: Number.NEGATIVE_INFINITY, to: Number.POSITIVE_INFINITY }
  if (time === undefined) return from === Number.NEGATIVE_INFINITY && to === Number.POSITIVE_INFINITY
  const at = Date.parse(time)
  return from <= at && at <= to
}

/** A list as a JSON array, or spread over `TaskTypes.1`, `TaskTypes.2`. */
function typesOf(parameters: ImmParameters): readonly string[] {
  const spread = [...parameters].flatMap(([name, value]) => (/^TaskTypes\.\d+$/.test(name) ? [value] : []))
  const text = parameters.get('TaskTypes') ?? ''
  return [...spread, ...(text === '' ? [] : readList(text))]
}

function readList(text: string): readonly string[] {
  const value = readJson(text)
  return Array.isArray(value) ? value.map(String) : [text]
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
