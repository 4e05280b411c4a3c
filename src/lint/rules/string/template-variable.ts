import { decodeBase64Url } from '../../../../grammar/catalogue/base64url.ts'
import { findTemplateVariable, listTemplateVariables, templateSegments } from '../../../catalogue/templates.ts'
import { nearest } from '../../../language/suggest.ts'
import { valueSpan } from '../../../language/tree.ts'
import type { BoundOperation, BoundParameter, KnownOperation } from '../../bind.ts'
import { holds } from '../../conditions.ts'
import { defineRule, type Rule, type RuleContext } from '../../rule.ts'

type MessageId = 'unknown' | 'misspelt' | 'elsewhere' | 'unbalanced' | 'index'

export const templateVariable: Rule<MessageId> = defineRule({
  id: 'template-variable',
  severity: 'warning',
  description: {
    en: 'The target of sys/saveas may hold variables such as {index} and {autoext}, which OSS fills in. A name that it does not know stays as text, and files without {index} overwrite each other.',
    zh: 'sys/saveas 的目标可以包含 {index}、{autoext} 等变量，由 OSS 填入。不认识的变量会原样保留；没有 {index} 时多个文件会互相覆盖。',
  },
  messages: {
    unknown: {
      en: '{name} decodes to "{target}", but "{variable}" is not a variable of OSS.',
      zh: '{name} 解码为 "{target}"，但 "{variable}" 不是 OSS 的变量。',
    },
    misspelt: {
      en: '{name} decodes to "{target}", but "{variable}" is not a variable of OSS; did you mean "{nearest}"?',
      zh: '{name} 解码为 "{target}"，但 "{variable}" 不是 OSS 的变量；是否想写 "{nearest}"？',
    },
    elsewhere: {
      en: '{name} decodes to "{target}", but "{variable}" has no value in "{operation}".',
      zh: '{name} 解码为 "{target}"，但在 "{operation}" 中 "{variable}" 没有值。',
    },
    unbalanced: {
      en: '{name} decodes to "{target}", where "{found}" has no partner; a literal brace is written twice.',
      zh: '{name} 解码为 "{target}"，其中 "{found}" 没有配对；字面花括号要写两次。',
    },
    index: {
      en: '{name} decodes to "{target}", but "{operation}" makes several files; without "{variable}" they overwrite each other.',
      zh: '{name} 解码为 "{target}"，但 "{operation}" 会产生多个文件；没有 "{variable}" 时它们会互相覆盖。',
    },
  },
  examples: {
    invalid: [
      { text: 'video/animation,f_gif,num_9|sys/saveas,o_b3V0L3tmaWxlaWR9LmdpZg' },
      { text: 'audio/convert,f_mp3|sys/saveas,o_e2JhcmVuYW1lfS17cmVzb2x1dGlvbn0ubXAz' },
      { text: 'video/snapshots,f_jpg,inter_1000|sys/saveas,o_ZnJhbWUuanBn' },
      { text: 'doc/convert,target_png|sys/saveas,o_e3t4fS97aW5kZXh9LnBuZw' },
    ],
    valid: [{ text: 'video/snapshots,f_jpg,inter_1000|sys/saveas,o_ZnJhbWVzL3tpbmRleH0ue2F1dG9leHR9' }],
  },
  checksParameter({ type }, { id }) {
    return id === 'sys/saveas' && (type.role === 'object' || type.role === 'bucket')
  },
  checkParameter(parameter, context) {
    const target = decodeBase64Url(parameter.node.value)?.trimEnd()
    if (!target) return
    const source = context.operations.find(({ entry }) => entry?.main && entry.category !== 'sys')
    if (/[{}]/.test(target)) checkVariables(parameter, target, source, context)
    if (parameter.name === 'o' && source?.entry && makesSeveralFiles(source))
      checkIndex(parameter, target, source, context)
  },
})

function checkVariables(
  parameter: BoundParameter,
  target: string,
  source: BoundOperation | undefined,
  context: RuleContext<MessageId>,
): void {
  const span = valueSpan(parameter.node)
  const data = { name: parameter.name, target, operation: source?.entry?.id ?? '' }
  for (const segment of templateSegments(target)) {
    if (segment.kind === 'brace')
      context.report({ messageId: 'unbalanced', data: { ...data, found: segment.text }, span })
    if (segment.kind !== 'variable') continue
    const variable = `{${segment.name}}`
    const known = findTemplateVariable(segment.name)
    if (!known) {
      const guess = nearest(segment.name, listTemplateVariables())
      context.report({
        messageId: guess ? 'misspelt' : 'unknown',
        data: { ...data, variable, nearest: `{${guess}}` },
        span,
      })
    } else if (known.operations && source?.entry && !known.operations.includes(source.entry.id)) {
      context.report({ messageId: 'elsewhere', data: { ...data, variable }, span })
    }
  }
}

function checkIndex(
  parameter: BoundParameter,
  target: string,
  source: KnownOperation,
  context: RuleContext<MessageId>,
): void {
  const segments = target.includes('{') ? templateSegments(target) : []
  const names = segments.flatMap(segment => (segment.kind === 'variable' ? [segment.name] : []))
  const hasExtension = /\.[A-Za-z0-9]+$/.test(target) || names.includes('autoext')
  if (names.includes('index') || !hasExtension) return
  const data = { name: parameter.name, target, operation: source.entry.id, variable: '{index}' }
  context.report({ messageId: 'index', data, span: valueSpan(parameter.node) })
}

function makesSeveralFiles(operation: KnownOperation): boolean {
  const output = operation.entry.main?.output
  return output?.count === 'many' && !output.oneWhen?.some(condition => holds(condition, operation) !== false)
}
