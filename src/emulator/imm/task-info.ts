import { TASK_TYPE } from '../tasks/notification.ts'
import type { Task, TaskOutput } from '../tasks/task.ts'

/** A task in the fields of TaskInfo. The progress counts while it runs. Times are ISO 8601 in UTC. */
export function taskInfoOf(task: Task, hasDefinition: boolean): object {
  const { taskId, state, progress, acceptedAt, startedAt, endedAt, code, message, outputs } = task
  return {
    TaskId: taskId,
    TaskType: TASK_TYPE,
    Status: state,
    StartTime: startedAt ?? acceptedAt,
    ...(endedAt !== undefined && { EndTime: endedAt }),
    Progress: progress,
    Code: code ?? '',
    Message: message ?? '',
    UserData: '',
    Tags: {},
    Outputs: outputs.map(outputOf),
    ...(hasDefinition && { TaskRequestDefinition: definitionOf(task) }),
  }
}

/** A field of our own: what the task wrote. */
const outputOf = ({ bucket, key, size, contentType, width, height, frameCount }: TaskOutput): object => ({
  URI: `oss://${bucket}/${key}`,
  Size: size,
  ContentType: contentType,
  Width: width,
  Height: height,
  FrameCount: frameCount,
})

/** What was asked for, in our own form: IMM would give the parameters of its own operation. */
const definitionOf = ({ bucket, key, process }: Task): string =>
  JSON.stringify({ Sources: [{ URI: `oss://${bucket}/${key}` }], Process: process })
