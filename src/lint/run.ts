import { memoize } from '../../grammar/catalogue/memo.ts'
import type { Via } from '../../grammar/catalogue/types.ts'
import type { Address } from '../catalogue/address.ts'
import { findCategory } from '../catalogue/catalogue.ts'
import type { MessageData, RawDiagnostic } from '../language/diagnostic.ts'
import { bySpan, type Edit } from '../language/edit.ts'
import type { SyntaxMistake } from '../language/mistakes.ts'
import { type Parsed, parseTree } from '../language/parser.ts'
import { HOLE, type Parameter, type Pipeline, type Span } from '../language/tree.ts'
import { givenParameters, isStrayComma } from '../trace/parameters.ts'
import { type RawTrace, traceTree } from '../trace/trace.ts'
import {
  type BoundParameter,
  bind,
  checkedParameters,
  FEW_PARAMETERS,
  findParameter,
  inferVia,
  type KnownOperation,
  type UnknownOperation,
} from './bind.ts'
import { knownFacts } from './known-facts.ts'
import type { LintOptions } from './options.ts'
import type { Finding, Rule, RuleContext } from './rule.ts'
import { getRuleSet, type ParameterPlan, type RuleSet } from './rule-set.ts'
import { findSlips, type Slips } from './slips.ts'
import { syntaxDiagnostic } from './syntax-diagnostic.ts'

/** A string that went through the rules. */
export interface CheckedString {
  readonly tree: Pipeline
  readonly via: Via
  /** In the order of the text. */
  readonly diagnostics: readonly RawDiagnostic[]
}

/** One string on its way through the rules. */
interface StringRun {
  readonly context: RuleContext
  /** What the check that was called last reported; whoever called it takes it away. */
  readonly reported: Finding[]
  readonly diagnostics: RawDiagnostic[]
  /** Parts of the string that a finding speaks for. */
  readonly covered: { readonly ruleId: string; readonly span: Span; readonly only?: readonly string[] | undefined }[]
  readonly rules: LintOptions['rules']
  readonly holes: boolean
}

/** What bears on how much a finding weighs, beside its rule. */
interface Weight {
  /** True where the catalogue is unsure of what is looked at, so that nothing said of it is an error. */
  readonly isDoubtful: boolean
  readonly serverCode: string | undefined
}

const UNKNOWN: Address = {}

const PLAIN: Weight = { isDoubtful: false, serverCode: undefined }
const DOUBTFUL: Weight = { isDoubtful: true, serverCode: undefined }

const NO_OPTIONS = {}
const NO_DATA: MessageData = {}

/** What is put together piece by piece: faster than by spreading what may be there. */
type Writable<T> = { -readonly [K in keyof T]: T[K] }

/** Nobody reads more findings about one string: what is found beyond is left out, and nothing is fixed. */
export const MAXIMUM_FINDINGS = 1000

/** Runs the rules over a string; `outer` is the way of the string around it. Slips of the keyboard are told once, and what is meant is checked. */
export function checkString(text: string, options: LintOptions, outer?: Via): CheckedString {
  const parsed = parseTree(text)
  const slips = parsed.isRegular && !text.includes(';') ? undefined : findSlips(text)
  if (!slips) return checkParsed(text, parsed, options, outer)
  const meant = checkParsed(slips.plain, parseTree(slips.plain), options, outer)
  const placed = meant.diagnostics.map(diagnostic => placeMeant(diagnostic, slips))
  const slipped = slips.diagnostics.flatMap(diagnostic => weigh(diagnostic, options.rules) ?? [])
  const diagnostics = [...slipped, ...placed].slice(0, MAXIMUM_FINDINGS).sort(bySpan)
  return { tree: parsed.tree, via: meant.via, diagnostics }
}

/** A finding about what was meant, in the text as it is written. */
function placeMeant({ fix, suggestions, ...diagnostic }: RawDiagnostic, { toWritten }: Slips): RawDiagnostic {
  const place = (edits: readonly Edit[]) => edits.map(({ span, text }) => ({ span: toWritten(span), text }))
  return {
    ...diagnostic,
    span: toWritten(diagnostic.span),
    ...(fix && { fix: place(fix) }),
    ...(suggestions && { suggestions: suggestions.map(({ template, edits }) => ({ template, edits: place(edits) })) }),
  }
}

