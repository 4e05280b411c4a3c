import type { VNode } from 'preact'
import { useMemo, useState } from 'preact/hooks'
import type { Locale } from '../../../language/diagnostic.ts'
import { applyEdits } from '../../../language/edit.ts'
import { type LintResult, lintText } from '../../../lint/lint.ts'
import type { Task } from '../../tasks/task.ts'
import type { ObjectSummary } from '../answers.ts'
import { type Place, rawUrl, resultUrl } from './api.ts'
import { describeObject, PREVIEWS } from './described.ts'
import { Editor } from './editor.tsx'
import { examplesFor, targetOf } from './examples.ts'
import { Explanation, Findings } from './findings.tsx'
import { FactList, factsOf, Media, type MediaFacts } from './media.tsx'
import { ObjectName } from './objects.tsx'
import { ProcessText } from './process-text.tsx'
import { type QuickFix, quickFixesOf } from './quick-fixes.ts'
import { ResultPane, type Run } from './result.tsx'
import type { Say } from './texts.ts'

interface WorkbenchProps {
  readonly object: ObjectSummary
  readonly buckets: readonly string[]
  readonly text: string
  readonly run: Run
  /** The string that was run last. */
  readonly ran: string
  readonly tasks: readonly Task[]
  readonly locale: Locale
  readonly say: Say
  onChange(text: string): void
  onRun(linted: LintResult): void
  onOpen(place: Place): void
  announce(message: string): void
}

/** The middle: the chosen object, the box for a process string, and what comes of it. */
export function Workbench(props: WorkbenchProps): VNode {
  const { object, run, ran, text, tasks, locale, say, onOpen } = props
  return (
    <div class="workbench">
      <h1 class="object-name">
        <ObjectName name={object.key} />
      </h1>
      <StringBox {...props} />
      <div class={run.kind === 'none' ? 'panes' : 'panes two'}>
        <SourcePane key={`${object.bucket}/${object.key}`} object={object} say={say} />
        {run.kind !== 'none' && (
          <ResultPane {...{ run, tasks, locale, say, onOpen }} {...(ran !== text && { of: ran })} />
        )}
      </div>
    </div>
  )
}

function SourcePane({ object, say }: Pick<WorkbenchProps, 'object' | 'say'>): VNode {
  const [media, setMedia] = useState<MediaFacts>({})
  const [isBroken, setBroken] = useState(false)
  const { key, contentType, etag } = object
  const preview = PREVIEWS[contentType.replace(/\/.*$/, '')]
  const onBroken = () => {
    setBroken(true)
    void describeObject(object).then(setMedia)
  }
  return (
    <section class="pane" aria-labelledby="source-title">
      <h2 id="source-title">{say('source')}</h2>
      <figure>
        {isBroken && preview && (
          <Media {...{ src: resultUrl(object, preview), contentType: 'image/png', label: key, say }} />
        )}
        {!(isBroken && preview) && (
          <Media {...{ src: rawUrl(object, etag), contentType, label: key, say, onFacts: setMedia, onBroken }} />
        )}
        <figcaption>
          {isBroken && preview && <p class="quiet">{say('preview')}</p>}
          <FactList facts={factsOf(say, object, media)} />
        </figcaption>
      </figure>
    </section>
  )
}

const VIA_TEXT = { get: 'viaGet', post: 'viaPost', async: 'viaAsync' } as const

function StringBox(props: WorkbenchProps): VNode {
  const { object, buckets, text, run, locale, say, onChange, onRun, announce } = props
  const linted = useMemo(() => lintText(text, { locale }), [text, locale])
  const context = useMemo(
    () => ({ locale, buckets, contentType: object.contentType, target: targetOf(object.key) }),
    [locale, buckets, object],
  )
  const { diagnostics, tree, via } = linted
  const examples = examplesFor(object)
  const onFix = ({ edits, label }: QuickFix) => {
    onChange(applyEdits(text, edits))
    announce(say('fixFirst', { label }))
    document.getElementById('process')?.focus()
  }
  const onFixFirst = () => {
    const [first] = diagnostics.flatMap(diagnostic => quickFixesOf(diagnostic, tree, locale))
    if (first) onFix(first)
  }
  return (
    <section class="string-box" aria-label={say('process')}>
      <label for="process">{say('process')}</label>
      <div class="string-row">
        <Editor
          {...{ text, linted, locale, context, say, onChange, onFixFirst }}
          placeholder={say('placeholder')}
          onRun={() => onRun(linted)}
        />
        <button
          type="button"
          class="primary run"
          disabled={text === '' || run.kind === 'running'}
          onClick={() => onRun(linted)}
          title={say('runKeys')}
        >
          {say(run.kind === 'running' ? 'running' : 'run')}
        </button>
      </div>
      {text === '' ? (
        <Examples {...{ examples, say, onChange }} />
      ) : (
        <>
          <p class="summary">
            <Count linted={linted} say={say} />
            <span class="quiet">{say('via', { via: say(VIA_TEXT[via]) })}</span>
          </p>
          <Findings {...{ diagnostics, tree, locale, say, onFix }} />
          <Explanation {...{ text, locale }} />
        </>
      )}
      <p class="keys" id="keys">
        {say('keys')}
      </p>
    </section>
  )
}

const COUNTED = [
  ['error', 'oneError', 'manyError'],
  ['warning', 'oneWarning', 'manyWarning'],
  ['info', 'oneInfo', 'manyInfo'],
] as const

function Count({ linted, say }: { readonly linted: LintResult; readonly say: Say }): VNode {
  const counts = COUNTED.flatMap(([severity, one, many]) => {
    const count = linted.diagnostics.filter(diagnostic => diagnostic.severity === severity).length
    return count === 0 ? [] : [{ severity, text: say(count === 1 ? one : many, { count }) }]
  })
  const found = counts.length > 0 ? counts : [{ severity: 'ok', text: say('clean') }]
  return (
    <span class="counts" role="status">
      {found.map(({ severity, text }) => (
        <span key={severity} class={`count ${severity}`}>
          {text}
        </span>
      ))}
    </span>
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
