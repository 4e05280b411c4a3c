import { memoize } from '../../../../grammar/catalogue/memo.ts'
import type { Confidence } from '../../../../grammar/catalogue/types.ts'
import type { Severity } from '../../../language/diagnostic.ts'
import { ownValue } from '../../../language/own.ts'
import { nameSpan } from '../../../language/tree.ts'
import { pixelCount, RESIZE_LIMITS, sheetSides } from '../../../trace/image/layout.ts'
import { type BoundOperation, effectiveValue, findParameter, isRefused, type KnownOperation } from '../../bind.ts'
import { doubtOf } from '../../doubt.ts'
import { defineRule, type Rule, type RuleContext } from '../../rule.ts'

const { side: MAXIMUM_SIDE, pixels: MAXIMUM_AREA } = RESIZE_LIMITS

/** What a format holds less of than a resize may make. */
interface FormatLimit {
  readonly side?: number
  readonly area?: number
  readonly severity: Severity
  readonly serverCode?: string
  readonly source: string
  readonly confidence?: Confidence
}

const LIMITS: Readonly<Record<string, FormatLimit>> = {
  avif: {
    area: 9_437_184,
    severity: 'error',
    serverCode: '0040-00000014',
    source: 'EC 0040-00000014; limits of image processing (zh)',
  },
  heic: {
    side: 4096,
    severity: 'warning',
    source: 'Advanced image compression (pt-br and zh, undated)',
    confidence: 'medium',
  },
  webp: { side: 16_383, severity: 'warning', source: 'the WebP container', confidence: 'medium' },
}

/** Modes that make exactly the box that is asked for. */
const EXACT_MODES: ReadonlySet<string> = new Set(['fixed', 'fill', 'pad'])

type MessageId = 'area' | 'formatArea' | 'formatSide' | 'sheet' | 'square'

export const outputArea: Rule<MessageId> = defineRule({
  id: 'output-area',
  severity: 'error',
  description: {
    en: 'A resized picture has at most 16,384 px a side and 16,777,216 px in all; an AVIF 9,437,184 px in all, a HEIC 4,096 px a side, a WebP 16,383 px a side; a sprite sheet 16,384 px a side.',
    zh: '缩放后的图片每边不超过 16384 px、总共不超过 16777216 像素；AVIF 总共不超过 9437184 像素，HEIC 每边不超过 4096 px，WebP 每边不超过 16383 px；雪碧图每边不超过 16384 px。',
  },
  sources: ['Resize images', 'Advanced image compression', 'Video sprite'],
  messages: {
    area: {
      en: 'The picture would have {width} x {height} = {area} px; expected at most {limit}.',
      zh: '图片将有 {width} x {height} = {area} 像素；最多 {limit}。',
    },
    formatArea: {
      en: 'The {format} would have {width} x {height} = {area} px; expected at most {limit}.{doubt}',
      zh: '{format} 将有 {width} x {height} = {area} 像素；最多 {limit}。{doubt}',
    },
    formatSide: {
      en: 'The {format} would have {width} x {height} px; expected at most {limit} a side.{doubt}',
      zh: '{format} 将有 {width} x {height} 像素；每边最多 {limit}。{doubt}',
    },
    sheet: {
      en: 'A sheet of {columns} x {rows} pictures would be {sides} px; expected at most {limit} a side.',
      zh: '{columns} x {rows} 张小图拼成的雪碧图将是 {sides} 像素；每边最多 {limit}。',
    },
    square: {
      en: '"m_{mode}" with one side only makes a square of {side} px; "m_lfit" keeps the ratio.',
      zh: '"m_{mode}" 只给一边时会得到 {side} 像素的正方形；"m_lfit" 保持比例。',
    },
  },
  examples: {
    invalid: [
      { text: 'image/resize,m_fixed,w_5000,h_5000' },
      { text: 'video/sprite,f_jpg,sw_4096,sh_4096,tw_10,th_10|sys/saveas,o_b3V0L3tpbmRleH0ue2F1dG9leHR9' },
      { text: 'image/resize,m_fill,h_400' },
      { text: 'image/resize,m_fixed,w_4096,h_4096/format,avif' },
      { text: 'image/resize,m_fixed,w_5000,h_2000/format,heic' },
    ],
    valid: [{ text: 'image/resize,m_fixed,w_4096,h_4096' }, { text: 'image/resize,m_fixed,w_4096,h_2304/format,avif' }],
  },
  checksOperation({ id }) {
    return id === 'image/resize' || id === 'video/sprite'
  },
  checkOperation(operation, context) {
    if (operation.open) return
    if (operation.entry.id === 'video/sprite') checkSheet(operation, context)
    else checkResize(operation, context)
  },
})

