import type { CatalogOperation } from '../catalog/catalog.ts'
import type { ParameterSpec, Via } from '../catalog/types.ts'
import { type Diagnostic, fillMessage, type Locale, rulePage, type Severity } from '../language/diagnostic.ts'
import { applyEdits, type Edit } from '../language/edit.ts'
import { parseTree } from '../language/parser.ts'
import { HOLE, type Parameter, type Pipeline, type Span } from '../language/tree.ts'
import { type BoundOperation, bind, inferVia, MAXIMUM_PARAMETERS } from './bind.ts'
import type { Finding, Rule, RuleContext } from './rule.ts'
import { rules } from './rules/index.ts'
import { syntaxDiagnostic } from './syntax-diagnostic.ts'

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

/** What linting found, and how the string was read. */
export interface LintResult {
  readonly tree: Pipeline
  readonly via: Via
  readonly diagnostics: readonly Diagnostic[]
}

/** The built-in rules, from the form of the string to its meaning. */
export function getRules(): readonly Rule[] {
  return rules
}

/** Finds mistakes in a process string, in the order of the text. Never throws. */
export function lint(text: string, options: LintOptions = {}): readonly Diagnostic[] {
  return lintText(text, options).diagnostics
}

/** Like `lint`, with the tree and the way the string was taken to go. */
export function lintText(text: string, options: LintOptions = {}): LintResult {
  const run = runRules(text, options)
  const { tree, via, diagnostics } = run
  return {
    tree,
    via,
    diagnostics: diagnostics.some(({ fix }) => fix) ? keepSafeFixes(diagnostics, text, options) : diagnostics,
  }
}

function runRules(text: string, options: LintOptions): LintRun {
  const run = new LintRun(text, options, undefined)
  run.execute()
  if (run.diagnostics.length > 1) run.diagnostics.sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end)
  return run
}

/** Longer texts than this are no process strings; trying their fixes one by one would take too long. */
const MAXIMUM_FIXED_LENGTH = 8192

/** A fix that would leave its finding or uncover an error is a suggestion: a person should look at it. */
function keepSafeFixes(diagnostics: readonly Diagnostic[], text: string, options: LintOptions): readonly Diagnostic[] {
  return diagnostics.map(diagnostic => {
    const { fix, ...rest } = diagnostic
    if (!fix || (text.length <= MAXIMUM_FIXED_LENGTH && isSafe(diagnostic, fix, diagnostics, text, options)))
      return diagnostic
    if (text.length > MAXIMUM_FIXED_LENGTH) return rest
    const fixed = applyEdits(text, fix)
    const message = fillMessage({ en: 'Write "{fixed}"', zh: '写成 "{fixed}"' }, { fixed }, options.locale ?? 'en')
    return { ...rest, suggestions: [...(rest.suggestions ?? []), { message, edits: fix }] }
  })
}

function isSafe(
  { ruleId, messageId }: Diagnostic,
  fix: readonly Edit[],
  before: readonly Diagnostic[],
  text: string,
  options: LintOptions,
): boolean {
  const after = runRules(applyEdits(text, fix), options).diagnostics
  const errors = (list: readonly Diagnostic[]) => list.filter(({ severity }) => severity === 'error').length
  const same = (list: readonly Diagnostic[]) =>
    list.filter(other => other.ruleId === ruleId && other.messageId === messageId).length
  return errors(after) <= errors(before) && same(after) < same(before)
}

/** The checks that can say something about one operation or parameter of the catalogue. */
interface Plan {
  readonly operation: readonly Rule[]
  readonly parameters: ReadonlyMap<string, ParameterPlan>
}

/** What is checked of one parameter: always, and when its value is wrong by its type alone. */
interface ParameterPlan {
  readonly spec: ParameterSpec
  readonly always: readonly Rule[]
  readonly onProblem: readonly Rule[]
}

/** A set of rules, sorted by what they look at. */
interface RuleSet {
  readonly string: readonly Rule[]
  readonly operation: readonly Rule[]
  readonly parameter: readonly Rule[]
  readonly unknownOperation: readonly Rule[]
  readonly unknownParameter: readonly Rule[]
  readonly plans: Map<CatalogOperation, Plan>
}

let builtIn: RuleSet | undefined
const extendedSets = new WeakMap<readonly Rule[], RuleSet>()

function getRuleSet(extra: readonly Rule[] | undefined): RuleSet {
  if (extra?.length) {
    const set = extendedSets.get(extra) ?? toRuleSet([...rules, ...extra])
    extendedSets.set(extra, set)
    return set
  }
  builtIn ??= toRuleSet(rules)
  return builtIn
}

function toRuleSet(list: readonly Rule[]): RuleSet {
  return {
    string: list.filter(rule => rule.check),
    operation: list.filter(rule => rule.checkOperation),
    parameter: list.filter(rule => rule.checkParameter),
    unknownOperation: list.filter(rule => rule.checkUnknownOperation),
    unknownParameter: list.filter(rule => rule.checkUnknownParameter),
    plans: new Map(),
  }
}

