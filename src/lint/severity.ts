import type { Locale, Localized } from '../../grammar/catalogue/localized.ts'
import type { Severity } from '../language/diagnostic.ts'

const NAMES: Readonly<Record<Severity, Localized>> = {
  error: { en: 'error', zh: '错误' },
  warning: { en: 'warning', zh: '警告' },
  info: { en: 'info', zh: '提示' },
}

/** The word for a severity. */
export function severityName(severity: Severity, locale: Locale): string {
  return NAMES[severity][locale]
}

/** A word and what it introduces: a colon and a blank, or a full-width colon alone. */
export function introduced(word: string, text: string, locale: Locale): string {
  return locale === 'zh' ? `${word}：${text}` : `${word}: ${text}`
}
