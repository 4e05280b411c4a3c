import type { Locale } from '../../grammar/catalogue/localized.ts'
import type { Via } from '../../grammar/catalogue/types.ts'
import type { RawDiagnostic, Severity } from '../language/diagnostic.ts'
import type { LintOptions } from '../lint/options.ts'
import type { Rule } from '../lint/rule.ts'
import type { RuleSet } from '../lint/rule-set.ts'
import type { Facts } from '../trace/facts.ts'

/** What holds for one file once the configuration and the command line are read. */
export interface Settings {
  readonly locale: Locale
  /** How strings reach OSS, as the command line tells for all of them. */
  readonly via: Via | 'auto'
  /** How they reach OSS where their place does not tell. */
  readonly defaultVia: Via | 'auto'
  readonly rules: Readonly<Record<string, Severity | 'off'>>
  /** True where the command line switches some of them off. */
  readonly isPartial?: true
  /** True under the strict preset: every finding weighs one step more, unless `rules` says what it weighs. */
  readonly strict: boolean
  readonly extraRules: readonly Rule[]
  /** True where functions of the project run, of which nobody can tell what they do another time. */
  readonly hasPrograms?: true
  /** The buckets that `extraRules` know, as text. */
  readonly buckets?: string
  /** What rules were given beside their severity, by rule id. */
  readonly ruleOptions?: LintOptions['ruleOptions']
  /** True where findings are to be switched off by comments, and not mended. */
  readonly suppresses?: true
  /** What is known of the sources, one of each kind: a string is linted with the first that its category takes. */
  readonly sources?: readonly Facts[]
  /** What is known of the sources in a bucket, by its name; wins over `sources`. */
  readonly bucketSources?: Readonly<Record<string, readonly Facts[]>>
  /** True where a string that takes none of the sources is to be told so. */
  readonly mustFit?: true
  /** The checks to run, where they are not those of the rules as they are. */
  readonly ruleSet?: RuleSet
  /** True where comments in files switch nothing off. */
  readonly ignoresDirectives?: true
  /** True where a suggestion counts as a fix if it is the only one of its finding. */
  readonly takesSuggestions?: true
}

/** The settings without a configuration. */
export function plainSettings(locale: Locale, via: Via | 'auto' = 'auto'): Settings {
  return { locale, via, defaultVia: 'auto', rules: {}, strict: false, extraRules: [] }
}

const RAISED: Readonly<Record<Severity, Severity>> = { info: 'warning', warning: 'error', error: 'error' }

/** A finding with the severity that the settings give it; undefined where they switch its rule off. */
export function applySeverity<D extends Pick<RawDiagnostic, 'ruleId' | 'severity'>>(
  diagnostic: D,
  { rules, strict }: Settings,
): D | undefined {
  const setting = rules[diagnostic.ruleId]
  if (setting === 'off') return undefined
  const severity = setting ?? (strict ? RAISED[diagnostic.severity] : diagnostic.severity)
  return severity === diagnostic.severity ? diagnostic : { ...diagnostic, severity }
}

/** Findings with the severities of the settings, without those whose rules are off. */
export function weighed(diagnostics: readonly RawDiagnostic[], settings: Settings): readonly RawDiagnostic[] {
  return diagnostics.flatMap(diagnostic => applySeverity(diagnostic, settings) ?? [])
}
