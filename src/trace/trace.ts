import { decodeBase64Url } from '../../grammar/catalogue/base64url.ts'
import type { Locale, Localized } from '../../grammar/catalogue/localized.ts'
import { type CatalogOperation, findCategory, resolveOperation } from '../catalogue/catalogue.ts'
import { completeKey } from '../catalogue/target.ts'
import { inWords, localeOf, type RawDiagnostic } from '../language/diagnostic.ts'
import { expectKind } from '../language/given.ts'
import { parseTree } from '../language/parser.ts'
import { nameSpan, type Operation, type Pipeline, type Stage, type StageNode } from '../language/tree.ts'
import { fromOneTo, isExact } from './amount.ts'
import type { Amount, Charge, Facts, Kind, Remark, Step, Trace, TraceOutput } from './facts.ts'
import { checkOutput, keepsFrames, mayKeepFrames, OUTPUT_LIMITS } from './image/encode.ts'
import { readParameters } from './parameters.ts'
import { findingMessage, type RemarkId, remarks } from './remarks.ts'
import { KIND_WORDS, requireFacts, takesKind } from './source-kind.ts'
import { type StepContext, sidesText, stateOf, type TraceState, UNKNOWN_SIDES } from './state.ts'
import { stepOf } from './steps.ts'

/** What else is known. */
export interface TraceOptions {
  /** The language of the diagnostics; English when left out. */
  readonly locale?: Locale
  /** Process strings by the names of the bucket's styles. */
  readonly styles?: Readonly<Record<string, string>>
}

/**
 * Carries facts through a process string: what each operation makes of them, what comes out, and what is billed. Pure,
 * in linear time, never throws for a text and facts of a kind. Numbers are exact, bounded, or undefined where nobody can tell.
 *
 *     trace('image/resize,w_200/rotate,90', { kind: 'image', format: 'jpg', width: 4000, height: 3000 }).outputs
 *     // [{ kind: 'image', format: 'jpg', width: 150, height: 200, frames: 1, count: 1 }]
 *
 * Source of each statement: the step files, by page and date.
 */
export function trace(text: string, facts: Facts, options: TraceOptions = {}): Trace {
  requireFacts(facts)
  expectKind(options, '"options"', 'an object')
  const { steps, charges, findings, outputs } = traceTree(parseTree(text).tree, facts, options)
  const locale = localeOf(options.locale)
  return { steps, charges, outputs, diagnostics: findings.map(finding => inWords(finding, locale)) }
}

/** A trace whose findings are not yet in words. */
export interface RawTrace extends Omit<Trace, 'diagnostics'> {
  readonly findings: readonly RawDiagnostic[]
}

/** Longer strings are none; what stands behind is not traced, so that tracing stays linear. */
const MAXIMUM_STEPS = 1000
const MAXIMUM_STYLES = 4

/** Like `trace`, for a tree that is parsed already. */
export function traceTree(tree: Pipeline, facts: Facts, options: TraceOptions = {}): RawTrace {
  const run: TraceRun = { options, steps: [], charges: [], findings: [], work: undefined }
  let state = stateOf(facts)
  const [first] = tree.stages
  if (first) checkSource(facts.kind, state, run, first)
  const system: Operation[] = []
  for (const stage of tree.stages) {
    if (stage.kind === 'stage' && stage.category === 'sys') system.push(...stage.operations)
    else state = traceStage(stage, state, run, 0)
  }
  const { steps, charges, findings } = run
  return { steps, charges, findings, outputs: outputsOf(state, system, run.work) }
}

interface TraceRun {
  readonly options: TraceOptions
  readonly steps: Step[]
  readonly charges: Charge[]
  readonly findings: RawDiagnostic[]
  /** The category of the last stage that made something. */
  work: string | undefined
}

function traceStage(stage: StageNode, before: TraceState, run: TraceRun, depth: number): TraceState {
  if (stage.kind === 'conditional') return unknownState(before)
  if (stage.category === 'style') return traceStyle(stage, before, run, depth)
  const opened = run.work === undefined ? before : reopened(before)
  const [first] = stage.operations
  if (run.work !== undefined && first && stage.category === 'image') checkPicture(opened, run, first)
  run.work = stage.category ?? ''
  const state = traceOperations(stage, opened, run)
  if (stage.category === 'image' && state.kind === 'image') checkResult(stage, state, run)
  return state
}

/** What the stage before made is the source of the next one; nothing is left of its EXIF. */
const reopened = (state: TraceState): TraceState => ({
  ...state,
  sourceFormat: state.format,
  orientation: 1,
  bytes: undefined,
})

