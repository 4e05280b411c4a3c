import { type Findings, hint } from './findings.ts'
import type { Fragment, Step, UseStep, WrittenStep } from './recipe.ts'

/** Operations of one recipe with all fragments written out. */
const LIMIT = 1000

/** Writes out names and fragments. */
export function flattenSteps(
  steps: readonly WrittenStep[],
  fragments: ReadonlyMap<string, Fragment>,
  findings: Findings,
): readonly Step[] {
  let count = 0
  const flattenAll = (written: readonly WrittenStep[], chain: readonly string[]): readonly Step[] =>
    written.flatMap(step => (count > LIMIT ? [] : flatten(step, chain)))

  const flatten = (step: WrittenStep, chain: readonly string[]): readonly Step[] => {
    count++
    if (count === LIMIT + 1) findings.add('steps-limit', step.place, { limit: LIMIT })
    switch (step.kind) {
      case 'named':
        return flattenAll(step.steps, chain)
      case 'conditional':
        return [{ ...step, steps: flattenAll(step.steps, chain) }]
      case 'use':
        return useFragment(step, chain)
      default:
        return [step]
    }
  }

  const useFragment = ({ fragment: name, place }: UseStep, chain: readonly string[]) => {
    const fragment = fragments.get(name)
    if (!fragment) findings.add('unknown-fragment', place, { name, hint: hint(name, fragments.keys()) })
    else if (chain.includes(name)) findings.add('fragment-cycle', place, { name })
    else return flattenAll(fragment.steps, [...chain, name])
    return []
  }

  return flattenAll(steps, [])
}
