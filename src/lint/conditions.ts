import { inBoth, type Localized, listOf } from '../../grammar/catalogue/localized.ts'
import { memoize } from '../../grammar/catalogue/memo.ts'
import type { Condition, Constraint } from '../../grammar/catalogue/types.ts'
import type { CatalogOperation } from '../catalogue/catalogue.ts'
import { HOLE } from '../language/tree.ts'
import { type BoundOperation, effectiveValue, FEW_PARAMETERS, findParameter, isRefused } from './bind.ts'

/** Whether a condition holds; undefined where a hole, or a value that is refused, leaves it open. */
export function holds(condition: Condition, operation: BoundOperation): boolean | undefined {
  let answer: boolean | undefined = true
  for (const name in condition) {
    const met = meets(condition[name], name, operation)
    if (met === false) return false
    if (met === undefined) answer = undefined
  }
  return answer
}

function meets(wanted: Condition[string] | undefined, name: string, operation: BoundOperation): boolean | undefined {
  if (typeof wanted !== 'object') {
    const present = findParameter(operation, name) !== undefined
    return !present && operation.open ? undefined : present === wanted
  }
  const value = effectiveValue(operation, name)
  if (value?.includes(HOLE) || (value === undefined && operation.open)) return undefined
  if (value !== undefined && wanted.includes(value)) return true
  return isRefused(operation, name) ? undefined : false
}

interface Conditions {
  readonly when?: readonly Condition[]
  readonly unless?: readonly Condition[]
}

// Many parameters of one operation share a constraint and ask for it in turn.
const answersOf = memoize((_operation: BoundOperation) => new Map<Conditions, boolean>())

/** True where the constraint is surely broken: one of `when` holds, or none of `unless` can. */
export function isBroken(constraint: Conditions, operation: BoundOperation): boolean {
  if (operation.node.parameters.length <= FEW_PARAMETERS) return findBroken(constraint, operation)
  const answers = answersOf(operation)
  const known = answers.get(constraint)
  if (known !== undefined) return known
  const answer = findBroken(constraint, operation)
  answers.set(constraint, answer)
  return answer
}

function findBroken({ when, unless }: Conditions, operation: BoundOperation): boolean {
  if (when && !when.some(condition => holds(condition, operation) === true)) return false
  return !unless?.some(condition => holds(condition, operation) !== false)
}

/** Conditions in words, `"m" is pad`. */
export function describeConditions(conditions: readonly Condition[]): Localized {
  return inBoth(locale =>
    conditions
      .map(condition => Object.entries(condition).map(([name, wanted]) => describeEntry(name, wanted)[locale]))
      .map(parts => parts.join(locale === 'en' ? ' and ' : ' 且 '))
      .join(locale === 'en' ? ' or ' : ' 或 ')
      .replace(/([且或]) (?=\p{Script=Han})/gu, '$1'),
  )
}

function describeEntry(name: string, wanted: boolean | readonly string[]): Localized {
  if (wanted === true) return { en: `"${name}" is given`, zh: `写了 "${name}"` }
  if (wanted === false) return { en: `"${name}" is left out`, zh: `没有写 "${name}"` }
  const values = listOf(wanted)
  return { en: `"${name}" is ${values.en}`, zh: `"${name}" 为 ${values.zh}` }
}

/** True for a parameter that a constraint of the kind can find fault with. */
export function hasConstraint(entry: CatalogOperation, name: string, ...kinds: Constraint['kind'][]): boolean {
  return entry.constraintsOf(name).some(({ kind }) => kinds.includes(kind))
}
