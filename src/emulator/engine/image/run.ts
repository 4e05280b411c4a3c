import { type CatalogOperation, findOperation } from '../../../catalog/catalog.ts'
import type { Localized } from '../../../language/diagnostic.ts'
import { parseTree } from '../../../language/parser.ts'
import type { Operation, Pipeline, Stage, StageNode } from '../../../language/tree.ts'
import { type Parameters, readParameters } from '../parameters.ts'
import { notImplemented, type Outcome, refuse, toOutcome } from '../problem.ts'
import { encodePicture } from './encode.ts'
import { contentTypeOf, type PictureFormat, toFormat } from './formats.ts'
import { averageHue, describePicture } from './inspect.ts'
import { splitReference } from './nested.ts'
import { guardDecoding, inspectPicture, openPicture } from './open.ts'
import { type Overlay, toOverlay } from './overlay.ts'
import { firstFrame, type Picture, stillOf } from './picture.ts'
import { blur, bright, contrast, sharpen } from './tone.ts'
import { autoOrient, circle, crop, flip, indexCrop, resize, rotate, roundCorners } from './transform.ts'
import { watermark } from './watermark.ts'

/** What the engine asks of the store around it. */
export interface ImageContext {
  /** The process string of a style of the bucket; undefined where there is none of that name. */
  style(name: string): Promise<string | undefined>
  /** The bytes of an object in the bucket of the source; undefined where there is none. */
  readObject(key: string): Promise<Uint8Array | undefined>
}

/** A processed picture, or the JSON of `info` and `average-hue`. */
export interface ImageResult {
  readonly body: Uint8Array
  readonly contentType: string
  readonly info: {
    readonly format: PictureFormat | 'json'
    readonly width: number
    readonly height: number
    readonly frameCount: number
  }
}

const UNKNOWN: Localized = { en: 'The operation "{name}" is unknown.', zh: '操作 "{name}" 未知。' }
const EMPTY: Localized = { en: 'There is no operation behind "image/".', zh: '"image/" 后没有操作。' }
const ALONE: Localized = {
  en: '"{name}" must be the only operation of its stage.',
  zh: '"{name}" 必须是该阶段唯一的操作。',
}
const NO_STYLE: Localized = { en: 'The style "{name}" does not exist.', zh: '样式 "{name}" 不存在。' }
const NO_MARK: Localized = {
  en: 'The watermark picture "{key}" does not exist in the bucket.',
  zh: '存储空间中不存在水印图片 "{key}"。',
}
const NOT_HERE: Localized = {
  en: '"{name}" needs a model of the cloud, which does not run here.',
  zh: '"{name}" 需要云端模型，此处无法运行。',
}
const MANY_MARKS: Localized = {
  en: 'The string has {found} watermarks with a picture; at most 6 are allowed.',
  zh: '字符串中有 {found} 个图片水印；最多 6 个。',
}
const OTHER_CATEGORY: Localized = {
  en: 'The category "{name}" does not process pictures.',
  zh: '类别 "{name}" 不处理图片。',
}

const MAX_MARKS = 6
const MAX_STYLES = 4

/**
 * Runs the image stages of a process string. Stages of `sys` are left to the caller.
 * Operations run one after the other in the order of the string, as OSS does it.
 */
export function runImage(
  input: Uint8Array,
  tree: Pipeline | Stage,
  context: ImageContext,
): Promise<Outcome<ImageResult>> {
  return toOutcome(() => runStages(input, tree.kind === 'stage' ? [tree] : tree.stages, context, 0))
}

async function runStages(
  input: Uint8Array,
  stages: readonly StageNode[],
  context: ImageContext,
  depth: number,
): Promise<ImageResult> {
  let result: ImageResult | undefined
  for (const stage of stages) {
    if (stage.kind === 'stage' && stage.category === 'sys') break
    result = await runStage(result?.body ?? input, stage, context, depth)
  }
  if (!result) throw refuse('InvalidArgument', 400, EMPTY, {}, '0040-00000212')
  return result
}

