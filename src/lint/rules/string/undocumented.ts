import type { Localized } from '../../../../grammar/catalogue/localized.ts'
import type { Status } from '../../../../grammar/catalogue/types.ts'
import type { Severity } from '../../../language/diagnostic.ts'
import { nameSpan, type Span } from '../../../language/tree.ts'
import { defineRule, type Rule, type RuleContext } from '../../rule.ts'

type MessageId = Exclude<Status, 'documented' | 'example'>

const SEVERITIES: Readonly<Record<MessageId, Severity>> = {
  recipe: 'warning',
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
    recipe: {
      en: '{found} is in a recipe of the OSS team, but in no table; whether it counts is not known.',
      zh: '{found} 见于 OSS 团队的示例，但不在任何参数表中；是否有效不确定。',
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
    invalid: [
      { text: 'image/quality,90' },
      { text: 'video/animation,f_gif,num_50,t_5000|sys/saveas,o_b3V0LmdpZg' },
      { text: 'imm/previewdoc,copy_1' },
      { text: 'hls/sign,live_1' },
    ],
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
