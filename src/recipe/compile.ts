import type { Via } from '../catalog/types.ts'
import { parseTree } from '../language/parser.ts'
import { print } from '../language/printer.ts'
import { HOLE } from '../language/tree.ts'
import { bind, inferVia } from '../lint/bind.ts'
import type { Reading, Written } from './argument.ts'
import { type Built, buildEnding, buildSteps, nodesOf } from './build.ts'
import { type CompileOptions, checkBuilt } from './check.ts'
import { type Filled, type Scope, textFor } from './fill.ts'
import type { Findings } from './findings.ts'
import type { Recipe } from './recipe.ts'
import type { Source } from './source.ts'

/** The process string of one cell, made once; `fill` puts in what differs from input to input. */
export interface Template {
  readonly via: Via
  /** The process string where it is the same for all inputs. */
  readonly constant?: string
  /** The text with a hole for each value that differs. */
  readonly text: string
  readonly fill: (source: Source) => Filling
  /** Where the result goes, as written; OSS fills in what is left in braces. */
  readonly target?: { readonly bucket?: Filled; readonly object: Filled }
}

/** A process string for one input, or why it cannot be made. */
export interface Filling {
  readonly process: string
  readonly problems: readonly {
    readonly written: Written
    readonly reading: Extract<Reading, { messageId: unknown }>
  }[]
}

/** Compiles the process string of one cell and checks it; findings stand where the recipe says what is wrong. */
export function compileCell(
  recipe: Recipe,
  scope: Scope,
  sample: Source,
  findings: Findings,
  options: CompileOptions = {},
): Template {
  const steps = buildSteps(recipe, scope, findings)
  const via = recipe.via ?? viaOf(steps, recipe)
  const built = buildEnding(steps, recipe, via, scope, findings)
  const text = print(built.tree)
  checkBuilt(built, via, sample, findings, options)
  const target = targetOf(built)
  return {
    via,
    text,
    fill: fillerOf(text, built),
    ...(!text.includes(HOLE) && { constant: text }),
    ...(target && { target }),
  }
}

/** The way that the operations ask for; a message at the end makes it asynchronous where they allow that. */
function viaOf({ tree }: Built, { saveas, notify }: Recipe): Via {
  const operations = bind(parseTree(print(tree)).tree, true)
  const via = inferVia(operations)
  const main = operations.flatMap(({ entry }) => entry?.main ?? [])
  if (notify && via !== 'async' && main.length > 0 && main.every(spec => spec.via.includes('async'))) return 'async'
  return saveas && via === 'get' ? 'post' : via
}

const NO_PROBLEMS: Filling['problems'] = []

function fillerOf(text: string, { tree, origins }: Built): Template['fill'] {
  const writings = nodesOf(tree).flatMap(node => {
    const written = origins.get(node)?.written
    return written?.value.includes(HOLE) ? [written] : []
  })
  const constants = text.split(HOLE)
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

function targetOf({ tree, origins }: Built): Template['target'] {
  const saveas = nodesOf(tree).find(
    node => node.kind === 'operation' && node.name === 'saveas' && node.parameters.some(({ name }) => name === 'o'),
  )
  if (saveas?.kind !== 'operation') return undefined
  const filled = (name: string) => {
    const node = saveas.parameters.find(parameter => parameter.name === name)
    return node && origins.get(node)?.written?.filled
  }
  const bucket = filled('b')
  const object = filled('o')
  return object && { object, ...(bucket && { bucket }) }
}

/** The text of a target for one input. */
export function targetFor({ target }: Template, source: Source): { bucket?: string; object: string } | undefined {
  if (!target) return undefined
  const object = textFor(target.object, source)
  return { object, ...(target.bucket && { bucket: textFor(target.bucket, source) }) }
}
