import type { TaskRecord } from './journal.ts'
import type { TaskOutput } from './task.ts'

/** The message of a finished task, as a topic gets it. */
export interface Notification {
  /** The same each time that the task is told of. */
  readonly id: string
  readonly source: 'acs.imm'
  readonly type: 'imm:Task:MediaConvert'
  readonly subject: string
  /** Milliseconds since 1970, as text. */
  readonly time: string
  /** A JSON text. */
  readonly content: string
}

/** The one project of a local OSS, whose name stands where IMM tells one. */
export const PROJECT = 'local'

/** The type of every task that runs here. */
export const TASK_TYPE = 'MediaConvert'

/**
 * Makes the message of a task that has ended. Source: IMM, Asynchronous message examples, CreateMediaConvertTask; its example has
 * Snapshots, that Sprites and Animations have the same form is inferred. A failed task has no targets.
 */
export function notificationOf(task: TaskRecord, region: string): Notification {
  const { taskId, requestId, state, startedAt = '', endedAt = '', code = '', message = '' } = task
  const content = {
    ProjectName: PROJECT,
    DatasetName: '',
    RequestId: requestId,
    StartTime: startedAt,
    EndTime: endedAt,
    UserData: '',
    TaskType: TASK_TYPE,
    TaskId: taskId,
    Status: state,
    Code: code,
    Message: message,
    EventSourceId: '',
    Sources: [{ URI: uriOf(task), SubtitleSources: null }],
    Targets: targetsOf(task),
  }
  return {
    id: task.eventId,
    source: 'acs.imm',
    type: 'imm:Task:MediaConvert',
    subject: `acs:imm:${region}:local:${PROJECT}/imm:Task:MediaConvert`,
    time: String(Date.parse(endedAt)),
    content: JSON.stringify(content),
  }
}

const uriOf = ({ bucket, key }: Pick<TaskOutput, 'bucket' | 'key'>): string => `oss://${bucket}/${key}`

/** Operations whose results are pictures, with the list that names them. */
const PICTURES: Readonly<Record<string, string>> = {
  'video/sprite': 'Sprites',
  'video/snapshots': 'Snapshots',
  'video/animation': 'Animations',
}

function targetsOf({ operation, outputs }: TaskRecord): readonly object[] {
  const list = PICTURES[operation]
  const pictures = { Sprites: null, Snapshots: null, Animations: null }
  const target = (uri: string, image: object) => ({ URI: uri, Subtitle: { Extract: { URI: '' } }, Image: image })
  if (outputs.length === 0) return []
  if (list === undefined) return outputs.map(output => target(uriOf(output), pictures))
  return [target('', { ...pictures, [list]: outputs.map(output => ({ URI: uriOf(output) })) })]
}
