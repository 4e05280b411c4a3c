import type { VNode } from 'preact'
import { useState } from 'preact/hooks'
import type { Via } from '../../../catalog/types.ts'
import type { Locale } from '../../../language/diagnostic.ts'
import type { Task } from '../../tasks/task.ts'
import type { ObjectSummary, ProblemAnswer } from '../answers.ts'
import { type Place, type Result, rawUrl } from './api.ts'
import { type Fact, FactList, factsOf, Media, type MediaFacts } from './media.tsx'
import { Outputs } from './outputs.tsx'
import { Problem } from './problem.tsx'
import { ProcessText } from './process-text.tsx'
import { formatTime } from './quantities.ts'
import { TaskProblem, TaskProgress, TaskStateName, tookOf } from './tasks.tsx'
import type { Say } from './texts.ts'

/** What became of the string that was run last. */
export type Run =
  | { readonly kind: 'none' }
  | { readonly kind: 'running' }
  | { readonly kind: 'result'; readonly result: Result; readonly name: string }
  | { readonly kind: 'saved'; readonly object: ObjectSummary; readonly took: number }
  | { readonly kind: 'task'; readonly taskId: string }
  | { readonly kind: 'refused'; readonly problem: ProblemAnswer; readonly process: string; readonly via: Via }

interface ResultProps {
  readonly run: Run
  /** The string that it belongs to, where that is not the one in the box any more. */
  readonly of?: string
  readonly tasks: readonly Task[]
  readonly locale: Locale
  readonly say: Say
  onOpen(place: Place): void
}

/** The result beside the source. */
export function ResultPane(props: ResultProps): VNode {
  return (
    <section class="pane result" aria-labelledby="result-title">
      <h2 id="result-title">{props.say('result')}</h2>
      {props.of && (
        <p class="quiet of">
          {props.say('of')} <ProcessText text={props.of} />
        </p>
      )}
      <Body {...props} />
    </section>
  )
}

function Body({ run, tasks, locale, say, onOpen }: ResultProps): VNode | null {
  switch (run.kind) {
    case 'none':
      return null
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
      return task ? <RunTask {...{ task, locale, say, onOpen }} /> : null
    }
    case 'refused': {
      const { problem, process, via } = run
      return <Problem {...problem} message={problem.message[locale]} {...{ process, via, locale, say }} />
    }
  }
}

function RunTask({ task, locale, say, onOpen }: Omit<ResultProps, 'run' | 'tasks'> & { readonly task: Task }): VNode {
  const { state, outputs, taskId } = task
  if (state === 'Succeeded') return <Outputs {...{ outputs, version: taskId, took: tookOf(task), say, onOpen }} />
  if (state === 'Failed') return <TaskProblem {...{ task, locale, say }} />
  return (
    <div class="run-task">
      <TaskStateName task={task} say={say} />
      <TaskProgress task={task} say={say} />
    </div>
  )
}

function Shown({ result, name, say }: { readonly result: Result; readonly name: string; readonly say: Say }): VNode {
  const [media, setMedia] = useState<MediaFacts>({})
  const { url, contentType, text, frames = 1, took } = result
  const more: readonly Fact[] = [
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
  const [media, setMedia] = useState<MediaFacts>({})
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
