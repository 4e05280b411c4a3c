import { useLayoutEffect, useState } from 'preact/hooks'
import type { Locale } from '../../../language/diagnostic.ts'

/** Light, dark, or as the system has it. */
export type Theme = 'auto' | 'light' | 'dark'

function read(name: string): string | null {
  try {
    return localStorage.getItem(name)
  } catch {
    return null
  }
}

function write(name: string, value: string): void {
  try {
    localStorage.setItem(name, value)
  } catch {
    // A browser that keeps nothing forgets it at the next visit.
  }
}

function initialLocale(): Locale {
  const kept = read('oss-process.locale')
  if (kept === 'en' || kept === 'zh') return kept
  return navigator.language.startsWith('zh') ? 'zh' : 'en'
}

function initialTheme(): Theme {
  const kept = read('oss-process.theme')
  return kept === 'light' || kept === 'dark' ? kept : 'auto'
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
    document.documentElement.dataset.theme = theme
  }, [theme])
  const choose = (value: Theme) => {
    write('oss-process.theme', value)
    setTheme(value)
  }
  return [theme, choose]
}
