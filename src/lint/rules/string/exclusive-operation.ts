import { GUIDE } from '../../../../grammar/operations/pages.ts'
import type { CatalogOperation } from '../../../catalogue/catalogue.ts'
import { nameSpan } from '../../../language/tree.ts'
import type { BoundOperation } from '../../bind.ts'
import { doubtOf } from '../../doubt.ts'
import { defineRule, type Finding, type Rule, type RuleContext } from '../../rule.ts'

export const exclusiveOperation: Rule = defineRule({
  id: 'exclusive-operation',
  severity: 'error',
  description: {
    en: 'An operation that answers with facts instead of a picture stands alone, and a hidden watermark is put in last.',
    zh: '返回信息而不是图片的操作必须单独使用；盲水印应最后添加。',
  },
  messages: {
    alone: {
      en: '"{operation}" must be used alone, but "{other}" is used with it.',
      zh: '"{operation}" 必须单独使用，但旁边还有 "{other}"。',
    },
    last: {
      en: '"{other}" comes after "{operation}", which comes last; what follows may make the hidden watermark unreadable.{doubt}',
      zh: '"{other}" 写在 "{operation}" 之后，而后者应放在最后；其后的操作可能使盲水印无法解析。{doubt}',
    },
  },
  examples: {
    invalid: [
      { text: 'image/resize,s_700,limit_0/info' },
      { text: 'image/average-hue/resize,w_100' },
      { text: 'image/resize,w_100/faces' },
      { text: 'image/blindwatermark,content_SGVsbG8/resize,w_100|sys/saveas,o_b3V0LmpwZw', via: 'post' },
    ],
    valid: [
      { text: 'image/info' },
      { text: 'image/resize,w_100/blindwatermark,content_SGVsbG8|sys/saveas,o_b3V0LmpwZw', via: 'post' },
    ],
  },
  checksOperation({ main }) {
    return main?.alone !== undefined || main?.last !== undefined
  },
  checkOperation(operation, context) {
    const { entry, node } = operation
    const others = context.operations.filter(other => other.node !== node && isPart(other))
    const span = nameSpan(node)
    const [first] = others
    const behind = others.find(other => other.node.start > node.end)
    // Behind a comma it is a value of the other one; that is said already.
    // Of two that stand alone the first is told.
    const isTold = others.some(other => other.entry?.main?.alone && !other.swallowedBy && other.node.start < node.start)
    if (entry.main?.alone && first && !operation.swallowedBy && !isTold) {
      const data = { operation: entry.id, other: first.node.name }
      // The comma in front of what it swallows is no second cause: with a slash the two would not fit either.
      // Nor is the way of the others one, where it is right for this one.
      const covers = first.swallowedBy?.node === node ? { covers: nameSpan(first.node) } : coverWays(entry, context)
      context.report({ messageId: 'alone', data, span, ...covers })
    } else if (entry.main?.last && behind) {
      const doubt = doubtOf({ source: GUIDE, confidence: 'medium' })
      const data = { operation: entry.id, other: behind.node.name, doubt }
      context.report({ messageId: 'last', severity: 'warning', data, span })
    }
  },
})

function coverWays(
  { main }: CatalogOperation,
  { via, tree: { start, end } }: RuleContext,
): Pick<Finding, 'covers' | 'coversRules'> {
  return main?.via.includes(via) ? { covers: { start, end }, coversRules: ['wrong-via'] } : {}
}

/** True for what has a part in the result: no target, no topic, and nothing that is refused for being unknown. */
function isPart({ entry, stage: { category } }: BoundOperation): boolean {
  return category === 'style' || (entry !== undefined && category !== 'sys')
}