function getPlan(set: RuleSet, entry: CatalogOperation): Plan {
  let plan = set.plans.get(entry)
  if (!plan) {
    const planFor = (name: string, spec: ParameterSpec): ParameterPlan => {
      const rules = set.parameter.filter(rule => rule.checksParameter?.(spec, entry, name) ?? true)
      return { spec, always: rules.filter(rule => !rule.onProblem), onProblem: rules.filter(rule => rule.onProblem) }
    }
    plan = {
      operation: set.operation.filter(rule => rule.checksOperation?.(entry) ?? true),
      parameters: new Map([...entry.parameters].map(([name, spec]) => [name, planFor(name, spec)])),
    }
    set.plans.set(entry, plan)
  }
  return plan
}

/** One string being linted. It is the context of every rule; `rule` tells whose turn it is. */
class LintRun implements RuleContext {
  readonly diagnostics: Diagnostic[] = []
  readonly tree: Pipeline
  readonly operations: readonly BoundOperation[]
  readonly via: Via
  readonly assumed: boolean
  readonly nested: boolean
  readonly holes: boolean
  readonly text: string
  private readonly options: LintOptions
  private readonly locale: Locale
  private rule: Rule | undefined
  private serverCode: string | undefined

  constructor(text: string, options: LintOptions, outer: LintRun | undefined) {
    const { tree, mistakes } = parseTree(text)
    this.text = text
    this.options = options
    this.locale = options.locale ?? 'en'
    this.holes = options.holes ?? false
    this.tree = tree
    this.operations = bind(tree, this.holes)
    this.nested = outer !== undefined
    const { via = 'auto' } = options
    this.assumed = via === 'auto'
    this.via = via === 'auto' ? (outer?.via ?? inferVia(this.operations)) : via
    for (const mistake of mistakes) this.add(syntaxDiagnostic(mistake, this.locale))
  }

  execute(): void {
    const set = getRuleSet(this.options.extraRules)
    for (const rule of set.string) {
      this.rule = rule
      rule.check?.(this)
    }
    for (const operation of this.operations) {
      if (operation.entry) this.executeOperation(operation, operation.entry, set)
      else this.executeUnknown(operation, set)
    }
  }

  private executeOperation(operation: BoundOperation, entry: CatalogOperation, set: RuleSet): void {
    const plan = getPlan(set, entry)
    for (const rule of plan.operation) {
      this.rule = rule
      rule.checkOperation?.(operation, this)
    }
    let bare = 0
    const { parameters } = operation.node
    const end = Math.min(parameters.length, MAXIMUM_PARAMETERS)
    for (let index = 0; index < end; index++) {
      const node = parameters[index]
      if (!node) break
      const name = node.name ?? ''
      const known = node.name === undefined && bare++ > 0 ? undefined : plan.parameters.get(name)
      if (known) this.executeParameter(node, name, known, operation)
      else if (!(this.holes && (node.name ?? node.value).includes(HOLE))) {
        for (const rule of set.unknownParameter) {
          this.rule = rule
          rule.checkUnknownParameter?.(node, operation, this)
        }
      }
    }
  }

  private executeParameter(node: Parameter, name: string, plan: ParameterPlan, operation: BoundOperation): void {
    const { spec } = plan
    const isHole = this.holes && node.value.includes(HOLE)
    const problem = isHole ? undefined : spec.type.test(node.value)
    if (problem === undefined && plan.always.length === 0) return
    const parameter = { node, name, spec, operation, problem }
    this.serverCode = spec.serverCode
    for (const rule of plan.always) {
      if (isHole && !rule.seesHoles) continue
      this.rule = rule
      rule.checkParameter?.(parameter, this)
    }
    if (problem !== undefined) {
      for (const rule of plan.onProblem) {
        this.rule = rule
        rule.checkParameter?.(parameter, this)
      }
    }
    this.serverCode = undefined
  }

  private executeUnknown(operation: BoundOperation, set: RuleSet): void {
    if (this.holes && (operation.node.name + (operation.stage.category ?? '')).includes(HOLE)) return
    for (const rule of set.unknownOperation) {
      this.rule = rule
      rule.checkUnknownOperation?.(operation, this)
    }
  }

  report(finding: Finding): void {
    const { rule } = this
    const message = rule?.messages[finding.messageId]
    if (!rule || !message)
      throw new Error(`The rule ${rule?.id} reports "${finding.messageId}", which is none of its messages.`)
    const severity = finding.severity ?? rule.severity
    const serverCode = finding.serverCode ?? (severity === 'error' ? this.serverCode : undefined)
    const { data = {}, suggestions } = finding
    this.add({
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
    })
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
