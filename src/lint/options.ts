import type { Locale } from '../../grammar/catalogue/localized.ts'
import type { Via } from '../../grammar/catalogue/types.ts'
import type { Address } from '../catalogue/address.ts'
import type { Severity } from '../language/diagnostic.ts'
import type { Facts } from '../trace/facts.ts'
import type { Rule } from './rule.ts'
import type { RuleSet } from './rule-set.ts'

/** How to lint. */
export interface LintOptions {
  /** How the string reaches OSS; `auto`, the default, infers it from the operations. */
  readonly via?: Via | 'auto'
  /** Severity by rule id; `off` silences a rule. */
  readonly rules?: Readonly<Record<string, Severity | 'off'>>
  readonly locale?: Locale
  /** What is known of the address that the string stands in; rules about the source and the way to it are silent without. */
  readonly address?: Address
  /** True where U+FFFC in the text stands for a part that is filled in at run time. */
  readonly holes?: boolean
  /** True where the host may go on behind the end of the text, so that nothing that is missing there is held against it. */
  readonly open?: boolean
  /** True for a string that the host puts into the value of a watermark picture, as it stands there. */
  readonly nested?: boolean
  /** What rules are told beside their severity, by rule id; they find it in `context.options`. */
  readonly ruleOptions?: Readonly<Record<string, Readonly<Record<string, unknown>>>> | undefined
  /** What is known of the source, for the rules that need it; they are silent without. */
  readonly facts?: Facts
  /** Rules beside the built-in ones. */
  readonly extraRules?: readonly Rule[]
  /** False where nobody wants fixes, so that none is tried; the findings have none then. */
  readonly fixes?: boolean
  /** The checks to run in place of those of the built-in rules and `extraRules`. */
  readonly ruleSet?: RuleSet
}
