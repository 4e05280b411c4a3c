import { decodeBase64Url } from '../../grammar/catalogue/base64url.ts'
import type { ParameterSpec } from '../../grammar/catalogue/types.ts'
import { parseTree } from '../language/parser.ts'
import { print } from '../language/printer.ts'
import type { Operation, Parameter, Pipeline, Stage, StageNode } from '../language/tree.ts'
import { type CatalogOperation, findCategory, resolveOperation } from './catalogue.ts'

const INNER_KEY = '?x-oss-process='

/**
 * The canonical text of a process string: parameters in the order of the catalogue, Base64 URL-safe and without padding,
 * colours in upper case, process strings inside of values likewise. The meaning stays; what the catalogue does not know is left alone,
 * and so are operations with a blank or a line break in them.
 *
 *     format('image/resize,h_100,w_100') === 'image/resize,w_100,h_100'
 */
export function format(text: string): string {
  return print(canonicalTree(parseTree(text).tree))
}

/** The canonical tree of a tree. Spans are those of the old text. */
export function canonicalTree(tree: Pipeline): Pipeline {
  return { ...tree, stages: tree.stages.map(canonicalStage) }
}

/**
 * True for process strings that mean the same: spellings, the order of parameters, and defaults that are written or left out make no
 * difference.
 *
 *     isSameProcess('image/resize,h_1,w_2', 'image/resize,m_lfit,w_2,h_1') // true
 */
export function isSameProcess(one: string, other: string): boolean {
  return meaningOf(one) === meaningOf(other)
}

function meaningOf(text: string): string {
  return print(withoutDefaults(canonicalTree(parseTree(text).tree)))
}

function withoutDefaults(tree: Pipeline): Pipeline {
  const stages = tree.stages.map((stage): StageNode => {
    if (stage.kind === 'conditional') return { ...stage, body: withoutDefaults(stage.body) }
    const known = findCategory(stage.category ?? '')
    let main: CatalogOperation | undefined
    const operations = stage.operations.map(operation => {
      const entry = resolveOperation(known, main, operation.name)
      if (!entry?.parent) main = entry
      const { parameters } = operation
      const last = new Map(parameters.map(one => [one.name, one]))
      const repeated = new Set(parameters.flatMap(one => (last.get(one.name) === one ? [] : [one.name])))
      // No page says which of two equal names counts: a default among them is no matter of course.
      const isDefault = ({ name, value }: Parameter) =>
        !repeated.has(name) && entry?.parameters.get(name ?? '')?.default === value
      const kept = parameters.filter(parameter => !isDefault(parameter))
      return { ...operation, parameters: entry ? kept.map(one => canonicalParameter(one, entry, meaningOf)) : kept }
    })
    return { ...stage, operations }
  })
  return { ...tree, stages }
}

function canonicalStage(stage: StageNode): StageNode {
  if (stage.kind === 'conditional') return { ...stage, body: canonicalTree(stage.body) }
  return { ...stage, operations: canonicalOperations(stage) }
}

function canonicalOperations({ category, operations }: Stage): readonly Operation[] {
  const known = findCategory(category ?? '')
  let main: CatalogOperation | undefined
  return operations.map((operation, index) => {
    const entry = resolveOperation(known, main, operation.name)
    if (!entry?.parent) main = entry
    const next = operations[index + 1]
    const isCut = entry && next && !resolveOperation(known, main, next.name) && endsInBase64(operation, entry)
    return entry && !isCut ? canonicalOperation(operation, entry) : operation
  })
}

/** What stands behind the slash may be the rest of the value, if it is no operation: then every word stays in its place. */
function endsInBase64({ parameters }: Operation, entry: CatalogOperation): boolean {
  const last = parameters.at(-1)
  return last !== undefined && entry.parameters.get(last.name ?? '')?.type.kind === 'base64'
}

const BLANK = /[\s\p{Cc}]/u

function canonicalOperation(operation: Operation, entry: CatalogOperation): Operation {
  const order = [...entry.parameters.keys()]
  const rank = (parameter: Parameter) => order.indexOf(parameter.name ?? '')
  const parameters = operation.parameters.map(parameter => canonicalParameter(parameter, entry))
  // Words that the catalogue cannot place may belong to what stands before them.
  const isOrdered = parameters.some(
    parameter => rank(parameter) < 0 || parameter.value === '' || BLANK.test(parameter.value),
  )
  return { ...operation, parameters: isOrdered ? parameters : parameters.toSorted((a, b) => rank(a) - rank(b)) }
}

/** `inner` writes the process string in a value. */
function canonicalParameter(parameter: Parameter, entry: CatalogOperation, inner = format): Parameter {
  const spec = entry.parameters.get(parameter.name ?? '')
  return spec ? { ...parameter, value: canonicalValue(parameter.value, spec, inner) } : parameter
}

function canonicalValue(value: string, { type }: ParameterSpec, inner: typeof format): string {
  if (type.kind === 'color') return type.test(value) === undefined ? value.toUpperCase() : value
  if (type.kind !== 'base64') return value
  const decoded = decodeBase64Url(value)
  // A plain list of pages may happen to be Base64 as well.
  if (decoded === undefined || (type.role === 'pages' && !/^[0-9,-]+$/.test(decoded))) return value
  return type.print(type.role === 'watermarkImage' ? canonicalInner(decoded, inner) : decoded)
}

function canonicalInner(decoded: string, inner: typeof format): string {
  const start = decoded.indexOf(INNER_KEY)
  if (start < 0) return decoded
  const end = start + INNER_KEY.length
  return decoded.slice(0, end) + inner(decoded.slice(end))
}
