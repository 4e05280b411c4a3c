import type { Via } from '../catalog/types.ts'
import type { Diagnostic, Locale, Severity } from '../language/diagnostic.ts'
import type { Rule } from '../lint/rule.ts'

/** What holds for one file once the configuration and the command line are read. */
export interface Settings {
  readonly locale: Locale
  /** How strings reach OSS, as the command line tells for all of them. */
  readonly via: Via | 'auto'
  /** How they reach OSS where their place does not tell. */
  readonly defaultVia: Via | 'auto'
  readonly rules: Readonly<Record<string, Severity | 'off'>>
  /** True under the strict preset: every finding weighs one step more, unless `rules` says what it weighs. */
  readonly strict: boolean
  readonly extraRules: readonly Rule[]
}

/** The settings without a configuration. */
export function plainSettings(locale: Locale, via: Via | 'auto' = 'auto'): Settings {
  return { locale, via, defaultVia: 'auto', rules: {}, strict: false, extraRules: [] }
}

const RAISED: Readonly<Record<Severity, Severity>> = { info: 'warning', warning: 'error', error: 'error' }

/** A finding with the severity that the settings give it; undefined where they switch its rule off. */
export function applySeverity(diagnostic: Diagnostic, { rules, strict }: Settings): Diagnostic | undefined {
  const setting = rules[diagnostic.ruleId]
  if (setting === 'off') return undefined
  const severity = setting ?? (strict ? RAISED[diagnostic.severity] : diagnostic.severity)
  return severity === diagnostic.severity ? diagnostic : { ...diagnostic, severity }
}
