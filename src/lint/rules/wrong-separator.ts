import { findCategory, findOperation } from '../../catalog/catalog.ts'
import { nameSpan, type Parameter } from '../../language/tree.ts'
import type { KnownOperation } from '../bind.ts'
import { defineRule, type Rule } from '../rule.ts'

export const wrongSeparator: Rule = defineRule({
  id: 'wrong-separator',
  severity: 'warning',
  description: {
    en: 'A slash starts an operation, a comma a parameter, a pipe a category. Mixed up, the rest of the string is read as something else or not at all.',
    zh: '斜杠后是操作，逗号后是参数，竖线后是类别。写混时，后面的内容会被误读或忽略。',
  },
  messages: {
    category: {
      en: '",{found}/" stands between two operations, where "/" alone is expected; OSS reads "{found}" as a value of "{operation}".',
      zh: '两个操作之间写了 ",{found}/"，应只写 "/"；OSS 会把 "{found}" 当作 "{operation}" 的值。',
    },
    operation: {
      en: '"{found}" is an operation, but follows a comma and is read as a value of "{operation}"; expected "/{found}".',
      zh: '"{found}" 是操作，但写在逗号后，会被当作 "{operation}" 的值；应写 "/{found}"。',
    },
    pipe: {
      en: '"/{found}/{operation}" starts a new category, which needs "|" instead of "/".',
      zh: '"/{found}/{operation}" 开始了新的类别，前面应写 "|" 而不是 "/"。',
    },
  },
  examples: {
    invalid: [
      { text: 'image/format,webp,image/resize,w_100' },
      { text: 'image/resize,p_40,format,webp' },
      { text: 'image/format,webp,x-oss-process=image/circle,r_8' },
      { text: 'video/animation,f_gif/sys/saveas,o_ZGVzdC5naWY' },
    ],
    valid: [{ text: 'image/format,webp/resize,w_100' }],
  },
  checkUnknownParameter(parameter, operation, context) {
    const { node } = operation
    const slip = slipOf(parameter, operation)
    if (!slip) return
    const { start, end } = parameter
    const comma = { start: start - 1, end: slip === 'category' ? end : start }
    const fix = [{ span: comma, text: slip === 'category' ? '' : '/' }]
    context.report({ messageId: slip, data: { found: parameter.value, operation: node.name }, span: parameter, fix })
  },
  checkUnknownOperation({ node, stage, index }, context) {
    const next = stage.operations[index + 1]
    if (!next || node.parameters.length > 0 || !findOperation(node.name, next.name)) return
    const fix = [{ span: { start: node.start - 1, end: node.start }, text: '|' }]
    context.report({
      messageId: 'pipe',
      severity: 'error',
      data: { found: node.name, operation: next.name },
      span: nameSpan(node),
      fix,
    })
  },
})

/** What a bare value really is when it stands behind the wrong separator. */
export function slipOf(
  parameter: Parameter,
  { node, stage, index, entry }: KnownOperation,
): 'category' | 'operation' | undefined {
  if (parameter.name !== undefined) return undefined
  const next = stage.operations[index + 1]
  const word = parameter.value.replace(/^x-oss-process=/, '')
  if (next && node.end === parameter.end && word === stage.category && findCategory(word)?.operations.has(next.name))
    return 'category'
  return findOperation(entry.category, parameter.value) ? 'operation' : undefined
}
