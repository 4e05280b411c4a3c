import { useContext, useEffect, useRef, useState } from 'preact/hooks'
import type { Locale } from '../../../../grammar/catalogue/localized.ts'
import type { Task } from '../../tasks/task.ts'
import { formatBytes } from './quantities.ts'
import type { LastRun } from './result.tsx'
import { Stills } from './still.tsx'
import { failureIn } from './tasks.tsx'
import type { Say } from './texts.ts'
import type { ObjectList } from './use-objects.ts'

interface NewsProps {
  readonly run: LastRun
  readonly tasks: readonly Task[]
  readonly list: ObjectList
  readonly isWide: boolean
  readonly locale: Locale
  readonly say: Say
}

/** What a screen reader is told, and how to tell it something; what comes of a run and of its task is told here, and shown. */
export function useNews({ run, tasks, list, isWide, locale, say }: NewsProps): [string, (text: string) => void] {
  const [news, announce] = useState('')
  const stills = useContext(Stills)
  useFinished(tasks, task => {
    list.reload()
    if (run.kind !== 'task' || run.taskId !== task.taskId) return
    const { key } = task
    announce(
      task.state === 'Succeeded' ? say('taskDone', { key }) : say('taskFailed', { message: failureIn(task, locale) }),
    )
  })
  useEffect(() => {
    stills.hold(run.kind === 'running')
    if (run.kind !== 'none') bringIntoView(isWide)
    const said = newsOf(run, say, locale)
    if (said !== undefined) announce(said)
    if (run.kind === 'saved') list.reload()
  }, [run])
  return [news, announce]
}

/** What is told of a run; undefined where nothing has come of it yet. */
function newsOf(run: LastRun, say: Say, locale: Locale): string | undefined {
  switch (run.kind) {
    case 'result':
      return say('resultReady', { type: run.result.contentType, size: formatBytes(run.result.size) })
    case 'task':
      return say('taskStarted', { id: run.taskId })
    case 'saved':
      return say('saved', { key: run.object.key })
    case 'refused':
      return `${say('refused')}: ${run.problem.code}. ${run.problem.message[locale]}`
    default:
      return undefined
  }
}

/** The result comes into sight; where the columns stand below each other it has the focus, too. */
function bringIntoView(isWide: boolean): void {
  const result = document.getElementById('result')
  result?.scrollIntoView({ block: isWide ? 'nearest' : 'start' })
  if (!isWide) result?.focus({ preventScroll: true })
}

/** Calls back when a task that ran has ended. */
function useFinished(tasks: readonly Task[], onFinished: (task: Task) => void): void {
  const running = useRef<ReadonlySet<string>>(new Set())
  useEffect(() => {
    const before = running.current
    running.current = new Set(tasks.filter(({ state }) => state === 'Running').map(({ taskId }) => taskId))
    for (const task of tasks) if (task.state !== 'Running' && before.has(task.taskId)) onFinished(task)
  }, [tasks])
}
