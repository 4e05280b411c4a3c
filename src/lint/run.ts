import type { Via } from '../catalog/types.ts'
import { type Diagnostic, fillMessage, type Locale, localeOf, rulePage } from '../language/diagnostic.ts'
import type { Mistake } from '../language/mistakes.ts'
import { parseTree } from '../language/parser.ts'
import { HOLE, type Parameter, type Pipeline, type Span, type Stage } from '../language/tree.ts'
import {
  type BoundOperation,
  bind,
  checkedParameters,
  inferVia,
  type KnownOperation,
  type UnknownOperation,
} from './bind.ts'
import type { LintOptions } from './options.ts'
import type { Finding, Rule, RuleContext } from './rule.ts'
import { getRuleSet, type ParameterPlan, type RuleSet } from './rule-set.ts'
import { syntaxDiagnostic } from './syntax-diagnostic.ts'

/** Findings whose fix spells the same value otherwise, and needs no proof. */
export const respellings: WeakSet<Diagnostic> = new WeakSet()

/** One string being linted. It is the context of every rule; `rule` tells whose turn it is. */
export class LintRun implements RuleContext {
  readonly diagnostics: Diagnostic[] = []
  readonly tree: Pipeline
  readonly operations: readonly BoundOperation[]
  readonly unknownStages: readonly Stage[]
  readonly isRegular: boolean
  readonly via: Via
  readonly assumed: boolean
  readonly nested: boolean
  readonly holes: boolean
  readonly text: string
  private readonly options: LintOptions
  private readonly locale: Locale
  private rule: Rule | undefined
  private serverCode: string | undefined
  /** True while the catalogue is unsure of what is looked at, so that nothing said of it is an error. */
  private isDoubtful = false

  constructor(text: string, options: LintOptions, outer: LintRun | undefined) {
    const { tree, mistakes, isRegular } = parseTree(text)
    const { operations, unknownStages } = bind(tree, options.holes ?? false)
    this.text = text
    this.options = options
    this.locale = localeOf(options.locale)
    this.holes = options.holes ?? false
    this.tree = tree
    this.isRegular = isRegular
    this.operations = operations
    this.unknownStages = unknownStages
    this.nested = outer !== undefined
    const { via = 'auto' } = options
    this.assumed = via === 'auto'
    this.via = via === 'auto' ? (outer?.via ?? inferVia(this.operations)) : via
    for (const mistake of mistakes) {
      if (!(this.holes && concernsHole(mistake, text)) && !isEncodedStage(mistake))
        this.add(syntaxDiagnostic(mistake, this.locale))
    }
  }

  execute(): void {
    const set = getRuleSet(this.options.extraRules)
    for (const { rule, run } of set.string) {
      this.rule = rule
      run(this)
    }
    for (const operation of this.operations) {
      if (operation.entry) {
        this.isDoubtful = operation.entry.spec.confidence === 'low'
        this.executeOperation(operation, set)
        this.isDoubtful = false
      } else this.executeUnknown(operation, set)
    }
  }

  private executeOperation(operation: KnownOperation, set: RuleSet): void {
    const plan = set.getPlan(operation.entry)
    for (const { rule, run } of plan.operation) {
      this.rule = rule
      run(operation, this)
    }
    let bare = 0
    for (const node of checkedParameters(operation)) {
      const name = node.name ?? ''
      const known = node.name === undefined && bare++ > 0 ? undefined : plan.getParameter(name)
      if (known) this.executeParameter(node, name, known, operation)
      else if (!(this.holes && (node.name ?? node.value).includes(HOLE))) {
        for (const { rule, run } of set.unknownParameter) {
          this.rule = rule
          run(node, operation, this)
        }
      }
    }
  }

  private executeParameter(node: Parameter, name: string, plan: ParameterPlan, operation: KnownOperation): void {
    const { spec } = plan
    const isHole = this.holes && node.value.includes(HOLE)
    const problem = isHole ? undefined : spec.type.test(node.value)
    if (problem === undefined && plan.always.length === 0) return
    const parameter = { node, name, spec, operation, problem }
    const wasDoubtful = this.isDoubtful
    this.isDoubtful ||= spec.confidence === 'low'
    this.serverCode = spec.serverCode
    for (const { rule, run, seesHoles } of plan.always) {
      if (isHole && !seesHoles) continue
      this.rule = rule
      run(parameter, this)
    }
    if (problem !== undefined) {
      for (const { rule, run } of plan.onProblem) {
        this.rule = rule
        run(parameter, this)
      }
    }
    this.serverCode = undefined
    this.isDoubtful = wasDoubtful
  }

  private executeUnknown(operation: UnknownOperation, set: RuleSet): void {
    if (this.holes && (operation.node.name + (operation.stage.category ?? '')).includes(HOLE)) return
    for (const { rule, run } of set.unknownOperation) {
      this.rule = rule
      run(operation, this)
    }
  }

  report(finding: Finding): void {
    const { rule } = this
    const message = rule?.messages[finding.messageId]
    if (!rule || !message)
      throw new Error(`The rule ${rule?.id} reports "${finding.messageId}", which is none of its messages.`)
    const wanted = finding.severity ?? rule.severity
    const isDoubtful = this.isDoubtful || finding.entry?.spec.confidence === 'low'
    const severity = wanted === 'error' && isDoubtful ? 'warning' : wanted
    const serverCode = finding.serverCode ?? (severity === 'error' ? this.serverCode : undefined)
    const { data = {}, suggestions } = finding
    const diagnostic: Diagnostic = {
      ruleId: rule.id,
      messageId: finding.messageId,
      severity,
      message: fillMessage(message, data, this.locale),
      span: { start: finding.span.start, end: finding.span.end },
      url: rulePage(rule.id),
      ...(serverCode && { serverCode }),
      ...(finding.fix && { fix: finding.fix }),
      ...(suggestions?.length && {
        suggestions: suggestions.map(({ message: text, edits }) => ({
          message: fillMessage(text, data, this.locale),
          edits,
        })),
      }),
    }
    if (finding.isRespelling) respellings.add(diagnostic)
    this.add(diagnostic)
  }

  lintNested(text: string, locate: (span: Span) => Span): void {
    const inner = new LintRun(text, { ...this.options, holes: false }, this)
    inner.execute()
    for (const { fix: _fix, suggestions: _suggestions, ...diagnostic } of inner.diagnostics) {
      this.diagnostics.push({ ...diagnostic, span: locate(diagnostic.span) })
    }
  }

  private add(diagnostic: Diagnostic): void {
    const setting = this.options.rules?.[diagnostic.ruleId]
    if (setting === 'off') return
    this.diagnostics.push(setting ? { ...diagnostic, severity: setting } : diagnostic)
  }
}

/** A category with an encoded slash in it is a whole stage; the rule double-encoding reports it. */
function isEncodedStage({ messageId, data }: Mistake): boolean {
  return (messageId === 'missingOperation' || messageId === 'missingCategory') && /%2F/i.test(String(data?.found))
}

/** A word that is filled in at run time may bring a category, or the whole rest of a string, along. */
function concernsHole({ data, span }: Mistake, text: string): boolean {
  return String(data?.found).includes(HOLE) || text[span.start - 1] === HOLE || text[span.end] === HOLE
}