/** The steps of a style stand where its name stands. */
function traceStyle(stage: Stage, before: TraceState, run: TraceRun, depth: number): TraceState {
  const name = stage.operations[0]?.name ?? ''
  const { styles = {} } = run.options
  const text = Object.hasOwn(styles, name) ? styles[name] : undefined
  if (text === undefined || depth === MAXIMUM_STYLES) return unknownState(before)
  const inner: TraceRun = { ...run, steps: [], findings: [] }
  let state = before
  for (const part of parseTree(text).tree.stages) state = traceStage(part, state, inner, depth + 1)
  const { start, end } = stage
  run.steps.push(...inner.steps.map(step => ({ ...step, start, end })))
  run.findings.push(...inner.findings.map(finding => ({ ...finding, span: { start, end } })))
  run.work = inner.work
  return state
}

function unknownState(state: TraceState): TraceState {
  return { ...state, ...UNKNOWN_SIDES, format: undefined, sourceFormat: undefined, frames: undefined, files: undefined }
}

function traceOperations(stage: Stage, before: TraceState, run: TraceRun, main?: TraceState): TraceState {
  const category = findCategory(stage.category ?? '')
  let parent: CatalogOperation | undefined
  let state = before
  const last = stage.operations.findLast(({ name }) => name !== '')
  for (const operation of stage.operations) {
    if (run.steps.length >= MAXIMUM_STEPS) return unknownState(state)
    if (operation.name === '') continue
    const entry = resolveOperation(category, parent, operation.name)
    if (entry?.parent) continue
    parent = entry
    const place = { main, isLast: operation === last }
    state = entry ? traceOperation(entry, operation, state, run, place) : unknownState(state)
  }
  return state
}

function traceOperation(
  entry: CatalogOperation,
  operation: Operation,
  before: TraceState,
  run: TraceRun,
  { main, isLast }: OperationPlace,
): TraceState {
  const said: Remark[] = []
  let nested: readonly Step[] | undefined
  const parameters = readParameters(entry, operation)
  const context: StepContext = {
    parameters,
    main,
    remark: (id, data = {}) => {
      said.push({ id, data })
      report(run, id, data, { operation, name: entry.id })
    },
    traceNested: (text, picture) => {
      nested = traceNested(text, picture, run.options)
      return nested
    },
    charge: quantity => charge(entry, quantity, run.charges),
  }
  const state = stepOf(entry)(standing(entry, before, isLast, context), context)
  const { kind, format, width, height, frames } = state
  const { start, end } = operation
  const step = { operation: entry.id, start, end, kind, format, width, height, frames, remarks: said }
  run.steps.push(nested ? { ...step, nested } : step)
  return state
}

/** Where an operation stands. */
interface OperationPlace {
  /** The picture that a watermark goes onto, in the string inside of it. */
  readonly main: TraceState | undefined
  /** Whether it is the last one of its stage. */
  readonly isLast: boolean
}

/** Leaves the first frame of an animation where the operation keeps no more. */
function standing(
  { id, name, category }: CatalogOperation,
  state: TraceState,
  isLast: boolean,
  { parameters, remark }: StepContext,
): TraceState {
  if (category !== 'image' || state.kind !== 'image' || state.frames === 1) return state
  if (name === 'info' || name === 'average-hue') return state
  const isKept = keepsFrames(name, parameters, { ...state, isLast })
  if (isKept && !(name === 'format' && mayKeepFrames(name, parameters, state.sourceFormat))) return state
  if (mayKeepFrames(name, parameters, state.sourceFormat)) return { ...state, frames: fromOneTo(state.frames) }
  if (isExact(state.frames)) remark('stands', { operation: id, frames: state.frames })
  return { ...state, frames: 1 }
}

function charge({ id, main }: CatalogOperation, quantity: Amount, charges: Charge[]): void {
  charges.push({ item: main?.billing?.item ?? id, unit: main?.billing?.unit ?? FRAME, quantity })
}

/** What operations without a known item of the price list count. */
const FRAME = { en: 'frame', zh: '帧' } as const

/** The string of a watermark picture, whose own sides are not known. */
function traceNested(text: string, main: TraceState, options: TraceOptions): readonly Step[] {
  const run: TraceRun = { options, steps: [], charges: [], findings: [], work: undefined }
  let state = stateOf({ kind: 'image' })
  for (const stage of parseTree(text).tree.stages) {
    if (stage.kind === 'stage') state = traceOperations(stage, state, run, main)
  }
  return run.steps
}

function report(run: TraceRun, id: RemarkId, data: RawDiagnostic['data'], about: Reported): void {
  const { operation, name } = about
  const spec = remarks[id]
  const { rule, severity, serverCode = about.serverCode } = spec
  if (rule === undefined || severity === undefined) return
  run.findings.push({
    ruleId: rule,
    messageId: id,
    data: { operation: name, ...data },
    severity,
    span: nameSpan(operation),
    template: findingMessage(spec),
    ...(serverCode && { serverCode }),
  })
}