function checkParsed(
  text: string,
  { tree, mistakes, isRegular }: Parsed,
  options: LintOptions,
  outer: Via | undefined,
): CheckedString {
  const holes = options.holes ?? false
  const { operations, unknownStages } = bind(tree, holes, options.open)
  const { via: told = 'auto' } = options
  const via = told === 'auto' ? (outer ?? inferVia(operations)) : told
  const reported: Finding[] = []
  const diagnostics: RawDiagnostic[] = []
  const address = (outer === undefined ? options.address : undefined) ?? UNKNOWN
  const isInside = outer !== undefined || options.nested === true
  const known = isInside ? undefined : knownFacts(options.facts, address.extension)
  let trace: RawTrace | undefined
  const context: RuleContext = {
    text,
    tree,
    operations,
    unknownStages,
    isRegular,
    via,
    assumed: told === 'auto',
    nested: isInside,
    holes,
    open: options.open ?? false,
    options: options.ruleOptions ?? NO_OPTIONS,
    address,
    known,
    traced: () => {
      trace ??= known && traceTree(tree, known.facts)
      return trace
    },
    report: finding => reported.push(finding),
    lintNested: (inner, locate) => {
      const { facts: _facts, ...inherited } = options
      const found = checkString(inner, { ...inherited, holes: false, open: false, nested: false }, via)
      for (const { fix: _fix, suggestions: _suggestions, ...diagnostic } of found.diagnostics)
        diagnostics.push({ ...diagnostic, span: locate(diagnostic.span) })
    },
  }
  const run: StringRun = { context, reported, diagnostics, covered: [], rules: options.rules, holes }
  const blanks = mistakes.length > 0 ? takeMistakes(mistakes, run) : NO_SPANS
  runChecks(run, options.ruleSet ?? getRuleSet(options.extraRules))
  // What says more of a word with a blank in it comes first.
  for (const blank of blanks) run.covered.push({ ruleId: 'syntax', span: wordAround(blank, text) })
  dropCovered(run)
  return { tree, via, diagnostics: diagnostics.sort(bySpan) }
}

const NO_SPANS: readonly Span[] = []

/** Takes what is wrong with the form; the blanks among it come back. */
function takeMistakes(mistakes: readonly SyntaxMistake[], run: StringRun): readonly Span[] {
  const blanks: Span[] = []
  for (const mistake of mistakes) {
    if (run.diagnostics.length === MAXIMUM_FINDINGS) break
    if ((run.holes && concernsHole(mistake, run.context.text)) || isSaidElsewhere(mistake)) continue
    // Where the program may go on, it may close the braces.
    if (run.context.open && mistake.messageId === 'unclosedConditional') continue
    add(syntaxDiagnostic(mistake), run)
    if (mistake.messageId === 'blank' && run.rules?.syntax !== 'off') blanks.push(mistake.span)
  }
  return blanks
}

function runChecks(run: StringRun, set: RuleSet): void {
  const { isRegular, known } = run.context
  for (const check of set.string) {
    if ((check.onSource && known === undefined) || (check.onIrregular && isRegular)) continue
    check.run(run.context)
    if (run.reported.length > 0) take(check.rule, PLAIN, run)
  }
  for (const operation of run.context.operations) {
    if (operation.entry) checkOperation(operation, set, run)
    else checkUnknown(operation, set, run)
  }
}

/** One cause, one finding. */
function dropCovered({ covered, diagnostics }: StringRun): void {
  for (const { ruleId, span, only } of covered) {
    // What another finding speaks for speaks for nothing itself.
    if (!diagnostics.some(other => other.ruleId === ruleId)) continue
    const kept = diagnostics.filter(
      other =>
        other.ruleId === ruleId ||
        only?.includes(other.ruleId) === false ||
        other.span.end <= span.start ||
        other.span.start >= span.end,
    )
    diagnostics.splice(0, diagnostics.length, ...kept)
  }
}

function checkOperation(operation: KnownOperation, set: RuleSet, run: StringRun): void {
  const plan = set.getPlan(operation.entry)
  for (const check of plan.operation) {
    check.run(operation, run.context)
    if (run.reported.length > 0) take(check.rule, isDoubtful(operation) ? DOUBTFUL : PLAIN, run)
  }
  let bare = 0
  for (const node of checkedParameters(operation)) {
    if (isStrayComma(node, operation.node.parameters)) continue
    const name = node.name ?? ''
    const isExtra = node === operation.slip || (node.name === undefined && bare++ > 0)
    const known = isExtra ? undefined : plan.getParameter(name)
    if (known) checkParameter(node, name, known, operation, run)
    else if (!(run.holes && (node.name ?? node.value).includes(HOLE))) {
      for (const check of set.unknownParameter) {
        check.run(node, operation, run.context)
        if (run.reported.length > 0) take(check.rule, isDoubtful(operation) ? DOUBTFUL : PLAIN, run)
      }
    }
  }
}

function checkParameter(
  node: Parameter,
  name: string,
  plan: ParameterPlan,
  operation: KnownOperation,
  run: StringRun,
): void {
  const { spec } = plan
  const isHole = run.holes && node.value.includes(HOLE)
  const problem = isHole ? undefined : spec.type.test(node.value)
  if (problem === undefined && plan.always.length === 0) return
  const parameter: BoundParameter = { node, name, spec, operation, problem }
  for (const check of plan.always) {
    if (isHole && !check.seesHoles) continue
    check.run(parameter, run.context)
    if (run.reported.length > 0) take(check.rule, weightOf(parameter), run)
  }
  if (problem === undefined) return
  for (const check of plan.onProblem) {
    check.run(parameter, run.context)
    if (run.reported.length > 0) take(check.rule, weightOf(parameter), run)
  }
}

