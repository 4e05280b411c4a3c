import { nameSpan } from '../../language/tree.ts'
import { type BoundOperation, findParameter } from '../bind.ts'
import { defineRule, type Rule } from '../rule.ts'

/** Formats that have no quality to set. */
const QUALITY_FREE: ReadonlySet<string> = new Set(['png', 'bmp', 'gif', 'tiff'])

export const pictureFormat: Rule = defineRule({
  id: 'picture-format',
  severity: 'warning',
  description: {
    en: 'Some operations need a format to show: quality acts on JPG and WebP, interlace on JPG, round corners need transparency, and GIF comes out only of GIF.',
    zh: '有些操作依赖格式：quality 只对 JPG 和 WebP 有效，interlace 只对 JPG 有效，圆角需要透明通道，GIF 只能来自 GIF。',
  },
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
    ],
    valid: [{ text: 'image/format,jpg/interlace,1' }, { text: 'image/circle,r_100/format,png' }],
  },
  checksOperation({ id }) {
    return id === 'image/format'
  },
  checkOperation(operation, context) {
    const format = findParameter(operation, '')?.value ?? ''
    for (const other of context.operations) {
      if (other === operation) continue
      const expected = effectOf(other, format)
      const data =
        expected || isRounded(other, format)
          ? { operation: other.node.name, format, expected: expected ?? '' }
          : undefined
      if (data)
        context.report({
          messageId: expected ? 'idle' : 'corners',
          severity: expected ? 'info' : 'warning',
          data,
          span: nameSpan(other.node),
        })
    }
    if (format === 'gif') context.report({ messageId: 'gif', severity: 'info', span: operation.node })
  },
})

/** The formats that an operation acts on, where the one that comes out is none of them. */
function effectOf({ entry, node }: BoundOperation, format: string): string | undefined {
  if (entry?.id === 'image/quality' && QUALITY_FREE.has(format)) return 'JPG, WebP'
  const isProgressive = entry?.id === 'image/interlace' && node.parameters[0]?.value === '1'
  return isProgressive && format !== '' && !['jpg', 'jpeg'].includes(format) ? 'JPG' : undefined
}

function isRounded({ entry }: BoundOperation, format: string): boolean {
  return (
    (format === 'jpg' || format === 'jpeg') && (entry?.id === 'image/circle' || entry?.id === 'image/rounded-corners')
  )
}
