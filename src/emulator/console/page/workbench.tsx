import type { VNode } from 'preact'
import { useState } from 'preact/hooks'
import type { Locale } from '../../../../grammar/catalogue/localized.ts'
import { type QuickFix, quickFixesOf } from '../../../editing/quick-fixes.ts'
import { applyEdits } from '../../../language/edit.ts'
import type { ObjectAddress } from '../../../request/object-address.ts'
import type { Facts } from '../../../trace/facts.ts'
import type { Task } from '../../tasks/task.ts'
import type { ObjectSummary } from '../answers.ts'
import { rawUrl, resultUrl } from './api.ts'
import { PREVIEWS } from './described.ts'
import { Editor } from './editor.tsx'
import { examplesFor } from './examples.ts'
import { byWeight } from './findings.tsx'
import { FactList, factsOf, Media, type ShownFacts } from './media.tsx'
import { ObjectName } from './objects.tsx'
import { ProcessText } from './process-text.tsx'
import { type LastRun, type Ran, ResultPane } from './result.tsx'
import { Steps } from './steps.tsx'
import type { Say } from './texts.ts'
import { Told } from './told.tsx'
import type { StringState } from './use-string.ts'

interface WorkbenchProps {
  readonly object: ObjectSummary
  readonly facts: Facts | undefined
  readonly text: string
  readonly string: StringState
  readonly run: LastRun
  readonly ran: Ran | undefined
  readonly tasks: readonly Task[]
  /** True where the findings have a column of their own. */
  readonly isWide: boolean
  readonly locale: Locale
  readonly say: Say
  onChange(text: string): void
  onRun(text: string): void
  onOpen(place: ObjectAddress): void
  onDelete(object: ObjectSummary): void
  onFix(fix: QuickFix): void
}

/** The middle: the chosen object, the box for a process string, and what comes of it. */
export function Workbench(props: WorkbenchProps): VNode {
  const { object, facts, run, ran, text, tasks, string, isWide, locale, say, onOpen, onDelete, onChange, onRun } = props
  const { target } = string
  const isOld = ran?.process !== text
  const onMend = ({ edits }: QuickFix) => {
    const mended = applyEdits(text, edits)
    onChange(mended)
    onRun(mended)
  }
  return (
    <div class="workbench">
      <header class="object-bar">
        <h1 class="object-name">
          <ObjectName name={object.key} />
        </h1>
        <button type="button" class="small" onClick={() => onDelete(object)}>
          {say('delete')}
        </button>
      </header>
      <StringBox {...props} />
      {!isWide && <Told {...props} />}
      <div class="panes">
        <SourcePane key={`${object.bucket}/${object.key}`} {...{ object, facts, say }} />
        <ResultPane {...{ run, ran, isOld, target, tasks, locale, say, onOpen, onMend }} />
      </div>
    </div>
  )
}

function SourcePane({ object, facts, say }: Pick<WorkbenchProps, 'object' | 'facts' | 'say'>): VNode {
  const [media, setMedia] = useState<ShownFacts>({})
  const [isBroken, setBroken] = useState(false)
  const { key, contentType, etag } = object
  const preview = PREVIEWS[contentType.replace(/\/.*$/, '')]
  // A browser turns a picture by its EXIF orientation, and a process string does not.
  const shown = facts && (isBroken || facts.kind === 'image') ? facts : media
  return (
    <section class="pane" aria-labelledby="source-title">
      <h2 id="source-title">{say('source')}</h2>
      <figure>
        {isBroken && preview && (
          <Media {...{ src: resultUrl(object, preview), contentType: 'image/png', label: key, say }} />
        )}
        {!(isBroken && preview) && (
          <Media
            {...{ src: rawUrl(object, etag), contentType, label: key, say, onFacts: setMedia }}
            onBroken={() => setBroken(true)}
          />
        )}
        <figcaption>
          {isBroken && preview && <p class="quiet">{say('preview')}</p>}
          <FactList facts={factsOf(say, object, shown)} />
        </figcaption>
      </figure>
    </section>
  )
}

function StringBox(props: WorkbenchProps): VNode {
  const { object, text, string, run, locale, say, onChange, onRun, onFix } = props
  const { linted, told, context, target, traced, onWriting } = string
  const examples = examplesFor(object)
  const onFixFirst = () => {
    const ordered = byWeight(linted.diagnostics)
    const [first] = ordered.flatMap(diagnostic => quickFixesOf(diagnostic, linted.tree, locale, target))
    if (first) onFix(first)
  }
  return (
    <section class="string-box" aria-label={say('process')}>
      <div class="string-head">
        <label for="process">{say('process')}</label>
        <details class="keys">
          <summary>{say('keyboard')}</summary>
          <p>{say('keys')}</p>
        </details>
      </div>
      <div class="string-row">
        <Editor
          {...{ text, linted, told, locale, context, say, onChange, onFixFirst, onWriting }}
          placeholder={say('placeholder')}
          onRun={() => onRun(text)}
        >
          {traced && text !== '' && <Steps steps={traced.steps} say={say} />}
        </Editor>
        <button
          type="button"
          class="primary run"
          // A button that is disabled under the finger loses the focus.
          disabled={text === ''}
          aria-disabled={run.kind === 'running'}
          onClick={() => onRun(text)}
          title={say('runKeys')}
        >
          {say(run.kind === 'running' ? 'running' : 'run')}
        </button>
      </div>
      {text === '' && <Examples {...{ examples, say, onChange }} />}
    </section>
  )
}

interface ExamplesProps {
  readonly examples: readonly string[]
  readonly say: Say
  onChange(text: string): void
}

function Examples({ examples, say, onChange }: ExamplesProps): VNode | null {
  if (examples.length === 0) return null
  return (
    <div class="examples">
      <span class="quiet">{say('examples')}</span>
      <ul>
        {examples.map(example => (
          <li key={example}>
            <button
              type="button"
              onClick={() => {
                onChange(example)
                document.getElementById('process')?.focus()
              }}
            >
              <ProcessText text={example} />
            </button>
          </li>
        ))}
      </ul>
    </div>
  )
}