async function runStage(
  input: Uint8Array,
  stage: StageNode,
  context: ImageContext,
  depth: number,
): Promise<ImageResult> {
  const category = stage.kind === 'stage' ? (stage.category ?? '') : stage.condition
  if (stage.kind === 'stage' && category === 'image') return runOperations(input, stage.operations, context)
  if (stage.kind !== 'stage' || category !== 'style' || depth >= MAX_STYLES) {
    throw refuse('InvalidArgument', 400, OTHER_CATEGORY, { name: category })
  }
  const name = stage.operations[0]?.name ?? ''
  const text = await context.style(name)
  if (text === undefined) throw refuse('NoSuchStyle', 404, NO_STYLE, { name })
  return runStages(input, parseTree(text).tree.stages, context, depth + 1)
}

interface Step {
  readonly entry: CatalogOperation
  readonly parameters: Parameters
}

async function runOperations(
  input: Uint8Array,
  operations: readonly Operation[],
  context: ImageContext,
): Promise<ImageResult> {
  const steps = operations.filter(({ name }) => name !== '').map(toStep)
  const [first] = steps
  if (!first) throw refuse('InvalidArgument', 400, EMPTY, {}, '0040-00000212')
  const report = steps.find(({ entry }) => entry.name === 'info' || entry.name === 'average-hue')
  if (report && steps.length > 1) throw refuse('InvalidArgument', 400, ALONE, { name: report.entry.name })
  const marks = steps.filter(({ entry, parameters }) => entry.name === 'watermark' && parameters.has('image')).length
  if (marks > MAX_MARKS) throw refuse('InvalidArgument', 400, MANY_MARKS, { found: marks }, '0040-00000026')
  return guardDecoding(input, async () =>
    report ? inform(input, report.entry.name) : write(await applySteps(await openPicture(input), steps, context)),
  )
}

function toStep(operation: Operation): Step {
  const entry = findOperation('image', operation.name)
  if (!entry) throw refuse('InvalidArgument', 400, UNKNOWN, { name: operation.name }, '0040-00000213')
  checkShape(entry, operation)
  return { entry, parameters: readParameters(entry, operation) }
}

const NO_PARAMETER: Localized = { en: '"{name}" has no parameter.', zh: '"{name}" 没有参数。' }
const EXTRA_VALUE: Localized = { en: '"{name}" has more than one value.', zh: '"{name}" 的值多于一个。' }

function checkShape({ id, main }: CatalogOperation, { parameters }: Operation): void {
  const values = parameters.filter(({ name }) => name === undefined).length
  if (main?.emptyCode && parameters.length === 0) {
    throw refuse('MissingArgument', 400, NO_PARAMETER, { name: id }, main.emptyCode)
  }
  if (main?.extraValueCode && values > 1)
    throw refuse('InvalidArgument', 400, EXTRA_VALUE, { name: id }, main.extraValueCode)
}

async function inform(input: Uint8Array, name: string): Promise<ImageResult> {
  const facts = name === 'info' ? await describePicture(input) : { RGB: await averageHue(input) }
  const { width, height, frameCount } = (await inspectPicture(input)).source
  const body = Buffer.from(JSON.stringify(facts))
  return {
    body,
    contentType: 'application/json',
    info: { format: 'json', width, height, frameCount },
  }
}

async function applySteps(
  opened: Picture,
  steps: readonly Step[],
  context: ImageContext,
  main?: Picture,
): Promise<Picture> {
  let picture = opened
  for (const step of steps) {
    const input = keepsFrames(step, picture) ? picture : stillOf(picture)
    picture = await applyStep(input, step, context, main)
  }
  return picture
}

