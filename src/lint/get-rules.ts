import { memoize } from '../../grammar/catalogue/memo.ts'
import { withDocumentation } from './documentation.ts'
import type { Rule } from './rule.ts'
import { rules } from './rules/string/index.ts'

const documented = /* @__PURE__ */ memoize((given: readonly Rule[]) => withDocumentation(given))

/** The built-in rules, from the form of the string to its meaning. */
export function getRules(): readonly Rule[] {
  return documented(rules)
}
