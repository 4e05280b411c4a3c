import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { answerImm } from '../../../src/emulator/imm/index.ts'
import type { Task, TaskState, Tasks } from '../../../src/emulator/tasks/index.ts'

const STATES = ['Running', 'Succeeded', 'Failed'] as const

/** The task of a number; the later the number, the earlier its name. */
function makeTask(number: number, state: TaskState = STATES[number % 3] ?? 'Running'): Task {
  const at = (seconds: number) => new Date(Date.UTC(2026, 0, 1, 0, 0, seconds)).toISOString()
  return {
    bucket: 'source',
    key: `${number}.mp4`,
    process: 'video/animation,f_gif|sys/saveas,o_YQ',
    requestId: 'R',
    taskId: `MediaConvert-${String(999 - number).padStart(3, '0')}`,
    eventId: `E-${number}`,
    state,
    progress: state === 'Running' ? 40 : 100,
    acceptedAt: at(number),
    startedAt: at(number + 1),
    outputs: [],
    ...(state !== 'Running' && { endedAt: at(100 - number) }),
    ...(state === 'Failed' && { code: 'NoFrame', message: 'No frame is selected.' }),
  }
}

const never = () => Promise.reject(new Error('not here'))

function makeTasks(list: readonly Task[]): Tasks {
  const find = (id: string) => list.find(({ taskId }) => taskId === id)
  return { find, list: () => list, accept: never, wait: never, close: never, watch: () => () => {} }
}

const tasks = makeTasks(Array.from({ length: 10 }, (_, number) => makeTask(number)))
const ask = (parameters: Readonly<Record<string, string>>, of = tasks) =>
  answerImm(of, new Map(Object.entries(parameters)))
const UUID = expect.stringMatching(/^[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}$/)

describe('GetTask', () => {
  test('a task that runs', () => {
    expect(ask({ Action: 'GetTask', TaskId: 'MediaConvert-999', TaskType: 'MediaConvert', ProjectName: 'p' })).toEqual({
      status: 200,
      body: {
        RequestId: UUID,
        ProjectName: 'p',
        EventId: 'E-0',
        TaskId: 'MediaConvert-999',
        TaskType: 'MediaConvert',
        Status: 'Running',
        StartTime: '2026-01-01T00:00:01.000Z',
        Progress: 40,
        Code: '',
        Message: '',
        UserData: '',
        Tags: {},
        Outputs: [],
      },
    })
  })

  test('a task that failed, with what was asked for', () => {
    const { body } = ask({ Action: 'GetTask', TaskId: 'MediaConvert-997', RequestDefinition: 'True' })
    expect(body).toMatchObject({
      ProjectName: 'local',
      Status: 'Failed',
      Code: 'NoFrame',
      Message: 'No frame is selected.',
      EndTime: '2026-01-01T00:01:38.000Z',
      TaskRequestDefinition:
        '{"Sources":[{"URI":"oss://source/2.mp4"}],"Process":"video/animation,f_gif|sys/saveas,o_YQ"}',
    })
  })

  test.each([
    [{ Action: 'GetTask' }, 400, 'InvalidArgument'],
    [{ Action: 'GetTask', TaskId: 'none' }, 404, 'ResourceNotFound'],
    [{ Action: 'GetTask', TaskId: 'MediaConvert-999', TaskType: 'OfficeConversion' }, 404, 'ResourceNotFound'],
    [{ Action: 'CreateMediaConvertTask' }, 404, 'InvalidAction.NotFound'],
    [{ Action: 'constructor' }, 404, 'InvalidAction.NotFound'],
    [{}, 404, 'InvalidAction.NotFound'],
    [{ Action: 'ListTasks', MaxResults: '0' }, 400, 'InvalidArgument'],
    [{ Action: 'ListTasks', MaxResults: '101' }, 400, 'InvalidArgument'],
    [{ Action: 'ListTasks', MaxResults: 'x' }, 400, 'InvalidArgument'],
    [{ Action: 'ListTasks', Sort: 'toString' }, 400, 'InvalidArgument'],
    [{ Action: 'ListTasks', Order: 'up' }, 400, 'InvalidArgument'],
    [{ Action: 'ListTasks', Status: 'Done' }, 400, 'InvalidArgument'],
    [{ Action: 'ListTasks', NextToken: '*' }, 400, 'InvalidArgument'],
    [{ Action: 'ListTasks', 'StartTimeRange.Start': '2026' }, 400, 'InvalidArgument'],
    [{ Action: 'ListTasks', StartTimeRange: '{"Start":"then"}' }, 400, 'InvalidArgument'],
    [{ Action: 'ListTasks', TagSelector: 'a=b' }, 501, 'NotImplemented'],
  ])('%j is refused', (parameters, status, code) => {
    expect(ask({ ...parameters })).toEqual({
      status,
      body: { RequestId: UUID, HostId: 'imm.local', Code: code, Message: expect.stringMatching(/\.$/) },
    })
  })
})

