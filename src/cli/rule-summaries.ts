import { bucketRules } from '../config/bucket-rules.ts'
import type { Config } from '../config/config.ts'
import { hostRules } from '../config/host-rules.ts'
import type { Resolver } from '../config/resolve.ts'
import type { Rule } from '../lint/rule.ts'
import { rules } from '../lint/rules/index.ts'
import type { RuleSummary } from '../report/report.ts'

/** The rules that a run has, for reports that describe them. */
export function ruleSummaries(config: Config | undefined, { extraRules }: Resolver): readonly RuleSummary[] {
  const own = config?.customRules ?? []
  const ofBuckets = extraRules.length > own.length ? bucketRules(config?.buckets) : []
  return [...rules, ...hostRules, ...own.map(withDescription), ...ofBuckets]
}

/** A rule of the project's own may do without a description. */
function withDescription({ id, severity, description }: Rule): RuleSummary {
  return { id, severity, description: description ?? { en: id, zh: id } }
}
