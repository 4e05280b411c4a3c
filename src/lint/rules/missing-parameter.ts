import { listOf } from '../../language/diagnostic.ts'
import { nameSpan } from '../../language/tree.ts'
import { type BoundOperation, findParameter } from '../bind.ts'
import { defineRule, type Rule } from '../rule.ts'

export const missingParameter: Rule = defineRule({
  id: 'missing-parameter',
  severity: 'error',
  description: {
    en: 'Some parameters have no default, and some operations need one of several.',
    zh: '有些参数没有默认值，有些操作要求几个参数中至少有一个。',
  },
  messages: {
    missing: {
      en: '"{operation}" needs "{name}" ({title}), {expected}.',
      zh: '"{operation}" 缺少 "{name}"（{title}），应为{expected}。',
    },
    value: { en: '"{operation}" needs a value: {expected}.', zh: '"{operation}" 缺少值：{expected}。' },
    oneOf: {
      en: '"{operation}" needs at least one of {expected}.',
      zh: '"{operation}" 至少需要 {expected} 中的一个。',
    },
  },
  examples: {
    invalid: [
      { text: 'video/animation,w_100|sys/saveas,o_b3V0LmdpZg' },
      { text: 'image/rotate' },
      { text: 'image/resize' },
      { text: 'image/resize,w_100|sys/saveas,b_dGVzdA' },
    ],
    valid: [{ text: 'video/animation,f_gif|sys/saveas,o_b3V0LmdpZg' }],
  },
  checksOperation({ required, alternatives }) {
    return required.length > 0 || alternatives.length > 0
  },
  checkOperation(operation, context) {
    const { entry, node, open } = operation
    if (!entry || open) return
    for (const name of entry.required) {
      const spec = entry.parameters.get(name)
      if (!spec?.required || isPresent(operation, name)) continue
      const data = { operation: entry.id, name, title: spec.title, expected: spec.type.description }
      const serverCode = spec.missingCode ?? spec.serverCode
      context.report({
        messageId: name === '' ? 'value' : 'missing',
        severity: spec.required,
        data,
        span: nameSpan(node),
        serverCode,
      })
    }
    for (const constraint of entry.alternatives) {
      if (constraint.parameters.some(name => isPresent(operation, name))) continue
      const { severity = 'error', serverCode } = constraint
      const named = constraint.parameters.filter(
        name => name !== '' && (context.nested || !entry.parameters.get(name)?.nestedOnly),
      )
      context.report({
        messageId: 'oneOf',
        severity,
        data: { operation: entry.id, expected: listOf(named) },
        span: nameSpan(node),
        serverCode,
      })
    }
  },
})

/** A name without a value counts: what it lacks is reported elsewhere. */
function isPresent(operation: BoundOperation, name: string): boolean {
  if (findParameter(operation, name)) return true
  return (
    name !== '' && operation.node.parameters.some(parameter => parameter.name === undefined && parameter.value === name)
  )
}
