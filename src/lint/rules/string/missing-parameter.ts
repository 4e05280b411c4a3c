import { listOf } from '../../../../grammar/catalogue/localized.ts'
import { nameSpan } from '../../../language/tree.ts'
import { isWrong } from '../../../trace/parameters.ts'
import { findParameter, type KnownOperation } from '../../bind.ts'
import { doubtOf } from '../../doubt.ts'
import { defineRule, type Rule, type RuleContext } from '../../rule.ts'

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
    advised: {
      en: '"{operation}" has no "{name}" ({title}), which is said to be needed; expected {expected}.{doubt}',
      zh: '"{operation}" 没有写 "{name}"（{title}），文档称其必填；应为 {expected}。{doubt}',
    },
    subOperation: {
      en: '"{name}_{value}" in "{operation}" needs its options after it, "/{value},...".',
      zh: '"{operation}" 中写了 "{name}_{value}"，后面应有其选项 "/{value},..."。',
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
      { text: 'pointcloud/compress,m_kdtree,fs_eHl6' },
      { text: 'video/concat,f_mp4/sur,o_c3VyLm1wNA|sys/saveas,o_b3V0Lm1wNA' },
    ],
    valid: [{ text: 'video/animation,f_gif|sys/saveas,o_b3V0LmdpZg' }],
  },
  checksOperation({ required, alternatives }) {
    return required.length > 0 || alternatives.length > 0
  },
  checkOperation(operation, context) {
    const { entry, node, open } = operation
    if (open) return
    if (entry.hasOptions) checkOptions(operation, context)
    for (const name of entry.required) {
      const spec = entry.parameters.get(name)
      if (!spec?.required || isPresent(operation, name)) continue
      const doubt = doubtOf(spec)
      const data = { operation: entry.id, name, title: spec.title, expected: spec.type.description, doubt }
      const serverCode = spec.missingCode ?? spec.serverCode
      context.report({
        messageId: name === '' ? 'value' : spec.required === 'warning' ? 'advised' : 'missing',
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

/** The options of a word that has some stand behind the operation. */
function checkOptions(operation: KnownOperation, context: RuleContext): void {
  const { entry, node } = operation
  for (const parameter of node.parameters) {
    const name = parameter.name ?? ''
    if (!entry.parameters.get(name)?.optionsBehind) continue
    const options = entry.subOperations.get(parameter.value)
    const isThere = context.operations.some(({ parent, entry: other }) => parent === operation && other === options)
    if (!options || isThere || context.operations.at(-1)?.open) continue
    context.report({
      messageId: 'subOperation',
      severity: options.required.length > 0 ? 'error' : 'warning',
      data: { operation: entry.id, name, value: parameter.value },
      span: parameter,
    })
  }
}

/**
 * A name without a value counts: what it lacks is reported elsewhere. So does a parameter behind the name of another operation, which OSS
 * passes over, where it is right.
 */
function isPresent(operation: KnownOperation, name: string): boolean {
  if (findParameter(operation, name)) return true
  const { entry, node, stage, index, swallowedBy, slip } = operation
  const written = swallowedBy ? node : stage.operations[index]
  return (
    name !== '' &&
    written?.parameters.some(parameter =>
      parameter.name === undefined
        ? parameter.value === name && parameter !== slip
        : parameter.name === name && !isWrong(parameter, entry.parameters.get(name)),
    ) === true
  )
}
