import type { Localized } from '../../../../grammar/catalogue/localized.ts'
import { type CatalogOperation, findOperation } from '../../../catalogue/catalogue.ts'
import { parseTree } from '../../../language/parser.ts'
import type { Operation, Stage, StageNode } from '../../../language/tree.ts'
import { formatFor, keepsFrames, type PictureFormat } from '../../../trace/image/encode.ts'
import { isWrong, type Parameters } from '../../../trace/parameters.ts'
import { sidesText } from '../../../trace/state.ts'
import { checkParameters } from '../parameters.ts'
import { notImplemented, type Outcome, Refusal, refuse, toOutcome } from '../problem.ts'
import { encodePicture } from './encode.ts'
import { contentTypeOf } from './formats.ts'
import { averageHue, describePicture } from './inspect.ts'
import { splitReference } from './nested.ts'
import { guardDecoding, inspectPicture, openPicture } from './open.ts'
import { type Overlay, toOverlay } from './overlay.ts'
import { firstFrame, type Picture, type PictureSource, stillOf } from './picture.ts'
import { blur, bright, contrast, sharpen } from './tone.ts'
import { autoOrient, circle, crop, flip, indexCrop, resize, rotate, roundCorners } from './transform.ts'
import { watermark } from './watermark.ts'

/** The bytes of an object in the bucket of the source, for a watermark; undefined where there is none. */
export type ReadObject = (key: string) => Promise<Uint8Array | undefined>

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
const EMPTY: Localized = { en: 'There is no operation after "image/".', zh: '"image/" 后没有操作。' }
const ALONE: Localized = {
  en: '"{name}" must be the only operation of its stage.',
  zh: '"{name}" 必须是该阶段唯一的操作。',
}
const NO_MARK: Localized = {
  en: 'The watermark picture "{key}" does not exist in the bucket.',
  zh: '存储空间中不存在水印图片 "{key}"。',
}
const NOT_HERE: Localized = {
  en: 'The local OSS does not run "{name}"; the cloud alone does.',
  zh: '本地 OSS 不支持 "{name}"，只有云端可以运行。',
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

/** Runs a stage of `image`: one operation after the other in the order of the string, as OSS does it. */
export function runImage(input: Uint8Array, stage: Stage, readObject: ReadObject): Promise<Outcome<ImageResult>> {
  return toOutcome(() => runOperations(input, stage.operations, readObject))
}

interface ImageStep {
  readonly entry: CatalogOperation
  readonly parameters: Parameters
}

async function runOperations(
  input: Uint8Array,
  operations: readonly Operation[],
  readObject: ReadObject,
): Promise<ImageResult> {
  const steps = operations.filter(({ name }) => name !== '').map(toStep)
  const [first] = steps
  if (!first) throw refuse('InvalidArgument', 400, EMPTY, {}, '0040-00000212')
  const report = steps.find(({ entry }) => entry.name === 'info' || entry.name === 'average-hue')
  if (report && steps.length > 1) throw refuse('InvalidArgument', 400, ALONE, { name: report.entry.name })
  const marks = steps.filter(({ entry, parameters }) => entry.name === 'watermark' && parameters.has('image')).length
  if (marks > MAX_MARKS) throw refuse('InvalidArgument', 400, MANY_MARKS, { found: marks }, '0040-00000026')
  const keeps = ({ format }: PictureSource) =>
    keepsFrames(first.entry.name, first.parameters, { sourceFormat: format, format, isLast: steps.length === 1 })
  return guardDecoding(input, async () =>
    report
      ? inform(input, report.entry.name)
      : write(await applySteps(await openPicture(input, keeps), steps, readObject)),
  )
}

function toStep(written: Operation): ImageStep {
  const entry = findOperation('image', written.name)
  if (!entry) throw refuse('InvalidArgument', 400, UNKNOWN, { name: written.name }, '0040-00000213')
  const operation = withoutSlips(entry, written)
  checkShape(entry, operation)
  return { entry, parameters: checkParameters(entry, operation) }
}

const NO_PARAMETER: Localized = { en: '"{name}" has no parameter.', zh: '"{name}" 没有参数。' }
const EXTRA_VALUE: Localized = { en: '"{name}" has more than one value.', zh: '"{name}" 的值多于一个。' }

/** OSS passes over an operation or a category behind a comma; what follows it counts where it is right for the operation before the comma. */
function withoutSlips(entry: CatalogOperation, operation: Operation): Operation {
  const slip = operation.parameters.findIndex(({ name, value }) => name === undefined && isSlip(value))
  if (slip < 0) return operation
  const parameters = operation.parameters.filter(
    (parameter, index) =>
      index < slip || (parameter.name !== undefined && !isWrong(parameter, entry.parameters.get(parameter.name))),
  )
  return { ...operation, parameters }
}

function isSlip(word: string): boolean {
  const name = word.replace(/^x-oss-process=/, '')
  return name === 'image' || findOperation('image', name) !== undefined
}

function checkShape({ id, main }: CatalogOperation, { parameters }: Operation): void {
  const values = parameters.filter(({ name, value }) => name === undefined && value !== '').length
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
  steps: readonly ImageStep[],
  readObject: ReadObject,
  main?: Picture,
): Promise<Picture> {
  let picture = opened
  for (const step of steps) {
    const { source, output } = picture
    const around = { sourceFormat: source.format, format: output.format, isLast: step === steps.at(-1) }
    const input = keepsFrames(step.entry.name, step.parameters, around) ? picture : stillOf(picture)
    picture = await applyStep(input, step, { readObject, main })
  }
  return picture
}

/** What an operation may need beside the picture and its parameters. */
interface Around {
  readonly readObject: ReadObject
  /** The picture that a mark is for. */
  readonly main: Picture | undefined
}

type Run = (picture: Picture, parameters: Parameters, around: Around) => Picture | Promise<Picture>

/** What each operation does, by its name. The last ones only say how to write the result. */
const RUNS: Readonly<Record<string, Run>> = {
  resize: (picture, parameters, { main }) => resize(picture, parameters, main),
  crop,
  indexcrop: indexCrop,
  circle,
  'rounded-corners': roundCorners,
  'auto-orient': autoOrient,
  rotate,
  flip,
  blur,
  bright,
  contrast,
  sharpen,
  watermark: (picture, parameters, { readObject }) =>
    watermark(picture, parameters, (reference, target) => loadMark(reference, target, readObject)),
  format: (picture, parameters) => {
    const { source, output } = picture
    return { ...picture, output: { ...output, format: formatFor(parameters.text(''), source.format, output.format) } }
  },
  interlace: (picture, parameters) => ({
    ...picture,
    output: { ...picture.output, isProgressive: parameters.text('') === '1' },
  }),
  quality: (picture, parameters) => ({
    ...picture,
    output: { ...picture.output, ...chosenQuality(parameters) },
  }),
}

function applyStep(picture: Picture, { entry, parameters }: ImageStep, around: Around): Picture | Promise<Picture> {
  const run = RUNS[entry.name]
  if (!run) throw notImplemented(NOT_HERE, { name: entry.id })
  return run(picture, parameters, around)
}

function chosenQuality(parameters: Parameters): { absoluteQuality?: number; relativeQuality?: number } {
  const absolute = parameters.number('Q') ?? parameters.number('')
  const relative = parameters.number('q')
  if (absolute !== undefined) return { absoluteQuality: absolute }
  return relative === undefined ? {} : { relativeQuality: relative }
}

async function loadMark(reference: string, main: Picture, readObject: ReadObject): Promise<Overlay> {
  const { key, process } = splitReference(reference)
  const bytes = await readObject(key)
  if (!bytes) throw refuse('NoSuchKey', 404, NO_MARK, { key })
  const operations = process === undefined ? [] : parseTree(process).tree.stages.flatMap(nestedOperations)
  const work = async () => {
    const mark = await applySteps(await openPicture(bytes), operations.map(toStep), readObject, main)
    return toOverlay(firstFrame(mark))
  }
  return guardDecoding(bytes, work).catch((error: unknown) => {
    if (!(error instanceof Refusal)) throw error
    const { code, httpStatus, message, ec } = error.problem
    throw refuse(code, httpStatus, OF_MARK, { key, reason: message }, ec)
  })
}

const OF_MARK: Localized = {
  en: 'Of the watermark picture "{key}": {reason}',
  zh: '水印图片 "{key}"：{reason}',
}

function nestedOperations(stage: StageNode): readonly Operation[] {
  if (stage.kind === 'stage' && stage.category === 'image') return stage.operations
  const name = stage.kind === 'stage' ? (stage.category ?? '') : stage.condition
  throw refuse('InvalidArgument', 400, OTHER_CATEGORY, { name })
}

const TOO_LARGE_HERE: Localized = {
  en: 'The picture has {sides} px, which is too large for {format} here.',
  zh: '图片为 {sides} 像素，超出此处 {format} 的上限。',
}

async function write(picture: Picture): Promise<ImageResult> {
  const { format } = picture.output
  const body = await encodePicture(picture).catch((error: unknown) => {
    // An encoder that gives up does not speak of the source.
    if (!(error instanceof Error) || !/too large for the/i.test(error.message)) throw error
    throw refuse('ImageTooLarge', 400, TOO_LARGE_HERE, { sides: sidesText(picture), format: format.toUpperCase() })
  })
  const { width, height, frames } = picture
  return { body, contentType: contentTypeOf(format), info: { format, width, height, frameCount: frames.length } }
}
