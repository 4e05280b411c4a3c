import { nameSpan } from '../../../language/tree.ts'
import type { BoundOperation } from '../../bind.ts'
import { defineRule, type Rule } from '../../rule.ts'

export const misplacedSaveas: Rule = defineRule({
  id: 'misplaced-saveas',
  severity: 'error',
  description: {
    en: 'sys/saveas is used once, after everything that makes the result, in a POST request, and only after operations that have a result to store.',
    zh: 'sys/saveas 只写一次，放在产生结果的操作之后，用于 POST 请求，且前面的操作要有可保存的结果。',
  },
  messages: {
    get: {
      en: '"sys/saveas" works in POST requests only, but the string is sent by GET; OSS answers 400.',
      zh: '"sys/saveas" 只能用于 POST 请求，但字符串通过 GET 发送；OSS 返回 400。',
    },
    first: {
      en: '"sys/saveas" comes first; expected an operation whose result it stores before it.',
      zh: '"sys/saveas" 写在最前；前面应有产生结果的操作。',
    },
    notLast: {
      en: '"{operation}" comes after "sys/saveas"; only "/notify" may follow it.',
      zh: '"{operation}" 写在 "sys/saveas" 之后；其后只能是 "/notify"。',
    },
    repeated: {
      en: '"sys/saveas" appears twice; no page shows more than one target.',
      zh: '"sys/saveas" 出现两次；没有文档给出多个目标的用法。',
    },
    forbidden: {
      en: '"{operation}" answers the request directly; "sys/saveas" cannot store its result.',
      zh: '"{operation}" 的结果直接返回；"sys/saveas" 无法保存它。',
    },
    undocumented: {
      en: '"sys/saveas" after "{operation}" is not in the documentation; it works for others, but may stop at any time.',
      zh: '"{operation}" 之后写 "sys/saveas" 没有写在文档中；别人可用，但随时可能失效。',
    },
  },
  examples: {
    invalid: [
      { text: 'image/resize,w_100|sys/saveas,o_dGVzdC5qcGc', via: 'get' },
      { text: 'sys/saveas,o_dGVzdC5qcGc' },
      { text: 'image/resize,w_100|sys/saveas,o_dGVzdC5qcGc|image/rotate,90' },
      { text: 'image/info|sys/saveas,o_dGVzdC5qcGc' },
      { text: 'video/snapshot,t_1000,f_jpg|sys/saveas,o_YS5qcGc' },
    ],
    valid: [{ text: 'image/resize,w_100|sys/saveas,o_dGVzdC5qcGc', via: 'post' }],
  },
  checksOperation({ id }) {
    return id === 'sys/saveas'
  },
  checkOperation(saveas, context) {
    const { operations } = context
    const at = operations.indexOf(saveas)
    const span = nameSpan(saveas.node)
    const earlier = operations.slice(0, at)
    if (context.via === 'get') context.report({ messageId: 'get', span })
    const isFirst = context.tree.stages[0] === saveas.stage && at === 0
    if (isFirst) context.report({ messageId: 'first', span })
    if (earlier.some(({ entry }) => entry?.id === 'sys/saveas'))
      return context.report({ messageId: 'repeated', severity: 'warning', span })
    for (const operation of operations.slice(at + 1)) {
      // What comes after the first one is what should come before it.
      if (isFirst || isSystem(operation)) continue
      context.report({ messageId: 'notLast', data: { operation: operation.node.name }, span: nameSpan(operation.node) })
    }
    for (const { entry, node } of earlier) {
      if (entry?.main?.saveas === 'forbidden') {
        // That POST stores nothing of it is no second cause.
        const covers = context.via === 'post' ? { covers: nameSpan(node), coversRules: ['wrong-via'] } : {}
        context.report({ messageId: 'forbidden', entry, data: { operation: entry.id }, span, ...covers })
      } else if (entry?.main?.saveas === 'undocumented')
        context.report({ messageId: 'undocumented', severity: 'warning', data: { operation: entry.id }, span })
    }
  },
})

function isSystem({ entry, stage, node }: BoundOperation): boolean {
  return entry?.category === 'sys' || (stage.category === 'sys' && node.name !== 'saveas')
}
