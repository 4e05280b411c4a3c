import { nameSpan, type Parameter } from '../../../language/tree.ts'
import { defineRule, type Rule } from '../../rule.ts'

export const duplicateParameter: Rule = defineRule({
  id: 'duplicate-parameter',
  severity: 'warning',
  description: {
    en: 'No page says which of two equal parameters counts.',
    zh: '同名参数出现两次时，没有文档说明以哪个为准。',
  },
  messages: {
    repeated: {
      en: '"{name}" appears twice in "{operation}", as "{first}" and as "{second}"; which one counts is not documented.',
      zh: '"{operation}" 中 "{name}" 出现两次："{first}" 和 "{second}"；以哪个为准没有说明。',
    },
    identical: {
      en: '"{name}" appears twice in "{operation}"; expected it once.',
      zh: '"{operation}" 中 "{name}" 出现两次；只需写一次。',
    },
  },
  examples: {
    invalid: [
      { text: 'image/watermark,text_SGVsbG8,t_90,t_50' },
      { text: 'image/resize,w_100,w_100' },
      { text: 'pointcloud/compress,m_octree/octree,pr_0.1/octree,or_0.1' },
    ],
    valid: [{ text: 'image/resize,w_100,h_100' }],
  },
  checksOperation({ parameters }) {
    return parameters.size > 1
  },
  checkOperation({ node, entry, parent }, context) {
    const isAgain =
      parent && context.operations.find(one => one.parent === parent && one.entry === entry)?.node !== node
    if (isAgain && !('repeatable' in entry.spec)) {
      const data = { name: node.name, operation: parent.entry?.id ?? '' }
      context.report({ messageId: 'identical', data, span: nameSpan(node) })
    }
    if (!hasDuplicates(node.parameters)) return
    const values = new Map<string, string>()
    for (const parameter of node.parameters) {
      const { name, value: second } = parameter
      if (!name) continue
      const first = values.get(name)
      if (first === undefined) values.set(name, second)
      else if (first !== second) {
        context.report({
          messageId: 'repeated',
          data: { name, operation: entry.id, first, second },
          span: parameter,
        })
      } else {
        const fix = [{ span: { start: parameter.start - 1, end: parameter.end }, text: '' }]
        context.report({ messageId: 'identical', data: { name, operation: entry.id }, span: parameter, fix })
      }
    }
  },
})

/** Most operations have a few parameters; comparing those is faster than a set, and a set keeps long ones linear. */
function hasDuplicates(parameters: readonly Parameter[]): boolean {
  if (parameters.length > 16) return true
  for (let index = 1; index < parameters.length; index++) {
    const name = parameters[index]?.name
    for (let other = 0; other < index; other++) if (name !== undefined && parameters[other]?.name === name) return true
  }
  return false
}
