import { decodeBase64Url } from '../../grammar/catalogue/base64url.ts'
import type { Via } from '../../grammar/catalogue/types.ts'
import { print } from '../language/printer.ts'
import { HOLE, type Pipeline } from '../language/tree.ts'
import { bind, inferVia } from '../lint/bind.ts'
import type { ArgumentProblem, WrittenParameter } from './argument.ts'
import { type BuiltTree, buildEnding, buildSteps, nodesOf } from './build.ts'
import { type CheckContext, checkBuilt } from './check.ts'
import { type FilledCondition, fillCondition } from './condition.ts'
import type { CellValues, Filled } from './fill.ts'
import type { Place, RecipeStep, StepCondition } from './recipe.ts'
import type { SourceObject } from './source.ts'
import { type CellTarget, toTarget } from './target.ts'

/** The process string of one cell, made once; `fill` puts in what differs from input to input. */
export interface Template {
  readonly via: Via
  /** The process string where it is the same for all inputs. */
  readonly constant?: string
  /** The text with a hole for each value that differs. */
  readonly text: string
  /** The text with what stands for the holes: `image/resize,w_{source.width}`. */
  readonly words: string
  readonly fill: (source: SourceObject) => Filling
  readonly target?: CellTarget
  /** Equal for cells that make the same strings for every input. */
  readonly signature: string
  /** Whether a step is left of those that have conditions. */
  readonly hasSteps: boolean
  /** Whether the linter found no error, so that errors of single inputs come from their values. */
  readonly isClean: boolean
  /** The template for one input where conditions depend on it; this one stands for all inputs whose conditions hold. */
  readonly choose?: (source: SourceObject) => Template
}

/** A process string for one input, and the values that it could not be made of. */
export interface Filling {
  readonly process: string
  /** The values that differ, without names of results that are beyond doubt: strings of one template with equal ones are checked once. */
  readonly form: string
  readonly problems: readonly RefusedValue[]
}

/** A value of one input that the parameter does not take. */
export interface RefusedValue {
  readonly written: WrittenParameter
  readonly reading: ArgumentProblem
}

/** Compiles the process string of one cell and checks it; findings stand where the recipe says what is wrong. */
export function compileCell(scope: CellValues, context: CheckContext): Template {
  const filled = new Map(
    conditionsOf(context.recipe.steps).map(condition => [condition, fillCondition(condition, scope)]),
  )
  const open = [...filled.values()].filter(({ isConstant }) => !isConstant)
  const variant = (isOpenHolding: (condition: FilledCondition) => boolean) =>
    compileVariant(scope, context, condition => {
      const found = filled.get(condition)
      return !found || (found.isConstant ? found.holds(context.sample) : isOpenHolding(found))
    })
  const whole = variant(() => true)
  if (open.length === 0) return whole
  const variants = new Map<string, Template>()
  const choose = (source: SourceObject): Template => {
    const holding = open.map(condition => condition.holds(source))
    const name = holding.join()
    const known = variants.get(name) ?? variant(condition => holding[open.indexOf(condition)] ?? false)
    variants.set(name, known)
    return known
  }
  return { ...whole, choose, signature: JSON.stringify([whole.signature, variant(() => false).signature]) }
}

/** Every condition on steps. */
export function conditionsOf(steps: readonly RecipeStep[]): readonly StepCondition[] {
  return steps.flatMap(step => [...(step.when ?? []), ...(step.kind === 'conditional' ? conditionsOf(step.steps) : [])])
}

function compileVariant(
  scope: CellValues,
  context: CheckContext,
  holds: (condition: StepCondition) => boolean,
): Template {
  const { recipe, findings } = context
  const steps = buildSteps(recipe, scope, findings, holds)
  const via = recipe.via ?? viaOf(steps.tree, recipe.saveas !== undefined, recipe.notify !== undefined)
  const built = buildEnding(steps, recipe, via, scope, findings)
  const text = print(built.tree)
  const hasSteps = steps.tree.stages.length > 0 || recipe.steps.length === 0
  const isClean = hasSteps && checkBuilt(built, via, context)
  const target = findTarget(built, recipe.saveas?.place)
  const writings = writingsOf(built)
  return {
    via,
    text,
    hasSteps,
    isClean,
    words: wordsIn(text, writings),
    fill: fillerOf(text, writings),
    signature: JSON.stringify([text, writings.map(({ filled }) => filled.pieces)]),
    ...(!text.includes(HOLE) && { constant: text }),
    ...(target && { target }),
  }
}

