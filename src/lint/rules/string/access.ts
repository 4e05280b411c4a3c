import type { Localized } from '../../../../grammar/catalogue/localized.ts'
import { ownValue } from '../../../language/own.ts'
import { nameSpan, type Span } from '../../../language/tree.ts'
import { defineRule, type Rule, type RuleContext } from '../../rule.ts'

type MessageId = 'imm' | 'unsigned' | 'signature' | 'domain'

export const access: Rule<MessageId> = defineRule({
  id: 'access',
  severity: 'warning',
  description: {
    en: 'Some operations, and some values, are the work of IMM: the bucket has to be bound to an IMM project, and the request has to be signed, for public objects too. Documents open only through a domain of your own that is bound to the bucket.',
    zh: '有些操作和取值由 IMM 完成：存储空间须绑定 IMM 项目，且请求须签名，公共读文件也一样。文档预览和编辑只能通过绑定到存储空间的自定义域名打开。',
  },
  messages: {
    imm: {
      en: '{found} needs a bucket that is bound to an IMM project, and a signed request.',
      zh: '{found} 需要存储空间绑定 IMM 项目，并签名请求。',
    },
    unsigned: {
      en: '{found} needs a signed request and a bucket that is bound to an IMM project, but the URL carries no signature.',
      zh: '{found} 需要签名请求，且存储空间须绑定 IMM 项目，但 URL 中没有签名。',
    },
    signature: {
      en: '{found} needs a signed URL, but the URL carries no signature.',
      zh: '{found} 需要签名 URL，但 URL 中没有签名。',
    },
    domain: {
      en: '{found} opens only through a domain of your own that is bound to the bucket, with a signed URL, but the host is "{host}".',
      zh: '{found} 只能通过绑定到存储空间的自定义域名和签名 URL 打开，但主机名是 "{host}"。',
    },
  },
  examples: {
    invalid: [
      { text: 'image/crop,w_200,h_200,g_face' },
      {
        text: 'image/blur,g_face,r_25,s_25',
        address: { host: 'photos.oss-cn-hangzhou.aliyuncs.com', extension: 'jpg', isSigned: false },
      },
      { text: 'doc/preview', address: { host: 'photos.oss-cn-hangzhou.aliyuncs.com', isSigned: true } },
    ],
    valid: [{ text: 'doc/preview', address: { host: 'preview.example.com', isSigned: true } }],
  },
  checksOperation({ main }) {
    return (main !== undefined && main.access !== 'anonymous') || main?.ownDomain === true
  },
  checkOperation({ entry, node }, context) {
    const { host, isSigned } = context.address
    const span = nameSpan(node)
    const found = `"${entry.id}"`
    if (entry.main?.ownDomain && host?.endsWith('.aliyuncs.com')) {
      context.report({ messageId: 'domain', data: { found, host }, span })
    } else if (isSigned === false && context.via === 'get') {
      if (entry.main?.access === 'imm') report('info', { en: found, zh: found }, span, context)
      else if (entry.main?.via.includes('get'))
        context.report({ messageId: 'signature', severity: 'info', data: { found }, span })
    }
  },
  checksParameter({ accessOf }) {
    return accessOf !== undefined
  },
  checkParameter({ node, name, spec, operation }, context) {
    if (ownValue(spec.accessOf, node.value) !== 'imm') return
    const { id } = operation.entry
    const found = { en: `"${name}_${node.value}" in "${id}"`, zh: `"${id}" 中的 "${name}_${node.value}"` }
    report('warning', found, node, context)
  },
})

/** A string alone tells nothing of the request, so that it is only noted what is needed. */
function report(severity: 'warning' | 'info', found: Localized, span: Span, context: RuleContext<MessageId>): void {
  const isUnsigned = context.address.isSigned === false
  context.report({
    messageId: isUnsigned ? 'unsigned' : 'imm',
    severity: isUnsigned ? severity : 'info',
    data: { found },
    span,
  })
}
