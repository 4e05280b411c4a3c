import type { Locale, Localized } from '../../grammar/catalogue/localized.ts'
import type { Via } from '../../grammar/catalogue/types.ts'
import { type Diagnostic, fillMessage, isError, type Severity } from '../language/diagnostic.ts'
import { print } from '../language/printer.ts'
import { type Node, type Parameter, type Pipeline, type Span, valueSpan } from '../language/tree.ts'
import { lintInWords } from '../lint/lint.ts'
import { type BuiltTree, type NodeOrigin, nodesOf } from './build.ts'
import type { SourceFacts } from './facts.ts'
import type { Findings } from './findings.ts'
import type { Place, Recipe, RecipeDiagnostic } from './recipe.ts'
import { SOURCE_FIELDS, type SourceObject } from './source.ts'

/** How to compile. */
export interface CompileOptions {
  /** Severity by rule id for the process string; `off` silences a rule. */
  readonly rules?: Readonly<Record<string, Severity | 'off'>>
}

const USED: Localized = { en: 'used here', zh: '在此处使用' }

/** Lints the process string of a cell and puts every finding where the recipe says it. True where there is no error. */
export function checkBuilt(
  { tree, origins }: BuiltTree,
  via: Via,
  { recipe, sample, findings, rules, factsOf }: CheckContext,
): boolean {
  const before = nodesOf(tree)
  const text = print(withSample(tree, origins, sample))
  const { locale } = findings
  const facts = factsOf?.(text)
  const result = lintInWords(text, { via, holes: true, locale, ...(rules && { rules }), ...(facts && { facts }) })
  const nodes = nodesOf(result.tree)
  const located = nodes.flatMap((node, index): LocatedNode[] => {
    const source = before[index]
    const origin = source && origins.get(source)
    return origin ? [{ node, origin }] : []
  })
  // The recipe goes by POST because it saves the result, which is told.
  const isCaused = result.diagnostics.some(({ ruleId }) => ruleId === 'misplaced-saveas') && !recipe.via
  for (const diagnostic of result.diagnostics) {
    if (isCaused && diagnostic.ruleId === 'wrong-via') continue
    const found = locate(diagnostic.span, located)
    // Where the recipe is broken, only what is wrong with the values that are there can be believed.
    const isBelieved = recipe.isSound || found?.origin.written !== undefined || found?.origin.raw !== undefined
    if (isBelieved) findings.diagnostics.push(toRecipe(diagnostic, found, recipe, locale))
  }
  return !result.diagnostics.some(isError)
}

/** What checking needs to know beside the tree. */
export interface CheckContext extends CompileOptions {
  readonly recipe: Recipe
  /** An input to stand for all. */
  readonly sample: SourceObject
  /** What is known of all inputs alike, where the recipe says so. */
  readonly factsOf?: (process: string) => SourceFacts
  readonly findings: Findings
}

/** A node of the linted tree with its place in the recipe. */
interface LocatedNode {
  readonly node: Node
  readonly origin: NodeOrigin
}

/** The tree with the values of a sample in place of holes, so that the rules see targets that hold the name of the input. */
function withSample(tree: Pipeline, origins: BuiltTree['origins'], sample: SourceObject): Pipeline {
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
  found: LocatedNode | undefined,
  { file }: Recipe,
  locale: Locale,
): RecipeDiagnostic {
  const { fix: _fix, suggestions: _suggestions, ...rest } = diagnostic
  const whole: DiagnosticPlace = { place: { file, start: 0, end: 0 } }
  const { place, related } = found ? placeIn(found.node, diagnostic.span, found.origin) : whole
  const { ruleId, messageId, data, message } = diagnostic
  const isOfText = ruleId === 'base64' && messageId === 'newline' && found?.origin.written !== undefined
  return {
    ...rest,
    message: isOfText ? fillMessage(LINE_BREAK, data, locale) : message,
    file: place.file,
    span: { start: place.start, end: place.end },
    ...(related && { related: [{ place: related, message: USED[locale] }] }),
  }
}

/** Nobody encoded the text of a recipe. */
const LINE_BREAK: Localized = {
  en: '{name} ends in a line break; a block of YAML has none after ">-" or "|-".',
  zh: '{name} 以换行结尾；YAML 的块文本写成 ">-" 或 "|-" 就没有。',
}

interface DiagnosticPlace {
  readonly place: Place
  readonly related?: Place
}

/** The smallest node around a span; else the first one. */
function locate(span: Span, located: readonly LocatedNode[]): LocatedNode | undefined {
  return located.findLast(({ node: { start, end } }) => start <= span.start && span.end <= end) ?? located[0]
}

function placeIn(node: Node, span: Span, { place, written, raw }: NodeOrigin): DiagnosticPlace {
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
