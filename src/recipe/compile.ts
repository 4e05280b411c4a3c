import type { Via } from '../catalog/types.ts'
import { decodeBase64Url } from '../language/base64url.ts'
import { print } from '../language/printer.ts'
import { HOLE, type Pipeline } from '../language/tree.ts'
import { bind, inferVia } from '../lint/bind.ts'
import type { ReadingProblem, Written } from './argument.ts'
import { type Built, buildEnding, buildSteps, nodesOf } from './build.ts'
import { type CheckContext, checkBuilt } from './check.ts'
import type { Filled, Scope } from './fill.ts'
import type { Source } from './source.ts'
import { type Target, toTarget } from './target.ts'

/** The process string of one cell, made once; `fill` puts in what differs from input to input. */
export interface Template {
  readonly via: Via
  /** The process string where it is the same for all inputs. */
  readonly constant?: string
  /** The text with a hole for each value that differs. */
  readonly text: string
  readonly fill: (source: Source) => Filling
  readonly target?: Target
  /** Equal for cells that make the same strings for every input. */
  readonly signature: string
}

/** A process string for one input, and the values that it could not be made of. */
export interface Filling {
  readonly process: string
  readonly problems: readonly Problem[]
}

/** A value of one input that the parameter does not take. */
export interface Problem {
  readonly written: Written
  readonly reading: ReadingProblem
}

/** Compiles the process string of one cell and checks it; findings stand where the recipe says what is wrong. */
export function compileCell(scope: Scope, context: CheckContext): Template {
  const { recipe, findings } = context
  const steps = buildSteps(recipe, scope, findings)
  const via = recipe.via ?? viaOf(steps.tree, recipe.saveas !== undefined, recipe.notify !== undefined)
  const built = buildEnding(steps, recipe, via, scope, findings)
  const text = print(built.tree)
  checkBuilt(built, via, context)
  const target = findTarget(built)
  const writings = writingsOf(built)
  return {
    via,
    text,
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

const NO_PROBLEMS: readonly Problem[] = []

/** The values that are holes, in the order of the text. */
function writingsOf({ tree, origins }: Built): readonly Written[] {
  return nodesOf(tree).flatMap(node => {
    const written = origins.get(node)?.written
    return written?.value.includes(HOLE) ? [written] : []
  })
}

function fillerOf(text: string, writings: readonly Written[]): Template['fill'] {
  const constants = text.split(HOLE).map(narrow)
  const [first = ''] = constants
  if (writings.length === 0) return () => ({ process: text, problems: NO_PROBLEMS })
  return source => {
    let process = first
    let problems = NO_PROBLEMS
    for (let at = 0; at < writings.length; at++) {
      const written = writings[at]
      const reading = written?.filler?.(source)
      if (reading && 'value' in reading) process += reading.value
      else if (written && reading) problems = [...problems, { written, reading }]
      process += constants[at + 1] ?? ''
    }
    return { process, problems }
  }
}

/** The same text in one byte a character where that is possible: pieces of a text with a hole take two, and so does all that is made of them. */
function narrow(text: string): string {
  return String(JSON.parse(JSON.stringify(text)))
}

/** The target of the last `sys/saveas`. */
function findTarget({ tree, origins }: Built): Target | undefined {
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
  return object && toTarget(filled('b'), object, extensionOf(tree))
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
