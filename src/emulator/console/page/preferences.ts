import { useLayoutEffect, useState } from 'preact/hooks'
import type { Locale } from '../../../../grammar/catalogue/localized.ts'
import { applyTheme, initialTheme, keepTheme, read, type Theme, write } from './theme.ts'

function initialLocale(): Locale {
  const kept = read('oss-process.locale')
  if (kept === 'en' || kept === 'zh') return kept
  return navigator.language.startsWith('zh') ? 'zh' : 'en'
}

/** The language of the page, kept from visit to visit. */
export function useLocale(): [Locale, (locale: Locale) => void] {
  const [locale, setLocale] = useState(initialLocale)
  useLayoutEffect(() => {
    document.documentElement.lang = locale === 'zh' ? 'zh-CN' : 'en'
  }, [locale])
  const choose = (value: Locale) => {
    write('oss-process.locale', value)
    setLocale(value)
  }
  return [locale, choose]
}

/** The theme of the page, kept from visit to visit. */
export function useTheme(): [Theme, (theme: Theme) => void] {
  const [theme, setTheme] = useState(initialTheme)
  useLayoutEffect(() => {
    applyTheme(theme)
  }, [theme])
  const choose = (value: Theme) => {
    keepTheme(value)
    setTheme(value)
  }
  return [theme, choose]
}

/** The time up to which ended tasks are not shown any more, ISO 8601, kept from visit to visit. */
export function useClearedAt(): [string, (time: string) => void] {
  const [time, setTime] = useState(() => read('oss-process.cleared') ?? '')
  const choose = (value: string) => {
    write('oss-process.cleared', value)
    setTime(value)
  }
  return [time, choose]
}
