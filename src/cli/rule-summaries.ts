import { withDocumentation } from '../lint/documentation.ts'
import type { Rule } from '../lint/rule.ts'
import { hostRules } from '../lint/rules/host/host-rules.ts'
import { rules } from '../lint/rules/string/index.ts'
import { recipeSummaries } from '../recipe/recipe-rules.ts'
import type { RuleSummary } from '../report/report.ts'

/** The rules that a run has, for reports that describe them. */
export function ruleSummaries(extraRules: readonly Rule[]): readonly RuleSummary[] {
  const others = new Map(withDocumentation(extraRules).map(rule => [rule.id, withDescription(rule)]))
  return [...withDocumentation([...rules, ...hostRules]), ...recipeSummaries(), ...others.values()]
}

/** A rule of the project's own may do without a description. */
function withDescription({ id, severity, description }: Rule): RuleSummary {
  return { id, severity, description: description ?? { en: id, zh: id } }
}
