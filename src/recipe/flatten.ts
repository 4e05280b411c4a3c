import { type Localized, listOf } from '../../grammar/catalogue/localized.ts'
import { entryName, evaluate, operandNames } from './expression.ts'
import { type Findings, hint } from './findings.ts'
import type { Fragment, RecipeStep, Reference, StepCondition, Text, UseStep, WrittenStep } from './recipe.ts'
import { referencesOf, textsOf } from './text.ts'

/** Operations of one recipe with all fragments written out. */
const LIMIT = 1000

/** Texts for the names that a fragment refers to. */
type Arguments = UseStep['arguments']

/** What surrounds a step: the fragments that it stands in, the conditions on it, and the arguments of its fragment. */
interface StepSurroundings {
  readonly chain: readonly string[]
  readonly when: readonly StepCondition[]
  readonly args: Arguments
}

/** Writes out names, fragments and conditions. */
export function flattenSteps(
  steps: readonly WrittenStep[],
  fragments: ReadonlyMap<string, Fragment>,
  findings: Findings,
): readonly RecipeStep[] {
  let count = 0
  const flattenAll = (written: readonly WrittenStep[], around: StepSurroundings): readonly RecipeStep[] =>
    written.flatMap(step => (count > LIMIT ? [] : flatten(step, around)))

  const flatten = (step: WrittenStep, around: StepSurroundings): readonly RecipeStep[] => {
    count++
    if (count === LIMIT + 1) findings.add('steps-limit', step.place, { limit: LIMIT })
    const { args, when } = around
    const guard = when.length > 0 ? { when } : {}
    switch (step.kind) {
      case 'named':
        return flattenAll(step.steps, around)
      case 'guarded': {
        const own = step.when.map(condition => substituteCondition(condition, args, findings))
        return flattenAll(step.steps, { ...around, when: [...when, ...own] })
      }
      case 'conditional':
        return [{ ...step, ...guard, steps: flattenAll(step.steps, { ...around, when: [] }) }]
      case 'use':
        return useFragment(step, around)
      case 'operation': {
        const own = step.arguments.map(argument => ({ ...argument, value: substitute(argument.value, args, findings) }))
        return [{ ...step, ...guard, arguments: own }]
      }
      case 'process':
        return [{ ...step, ...guard, text: substitute(step.text, args, findings) }]
      default:
        return [{ ...step, ...guard }]
    }
  }

  const useFragment = (step: UseStep, around: StepSurroundings): readonly RecipeStep[] => {
    const { fragment: name, place } = step
    const fragment = fragments.get(name)
    if (!fragment) findings.add('unknown-fragment', place, { name, hint: hint(name, fragments.keys()) })
    else if (around.chain.includes(name)) {
      const chain = [...around.chain.slice(around.chain.indexOf(name)), name].join(' -> ')
      findings.add('fragment-cycle', place, { name, chain })
    } else {
      checkArguments(step, fragment, findings)
      const given = [...step.arguments].map(([key, text]) => [key, substitute(text, around.args, findings)] as const)
      return flattenAll(fragment.steps, { ...around, chain: [...around.chain, name], args: new Map(given) })
    }
    return []
  }

  return flattenAll(steps, { chain: [], when: [], args: new Map() })
}

const TAKES_NONE: Localized = { en: 'it takes no arguments', zh: '它没有参数' }
const TAKES = (names: readonly string[]): Localized => {
  const list = listOf(names)
  return { en: `it takes ${list.en}`, zh: `它的参数有 ${list.zh}` }
}

/** Arguments that the fragment does not refer to. */
function checkArguments({ fragment, arguments: given }: UseStep, { steps }: Fragment, findings: Findings): void {
  const references = steps.flatMap(textsOf).flatMap(referencesOf)
  const known = new Set(references.flatMap(({ name, operations }) => [name, ...operandNames(operations)]))
  const names = [...known].filter(name => !/^(?:source\.|now$|output$)/.test(name))
  const takes = names.length > 0 ? TAKES(names) : TAKES_NONE
  for (const [name, { place }] of given) {
    if (!known.has(name)) findings.add('fragment-argument', place, { name, fragment, takes, hint: hint(name, known) })
  }
}

function substituteCondition(condition: StepCondition, args: Arguments, findings: Findings): StepCondition {
  const { left, right } = condition
  return {
    ...condition,
    left: substitute(left, args, findings),
    ...(right && { right: substitute(right, args, findings) }),
  }
}

/** Puts the arguments of a fragment in place of the references to them. An argument alone stands where it was given. */
function substitute(text: Text, args: Arguments, findings: Findings): Text {
  if (args.size === 0) return text
  const parts = text.parts.map(part => (typeof part === 'string' ? [part] : replace(part, args, findings)))
  const [only] = text.parts
  const given = text.parts.length === 1 && typeof only === 'object' ? args.get(only.name) : undefined
  return given ? { ...given, parts: parts.flat() } : { parts: parts.flat(), place: text.place }
}

function replace(reference: Reference, args: Arguments, findings: Findings): Text['parts'] {
  const operations = reference.operations.map(operation => {
    const operand = operation.kind === 'arithmetic' ? constantIn(args.get(operation.operand)) : undefined
    return operand === undefined || operation.kind !== 'arithmetic' ? operation : { ...operation, operand }
  })
  const given = args.get(reference.name)
  if (!given) return [{ ...reference, operations }]
  const constant = constantIn(given)
  if (constant !== undefined) {
    const [first, ...rest] = operations
    // An entry by a constant key is a name of its own.
    if (first?.kind === 'lookup') return [{ ...reference, name: entryName(first.table, constant), operations: rest }]
    return [evaluate({ ...reference, operations }, constant, () => undefined) ?? '']
  }
  const [only, ...more] = given.parts
  if (typeof only === 'object' && more.length === 0) {
    const fallback = only.fallback ?? reference.fallback
    return [{ ...only, operations: [...only.operations, ...operations], ...(fallback !== undefined && { fallback }) }]
  }
  if (operations.length > 0) findings.add('fragment-operation', given.place, { name: reference.name })
  return given.parts
}

function constantIn(text: Text | undefined): string | undefined {
  return text?.parts.every(part => typeof part === 'string') ? text.parts.join('') : undefined
}
