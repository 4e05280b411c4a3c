import type { VNode } from 'preact'
import { useMemo, useState } from 'preact/hooks'
import type { Locale } from '../../../grammar/catalogue/localized.ts'
import { toClipboard } from '../../emulator/console/page/clipboard.ts'
import { sayIn } from '../../emulator/console/page/texts.ts'
import { useDrop } from '../../emulator/console/page/use-drop.ts'
import { isRecipe } from '../../project/is-recipe.ts'
import { readSource, sourceText } from '../../trace/source-text.ts'
import { EXAMPLES } from './examples.ts'
import { FileInput, FileOutput, LONGEST, lintSourceText } from './file-mode.tsx'
import { factsOfFile } from './picture.ts'
import { RecipeInput, RecipeOutput } from './recipe-mode.tsx'
import { SourceField } from './source-field.tsx'
import { LONGEST_ADDRESS, type PageMode, type PageState, toHash } from './state.ts'
import { type ModeProps, StringInput, StringOutput, useStringOf } from './string-mode.tsx'
import { type Tell, tellIn } from './texts.ts'
import { useRecipes } from './use-recipes.ts'
import { useStateInAddress } from './use-state-in-address.ts'

/** The playground: what is looked at on the left, what is told of it on the right. */
export function App({ locale }: { readonly locale: Locale }): VNode {
  const tell = tellIn(locale)
  const say = sayIn(locale)
  const [state, change] = useStateInAddress()
  const [news, announce] = useState('')
  const [notice, setNotice] = useState('')
  const recipes = useRecipes()
  const { mode, text, source, file } = state
  const facts = useMemo(() => {
    const reading = source.trim() === '' ? undefined : readSource(source)
    return reading && 'facts' in reading ? reading.facts : undefined
  }, [source])
  const string = useStringOf(mode === 'string' ? state : NO_STRING, facts, locale)
  const compiled = useMemo(
    () => (mode === 'recipe' ? recipes?.compile(text, locale) : undefined),
    [mode, recipes, text, locale],
  )
  const linted = useMemo(
    () => (mode === 'file' ? lintSourceText(state, locale) : { file, text, strings: [] }),
    [mode, text, file, locale],
  )
  const onFiles = async ([given]: readonly File[]) => {
    if (!given) return
    const { name } = given
    const found = await factsOfFile(given)
    if (found) {
      const words = sourceText(found)
      change({ source: words })
      setNotice(tell('factsOf', { name, facts: words }))
      announce(tell('factsOf', { name, facts: words }))
    } else if (given.size > LONGEST) announce(tell('noFacts', { name }))
    else {
      const content = await given.text()
      change({ mode: isRecipe(name, content) ? 'recipe' : 'file', text: content, file: name })
    }
  }
  const isDropping = useDrop(files => void onFiles(files))
  const sourceField = (
    <SourceField
      {...{ source, notice, locale, tell }}
      onChange={value => change({ source: value })}
      onFiles={files => void onFiles(files)}
    />
  )
  const props: ModeProps = { state, facts, sourceField, recipes, locale, say, tell, change, announce }
  return (
    <>
      <div class="play">
        <div class="play-input">
          <h1>{tell('title')}</h1>
          <p class="quiet">{tell('lead')}</p>
          <Modes {...{ mode, tell, change }} />
          <Examples {...{ locale, tell, change }} />
          {mode === 'string' && <StringInput {...props} string={string} />}
          {mode === 'recipe' && <RecipeInput {...props} compiled={compiled} />}
          {mode === 'file' && <FileInput {...props} linted={linted} />}
          <CopyLink {...{ state, tell }} />
        </div>
        <div class="play-output">
          {mode === 'string' && <StringOutput {...props} string={string} />}
          {mode === 'recipe' && <RecipeOutput {...props} compiled={compiled} />}
          {mode === 'file' && <FileOutput {...props} linted={linted} />}
        </div>
      </div>
      <p class="unseen" aria-live="polite">
        {news}
      </p>
      {isDropping && <div class="drop">{tell('dropHere')}</div>}
    </>
  )
}

const NO_STRING: PageState = { mode: 'string', text: '', source: '', object: '', file: '' }

const MODES: readonly PageMode[] = ['string', 'recipe', 'file']

type PartProps = Pick<ModeProps, 'tell' | 'change'>

function Modes({ mode, tell, change }: PartProps & Pick<PageState, 'mode'>): VNode {
  return (
    <fieldset class="modes">
      <legend class="unseen">{tell('mode')}</legend>
      {MODES.map(name => (
        <label key={name}>
          <input
            type="radio"
            name="mode"
            checked={mode === name}
            onChange={() => change(EXAMPLES.find(one => one.state.mode === name)?.state ?? { mode: name })}
          />
          {tell(name)}
        </label>
      ))}
    </fieldset>
  )
}

function Examples({ locale, tell, change }: PartProps & Pick<ModeProps, 'locale'>): VNode {
  return (
    <div class="field">
      <label for="example">{tell('example')}</label>
      <select
        id="example"
        value=""
        onChange={({ currentTarget }) => {
          const chosen = EXAMPLES.find(({ id }) => id === currentTarget.value)
          if (chosen) change(chosen.state)
          currentTarget.value = ''
        }}
      >
        <option value="">{tell('chooseExample')}</option>
        {MODES.map(name => (
          <optgroup key={name} label={tell(name)}>
            {EXAMPLES.filter(one => one.state.mode === name).map(({ id, title }) => (
              <option key={id} value={id}>
                {title[locale]}
              </option>
            ))}
          </optgroup>
        ))}
      </select>
    </div>
  )
}

function CopyLink({ state, tell }: { readonly state: PageState; readonly tell: Tell }): VNode {
  const [said, setSaid] = useState('')
  const copy = async () => {
    const hash = toHash(state)
    if (hash.length > LONGEST_ADDRESS) return setSaid(tell('tooLong'))
    const isCopied = await toClipboard(`${location.href.replace(/#.*$/s, '')}#${hash}`)
    setSaid(tell(isCopied ? 'copied' : 'notCopied'))
  }
  return (
    <p class="copy-link">
      <button type="button" class="small" onClick={() => void copy()}>
        {tell('copyLink')}
      </button>{' '}
      <span role="status">{said}</span>
    </p>
  )
}
