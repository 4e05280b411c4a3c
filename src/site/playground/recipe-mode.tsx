import type { VNode } from 'preact'
import { applyEdits } from '../../language/edit.ts'
import type { CompiledJob } from '../../recipe/jobs.ts'
import { trace } from '../../trace/trace.ts'
import { Boxes } from './boxes.tsx'
import { FoundStrings } from './found-strings.tsx'
import { MarkedFindings } from './marked-findings.tsx'
import { addressOf, requestText } from './object.ts'
import { Panel } from './panel.tsx'
import type { Compiled } from './recipes.ts'
import type { ModeProps } from './string-mode.tsx'
import { TextBox } from './text-box.tsx'

type RecipeProps = ModeProps & { readonly compiled: Compiled | undefined }

/** The box for a recipe. */
export function RecipeInput({ state, compiled, tell, change }: RecipeProps): VNode {
  const { text } = state
  return (
    <>
      <label class="lines-label" for="recipe">
        {tell('recipeText')}
      </label>
      <TextBox
        {...{ id: 'recipe', label: tell('recipeText'), text, marks: compiled?.diagnostics ?? [] }}
        onChange={value => change({ text: value })}
      />
    </>
  )
}

/** What is wrong with a recipe, and what it makes. */
export function RecipeOutput(props: RecipeProps): VNode {
  const { state, compiled, facts, sourceField, locale, say, tell, change } = props
  if (!compiled) return <p class="quiet">{tell('loading')}</p>
  const { jobs, diagnostics } = compiled
  const { text } = state
  const [first] = jobs
  const strings = jobs.map(job => ({ text: job.process, label: labelOf(job), object: objectOf(job) }))
  const object = first ? objectOf(first) : ''
  return (
    <>
      <MarkedFindings
        {...{ text, diagnostics, locale, say, tell }}
        onFix={({ edits }) => change({ text: applyEdits(text, edits) })}
      />
      <FoundStrings {...{ strings, tell, change }} />
      {first && (
        <Panel title={tell('boxes')} isOpen>
          {() => (
            <>
              {sourceField}
              {facts && <Boxes {...{ traced: trace(first.process, facts, { locale }), facts, locale, say, tell }} />}
            </>
          )}
        </Panel>
      )}
      {first && addressOf(object) && (
        <Panel title={tell('request')}>
          {() => <pre class="command">{requestText(object, first.process, first.via)}</pre>}
        </Panel>
      )}
    </>
  )
}

const labelOf = ({ key, label }: CompiledJob): string => (label === '' ? key : `${key} (${label})`)

/** The URL of the input of a job, where the recipe tells enough. */
function objectOf({ endpoint, region, bucket, key, addressing }: CompiledJob): string {
  const host = endpoint?.replace(/^https?:\/\//, '') ?? (region && `oss-${region}.aliyuncs.com`)
  if (!host || !bucket) return ''
  const path = key.split('/').map(encodeURIComponent).join('/')
  if (addressing === 'cname') return `https://${host}/${path}`
  return addressing === 'path' ? `https://${host}/${bucket}/${path}` : `https://${bucket}.${host}/${path}`
}
