import type { VNode } from 'preact'
import { useMemo } from 'preact/hooks'
import type { Locale } from '../../../grammar/catalogue/localized.ts'
import { format } from '../../catalogue/format.ts'
import { type QuickFix, quickFixesOf } from '../../editing/quick-fixes.ts'
import { Editor } from '../../emulator/console/page/editor.tsx'
import { targetOf } from '../../emulator/console/page/examples.ts'
import { byWeight, Explanation } from '../../emulator/console/page/findings.tsx'
import type { Say } from '../../emulator/console/page/texts.ts'
import { Told } from '../../emulator/console/page/told.tsx'
import { type StringState, useString } from '../../emulator/console/page/use-string.ts'
import { applyEdits } from '../../language/edit.ts'
import type { Facts } from '../../trace/facts.ts'
import { Boxes } from './boxes.tsx'
import { addressOf, requestText, takeApart } from './object.ts'
import { Panel } from './panel.tsx'
import type { Recipes } from './recipes.ts'
import type { PageState } from './state.ts'
import type { Tell } from './texts.ts'
import { TreeView } from './tree-view.tsx'

/** What every mode is given. */
export interface ModeProps {
  readonly state: PageState
  readonly facts: Facts | undefined
  /** Where what is known of the source is written. */
  readonly sourceField: VNode
  readonly recipes: Recipes | undefined
  readonly locale: Locale
  readonly say: Say
  readonly tell: Tell
  change(change: Partial<PageState>): void
  /** Says something to who cannot see it. */
  announce(news: string): void
}

const EXAMPLE = 'https://EXAMPLE.oss-cn-hangzhou.aliyuncs.com/EXAMPLE.jpg'

/** What is known of the string of the page. */
export function useStringOf({ text, object }: PageState, facts: Facts | undefined, locale: Locale): StringState {
  const address = useMemo(() => addressOf(object), [object])
  const contentType = facts ? `${facts.kind}/` : undefined
  const target = targetOf(object.replace(/[?#].*$/s, ''))
  return useString(text, { facts, contentType, target, buckets: NO_BUCKETS, address }, locale)
}

const NO_BUCKETS: readonly string[] = []

/** The box for one string. */
export function StringInput(props: ModeProps & { readonly string: StringState }): VNode {
  const { state, string, locale, say, tell, change, announce } = props
  const { text } = state
  const { linted, told, context, target, onWriting } = string
  const onChange = (value: string) => {
    const apart = takeApart(value)
    if (apart) announce(tell('takenApart'))
    change(apart ?? { text: value })
  }
  const onFixFirst = () => {
    const fixes = byWeight(linted.diagnostics).flatMap(one => quickFixesOf(one, linted.tree, locale, target))
    if (fixes[0]) mend(fixes[0], props)
  }
  return (
    <>
      <div class="string-head">
        <label for="process">{say('process')}</label>
        <details class="keys">
          <summary>{say('keyboard')}</summary>
          <p>{tell('keys')}</p>
        </details>
      </div>
      <Editor
        {...{ text, linted, told, locale, context, say, onChange, onFixFirst, onWriting }}
        placeholder={say('placeholder')}
        onRun={() => change({ text: format(text) })}
      />
      <button
        type="button"
        class="small"
        disabled={format(text) === text}
        onClick={() => change({ text: format(text) })}
      >
        {tell('format')}
      </button>
    </>
  )
}

/** The URL of the object that the string is for. */
function ObjectField({ state, tell, change }: ModeProps): VNode {
  return (
    <div class="field">
      <label for="object">{tell('object')}</label>
      <input
        id="object"
        value={state.object}
        placeholder={EXAMPLE}
        spellcheck={false}
        autocomplete="off"
        aria-describedby="object-help"
        onInput={({ currentTarget: { value } }) => change(takeApart(value) ?? { object: value })}
      />
      <p class="quiet" id="object-help">
        {tell('objectHow')}
      </p>
    </div>
  )
}

function mend({ edits, label }: QuickFix, { state, say, change, announce }: ModeProps): void {
  change({ text: applyEdits(state.text, edits) })
  announce(say('fixFirst', { label }))
  document.getElementById('process')?.focus()
}

/** What is told of one string. */
export function StringOutput(props: ModeProps & { readonly string: StringState }): VNode {
  const { state, string, facts, sourceField, recipes, locale, say, tell, change } = props
  const { text, object } = state
  const { via } = string.linted
  const recipe = () => recipes?.decompile(text, via, addressOf(object) ? object : '')
  return (
    <>
      <Told {...{ text, string, locale, say, hasWords: false, onFix: fix => mend(fix, props) }} />
      <Panel title={tell('boxes')} isOpen>
        {() => (
          <>
            {sourceField}
            {string.traced && facts && <Boxes {...{ traced: string.traced, facts, locale, say, tell }} />}
          </>
        )}
      </Panel>
      <Panel title={say('explanation')} isOpen>
        {() => <Explanation {...{ text, locale }} />}
      </Panel>
      <Panel title={tell('request')}>
        {() => (
          <>
            <ObjectField {...props} />
            <pre class="command">{requestText(addressOf(object) ? object : EXAMPLE, text, via)}</pre>
          </>
        )}
      </Panel>
      <Panel title={tell('asRecipe')}>
        {() =>
          recipes ? (
            <>
              <pre class="command">{recipe()}</pre>
              <button type="button" class="small" onClick={() => change({ mode: 'recipe', text: recipe() ?? '' })}>
                {tell('openRecipe')}
              </button>
            </>
          ) : (
            <p class="quiet">{tell('loading')}</p>
          )
        }
      </Panel>
      <Panel title={tell('tree')}>{() => <TreeView text={text} />}</Panel>
    </>
  )
}