/** All pages, one after the other. */
function pagesOf(parameters: Readonly<Record<string, string>>, of = tasks) {
  const pages: number[][] = []
  let token = ''
  do {
    const { status, body } = ask({ Action: 'ListTasks', ...parameters, NextToken: token }, of)
    expect(status).toBe(200)
    expect(body).toMatchObject({ MaxResults: parameters.MaxResults ?? '100', ProjectName: 'local', RequestId: UUID })
    if (!('Tasks' in body && Array.isArray(body.Tasks) && 'NextToken' in body)) throw new Error('no tasks')
    pages.push(body.Tasks.map(({ TaskId }) => Number(TaskId.slice(-3))))
    token = String(body.NextToken)
  } while (token !== '')
  return pages
}

describe('ListTasks', () => {
  test.each([
    [{}, [[990, 991, 992, 993, 994, 995, 996, 997, 998, 999]]],
    [
      { Order: 'DESC', MaxResults: '4' },
      [
        [999, 998, 997, 996],
        [995, 994, 993, 992],
        [991, 990],
      ],
    ],
    [
      { MaxResults: '5' },
      [
        [990, 991, 992, 993, 994],
        [995, 996, 997, 998, 999],
      ],
    ],
    [{ Sort: 'StartTime', MaxResults: '9' }, [[999, 998, 997, 996, 995, 994, 993, 992, 991], [990]]],
    [{ Sort: 'EndTime', Status: 'Succeeded' }, [[992, 995, 998]]],
    [{ StartTimeRange: '{"Start":"2026-01-01T00:00:03Z","End":"2026-01-01T00:00:05Z"}' }, [[995, 996, 997]]],
    [{ EndTimeRange: '{"Start":"2026-01-01T00:01:38Z"}', Sort: 'EndTime' }, [[997, 998]]],
    [{ Sort: 'EndTime', Status: 'Failed', Order: 'desc' }, [[997, 994, 991]]],
    [
      { Status: 'Running', MaxResults: '2' },
      [
        [990, 993],
        [996, 999],
      ],
    ],
    [{ TaskTypes: '["MediaConvert","OfficeConversion"]', Status: 'Failed' }, [[991, 994, 997]]],
    [{ TaskTypes: '["OfficeConversion"]' }, [[]]],
    [{ 'TaskTypes.1': 'OfficeConversion' }, [[]]],
    [
      { 'TaskTypes.1': 'OfficeConversion', 'TaskTypes.2': 'MediaConvert', MaxResults: '10' },
      [[990, 991, 992, 993, 994, 995, 996, 997, 998, 999]],
    ],
  ])('%j', (parameters, expected) => {
    expect(pagesOf({ ...parameters })).toEqual(expected)
  })

  test('pages together hold every task once, in order', () => {
    const numbers = fc.uniqueArray(fc.nat(900), { maxLength: 60 })
    const sort = fc.constantFrom('TaskId', 'StartTime', 'EndTime')
    fc.assert(
      fc.property(
        numbers,
        sort,
        fc.constantFrom('asc', 'desc'),
        fc.integer({ min: 1, max: 20 }),
        (all, Sort, Order, limit) => {
          const of = makeTasks(all.map(number => makeTask(number, 'Succeeded')))
          const pages = pagesOf({ Sort, Order, MaxResults: String(limit) }, of)
          const found = pages.flat()
          expect([...found].sort()).toEqual(all.map(number => 999 - number).sort())
          const isUp = (Sort === 'StartTime') !== (Order === 'asc')
          expect(found).toEqual([...found].sort((a, b) => (isUp ? a - b : b - a)))
          for (const page of pages.slice(0, -1)) expect(page).toHaveLength(limit)
        },
      ),
    )
  })
})
