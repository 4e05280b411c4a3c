import { decodeBase64Url } from '../../../../grammar/catalogue/base64url.ts'
import { findSourceKind, unreadPictures } from '../../../../grammar/operations/extensions.ts'
import { findCategory } from '../../../catalogue/catalogue.ts'
import { nameSpan, valueSpan } from '../../../language/tree.ts'
import { remarks } from '../../../trace/remarks.ts'
import { KIND_WORDS, takesKind } from '../../../trace/source-kind.ts'
import { defineRule, type Rule, type RuleContext } from '../../rule.ts'

export const sourceKind: Rule = defineRule({
  id: 'source-kind',
  severity: 'warning',
  description: {
    en: 'A category works on sources of its kind: pictures, videos, audio files, documents. The kind of the source is given, or its extension tells it; OSS looks at the bytes, so a file with a wrong extension may work.',
    zh: '每个类别只处理相应类型的源文件：图片、视频、音频、文档。此处按已知的源文件或扩展名判断；OSS 看的是文件内容，扩展名不对的文件也可能可用。',
  },
  messages: {
    kind: {
      en: '"{operation}" does not take {kind}, but the object ends in ".{extension}".',
      zh: '"{operation}" 不处理{kind}，但文件扩展名是 ".{extension}"。',
    },
    file: {
      en: '"{operation}" does not take ".{extension}" files.',
      zh: '"{operation}" 不支持 ".{extension}" 文件。',
    },
    mark: {
      en: '{name} decodes to "{key}"; the picture of a watermark is a JPG, PNG, BMP, WebP or TIFF.',
      zh: '{name} 解码为 "{key}"；水印图片须为 JPG、PNG、BMP、WebP 或 TIFF。',
    },
    wrongKind: remarks.wrongKind.message,
    unread: {
      en: '"{operation}" does not read ".{extension}"; it takes JPG, PNG, BMP, GIF, WebP, TIFF, HEIC and AVIF.',
      zh: '"{operation}" 不支持 ".{extension}"；可用的有 JPG、PNG、BMP、GIF、WebP、TIFF、HEIC、AVIF。',
    },
  },
  examples: {
    invalid: [
      { text: 'image/resize,w_100', address: { extension: 'mp4' } },
      { text: 'video/snapshot,t_1000,f_jpg', address: { extension: 'jpg' } },
      { text: 'image/resize,w_100', address: { extension: 'svg' } },
      { text: 'image/watermark,image_bG9nby5zdmc' },
      { text: 'doc/edit', address: { extension: 'pdf' } },
      { text: 'image/resize,w_100', facts: { kind: 'video', format: 'mp4' } },
    ],
    valid: [
      { text: 'image/resize,w_100', address: { extension: 'jpg' } },
      { text: 'video/snapshot,t_1000,f_jpg', address: { extension: 'mp4' } },
    ],
  },
  checksParameter({ type }) {
    return type.role === 'watermarkImage'
  },
  checkParameter({ node, name }, context) {
    const key = decodeBase64Url(node.value)?.replace(/\?.*$/s, '')
    const extension = /\.([a-z0-9]{2,5})$/i.exec(key ?? '')?.[1]?.toLowerCase() ?? ''
    const isKnown = findSourceKind(extension) !== undefined || unreadPictures.has(extension)
    if (!key || !isKnown || MARKS.has(extension)) return
    context.report({ messageId: 'mark', data: { name, key }, span: valueSpan(node), serverCode: '0040-00000027' })
  },
  check(context) {
    const { known, address } = context
    const first = context.operations[0]
    if (known && !known.isGuess) return checkTold(context)
    if (address.extension === undefined || !first?.entry || first.index > 0) return
    const { extension } = address
    const takes = findCategory(first.entry.category)?.spec.sources
    const kind = findSourceKind(extension)
    const data = { operation: first.entry.id, extension, kind: kind ? KIND_WORDS[kind] : '' }
    const span = nameSpan(first.node)
    const serverCode = takes?.includes('image') ? '0040-00000005' : undefined
    if (takes?.includes('image') && unreadPictures.has(extension)) {
      context.report({ messageId: 'unread', data, span, serverCode })
    } else if (first.entry.main?.exceptSources?.includes(extension)) {
      context.report({ messageId: 'file', data, span })
    } else if (
      kind &&
      takes &&
      !takes.includes(kind) &&
      (takes.includes('pointCloud') || !takesKind(takes, kind, extension))
    ) {
      context.report({ messageId: 'kind', data, span, serverCode })
    }
  },
})

/** Extensions of what can be the picture of a watermark. Source: Add watermarks. */
const MARKS: ReadonlySet<string> = new Set(['jpg', 'jpeg', 'png', 'bmp', 'webp', 'tif', 'tiff'])

/** What the trace says of a source that is known for certain. */
function checkTold(context: RuleContext<'kind' | 'unread' | 'wrongKind'>): void {
  for (const { messageId, data, span, severity, serverCode } of context.traced()?.findings ?? []) {
    if (messageId === 'wrongKind') context.report({ messageId, data, span, severity, serverCode })
  }
}
