import type { VNode } from 'preact'
import { useState } from 'preact/hooks'
import type { Locale } from '../../../../grammar/catalogue/localized.ts'
import type { ObjectAddress } from '../../../request/object-address.ts'
import type { Task } from '../../tasks/task.ts'

import { Empty } from './empty.tsx'
import { Explanation } from './findings.tsx'
import { ObjectName } from './objects.tsx'
import { Outputs } from './outputs.tsx'
import { useClearedAt } from './preferences.ts'
import { Problem, type ProblemProps } from './problem.tsx'
import { ProcessText } from './process-text.tsx'
import { formatTime } from './quantities.ts'
import { Still } from './still.tsx'
import type { Say } from './texts.ts'

interface TasksProps {
  readonly tasks: readonly Task[]
  /** The object that is shown. */
  readonly chosen: ObjectAddress | undefined
  readonly locale: Locale
  readonly say: Say
  onOpen(place: ObjectAddress, process?: string): void
}

const isEnded = ({ state }: Task): boolean => state !== 'Running'

/** What was asked for asynchronously, the newest first: rows that open. */
export function TaskList({ tasks, chosen, locale, say, onOpen }: TasksProps): VNode {
  const [clearedAt, setClearedAt] = useClearedAt()
  const [isFiltered, setFiltered] = useState(false)
  const isCleared = (task: Task) => isEnded(task) && task.acceptedAt <= clearedAt
  const kept = tasks.filter(task => !isCleared(task))
  const isOfChosen = ({ bucket, key }: Task) => bucket === chosen?.bucket && key === chosen.key
  const shown = isFiltered && chosen ? kept.filter(isOfChosen) : kept
  const ended = tasks.filter(isEnded).map(({ acceptedAt }) => acceptedAt)
  const newest = ended.sort().at(-1) ?? ''
  return (
    <section class="tasks" aria-labelledby="tasks-title">
      <header class="tasks-bar">
        <h2 id="tasks-title">{say('tasks')}</h2>
        {chosen && tasks.length > 0 && (
          <label class="check">
            <input
              type="checkbox"
              checked={isFiltered}
              onChange={({ currentTarget }) => setFiltered(currentTarget.checked)}
            />
            {say('ofThisObject')}
          </label>
        )}
        {kept.some(isEnded) && (
          <button type="button" class="small" onClick={() => setClearedAt(newest)}>
            {say('clear')}
          </button>
        )}
        {kept.length < tasks.length && (
          <button type="button" class="small" onClick={() => setClearedAt('')}>
            {say('showCleared', { count: tasks.length - kept.length })}
          </button>
        )}
      </header>
      {tasks.length === 0 && (
        <Empty title={say('noTasks')}>
          <p>{say('noTasksHow')}</p>
        </Empty>
      )}
      <ol>
        {shown.map(task => (
          <li key={task.taskId}>
            <TaskRow {...{ task, locale, say, onOpen }} />
          </li>
        ))}
      </ol>
    </section>
  )
}

interface TaskRowProps extends Omit<TasksProps, 'tasks' | 'chosen'> {
  readonly task: Task
}

function TaskRow(props: TaskRowProps): VNode {
  const { task, locale, say } = props
  const [isOpen, setOpen] = useState(false)
  const { key, outputs, taskId, process } = task
  const [first] = outputs
  return (
    <details class="task" onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary title={process}>
        {first ? <Still place={first} contentType={first.contentType} version={taskId} /> : <span class="thumbnail" />}
        <span class="row-text">
          <span class="row-name">
            <ObjectName name={key} />
          </span>
          <span class="task-line">
            <TaskStateName task={task} say={say} />
            <TaskTimes task={task} locale={locale} />
          </span>
        </span>
      </summary>
      {isOpen && <TaskDetails {...props} />}
    </details>
  )
}

/** What a row opens to; what it has to load is loaded then. */
function TaskDetails({ task, locale, say, onOpen }: TaskRowProps): VNode {
  const { process, state, outputs, taskId } = task
  return (
    <div class="task-details">
      <TaskProgress task={task} say={say} />
      <ProcessText text={process} />
      {state === 'Succeeded' && <Outputs {...{ outputs, version: taskId, say, onOpen }} />}
      {state === 'Failed' && <TaskProblem {...{ task, locale, say }} />}
      <Explanation text={process} locale={locale} />
      <p class="quiet">
        <code>{taskId}</code>
      </p>
      <button type="button" class="small" onClick={() => onOpen(task, process)}>
        {say('again')}
      </button>
    </div>
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

/** Why a task failed; in English where an older journal has no Chinese. */
export function failureIn({ message = '', messageZh = message }: Task, locale: Locale): string {
  return locale === 'zh' ? messageZh : message
}

interface TaskProblemProps extends Pick<ProblemProps, 'locale' | 'say' | 'target' | 'onMend'> {
  readonly task: Task
}

/** Why a task failed. */
export function TaskProblem({ task, locale, say, target, onMend }: TaskProblemProps): VNode {
  const { code = '', process, requestId } = task
  return (
    <Problem
      {...{ code, message: failureIn(task, locale), process, requestId, via: 'async', locale, say, target, onMend }}
    />
  )
}