function weightOf({ node, spec, operation }: BoundParameter): Weight {
  return {
    isDoubtful: isDoubtful(operation) || spec.confidence === 'low' || isOverruled(node, operation),
    serverCode: spec.serverCode,
  }
}

/** Nothing that is said of the operation is an error: the catalogue is unsure of it, or OSS reads it as values of another one. */
function isDoubtful({ entry, swallowedBy }: KnownOperation): boolean {
  return entry.spec.confidence === 'low' || swallowedBy !== undefined
}

const countedParameters = memoize(({ entry, node }: KnownOperation) => givenParameters(entry, node))

/** Of a parameter that is repeated another one counts, so that a bad value beside a good one is harmless. */
function isOverruled(parameter: Parameter, operation: KnownOperation): boolean {
  const { name } = parameter
  if (name === undefined) return false
  const isFew = operation.node.parameters.length <= FEW_PARAMETERS
  const counted = isFew ? findParameter(operation, name) : countedParameters(operation).get(name)
  return counted !== parameter
}

function checkUnknown(operation: UnknownOperation, set: RuleSet, run: StringRun): void {
  if (run.holes && (operation.node.name + (operation.stage.category ?? '')).includes(HOLE)) return
  for (const check of set.unknownOperation) {
    check.run(operation, run.context)
    if (run.reported.length > 0) take(check.rule, PLAIN, run)
  }
}

/** Takes what a check of a rule has reported. */
function take(rule: Rule, weight: Weight, run: StringRun): void {
  for (const finding of run.reported) {
    if (run.holes && quotesHole(finding)) continue
    add(toDiagnostic(finding, rule, weight), run)
    const { covers, coversRules } = finding
    if (covers && run.rules?.[rule.id] !== 'off') run.covered.push({ ruleId: rule.id, span: covers, only: coversRules })
  }
  run.reported.length = 0
}

/** Nothing is known of what the program fills in, so that nothing is said of it. */
function quotesHole({ data }: Finding): boolean {
  return data !== undefined && Object.values(data).some(value => typeof value === 'string' && value.includes(HOLE))
}

function toDiagnostic(finding: Finding, rule: Rule, weight: Weight): RawDiagnostic {
  const template = rule.messages[finding.messageId]
  if (!template) throw new Error(`The rule ${rule.id} reports "${finding.messageId}", which is none of its messages.`)
  const { messageId, data = NO_DATA, span, fix, suggestions, isRespelling } = finding
  const wanted = finding.severity ?? rule.severity
  const isUnsure = weight.isDoubtful || finding.entry?.spec.confidence === 'low'
  const severity = wanted === 'error' && isUnsure ? 'warning' : wanted
  const serverCode = finding.serverCode ?? (severity === 'error' ? weight.serverCode : undefined)
  const { start, end } = span
  const diagnostic: Writable<RawDiagnostic> = {
    ruleId: rule.id,
    messageId,
    data,
    severity,
    template,
    span: { start, end },
  }
  if (serverCode) diagnostic.serverCode = serverCode
  if (fix) diagnostic.fix = fix
  if (isRespelling) diagnostic.isRespelling = isRespelling
  if (suggestions?.length)
    diagnostic.suggestions = suggestions.map(({ message, edits }) => ({ template: message, edits }))
  return diagnostic
}

function add(diagnostic: RawDiagnostic, { rules, diagnostics }: StringRun): void {
  const weighed = weigh(diagnostic, rules)
  if (weighed && diagnostics.length < MAXIMUM_FINDINGS) diagnostics.push(weighed)
}

function weigh(diagnostic: RawDiagnostic, rules: LintOptions['rules']): RawDiagnostic | undefined {
  const setting = rules?.[diagnostic.ruleId]
  if (setting === 'off') return undefined
  return setting ? { ...diagnostic, severity: setting } : diagnostic
}

/**
 * A category with an encoded slash in it is a whole stage, which the rule double-encoding reports; a word alone that is no category is one
 * for unknown-category.
 */
function isSaidElsewhere({ messageId, data }: SyntaxMistake): boolean {
  if (messageId !== 'missingOperation' && messageId !== 'missingCategory') return false
  const found = String(data?.found)
  return (
    /%2F/i.test(found) ||
    (messageId === 'missingOperation' && /[\w\p{L}]/u.test(found) && findCategory(found) === undefined)
  )
}

/** The word or value that a blank stands in. */
function wordAround({ start, end }: Span, text: string): Span {
  const before = text.slice(Math.max(0, start - LONGEST_WORD), start)
  const behind = text.slice(end, end + LONGEST_WORD)
  return {
    start: start - (/[^/,|]*$/.exec(before)?.[0].length ?? 0),
    end: end + (/^[^/,|]*/.exec(behind)?.[0].length ?? 0),
  }
}

const LONGEST_WORD = 256

/** A word that is filled in at run time may bring a category, or the whole rest of a string, along. */
function concernsHole({ data, span }: SyntaxMistake, text: string): boolean {
  return String(data?.found).includes(HOLE) || text[span.start - 1] === HOLE || text[span.end] === HOLE
}
