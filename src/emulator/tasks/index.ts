export { openTasks, type TasksSetup } from './open.ts'
export type { Task, TaskOutput, TaskRequest, TaskState, Tasks } from './task.ts'
