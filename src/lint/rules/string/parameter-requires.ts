import type { Constraint } from '../../../../grammar/catalogue/types.ts'
import { HOLE, valueSpan } from '../../../language/tree.ts'
import type { BoundParameter } from '../../bind.ts'
import { describeConditions, hasConstraint, holds, isBroken } from '../../conditions.ts'
import { doubtOf } from '../../doubt.ts'
import { defineRule, type Rule, type RuleContext } from '../../rule.ts'

type MessageId = 'requires' | 'value' | 'doubtful' | 'restricted'

export const parameterRequires: Rule<MessageId> = defineRule({
  id: 'parameter-requires',
  severity: 'error',
  description: {
    en: 'Some parameters and values are refused unless another parameter is present, or take fewer values then.',
    zh: '有些参数和取值必须与另一个参数同时出现，或在其出现时取值更少。',
  },
  messages: {
    requires: {
      en: '"{name}" in "{operation}" is only accepted when {condition}.{doubt}',
      zh: '"{operation}" 中的 "{name}" 只有在{condition} 时才被接受。{doubt}',
    },
    value: {
      en: '"{name}" is "{value}" in "{operation}", which is only accepted when {condition}.{doubt}',
      zh: '"{operation}" 中 "{name}" 为 "{value}"，只有在{condition} 时才被接受。{doubt}',
    },
    doubtful: {
      en: '"{name}" is "{value}" in "{operation}", which is documented only when {condition}.{doubt}',
      zh: '"{operation}" 中 "{name}" 为 "{value}"，文档只说明了{condition} 的情况。{doubt}',
    },
    restricted: {
      en: '{name} is "{value}", but when {condition}, {operation} takes {expected}.',
      zh: '{name} 为 "{value}"，但在{condition} 时，{operation} 要求：{expected}。',
    },
  },
  examples: {
    invalid: [
      { text: 'video/convert,f_mp4,vcodec_h264,maxrate_4000000|sys/saveas,o_b3V0Lm1wNA' },
      { text: 'video/convert,f_mp4,vcodec_h264,pixfmt_yuva420p|sys/saveas,o_b3V0Lm1wNA' },
      { text: 'audio/convert,f_amr,ar_44100|sys/saveas,o_b3V0LmFtcg' },
      { text: 'doc/preview,export_1,print_0' },
      { text: 'audio/convert,f_mp3,adepth_16|sys/saveas,o_b3V0Lm1wMw' },
    ],
    valid: [{ text: 'video/convert,f_mp4,vcodec_h264,crf_20,maxrate_4000000,bufsize_8000000|sys/saveas,o_b3V0Lm1wNA' }],
  },
  seesHoles: true,
  checksParameter(_, entry, name) {
    return hasConstraint(entry, name, 'requires', 'restricted')
  },
  checkParameter(parameter, context) {
    for (const constraint of parameter.operation.entry.constraintsOf(parameter.name)) {
      if (constraint.kind === 'requires') checkRequires(constraint, parameter, context)
      else if (constraint.kind === 'restricted') checkRestricted(constraint, parameter, context)
    }
  },
})

function checkRequires(
  constraint: Extract<Constraint, { kind: 'requires' }>,
  { node, name, operation }: BoundParameter,
  context: RuleContext<MessageId>,
): void {
  const { values, unless, severity = 'error' } = constraint
  if ((values && !values.includes(node.value)) || !isBroken(constraint, operation)) return
  const data = {
    name,
    value: node.value,
    operation: operation.entry.id,
    condition: describeConditions(unless),
    doubt: doubtOf(constraint),
  }
  const messageId = !values ? 'requires' : severity === 'warning' ? 'doubtful' : 'value'
  context.report({ messageId, severity, data, span: node })
}

function checkRestricted(
  { when, type }: Extract<Constraint, { kind: 'restricted' }>,
  { node, name, operation, problem }: BoundParameter,
  context: RuleContext<MessageId>,
): void {
  const { value } = node
  if (
    problem !== undefined ||
    value.includes(HOLE) ||
    type.test(value) === undefined ||
    holds(when, operation) !== true
  )
    return
  const data = {
    name,
    value,
    operation: operation.entry.id,
    condition: describeConditions([when]),
    expected: type.description,
  }
  context.report({ messageId: 'restricted', data, span: valueSpan(node) })
}
