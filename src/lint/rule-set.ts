import type { CatalogOperation } from '../catalog/catalog.ts'
import type { ParameterSpec } from '../catalog/types.ts'
import type { Rule } from './rule.ts'
import { rules } from './rules/index.ts'

/** One check of a rule. All checks have this one shape, so that calling them stays fast however many rules there are. */
export interface Check<Run> {
  readonly rule: Rule
  readonly run: Run
  readonly seesHoles: boolean
}

type StringCheck = NonNullable<Rule['check']>
type OperationCheck = NonNullable<Rule['checkOperation']>
type UnknownOperationCheck = NonNullable<Rule['checkUnknownOperation']>
type ParameterCheck = NonNullable<Rule['checkParameter']>
type UnknownParameterCheck = NonNullable<Rule['checkUnknownParameter']>

/** The checks that can say something about one operation of the catalogue and its parameters. */
export interface Plan {
  readonly operation: readonly Check<OperationCheck>[]
  /** Undefined for a name that the catalogue does not know. */
  getParameter(name: string): ParameterPlan | undefined
}

/** What is checked of one parameter: always, and when its value is wrong by its type alone. */
export interface ParameterPlan {
  readonly spec: ParameterSpec
  readonly always: readonly Check<ParameterCheck>[]
  readonly onProblem: readonly Check<ParameterCheck>[]
}

/** A set of rules, sorted by what they look at. */
export interface RuleSet {
  readonly string: readonly Check<StringCheck>[]
  readonly unknownOperation: readonly Check<UnknownOperationCheck>[]
  readonly unknownParameter: readonly Check<UnknownParameterCheck>[]
  getPlan(entry: CatalogOperation): Plan
}

let builtIn: RuleSet | undefined
const extendedSets = new WeakMap<readonly Rule[], RuleSet>()

/** The built-in rules, and others beside them. Sets are made once. */
export function getRuleSet(extra: readonly Rule[] | undefined): RuleSet {
  if (extra?.length) {
    const set = extendedSets.get(extra) ?? createRuleSet([...rules, ...extra])
    extendedSets.set(extra, set)
    return set
  }
  builtIn ??= createRuleSet(rules)
  return builtIn
}

function createRuleSet(list: readonly Rule[]): RuleSet {
  const plans = new Map<CatalogOperation, Plan>()
  return {
    string: list.flatMap(rule => toCheck(rule, rule.check)),
    unknownOperation: list.flatMap(rule => toCheck(rule, rule.checkUnknownOperation)),
    unknownParameter: list.flatMap(rule => toCheck(rule, rule.checkUnknownParameter)),
    getPlan: entry => {
      const plan = plans.get(entry) ?? createPlan(list, entry)
      plans.set(entry, plan)
      return plan
    },
  }
}

function createPlan(list: readonly Rule[], entry: CatalogOperation): Plan {
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
): readonly Check<Run>[] {
  return run ? [{ rule, run, seesHoles: rule.seesHoles ?? false }] : []
}
