import { findSourceKind, unreadPictures } from '../../../../grammar/operations/extensions.ts'
import { findCategory } from '../../../catalogue/catalogue.ts'
import { nameSpan } from '../../../language/tree.ts'
import { remarks } from '../../../trace/remarks.ts'
import { KIND_WORDS, takesKind } from '../../../trace/source-kind.ts'
import { defineRule, type Rule, type RuleContext } from '../../rule.ts'

export const sourceKind: Rule = defineRule({
  id: 'source-kind',
  severity: 'warning',
  description: {
    en: 'A category works on sources of its kind: pictures, videos, audio files, documents. What the source is, is told, or its extension tells; OSS looks at the bytes, so that a file with a wrong extension may work.',
    zh: '每个类别只处理相应类型的源文件：图片、视频、音频、文档。此处按已知的源文件或扩展名判断；OSS 看的是文件内容，扩展名不对的文件也可能可用。',
  },
  messages: {
    kind: {
      en: '"{operation}" does not take {kind}, but the object ends in ".{extension}".',
      zh: '"{operation}" 不处理{kind}，但文件扩展名是 ".{extension}"。',
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
      { text: 'image/resize,w_100', facts: { kind: 'video', format: 'mp4' } },
    ],
    valid: [
      { text: 'image/resize,w_100', address: { extension: 'jpg' } },
      { text: 'video/snapshot,t_1000,f_jpg', address: { extension: 'mp4' } },
    ],
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
    } else if (kind && takes && !takesKind(takes, kind, extension)) {
      context.report({ messageId: 'kind', data, span, serverCode })
    }
  },
})

/** What the trace says of a source that is known for certain. */
function checkTold(context: RuleContext<'kind' | 'unread' | 'wrongKind'>): void {
  for (const { messageId, data, span, severity, serverCode } of context.traced()?.findings ?? []) {
    if (messageId === 'wrongKind') context.report({ messageId, data, span, severity, serverCode })
  }
}
