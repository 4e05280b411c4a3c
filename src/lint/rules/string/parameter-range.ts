import { type BoundParameter, findParameter } from '../../bind.ts'
import { valueFinding } from '../../doubt.ts'
import { replacement } from '../../replacement.ts'
import { defineRule, type Rule } from '../../rule.ts'

export const parameterRange: Rule = defineRule({
  id: 'parameter-range',
  severity: 'error',
  description: {
    en: 'Every number has documented bounds. OSS answers InvalidArgument outside of them.',
    zh: '每个数字都有文档规定的范围，超出时 OSS 返回 InvalidArgument。',
  },
  messages: {
    range: {
      en: '{name} is {value}, but {operation} takes {expected}.{doubt}',
      zh: '{operation} 中 {name} 的值为 {value}，应为{expected}。{doubt}',
    },
    kilo: {
      en: '{name} is {value}, but {operation} takes {expected}; the unit is {unit}, not a thousand of them.{doubt}',
      zh: '{operation} 中 {name} 的值为 {value}，应为{expected}；单位是 {unit}，不是千 {unit}。{doubt}',
    },
  },
  examples: {
    invalid: [
      { text: 'video/animation,f_gif,w_16|sys/saveas,o_b3V0LmdpZg' },
      { text: 'image/resize,w_0' },
      { text: 'video/convert,f_mp4,acodec_aac,ab_320|sys/saveas,o_b3V0Lm1wNA' },
    ],
    valid: [{ text: 'video/animation,f_gif,w_32|sys/saveas,o_b3V0LmdpZg' }],
  },
  onProblem: true,
  checksParameter({ type }) {
    return type.kind === 'integer' || type.kind === 'number' || type.kind === 'size'
  },
  checkParameter(parameter, context) {
    if (parameter.problem !== 'range') return
    const found = valueFinding(parameter, { unit: parameter.spec.unit ?? '' })
    const thousandfold = inThousands(parameter)
    if (!thousandfold) return context.report({ ...found, messageId: 'range', serverCode: bothZeroCode(parameter) })
    context.report({ ...found, messageId: 'kilo', suggestions: [replacement(found.span, thousandfold)] })
  },
})

/** A bit rate that is too low by a thousand was meant in kbit. */
function inThousands({ node, spec }: BoundParameter): string | undefined {
  if (spec.unit !== 'bit/s' && spec.unit !== 'bit') return undefined
  const text = `${node.value}000`
  return Number(node.value) > 0 && spec.type.test(text) === undefined ? text : undefined
}

/** Width and height that are both 0 have an EC number of their own. */
function bothZeroCode({ operation }: BoundParameter): string | undefined {
  const isZero = (name: string) => findParameter(operation, name)?.value === '0'
  return operation.entry.id === 'image/resize' && isZero('w') && isZero('h') ? '0040-00000321' : undefined
}
