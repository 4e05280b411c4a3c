import { decodeBase64Url } from '../../../../grammar/catalogue/base64url.ts'
import type { Address } from '../../../catalogue/address.ts'
import { type Span, valueSpan } from '../../../language/tree.ts'
import type { BoundParameter } from '../../bind.ts'
import { defineRule, type Rule, type RuleContext } from '../../rule.ts'

type MessageId = 'pipe' | 'watermark' | 'info' | 'operation' | 'key' | 'nestedOnly'

const encoder = new TextEncoder()

/** What the inner string must not hold, with the EC number of each. */
const REFUSED: readonly { readonly messageId: MessageId; readonly text: RegExp; readonly serverCode: string }[] = [
  { messageId: 'pipe', text: /\|/, serverCode: '0040-00000372' },
  { messageId: 'watermark', text: /\/watermark/, serverCode: '0040-00000373' },
  { messageId: 'info', text: /\/info\b/, serverCode: '0040-00000374' },
]

export const nestedProcess: Rule<MessageId> = defineRule({
  id: 'nested-process',
  severity: 'error',
  description: {
    en: 'A watermark picture may itself be processed: its value decodes to "logo.png?x-oss-process=image/resize,P_30". That inner string is linted too, and takes fewer operations.',
    zh: '水印图片本身也可以处理：其值解码为 "logo.png?x-oss-process=image/resize,P_30"。内层字符串同样会检查，且可用的操作更少。',
  },
  messages: {
    pipe: {
      en: '{name} decodes to a string with "|"; the picture of a watermark takes one stage.',
      zh: '{name} 解码后含有 "|"；水印图片只能有一段处理。',
    },
    watermark: {
      en: '{name} decodes to a string with a watermark; a watermark cannot hold another one.',
      zh: '{name} 解码后含有水印操作；水印中不能再加水印。',
    },
    info: {
      en: '{name} decodes to a string with "info", which makes no picture.',
      zh: '{name} 解码后含有 "info"，它不产生图片。',
    },
    operation: {
      en: '{name} decodes to a string with "{operation}", which no page lists for the picture of a watermark.',
      zh: '{name} 解码后含有 "{operation}"，没有文档说明水印图片可以使用它。',
    },
    nestedOnly: {
      en: '"{name}" counts only in the process string inside a watermark picture; expected "p" here.',
      zh: '"{name}" 只在水印图片内层的处理字符串中有效；此处应为 "p"。',
    },
    key: {
      en: '{name} decodes to the object key "{key}", which holds "{found}"; OSS may take it for an operation.',
      zh: '{name} 解码为对象名 "{key}"，其中含有 "{found}"；OSS 可能把它当作操作。',
    },
  },
  examples: {
    invalid: [
      { text: 'image/resize,P_30' },
      { text: 'image/watermark,image_cGFuZGEucG5nP3gtb3NzLXByb2Nlc3M9aW1hZ2UvcmVzaXplLFBfMzB8cm90YXRlLDkw' },
      { text: 'image/watermark,image_cGFuZGEucG5nP3gtb3NzLXByb2Nlc3M9aW1hZ2UvaW5mbw' },
    ],
    valid: [{ text: 'image/watermark,image_cGFuZGEucG5nP3gtb3NzLXByb2Nlc3M9aW1hZ2UvcmVzaXplLFBfMzA' }],
  },
  checksOperation({ main }) {
    return main !== undefined && !main.nestable
  },
  checkOperation({ entry, node, stage }, context) {
    if (context.nested && stage.category === 'image') {
      context.report({
        messageId: 'operation',
        severity: 'info',
        data: { name: 'image', operation: entry.name },
        span: node,
      })
    }
  },
  checksParameter({ type, nestedOnly }) {
    return type.role === 'watermarkImage' || nestedOnly === true
  },
  checkParameter(parameter, context) {
    if (parameter.spec.nestedOnly) {
      if (!context.nested)
        context.report({
          messageId: 'nestedOnly',
          // A program may yet encode the text for a watermark: "logo.png?x-oss-process=...".
          severity: context.open || isObjectName(context.address) ? 'info' : 'error',
          data: { name: parameter.name },
          span: parameter.node,
        })
      return
    }
    const decoded = decodeBase64Url(parameter.node.value)?.trimEnd()
    if (!decoded) return
    const [, key = '', inner] = /^([^?]*)(?:\?x-oss-process=(.*))?$/s.exec(decoded) ?? []
    const found = /\/(?:watermark|info)/.exec(key)?.[0]
    const data = { name: parameter.name, key, found: found ?? '' }
    if (found) context.report({ messageId: 'key', severity: 'warning', data, span: valueSpan(parameter.node) })
    if (inner) checkInner(parameter, decoded, inner, context)
  },
})

function isObjectName({ host, extension, isArgument }: Address): boolean {
  return host === undefined && extension !== undefined && !isArgument
}

function checkInner(parameter: BoundParameter, decoded: string, inner: string, context: RuleContext<MessageId>): void {
  const { name, node } = parameter
  const offset = decoded.length - inner.length
  const locate = (span: Span) =>
    encodedSpan(valueSpan(node), decoded, { start: span.start + offset, end: span.end + offset })
  for (const { messageId, serverCode, text } of REFUSED) {
    const match = text.exec(inner)
    if (!match) continue
    const span = locate({ start: match.index, end: match.index + match[0].length })
    context.report({ messageId, serverCode, data: { name }, span })
    return
  }
  context.lintNested(inner, locate)
}

/** The Base64 digits that hold a range of the decoded text: three bytes in four digits. */
function encodedSpan(value: Span, decoded: string, span: Span): Span {
  const bytesTo = (offset: number) => encoder.encode(decoded.slice(0, offset)).length
  const start = value.start + Math.floor((bytesTo(span.start) * 4) / 3)
  const end = value.start + Math.ceil((bytesTo(span.end) * 4) / 3)
  return { start, end: Math.min(Math.max(end, start), value.end) }
}
