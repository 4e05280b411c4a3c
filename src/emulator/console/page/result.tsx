import type { VNode } from 'preact'
import { useState } from 'preact/hooks'
import type { Locale } from '../../../../grammar/catalogue/localized.ts'
import type { Via } from '../../../../grammar/catalogue/types.ts'
import type { QuickFix } from '../../../editing/quick-fixes.ts'
import type { ObjectAddress } from '../../../request/object-address.ts'
import type { Task } from '../../tasks/task.ts'
import type { ObjectSummary, ProblemAnswer } from '../answers.ts'
import { type Result, rawUrl } from './api.ts'
import { Copies } from './copies.tsx'
import { FactList, factsOf, Media, type NamedFact, type ShownFacts } from './media.tsx'
import { Outputs } from './outputs.tsx'
import { Problem, type ProblemProps } from './problem.tsx'
import { ProcessText } from './process-text.tsx'
import { formatTime } from './quantities.ts'
import { TaskProblem, TaskProgress, TaskStateName, tookOf } from './tasks.tsx'
import type { Say } from './texts.ts'

/** What became of the string that was run last. */
export type LastRun =
  | { readonly kind: 'none' }
  | { readonly kind: 'running' }
  | { readonly kind: 'result'; readonly result: Result; readonly name: string }
  | { readonly kind: 'saved'; readonly object: ObjectSummary; readonly took: number }
  | { readonly kind: 'task'; readonly taskId: string }
  | { readonly kind: 'refused'; readonly problem: ProblemAnswer }

/** The request that was made last. */
export interface Ran {
  readonly place: ObjectAddress
  readonly process: string
  readonly via: Via
}

interface ResultProps {
  readonly run: LastRun
  /** What was run; undefined before. */
  readonly ran: Ran | undefined
  /** True where the string in the box is another one by now. */
  readonly isOld: boolean
  readonly target: string
  readonly tasks: readonly Task[]
  readonly locale: Locale
  readonly say: Say
  onOpen(place: ObjectAddress): void
  /** Mends the string and runs it. */
  onMend(fix: QuickFix): void
}

/** The result beside the source. */
export function ResultPane(props: ResultProps): VNode {
  const { ran, isOld, say, run } = props
  return (
    <section
      class="pane result"
      id="result"
      tabIndex={-1}
      aria-labelledby="result-title"
      aria-busy={run.kind === 'running'}
    >
      <h2 id="result-title">{say('result')}</h2>
      {ran && isOld && (
        <p class="quiet of">
          {say('of')} <ProcessText text={ran.process} />
        </p>
      )}
      <Body {...props} />
      {ran && run.kind !== 'none' && run.kind !== 'running' && <Copies {...ran} say={say} />}
    </section>
  )
}

function Body(props: ResultProps): VNode | null {
  const { run, ran, tasks, locale, say, onOpen } = props
  switch (run.kind) {
    case 'none':
      return <p class="unshown">{say('noResult')}</p>
    case 'running':
      return (
        <p class="quiet">
          <progress aria-label={say('running')} />
        </p>
      )
    case 'result':
      return <Shown {...{ result: run.result, name: run.name, say }} />
    case 'saved':
      return <SavedObject {...{ object: run.object, took: run.took, say, onOpen }} />
    case 'task': {
      const task = tasks.find(({ taskId }) => taskId === run.taskId)
      return task ? <RunTask {...props} task={task} /> : null
    }
    case 'refused': {
      const { problem } = run
      const { process = '', via = 'get' } = ran ?? {}
      return <Problem {...problem} message={problem.message[locale]} {...{ process, via }} {...mending(props)} />
    }
  }
}

/** The string can be mended only while it is the one in the box. */
function mending({
  isOld,
  target,
  locale,
  say,
  onMend,
}: ResultProps): Pick<ProblemProps, 'target' | 'locale' | 'say' | 'onMend'> {
  return { target, locale, say, onMend: isOld ? undefined : onMend }
}

function RunTask(props: ResultProps & { readonly task: Task }): VNode {
  const { task, say, onOpen } = props
  const { state, outputs, taskId } = task
  if (state === 'Succeeded') return <Outputs {...{ outputs, version: taskId, took: tookOf(task), say, onOpen }} />
  if (state === 'Failed') return <TaskProblem task={task} {...mending(props)} />
  return (
    <div class="run-task">
      <TaskStateName task={task} say={say} />
      <TaskProgress task={task} say={say} />
    </div>
  )
}

function Shown({ result, name, say }: { readonly result: Result; readonly name: string; readonly say: Say }): VNode {
  const [media, setMedia] = useState<ShownFacts>({})
  const { url, contentType, text, frames = 1, took } = result
  const more: readonly NamedFact[] = [
    ...(frames > 1 ? [[say('frames'), String(frames)] as const] : []),
    [say('took'), formatTime(took)],
  ]
  return (
    <figure>
      {text === undefined ? (
        <Media {...{ src: url, contentType, label: `${say('result')}: ${name}`, say, onFacts: setMedia }} />
      ) : (
        <pre class="text-result">{pretty(text, contentType)}</pre>
      )}
      <figcaption>
        <FactList facts={[...factsOf(say, result, media), ...more]} />
      </figcaption>
    </figure>
  )
}

function pretty(text: string, contentType: string): string {
  if (!contentType.startsWith('application/json')) return text
  try {
    return JSON.stringify(JSON.parse(text), null, 2)
  } catch {
    return text
  }
}

interface SavedObjectProps extends Pick<ResultProps, 'say' | 'onOpen'> {
  readonly object: ObjectSummary
  readonly took: number
}

function SavedObject({ object, took, say, onOpen }: SavedObjectProps): VNode {
  const [media, setMedia] = useState<ShownFacts>({})
  const { key, contentType, etag } = object
  return (
    <figure>
      <Media {...{ src: rawUrl(object, etag), contentType, label: key, say, onFacts: setMedia }} />
      <figcaption>
        <button type="button" class="link" onClick={() => onOpen(object)}>
          {say('savedAs')} {key}
        </button>
        <FactList facts={[...factsOf(say, object, media), [say('took'), formatTime(took)]]} />
      </figcaption>
    </figure>
  )
}
