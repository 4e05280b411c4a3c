import type { Localized } from '../../grammar/catalogue/localized.ts'
import type { ParameterSpec, Via } from '../../grammar/catalogue/types.ts'
import type { Address } from '../catalogue/address.ts'
import type { CatalogOperation } from '../catalogue/catalogue.ts'
import type { MessageData, Severity } from '../language/diagnostic.ts'
import type { Edit } from '../language/edit.ts'
import type { Parameter, Pipeline, Span, Stage } from '../language/tree.ts'
import type { Facts } from '../trace/facts.ts'
import type { RawTrace } from '../trace/trace.ts'
import type { BoundOperation, BoundParameter, KnownOperation, UnknownOperation } from './bind.ts'
import type { KnownFacts } from './known-facts.ts'

/** What a rule reports. Severity and server code default to those of the rule and of the parameter. */
export interface Finding<M extends string = string> {
  readonly messageId: M
  readonly data?: MessageData
  readonly span: Span
  readonly severity?: Severity
  /** What a check of the whole string speaks of: no error where the catalogue is unsure of it. Other checks need not tell. */
  readonly entry?: CatalogOperation
  readonly serverCode?: string | undefined
  readonly fix?: readonly Edit[] | undefined
  /** Other findings that reach into this part have the same cause, and are left out. */
  readonly covers?: Span
  /** The rules whose findings alone are left out there. */
  readonly coversRules?: readonly string[]
  /** True where the fix spells the same value otherwise, so that nothing else can come of it. */
  readonly isRespelling?: boolean
  readonly suggestions?: readonly { readonly message: Localized; readonly edits: readonly Edit[] }[]
}

/** The rules that tell of parameters that are not there. */
export const ABSENCES: readonly string[] = ['missing-parameter', 'unbounded-animation', 'sprite-frames']

/** What a rule sees of the string. */
export interface RuleContext<M extends string = string> {
  readonly text: string
  readonly tree: Pipeline
  readonly operations: readonly BoundOperation[]
  readonly via: Via
  /** True where `via` was inferred and not told. */
  readonly assumed: boolean
  /** False where the text has an empty word or a character that process strings are not made of, such as a blank, "%" or "?". */
  readonly isRegular: boolean
  /** Stages whose category OSS does not know. */
  readonly unknownStages: readonly Stage[]
  /** The address that the string stands in; nothing is known of it inside the value of a watermark image. */
  readonly address: Address
  /** True in the process string inside the value of a watermark image. */
  readonly nested: boolean
  /** True where U+FFFC in the text stands for a part that is filled in at run time. */
  readonly holes: boolean
  /** True where the host may go on behind the end of the text. */
  readonly open: boolean
  /** What the configuration tells rules beside their severity, by rule id. */
  readonly options: Readonly<Record<string, Readonly<Record<string, unknown>>>>
  /** What is known of the source: what was told, or what its extension tells. */
  readonly known: KnownFacts | undefined
  /** What is known of the source, traced through the string; undefined where nothing is known. Worked out once. */
  traced(): RawTrace | undefined
  report(finding: Finding<M>): void
  /** Lints a text that stands decoded inside `span`; its findings are placed by `locate`, which maps its offsets to this text. */
  lintNested(text: string, locate: (span: Span) => Span): void
}

/** A string in the documentation of a rule. */
export interface Example {
  readonly text: string
  /** `auto` when left out. */
  readonly via?: Via
  readonly address?: Address
  /** What is known of the source. */
  readonly facts?: Facts
}

/**
 * A rule: what it is for, its messages, examples that are its documentation and its tests, and the checks.
 * A check with a filter runs only on what passes it; the filter sees the catalogue alone and is asked once per entry.
 * Checks are called without `this`.
 */
export interface Rule<M extends string = string> {
  readonly id: string
  readonly severity: Severity
  readonly description: Localized
  /** Titles of the help pages that it stands on, as the catalogue lists them with their days. */
  readonly sources?: readonly string[]
  readonly messages: Readonly<Record<M, Localized>>
  readonly examples: { readonly invalid: readonly Example[]; readonly valid: readonly Example[] }
  /** Once per string. */
  check?(context: RuleContext<M>): void
  /** True for a rule whose `check` says something only where something is known of the source. */
  readonly onSource?: true
  /** True for a rule whose `check` says nothing of a text that is regular. */
  readonly onIrregular?: true
  /** For each operation that the catalogue knows. */
  checkOperation?(operation: KnownOperation, context: RuleContext<M>): void
  checksOperation?(entry: CatalogOperation): boolean
  checkUnknownOperation?(operation: UnknownOperation, context: RuleContext<M>): void
  /** For each parameter that the catalogue knows and whose value has no hole. */
  checkParameter?(parameter: BoundParameter, context: RuleContext<M>): void
  /** True for a rule that looks only at parameters whose value is wrong by its type alone. */
  readonly onProblem?: true
  checksParameter?(spec: ParameterSpec, entry: CatalogOperation, name: string): boolean
  /** True for a rule about what stands beside a parameter, which a value that is filled in at run time does not change. */
  readonly seesHoles?: true
  checkUnknownParameter?(parameter: Parameter, operation: KnownOperation, context: RuleContext<M>): void
}

/** Declares a rule; the message ids of its reports are checked against its messages. */
export function defineRule<M extends string>(rule: Rule<M>): Rule<M> {
  return rule
}