/** Animations live through resize by sides, crop and picture watermarks only. Source: Image processing FAQ. */
function keepsFrames({ entry, parameters }: Step, picture: Picture): boolean {
  if (entry.name === 'resize') return ['w', 'h', 'l', 's', 'P'].some(name => parameters.has(name))
  if (entry.name === 'watermark') return parameters.has('image') && !parameters.has('text')
  if (entry.name === 'format') return chosenFormat(picture, parameters) === picture.source.format
  return entry.name === 'crop'
}

function applyStep(
  picture: Picture,
  { entry, parameters }: Step,
  context: ImageContext,
  main?: Picture,
): Promise<Picture> {
  switch (entry.name) {
    case 'resize':
      return resize(picture, parameters, main)
    case 'crop':
      return crop(picture, parameters)
    case 'indexcrop':
      return indexCrop(picture, parameters)
    case 'circle':
      return circle(picture, parameters)
    case 'rounded-corners':
      return roundCorners(picture, parameters)
    case 'auto-orient':
      return autoOrient(picture, parameters)
    case 'rotate':
      return rotate(picture, parameters)
    case 'flip':
      return flip(picture, parameters)
    case 'blur':
      return blur(picture, parameters)
    case 'bright':
      return bright(picture, parameters)
    case 'contrast':
      return contrast(picture, parameters)
    case 'sharpen':
      return sharpen(picture, parameters)
    case 'watermark':
      return watermark(picture, parameters, (reference, target) => loadMark(reference, target, context))
    default:
      return Promise.resolve(settle(picture, entry.name, parameters))
  }
}

/** The operations that only say how to write the result. */
function settle(picture: Picture, name: string, parameters: Parameters): Picture {
  const { output } = picture
  switch (name) {
    case 'format':
      return { ...picture, output: { ...output, format: chosenFormat(picture, parameters) } }
    case 'interlace':
      return { ...picture, output: { ...output, isProgressive: parameters.text('') === '1' } }
    case 'quality':
      return { ...picture, output: { ...output, ...chosenQuality(parameters) } }
    default:
      throw notImplemented(NOT_HERE, { name })
  }
}

/** `gif` counts for GIF sources only; others keep their own format. Source: Convert image formats (2021, 2026). */
function chosenFormat({ source, output }: Picture, parameters: Parameters): PictureFormat {
  const format = toFormat(parameters.text('') ?? '') ?? output.format
  return format === 'gif' && source.format !== 'gif' ? source.format : format
}

function chosenQuality(parameters: Parameters): { absoluteQuality?: number; relativeQuality?: number } {
  const absolute = parameters.number('Q') ?? parameters.number('')
  const relative = parameters.number('q')
  if (absolute !== undefined) return { absoluteQuality: absolute }
  return relative === undefined ? {} : { relativeQuality: relative }
}

async function loadMark(reference: string, main: Picture, context: ImageContext): Promise<Overlay> {
  const { key, process } = splitReference(reference)
  const bytes = await context.readObject(key)
  if (!bytes) throw refuse('NoSuchKey', 404, NO_MARK, { key })
  const operations = process === undefined ? [] : parseTree(process).tree.stages.flatMap(nestedOperations)
  return guardDecoding(bytes, async () => {
    const mark = await applySteps(stillOf(await openPicture(bytes)), operations.map(toStep), context, main)
    return toOverlay(firstFrame(mark))
  })
}

function nestedOperations(stage: StageNode): readonly Operation[] {
  if (stage.kind === 'stage' && stage.category === 'image') return stage.operations
  const name = stage.kind === 'stage' ? (stage.category ?? '') : stage.condition
  throw refuse('InvalidArgument', 400, OTHER_CATEGORY, { name })
}

async function write(picture: Picture): Promise<ImageResult> {
  const { format } = picture.output
  const body = await encodePicture(picture)
  const { width, height, frames } = picture
  return { body, contentType: contentTypeOf(format), info: { format, width, height, frameCount: frames.length } }
}
