import type { VNode } from 'preact'
import type { Locale } from '../../../grammar/catalogue/localized.ts'
import { applyEdits } from '../../language/edit.ts'
import { fileInput } from '../../project/input.ts'
import { findingsInOrder, fixFile, lintInHost } from '../../project/lint-file.ts'
import { plainSettings } from '../../project/settings.ts'
import type { UnplacedFile } from '../../report/place.ts'
import { FoundStrings } from './found-strings.tsx'
import { MarkedFindings } from './marked-findings.tsx'
import type { PageState } from './state.ts'
import type { ModeProps } from './string-mode.tsx'
import { TextBox } from './text-box.tsx'

type FileProps = ModeProps & { readonly linted: UnplacedFile }

/** Longer texts would hold up the page while somebody types. */
export const LONGEST = 300_000

const inputOf = ({ text, file }: PageState) => fileInput(file, text.slice(0, LONGEST))

/** Finds and lints the strings of a source text. */
export function lintSourceText(state: PageState, locale: Locale): UnplacedFile {
  return lintInHost(inputOf(state), plainSettings(locale))
}

/** The box for a source text. */
export function FileInput({ state, linted, locale, tell, change }: FileProps): VNode {
  const { text, file } = state
  const marks = findingsInOrder(linted)
  const onFixAll = () => change({ text: fixFile(inputOf(state), plainSettings(locale)).text })
  return (
    <>
      <div class="field">
        <label for="file">{tell('language')}</label>
        <input
          id="file"
          value={file}
          spellcheck={false}
          autocomplete="off"
          aria-describedby="file-help"
          onInput={({ currentTarget }) => change({ file: currentTarget.value })}
        />
        <p class="quiet" id="file-help">
          {tell('languageHow')}
        </p>
      </div>
      <label class="lines-label" for="host">
        {tell('fileText')}
      </label>
      <TextBox {...{ id: 'host', label: tell('fileText'), text, marks }} onChange={value => change({ text: value })} />
      <button type="button" class="small" disabled={!marks.some(({ fix }) => fix)} onClick={onFixAll}>
        {tell('fixAll')}
      </button>
    </>
  )
}

/** What was found in a source text. */
export function FileOutput({ state, linted, locale, say, tell, change }: FileProps): VNode {
  const { text } = state
  const strings = linted.strings.map(({ text: string, span }) => {
    const line = text.slice(0, span.start).split('\n').length
    return { text: string, label: `${state.file}:${line}`, object: '' }
  })
  return (
    <>
      <MarkedFindings
        {...{ text, diagnostics: findingsInOrder(linted), locale, say, tell }}
        onFix={({ edits }) => change({ text: applyEdits(text, edits) })}
      />
      <FoundStrings {...{ strings, tell, change }} />
    </>
  )
}
