import { PROJECT, TASK_TYPE } from '../tasks/notification.ts'
import type { Tasks } from '../tasks/task.ts'
import type { ImmOutcome, ImmParameters } from './action.ts'
import { taskInfoOf } from './task-info.ts'

/** The action GetTask. The project and the type of the task may be left out here. */
export function getTask(tasks: Tasks, parameters: ImmParameters): ImmOutcome {
  const taskId = parameters.get('TaskId')
  const type = parameters.get('TaskType') ?? TASK_TYPE
  if (!taskId) return { status: 400, code: 'InvalidArgument', message: '[TaskId]:is required.' }
  const task = type === TASK_TYPE ? tasks.find(taskId) : undefined
  if (!task) return { status: 404, code: 'ResourceNotFound', message: 'The specified resource Task is not found.' }
  const hasDefinition = parameters.get('RequestDefinition')?.toLowerCase() === 'true'
  const ProjectName = parameters.get('ProjectName') ?? PROJECT
  return { fields: { ProjectName, EventId: task.eventId, ...taskInfoOf(task, hasDefinition) } }
}
