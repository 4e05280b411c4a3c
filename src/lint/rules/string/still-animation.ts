import type { Localized } from '../../../../grammar/catalogue/localized.ts'
import { nameSpan } from '../../../language/tree.ts'
import { type BoundOperation, findParameter, type KnownOperation } from '../../bind.ts'
import { defineRule, type Rule, type RuleContext } from '../../rule.ts'

export const stillAnimation: Rule = defineRule({
  id: 'still-animation',
  severity: 'warning',
  description: {
    en: 'An animated GIF goes on moving only through a resize by sides, a crop and the picture of a watermark with animation_1; whatever else works on it leaves one frame. A GIF is never enlarged. That the source is a GIF is told by its extension or by "format,gif", which works on no other source.',
    zh: 'GIF 动图只有经过按边长缩放、裁剪和带 animation_1 的图片水印后仍是动图；其他操作只留下一帧。GIF 不会被放大。扩展名 .gif 或只对 GIF 有效的 "format,gif" 说明源图是 GIF。',
  },
  sources: ['KB 311238', 'Resize images', 'Rotate'],
  messages: {
    still: {
      en: '{found} makes an animated GIF stand still; only a resize by sides, a crop and a watermark picture with "animation_1" keep it moving.',
      zh: '{found} 会使 GIF 动图变为静态图；只有按边长缩放、裁剪和带 "animation_1" 的图片水印能保留动画。',
    },
    front: {
      en: '"format,gif" in front makes an animated GIF stand still; expected it last, or not at all, since a GIF stays one.',
      zh: '"format,gif" 写在前面会使 GIF 动图变为静态图；应写在最后，或省略，因为 GIF 本来就保持格式。',
    },
    enlarge: {
      en: '{found} does not enlarge a GIF; OSS never does.',
      zh: '{found} 不会放大 GIF；OSS 从不放大 GIF。',
    },
  },
  examples: {
    invalid: [
      { text: 'image/auto-orient,1/resize,w_100', address: { extension: 'gif' } },
      { text: 'image/format,gif/resize,w_440' },
      { text: 'image/resize,p_50', address: { extension: 'gif' } },
      { text: 'image/watermark,text_SGVsbG8/format,gif' },
      { text: 'image/resize,w_500,limit_0', address: { extension: 'gif' } },
    ],
    valid: [
      { text: 'image/resize,w_100/crop,w_50,h_50', address: { extension: 'gif' } },
      { text: 'image/auto-orient,1/resize,w_100', address: { extension: 'jpg' } },
      { text: 'image/resize,w_100/quality,q_80/format,jpg', address: { extension: 'gif' } },
    ],
  },
  check(context) {
    const { format, frames } = context.known?.facts ?? {}
    // Where it is known how many frames there are, the trace says it.
    if ((format === undefined && !context.text.includes('format,gif')) || context.nested || frames !== undefined) return
    const operations = context.operations.filter(({ stage }) => stage.category === 'image')
    const formats = operations.filter(isFormat)
    // What makes a GIF of another source is told there.
    const isOther = format !== undefined && format !== 'gif'
    const isMeant = !isOther && formats.every(operation => findParameter(operation, '')?.value === 'gif')
    if (!isMeant || (format !== 'gif' && formats.length === 0) || operations.some(isReport)) return
    let isStill = false
    for (const operation of operations) isStill = checkOne(operation, operations, context, isStill) || isStill
  },
})

function isFormat({ entry }: BoundOperation): boolean {
  return entry?.id === 'image/format'
}

function isReport({ entry }: BoundOperation): boolean {
  return entry?.main?.output.kind === 'json' || entry?.main?.output.kind === 'text'
}

/** Tells what one operation does to the animation, unless it stands still already; true where it stands still behind it. */
function checkOne(
  operation: BoundOperation,
  all: readonly BoundOperation[],
  context: RuleContext<MessageId>,
  isStill: boolean,
): boolean {
  if (!operation.entry?.main || isStill) return false
  const span = nameSpan(operation.node)
  if (isFormat(operation)) {
    const isInFront = all.at(-1) !== operation
    if (isInFront) context.report({ messageId: 'front', span })
    return isInFront
  }
  const found = stopperOf(operation)
  if (found) context.report({ messageId: 'still', data: { found }, span })
  const larger = enlargerOf(operation)
  if (larger && !found) context.report({ messageId: 'enlarge', severity: 'info', data: { found: larger }, span })
  return found !== undefined
}

type MessageId = 'still' | 'front' | 'enlarge'

/** What makes the animation stand still, in words; undefined where it goes on. */
function stopperOf(operation: KnownOperation): Localized | undefined {
  const { id, name } = operation.entry
  if (operation.open && OPEN_ENDED.has(id)) return undefined
  const has = (parameter: string) => findParameter(operation, parameter) !== undefined
  if (id === 'image/resize') return has('p') && !SIDES.some(has) ? quoted('resize,p_') : undefined
  if (id === 'image/watermark') {
    if (has('text')) return { en: 'A watermark of text', zh: '文字水印' }
    return has('animation')
      ? undefined
      : { en: 'A watermark picture without "animation_1"', zh: '没有 "animation_1" 的图片水印' }
  }
  return KEEPERS.has(id) ? undefined : quoted(name)
}

const SIDES: readonly string[] = ['w', 'h', 'l', 's']
/** What later parameters may yet keep moving. */
const OPEN_ENDED: ReadonlySet<string> = new Set(['image/resize', 'image/watermark'])
const KEEPERS: ReadonlySet<string> = new Set(['image/crop', 'image/ignore-error'])

function enlargerOf(operation: KnownOperation): Localized | undefined {
  if (operation.entry.id !== 'image/resize') return undefined
  if (findParameter(operation, 'limit')?.value === '0') return quoted('limit_0')
  const percent = findParameter(operation, 'p')?.value
  return Number(percent) > 100 ? quoted(`p_${percent}`) : undefined
}

function quoted(text: string): Localized {
  return { en: `"${text}"`, zh: `"${text}"` }
}
