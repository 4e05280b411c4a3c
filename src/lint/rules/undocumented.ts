import type { Status } from '../../catalog/types.ts'
import type { Localized, Severity } from '../../language/diagnostic.ts'
import { nameSpan, type Span } from '../../language/tree.ts'
import { defineRule, type Rule, type RuleContext } from '../rule.ts'

type MessageId = Exclude<Status, 'documented' | 'example'>

const SEVERITIES: Readonly<Record<MessageId, Severity>> = {
  regional: 'warning',
  undocumented: 'warning',
  thirdParty: 'info',
  legacy: 'info',
}

export const undocumented: Rule<MessageId> = defineRule({
  id: 'undocumented',
  severity: 'warning',
  description: {
    en: 'Some parameters work for others or stand in a single article, but no table lists them; some operations are replaced by newer ones.',
    zh: '有些参数在别人那里可用，或只出现在某篇文章中，但没有列在参数表里；有些操作已有替代。',
  },
  messages: {
    regional: {
      en: '{found} works in some regions only; it needs an IMM project and a signed request.',
      zh: '{found} 只在部分地域可用；需要绑定 IMM 项目并签名请求。',
    },
    undocumented: {
      en: '{found} is not in the documentation; it may stop working at any time.',
      zh: '{found} 没有文档说明，随时可能失效。',
    },
    thirdParty: {
      en: "{found} is known from other people's code only, not from the documentation.",
      zh: '{found} 只见于第三方代码，没有文档说明。',
    },
    legacy: { en: '{found} is old; its pages are no longer kept up.', zh: '{found} 是旧接口，文档已不再维护。' },
  },
  examples: {
    invalid: [{ text: 'image/quality,90' }, { text: 'imm/previewdoc,copy_1' }, { text: 'hls/sign,live_1' }],
    valid: [{ text: 'image/quality,q_90' }],
  },
  checksOperation({ spec }) {
    return spec.status !== undefined
  },
  checkOperation({ entry, node }, context) {
    const found = `"${entry.id}"`
    report(entry.spec.status, { en: found, zh: found }, nameSpan(node), context)
  },
  checksParameter({ status }) {
    return status !== undefined
  },
  checkParameter({ node, name, spec, operation, problem }, context) {
    // A wrong value is reported as such, which is enough to make people look.
    if (problem !== undefined) return
    const written = `"${operation.node.name},${node.value}"`
    const { id } = operation.entry
    const found =
      name === '' ? { en: written, zh: written } : { en: `"${name}" in "${id}"`, zh: `"${id}" 中的 "${name}"` }
    report(spec.status, found, node, context)
  },
})

function report(status: Status | undefined, found: Localized, span: Span, context: RuleContext<MessageId>): void {
  if (status === undefined || status === 'documented' || status === 'example') return
  context.report({ messageId: status, severity: SEVERITIES[status], data: { found }, span })
}
