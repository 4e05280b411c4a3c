import type { Via } from '../catalog/types.ts'
import type { Diagnostic, Localized, Severity } from '../language/diagnostic.ts'
import { print } from '../language/printer.ts'
import { type Node, type Parameter, type Pipeline, type Span, valueSpan } from '../language/tree.ts'
import { lintText } from '../lint/lint.ts'
import { type Built, nodesOf, type Origin } from './build.ts'
import type { Findings } from './findings.ts'
import type { Place, RecipeDiagnostic, RelatedPlace } from './recipe.ts'
import { SOURCE_FIELDS, type Source } from './source.ts'

/** How to compile. */
export interface CompileOptions {
  /** Severity by rule id for the process string; `off` silences a rule. */
  readonly rules?: Readonly<Record<string, Severity | 'off'>>
}

const USED: Localized = { en: 'used here', zh: '在此处使用' }

/** Lints the process string of a cell and puts every finding where the recipe says it. */
export function checkBuilt(
  { tree, origins }: Built,
  via: Via,
  sample: Source,
  findings: Findings,
  { rules }: CompileOptions,
): void {
  const before = nodesOf(tree)
  const text = print(withSample(tree, origins, sample))
  const result = lintText(text, { via, holes: true, locale: findings.locale, ...(rules && { rules }) })
  const after = nodesOf(result.tree)
  const sources = new Map(after.map((node, index) => [node, before[index]]))
  for (const diagnostic of result.diagnostics) {
    findings.diagnostics.push(toRecipe(diagnostic, after, sources, origins, findings))
  }
}

/** The tree with the values of a sample in place of holes, so that the rules see targets that hold the name of the input. */
function withSample(tree: Pipeline, origins: Built['origins'], sample: Source): Pipeline {
  const fill = (node: Parameter): Parameter => {
    const written = origins.get(node)?.written
    const fields = written?.filled.pieces.flatMap(piece => (typeof piece === 'string' ? [] : [piece.field])) ?? []
    const isKnown = fields.every(field => SOURCE_FIELDS.some(known => known === field))
    const reading = isKnown ? written?.filler?.(sample) : undefined
    return reading && 'value' in reading ? { ...node, value: reading.value } : node
  }
  return {
    ...tree,
    stages: tree.stages.map(stage =>
      stage.kind === 'stage'
        ? { ...stage, operations: stage.operations.map(node => ({ ...node, parameters: node.parameters.map(fill) })) }
        : stage,
    ),
  }
}

function toRecipe(
  diagnostic: Diagnostic,
  nodes: readonly Node[],
  sources: ReadonlyMap<Node, Node | undefined>,
  origins: Built['origins'],
  findings: Findings,
): RecipeDiagnostic {
  const { fix: _fix, suggestions: _suggestions, ...rest } = diagnostic
  const { place, related } = placeOf(diagnostic.span, nodes, node => {
    const source = sources.get(node)
    return source && origins.get(source)
  })
  return {
    ...rest,
    file: place.file,
    span: { start: place.start, end: place.end },
    ...(related && { related: [{ place: related, message: USED[findings.locale] } satisfies RelatedPlace] }),
  }
}

interface Placed {
  readonly place: Place
  readonly related?: Place
}

/** The place of the smallest node around a span that has one; else that of the first node that has. */
function placeOf(span: Span, nodes: readonly Node[], originOf: (node: Node) => Origin | undefined): Placed {
  const around = nodes.filter(({ start, end }) => start <= span.start && span.end <= end)
  for (const node of [...around.toReversed(), ...nodes]) {
    const origin = originOf(node)
    if (origin) return placeIn(node, span, origin)
  }
  return { place: { file: '', start: 0, end: 0 } }
}

function placeIn(node: Node, span: Span, { place, written, raw }: Origin): Placed {
  if (raw) {
    const { inner } = raw.text
    if (inner === undefined) return { place }
    const start = inner + raw.start + span.start - node.start
    return { place: { ...place, start, end: start + span.end - span.start } }
  }
  if (!written || node.kind !== 'parameter') return { place }
  const value = valueSpan(node)
  const isName = span.start < value.start && span.end <= value.start
  if (isName) return { place }
  const { origin, place: used } = written.filled
  return origin ? { place: origin, related: used } : { place: used }
}