/** The way that the operations ask for; a message at the end makes it asynchronous where they allow that. */
export function viaOf(steps: Pipeline, hasSaveas: boolean, hasNotify: boolean): Via {
  const { operations } = bind(steps, true)
  const via = inferVia(operations)
  const main = operations.flatMap(({ entry }) => entry?.main ?? [])
  if (hasNotify && via !== 'async' && main.length > 0 && main.every(spec => spec.via.includes('async'))) return 'async'
  return hasSaveas && via === 'get' ? 'post' : via
}

const NO_PROBLEMS: readonly RefusedValue[] = []

/** The values that are holes, in the order of the text. */
function writingsOf({ tree, origins }: BuiltTree): readonly WrittenParameter[] {
  return nodesOf(tree).flatMap(node => {
    const written = origins.get(node)?.written
    return written?.value.includes(HOLE) ? [written] : []
  })
}

function wordsIn(text: string, writings: readonly WrittenParameter[]): string {
  let at = 0
  return text.replaceAll(HOLE, () => {
    const words = writings[at++]?.filled.pieces.map(piece =>
      typeof piece === 'string' ? piece : `{${['source', ...Object.values(piece).map(wordsOf)].join('.')}}`,
    )
    return (words ?? []).join('').replace(/[/,|]/g, encodeURIComponent)
  })
}

const wordsOf = (value: unknown): string =>
  typeof value === 'string' ? value : JSON.stringify(value instanceof Map ? [...value] : value)

function fillerOf(text: string, writings: readonly WrittenParameter[]): Template['fill'] {
  const constants = text.split(HOLE).map(narrow)
  const [first = ''] = constants
  if (writings.length === 0) return () => ({ process: text, form: '', problems: NO_PROBLEMS })
  return source => {
    let process = first
    let form = ''
    let problems = NO_PROBLEMS
    for (let at = 0; at < writings.length; at++) {
      const written = writings[at]
      const reading = written?.filler?.(source)
      if (!written || !reading) continue
      if (!('value' in reading)) {
        problems = [...problems, { written, reading }]
        continue
      }
      const { name, value, isPlain } = reading
      const isAsWritten = name === written.name && value !== ''
      const before = isAsWritten ? process : renamed(withoutName(process, written.name), reading)
      process = before + value + (constants[at + 1] ?? '')
      // No value has a comma.
      form += isPlain ? ',' : `${name}_${value},`
    }
    return { process, form, problems }
  }
}

/** A text without the name of a parameter at its end, `,w_`. */
function withoutName(text: string, name: string): string {
  return text.slice(0, text.length - name.length - (name === '' ? 1 : 2))
}

/** Puts the name of a parameter behind a text, where it has a value. */
function renamed(text: string, { name, value }: { readonly name: string; readonly value: string }): string {
  return value === '' ? text : `${text},${name}_`
}

/** The same text in one byte a character where that is possible: pieces of a text with a hole take two, and so does all that is made of them. */
function narrow(text: string): string {
  return String(JSON.parse(JSON.stringify(text)))
}

/** The target of the last `sys/saveas`. */
function findTarget({ tree, origins }: BuiltTree, place: Place | undefined): CellTarget | undefined {
  const operations = nodesOf(tree).flatMap(node => (node.kind === 'operation' ? [node] : []))
  const saveas = operations.findLast(({ name }) => name === 'saveas')
  const filled = (name: string): Filled | undefined => {
    const node = saveas?.parameters.find(parameter => parameter.name === name)
    const origin = node && origins.get(node)
    if (origin?.written) return origin.written.filled
    const text = node && decodeBase64Url(node.value)
    return text === undefined || !origin ? undefined : { pieces: [text], place: origin.place }
  }
  const object = filled('o')
  return object && toTarget(filled('b'), object, extensionOf(tree), place)
}

/** The extension that OSS puts for `{autoext}`: the format that the last operation with one makes. */
function extensionOf(tree: Pipeline): string | undefined {
  const formats = bind(tree, true).operations.flatMap(({ entry, node }) => {
    const name = entry?.main?.output.formatParameter
    if (name === undefined) return []
    return node.parameters.find(parameter => (parameter.name ?? '') === name)?.value ?? []
  })
  const format = formats.at(-1)
  return format?.includes(HOLE) ? undefined : format
}
