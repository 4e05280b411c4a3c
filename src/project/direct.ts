import { memoize } from '../../grammar/catalogue/memo.ts'
import { type Directed, type Directive, readDirectives } from '../lint/rules/directive/directives.ts'
import { hostRules } from '../lint/rules/host/host-rules.ts'
import { rules } from '../lint/rules/string/index.ts'
import { RECIPE_RULES } from '../recipe/recipe-rules.ts'
import type { Settings } from './settings.ts'

/** The directives of a text, behind others that are `open`. */
export function directedBy(text: string, settings: Settings, open: readonly Directive[]): Directed {
  return readDirectives(text, ruleIdsOf(settings), open)
}

const ruleIdsOf = memoize(
  ({ extraRules }: Settings): ReadonlySet<string> =>
    new Set([...[...rules, ...hostRules, ...extraRules].map(({ id }) => id), ...Object.keys(RECIPE_RULES)]),
)
