import type { VNode } from 'preact'
import type { Locale } from '../../../../grammar/catalogue/localized.ts'

import type { Say } from './texts.ts'
import type { Theme } from './theme.ts'

interface HeaderProps {
  readonly isLive: boolean
  readonly locale: Locale
  readonly theme: Theme
  readonly say: Say
  onLocale(locale: Locale): void
  onTheme(theme: Theme): void
}

const THEMES: readonly Theme[] = ['auto', 'light', 'dark']

/** The name of the place, and how it is shown. */
export function Header({ isLive, locale, theme, say, onLocale, onTheme }: HeaderProps): VNode {
  const other = locale === 'en' ? 'zh' : 'en'
  const onChoose = ({ currentTarget }: { currentTarget: HTMLSelectElement }) => {
    const chosen = THEMES.find(name => name === currentTarget.value)
    if (chosen) onTheme(chosen)
  }
  return (
    <header class="top">
      <span class="brand">
        oss-process <span>{say('console')}</span>
      </span>
      <span class={isLive ? 'connection live' : 'connection'} role="status">
        {say(isLive ? 'live' : 'lost')}
      </span>
      <code class="endpoint">{location.origin}</code>
      <select class="theme" aria-label={say('theme')} value={theme} onChange={onChoose}>
        {THEMES.map(name => (
          <option key={name} value={name}>
            {say(name)}
          </option>
        ))}
      </select>
      <button
        type="button"
        class="language"
        lang={other === 'zh' ? 'zh-CN' : 'en'}
        aria-label={say('switchLanguage')}
        onClick={() => onLocale(other)}
      >
        {say('otherLanguage')}
      </button>
    </header>
  )
}