/** The operation that a finding is about, and its id. */
interface Reported {
  readonly operation: Operation
  readonly name: string
  /** EC number, where the sentence has none of its own. */
  readonly serverCode?: string | undefined
}

function checkResult(stage: Stage, state: TraceState, run: TraceRun): void {
  const last = stage.operations.findLast(({ name }) => name !== '')
  // What no format would hold is told already.
  if (!last || run.findings.some(({ messageId }) => messageId === 'tooLarge')) return
  const { serverCode } = OUTPUT_LIMITS[state.format ?? ''] ?? {}
  checkOutput(state, {
    remark: (id, data = {}) => report(run, id, data, { operation: last, name: `image/${last.name}`, serverCode }),
  })
}

/** Limits of a source picture. Source: Resize images (2026); limits of image processing (2021 to 2026). */
export const SOURCE_LIMITS: Readonly<Record<'bytes' | 'side' | 'pixels' | 'avifSide', number>> = {
  bytes: 20 * 1024 * 1024,
  side: 30_000,
  pixels: 250_000_000,
  avifSide: 10_000,
}

function checkSource(kind: Kind, state: TraceState, run: TraceRun, stage: StageNode): void {
  const [first] = stage.kind === 'stage' ? stage.operations : []
  const { spec: { sources } = {}, operations } = findCategory((stage.kind === 'stage' && stage.category) || '') ?? {}
  if (!first || !sources) return
  const name = `${stage.kind === 'stage' ? stage.category : ''}/${first.name}`
  // What takes a video may take sound alone, but makes no picture of it.
  const isUnseen = kind === 'audio' && operations?.get(first.name)?.main?.output.kind === 'image'
  if (isUnseen || !takesKind(sources, kind, state.format)) {
    const serverCode = sources.includes('image') ? '0040-00000005' : undefined
    report(run, 'wrongKind', { kind: KIND_WORDS[kind] }, { operation: first, name, serverCode })
  } else if (sources.includes('image')) checkPicture(state, run, first)
}

/** Also what a stage before has made. */
function checkPicture(state: TraceState, run: TraceRun, first: Operation): void {
  if (state.kind !== 'image') return
  const { bytes = 0, format, frames } = state
  const tell = (found: Localized, limit: Localized) =>
    report(run, 'sourceTooLarge', { found, limit }, { operation: first, name: `image/${first.name}` })
  const side = format === 'avif' ? SOURCE_LIMITS.avifSide : SOURCE_LIMITS.side
  const [width, height] = [isExact(state.width) ? state.width : 0, isExact(state.height) ? state.height : 0]
  const pixels = width * height * (isExact(frames) ? frames : 1)
  const inBytes = (count: number) => ({ en: `${count} bytes`, zh: `${count} 字节` })
  const inPixels = (count: number | string) => ({ en: `${count} px`, zh: `${count} 像素` })
  if (bytes > SOURCE_LIMITS.bytes) tell(inBytes(bytes), inBytes(SOURCE_LIMITS.bytes))
  if (Math.max(width, height) > side) {
    tell(inPixels(sidesText(state)), { en: `${side} px a side`, zh: `每边 ${side} 像素` })
  } else if (pixels > SOURCE_LIMITS.pixels) tell(inPixels(pixels), inPixels(SOURCE_LIMITS.pixels))
}

function outputsOf(state: TraceState, system: readonly Operation[], work: string | undefined): readonly TraceOutput[] {
  const { kind, format, width, height, frames, files } = state
  const output: TraceOutput = { kind, format, width, height, frames, count: files }
  const saveas = system.find(({ name }) => name === 'saveas')
  const object = decoded(saveas, 'o')
  if (object === undefined) return [output]
  const bucket = decoded(saveas, 'b')
  return [{ ...output, object: nameFor(object, state, work), ...(bucket !== undefined && { bucket }) }]
}

/** The name with what is known already: the format in place of `{autoext}`, and what OSS appends. */
function nameFor(template: string, { format, files }: TraceState, work: string | undefined): string {
  // Names of processed pictures are left as they are.
  if (format === undefined || work === 'image') return template
  const name = template.replaceAll('{autoext}', format)
  return completeKey(name, template, format, files === 1 ? undefined : '{index}')
}

function decoded(operation: Operation | undefined, name: string): string | undefined {
  const parameter = operation?.parameters.findLast(parameter => parameter.name === name)
  return parameter && decodeBase64Url(parameter.value)
}
