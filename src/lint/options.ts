import type { Via } from '../catalog/types.ts'
import type { Locale, Severity } from '../language/diagnostic.ts'
import type { Rule } from './rule.ts'

/** How to lint. */
export interface LintOptions {
  /** How the string reaches OSS; `auto`, the default, infers it from the operations. */
  readonly via?: Via | 'auto'
  /** Severity by rule id; `off` silences a rule. */
  readonly rules?: Readonly<Record<string, Severity | 'off'>>
  readonly locale?: Locale
  /** True where U+FFFC in the text stands for a part that is filled in at run time. */
  readonly holes?: boolean
  /** Rules beside the built-in ones. */
  readonly extraRules?: readonly Rule[]
}