/** Of a source that is known, the trace says it. */
function isTraced(id: string, { node }: KnownOperation, context: RuleContext<MessageId>): boolean {
  const start = nameSpan(node).start
  return context.traced()?.findings.some(({ messageId, span }) => messageId === id && span.start === start) ?? false
}

/** What the sides of a sheet follow from. */
const SHEET = ['sw', 'sh', 'tw', 'th', 'pad', 'margin']

function checkSheet(operation: KnownOperation, context: RuleContext<MessageId>): void {
  const numberOf = (name: string) => Number(effectiveValue(operation, name))
  const [columns, rows] = [numberOf('tw'), numberOf('th')]
  const grid = { columns, rows, padding: numberOf('pad'), margin: numberOf('margin') }
  // A side that is not given is that of the source.
  const { width, height } = sheetSides({ width: numberOf('sw'), height: numberOf('sh') }, grid)
  if (!(width > MAXIMUM_SIDE || height > MAXIMUM_SIDE)) return
  if (SHEET.some(name => isRefused(operation, name))) return
  if (isTraced('sheetTooLarge', operation, context)) return
  const sides = [width, height].map(side => (Number.isNaN(side) ? '?' : side)).join(' x ')
  const data = { columns, rows, sides, limit: MAXIMUM_SIDE }
  context.report({ messageId: 'sheet', severity: 'warning', data, span: nameSpan(operation.node) })
}

function checkResize(operation: KnownOperation, context: RuleContext<MessageId>): void {
  const mode = effectiveValue(operation, 'm')
  const [width, height] = sidesOf(operation)
  if (isTraced('tooLarge', operation, context)) return
  if (!mode || !EXACT_MODES.has(mode) || !width || !height) return
  if (isRefused(operation, 'w') || isRefused(operation, 'h')) return
  const area = pixelCount({ width, height })
  const span = nameSpan(operation.node)
  if (area > MAXIMUM_AREA) {
    const data = { width, height, area, limit: MAXIMUM_AREA }
    context.report({ messageId: 'area', data, span, serverCode: '0040-00000007' })
    return
  }
  checkFormat(operation, { width, height, area }, context)
  if (!findParameter(operation, 'w') !== !findParameter(operation, 'h'))
    context.report({ messageId: 'square', severity: 'info', data: { mode, side: width }, span })
}

/** What comes out is the box of the last resize, unless something behind it changes the shape once more. */
function checkFormat(
  operation: KnownOperation,
  { width, height, area }: { readonly width: number; readonly height: number; readonly area: number },
  context: RuleContext<MessageId>,
): void {
  const { shape, format } = resultOf(context.operations)
  if (shape !== operation) return
  const limit = format === undefined ? undefined : ownValue(LIMITS, format)
  if (!limit) return
  const { severity, serverCode } = limit
  const data = { format: format ?? '', width, height, area, doubt: doubtOf(limit) }
  const span = nameSpan(operation.node)
  if (limit.area !== undefined && area > limit.area)
    context.report({ messageId: 'formatArea', severity, data: { ...data, limit: limit.area }, span, serverCode })
  else if (limit.side !== undefined && Math.max(width, height) > limit.side)
    context.report({ messageId: 'formatSide', severity, data: { ...data, limit: limit.side }, span, serverCode })
}

const SHAPES: ReadonlySet<string> = new Set(['resize', 'crop', 'indexcrop', 'circle', 'rotate'])

/** The last operation that changes the shape of a picture, and the last format that is asked for. */
const resultOf = memoize((operations: readonly BoundOperation[]) => {
  const pictures = operations.filter(({ stage }) => stage.category === 'image')
  return {
    shape: pictures.findLast(({ node }) => SHAPES.has(node.name)),
    format: pictures.findLast(({ node }) => node.name === 'format')?.node.parameters[0]?.value,
  }
})

/** A side that is left out equals the other one in the modes that make an exact box. */
function sidesOf(operation: BoundOperation): [number, number] {
  const width = findParameter(operation, 'w')?.value
  const height = findParameter(operation, 'h')?.value
  return [Number(width ?? height ?? 0), Number(height ?? width ?? 0)]
}
