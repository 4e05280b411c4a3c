import { memoize, once } from '../../grammar/catalogue/memo.ts'
import type { ParameterSpec } from '../../grammar/catalogue/types.ts'
import type { CatalogOperation } from '../catalogue/catalogue.ts'
import type { Rule } from './rule.ts'
import { rules } from './rules/string/index.ts'

/** One check of a rule. All checks have this one shape, so that calling them stays fast however many rules there are. */
export interface RuleCheck<Run> {
  readonly rule: Rule
  readonly run: Run
  readonly seesHoles: boolean
  readonly onSource: boolean
  readonly onIrregular: boolean
}

type StringCheck = NonNullable<Rule['check']>
type OperationCheck = NonNullable<Rule['checkOperation']>
type UnknownOperationCheck = NonNullable<Rule['checkUnknownOperation']>
type ParameterCheck = NonNullable<Rule['checkParameter']>
type UnknownParameterCheck = NonNullable<Rule['checkUnknownParameter']>

/** The checks that can say something about one operation of the catalogue and its parameters. */
export interface CheckPlan {
  readonly operation: readonly RuleCheck<OperationCheck>[]
  /** Undefined for a name that the catalogue does not know. */
  getParameter(name: string): ParameterPlan | undefined
}

/** What is checked of one parameter: always, and when its value is wrong by its type alone. */
export interface ParameterPlan {
  readonly spec: ParameterSpec
  readonly always: readonly RuleCheck<ParameterCheck>[]
  readonly onProblem: readonly RuleCheck<ParameterCheck>[]
}

/** A set of rules, sorted by what they look at. */
export interface RuleSet {
  readonly string: readonly RuleCheck<StringCheck>[]
  readonly unknownOperation: readonly RuleCheck<UnknownOperationCheck>[]
  readonly unknownParameter: readonly RuleCheck<UnknownParameterCheck>[]
  getPlan(entry: CatalogOperation): CheckPlan
}

const builtInSet = /* @__PURE__ */ once(() => createRuleSet(rules))
const extendedSet = memoize((extra: readonly Rule[]) => createRuleSet([...rules, ...extra]))

/** The built-in rules, and others beside them. A set is made once for a list. */
export function getRuleSet(extra: readonly Rule[] | undefined): RuleSet {
  return extra?.length ? extendedSet(extra) : builtInSet()
}

/** True for a rule that is built in, or one of others beside those. */
export function hasRule(id: string, extra: readonly Rule[]): boolean {
  return [...rules, ...extra].some(rule => rule.id === id)
}

/** The same rules with a clock at each check: `times` collects how long each rule took, in the unit of `now`. */
export function makeTimedRuleSet(extra: readonly Rule[], times: Map<string, number>, now: () => number): RuleSet {
  const timed = <A extends readonly unknown[]>(id: string, run: ((...args: A) => void) | undefined) =>
    run &&
    ((...args: A) => {
      const start = now()
      run(...args)
      times.set(id, (times.get(id) ?? 0) + now() - start)
    })
  return createRuleSet(
    [...rules, ...extra].map(rule => {
      const { id, check, checkOperation, checkUnknownOperation, checkParameter, checkUnknownParameter } = rule
      const checks = {
        check: timed(id, check),
        checkOperation: timed(id, checkOperation),
        checkUnknownOperation: timed(id, checkUnknownOperation),
        checkParameter: timed(id, checkParameter),
        checkUnknownParameter: timed(id, checkUnknownParameter),
      }
      return { ...rule, ...Object.fromEntries(Object.entries(checks).filter(([, run]) => run)) }
    }),
  )
}

/** Sorts rules by what they look at. */
function createRuleSet(list: readonly Rule[]): RuleSet {
  const plans = new Map<CatalogOperation, CheckPlan>()
  return {
    string: list.flatMap(rule => toCheck(rule, rule.check)),
    unknownOperation: list.flatMap(rule => toCheck(rule, rule.checkUnknownOperation)),
    unknownParameter: list.flatMap(rule => toCheck(rule, rule.checkUnknownParameter)),
    getPlan: entry => {
      const known = plans.get(entry)
      if (known) return known
      const plan = createPlan(list, entry)
      plans.set(entry, plan)
      return plan
    },
  }
}

function createPlan(list: readonly Rule[], entry: CatalogOperation): CheckPlan {
  const operation = list
    .filter(rule => rule.checksOperation?.(entry) ?? true)
    .flatMap(rule => toCheck(rule, rule.checkOperation))
  const parameters = new Map<string, ParameterPlan>()
  const planFor = (name: string, spec: ParameterSpec): ParameterPlan => {
    const checks = list
      .filter(rule => rule.checksParameter?.(spec, entry, name) ?? true)
      .flatMap(rule => toCheck(rule, rule.checkParameter))
    return {
      spec,
      always: checks.filter(({ rule }) => !rule.onProblem),
      onProblem: checks.filter(({ rule }) => rule.onProblem),
    }
  }
  return {
    operation,
    getParameter: name => {
      const known = parameters.get(name)
      if (known) return known
      const spec = entry.parameters.get(name)
      const plan = spec && planFor(name, spec)
      if (plan) parameters.set(name, plan)
      return plan
    },
  }
}

function toCheck<Run extends (...parameters: never[]) => void>(
  rule: Rule,
  run: Run | undefined,
): readonly RuleCheck<Run>[] {
  if (!run) return []
  const { seesHoles = false, onSource = false, onIrregular = false } = rule
  return [{ rule, run, seesHoles, onSource, onIrregular }]
}
