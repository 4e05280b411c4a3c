import type { Localized } from '../../../../grammar/catalogue/localized.ts'
import { HOLE, nameSpan } from '../../../language/tree.ts'
import { type BoundOperation, findParameter, type KnownOperation } from '../../bind.ts'
import { defineRule, type Rule, type RuleContext } from '../../rule.ts'

type MessageId = 'idle' | 'corners' | 'gif'

/** Formats that have no quality to set. */
const QUALITY_FREE: ReadonlySet<string> = new Set(['png', 'bmp', 'gif', 'tiff'])

export const pictureFormat: Rule<MessageId> = defineRule({
  id: 'picture-format',
  severity: 'warning',
  description: {
    en: 'Some operations need a format to show: quality acts on JPG and WebP, interlace on JPG, round corners need transparency, and GIF comes out only of GIF. The format is the one that is asked for, or that of the source, as it is known or by its extension.',
    zh: '有些操作依赖格式：quality 只对 JPG 和 WebP 有效，interlace 只对 JPG 有效，圆角需要透明通道，GIF 只能来自 GIF。格式指 format 的值，没有时指已知的或扩展名表示的源图格式。',
  },
  sources: ['Convert image formats', 'Adjust image quality', 'Image processing overview'],
  messages: {
    idle: {
      en: '"{operation}" has no effect on {format}; it acts on {expected}.',
      zh: '"{operation}" 对 {format} 不起作用；只对 {expected} 有效。',
    },
    corners: {
      en: '"{operation}" leaves white corners in {format}; expected "format,png" or "format,webp" for transparent ones.',
      zh: '"{operation}" 在 {format} 中会留下白角；要透明应使用 "format,png" 或 "format,webp"。',
    },
    gif: {
      en: '"format,gif" changes nothing unless the source is a GIF.',
      zh: '除非源图是 GIF，否则 "format,gif" 不起作用。',
    },
  },
  examples: {
    invalid: [
      { text: 'image/resize,w_100/format,png/quality,Q_30' },
      { text: 'image/format,png/interlace,1' },
      { text: 'image/circle,r_100/format,jpg' },
      { text: 'image/format,gif' },
      { text: 'image/quality,q_80', address: { extension: 'png' } },
      { text: 'image/circle,r_100', address: { extension: 'jpg' } },
    ],
    valid: [
      { text: 'image/format,jpg/interlace,1' },
      { text: 'image/circle,r_100/format,png' },
      { text: 'image/quality,q_80/format,webp', address: { extension: 'png' } },
    ],
  },
  check(context) {
    const { operations, nested } = context
    const last = operations.findLast(isFormat)
    const { kind, format: source } = context.known?.facts ?? {}
    const format = last ? findParameter(last, '')?.value : kind === 'image' ? source : undefined
    if (nested || format === undefined || format.includes(HOLE)) return
    for (const operation of operations) if (operation.entry) checkOne(operation, format, context)
    // Of a source that is known, source-idle says it.
    const isGif = last && last === operations.at(-1) && format === 'gif' && source === undefined
    if (isGif) context.report({ messageId: 'gif', severity: 'info', span: last.node })
  },
})

function isFormat({ entry }: BoundOperation): boolean {
  return entry?.id === 'image/format'
}

function checkOne(operation: KnownOperation, format: string, context: RuleContext<MessageId>): void {
  const { entry, node } = operation
  const expected = effectOf(operation, format)
  const data = { operation: entry.name, format, expected: expected ?? { en: '', zh: '' } }
  const span = nameSpan(node)
  // What quality does to a GIF that moves is worse, and said by the rule still-animation.
  const isSaid = entry.id === 'image/quality' && format === 'gif'
  if (expected && !isSaid) context.report({ messageId: 'idle', severity: 'info', data, span })
  else if (isRounded(entry.id) && (format === 'jpg' || format === 'jpeg'))
    context.report({ messageId: 'corners', data, span })
}

/** The formats that an operation acts on, where the one that comes out is none of them. */
function effectOf({ entry, node }: KnownOperation, format: string): Localized | undefined {
  if (entry.id === 'image/quality' && QUALITY_FREE.has(format)) return { en: 'JPG and WebP', zh: 'JPG、WebP' }
  const isProgressive = entry.id === 'image/interlace' && node.parameters[0]?.value === '1'
  return isProgressive && format !== '' && !['jpg', 'jpeg'].includes(format) ? { en: 'JPG', zh: 'JPG' } : undefined
}

function isRounded(id: string): boolean {
  return id === 'image/circle' || id === 'image/rounded-corners'
}
