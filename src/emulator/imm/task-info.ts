import { TASK_TYPE } from '../tasks/notification.ts'
import type { Task } from '../tasks/task.ts'

/** A task in the fields of TaskInfo. The progress counts while it runs. Times are ISO 8601 in UTC. */
export function taskInfoOf(task: Task, hasDefinition: boolean): object {
  const { taskId, state, progress, acceptedAt, startedAt, endedAt, code, message } = task
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
    ...(hasDefinition && { TaskRequestDefinition: definitionOf(task) }),
  }
}

/** What was asked for, in our own form: IMM would give the parameters of its own operation. */
const definitionOf = ({ bucket, key, process }: Task): string =>
  JSON.stringify({ Sources: [{ URI: `oss://${bucket}/${key}` }], Process: process })
