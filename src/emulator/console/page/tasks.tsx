import type { VNode } from 'preact'
import type { Locale } from '../../../language/diagnostic.ts'
import type { Task } from '../../tasks/task.ts'
import type { Place } from './api.ts'
import { Empty } from './empty.tsx'
import { Explanation } from './findings.tsx'
import { ObjectName } from './objects.tsx'
import { Outputs } from './outputs.tsx'
import { Problem } from './problem.tsx'
import { ProcessText } from './process-text.tsx'
import { formatTime } from './quantities.ts'
import type { Say } from './texts.ts'

interface TasksProps {
  readonly tasks: readonly Task[]
  readonly locale: Locale
  readonly say: Say
  onOpen(place: Place, process?: string): void
}

/** The right column: what was asked for asynchronously, the newest first. */
export function TaskList({ tasks, locale, say, onOpen }: TasksProps): VNode {
  return (
    <section class="tasks" aria-labelledby="tasks-title">
      <h2 id="tasks-title">{say('tasks')}</h2>
      {tasks.length === 0 && (
        <Empty title={say('noTasks')}>
          <p>{say('noTasksHow')}</p>
        </Empty>
      )}
      <ol>
        {tasks.map(task => (
          <li key={task.taskId}>
            <TaskCard {...{ task, locale, say, onOpen }} />
          </li>
        ))}
      </ol>
    </section>
  )
}

interface TaskCardProps extends Omit<TasksProps, 'tasks'> {
  readonly task: Task
}

function TaskCard({ task, locale, say, onOpen }: TaskCardProps): VNode {
  const { key, process, state, outputs, taskId } = task
  return (
    <article class="task" aria-label={`${say(state)}: ${key}`}>
      <header>
        <TaskStateName task={task} say={say} />
        <span class="row-name" title={key}>
          <ObjectName name={key} />
        </span>
        <TaskTimes task={task} locale={locale} />
      </header>
      <TaskProgress task={task} say={say} />
      <ProcessText text={process} />
      {state === 'Succeeded' && <Outputs {...{ outputs, version: taskId, say, onOpen }} />}
      {state === 'Failed' && <TaskProblem {...{ task, locale, say }} />}
      <details>
        <summary>{say('explanation')}</summary>
        <Explanation text={process} locale={locale} />
        <p class="quiet">
          <code>{taskId}</code>
        </p>
      </details>
      <button type="button" class="small" onClick={() => onOpen(task, process)}>
        {say('again')}
      </button>
    </article>
  )
}

/** The state, told apart from a task that has not begun. */
export function TaskStateName({ task, say }: { readonly task: Task; readonly say: Say }): VNode {
  const isWaiting = task.state === 'Running' && task.startedAt === undefined
  return (
    <span class={`state ${task.state}`}>
      {say(isWaiting ? 'waiting' : task.state)}
      {isWaiting || task.state !== 'Running' ? '' : ` ${task.progress}%`}
    </span>
  )
}

/** How far a running task has come. */
export function TaskProgress({ task, say }: { readonly task: Task; readonly say: Say }): VNode | null {
  if (task.state !== 'Running') return null
  return (
    <progress max={100} value={task.progress} aria-label={say('progress')}>
      {task.progress}%
    </progress>
  )
}

/** Milliseconds from the start of a task to its end. */
export function tookOf({ startedAt, endedAt }: Task): number | undefined {
  return startedAt && endedAt ? Date.parse(endedAt) - Date.parse(startedAt) : undefined
}

function TaskTimes({ task, locale }: { readonly task: Task; readonly locale: Locale }): VNode {
  const { acceptedAt } = task
  const took = tookOf(task)
  const at = new Date(acceptedAt).toLocaleTimeString(locale === 'zh' ? 'zh-CN' : 'en-GB')
  return (
    <span class="quiet times" title={acceptedAt}>
      {took === undefined ? at : `${at} · ${formatTime(took)}`}
    </span>
  )
}

/** Why a task failed. */
export function TaskProblem({ task, locale, say }: Omit<TaskCardProps, 'onOpen'>): VNode {
  const { code = '', message = '', process, requestId } = task
  return <Problem {...{ code, message, process, requestId, via: 'async', locale, say }} />
}
