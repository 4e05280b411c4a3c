import type { VNode } from 'preact'
import type { Locale } from '../../../grammar/catalogue/localized.ts'
import { fillMessage } from '../../language/diagnostic.ts'
import { readSource, SOURCE_WORDS } from '../../trace/source-text.ts'
import { type Tell, texts } from './texts.ts'

interface SourceFieldProps {
  readonly source: string
  /** What a file told of itself. */
  readonly notice: string
  readonly locale: Locale
  readonly tell: Tell
  onChange(source: string): void
  onFiles(files: readonly File[]): void
}

/** What is known of the source, in words; a file fills it in. */
export function SourceField({ source, notice, locale, tell, onChange, onFiles }: SourceFieldProps): VNode {
  const reading = source.trim() === '' ? undefined : readSource(source)
  const problem = reading && 'problem' in reading ? reading : undefined
  return (
    <div class="field">
      <label for="source">{tell('source')}</label>
      <div class="field-row">
        <input
          id="source"
          value={source}
          spellcheck={false}
          autocomplete="off"
          aria-describedby="source-help"
          aria-invalid={problem !== undefined}
          onInput={({ currentTarget }) => onChange(currentTarget.value)}
        />
        <label class="file-button">
          {tell('chooseFile')}
          <input
            type="file"
            onChange={({ currentTarget }) => {
              onFiles([...(currentTarget.files ?? [])])
              currentTarget.value = ''
            }}
          />
        </label>
      </div>
      <p class={problem ? 'field-problem' : 'quiet'} id="source-help">
        {problem
          ? fillMessage(texts.badSource, { ...problem, words: SOURCE_WORDS }, locale)
          : fillMessage(texts.sourceHow, { words: SOURCE_WORDS }, locale)}
      </p>
      <p class="notice" role="status">
        {notice}
      </p>
    </div>
  )
}
