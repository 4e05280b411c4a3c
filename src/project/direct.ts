import { memoize } from '../../grammar/catalogue/memo.ts'
import { type Directed, type Directive, readDirectives } from '../lint/rules/directive/directives.ts'
import { hostRules } from '../lint/rules/host/host-rules.ts'
import { rules } from '../lint/rules/string/index.ts'
import { RECIPE_RULE_IDS } from '../recipe/recipe-rules.ts'
import type { Settings } from './settings.ts'

/** The directives of a text, behind others that are `open`. */
export function directedBy(text: string, settings: Settings, open: readonly Directive[]): Directed {
  return readDirectives(text, ruleIdsOf(settings), open, offIn(settings))
}

const offIn = memoize(({ rules: weights, isPartial }: Settings): ReadonlySet<string | undefined> => {
  const off = Object.keys(weights).filter(id => weights[id] === 'off')
  return new Set(isPartial ? [undefined, ...off] : off)
})

const ruleIdsOf = memoize(
  ({ extraRules }: Settings): ReadonlySet<string> =>
    new Set([...[...rules, ...hostRules, ...extraRules].map(({ id }) => id), ...RECIPE_RULE_IDS]),
)
