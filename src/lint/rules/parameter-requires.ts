import type { Constraint } from '../../catalog/types.ts'
import { HOLE, valueSpan } from '../../language/tree.ts'
import { type BoundOperation, findParameter } from '../bind.ts'
import { describeConditions, hasConstraint, holds, isBroken } from '../conditions.ts'
import { defineRule, type Rule, type RuleContext } from '../rule.ts'

type MessageId = 'requires' | 'value' | 'doubtful' | 'restricted'

export const parameterRequires: Rule<MessageId> = defineRule({
  id: 'parameter-requires',
  severity: 'error',
  description: {
    en: 'Some parameters and values are refused unless another parameter stands beside them, or take fewer values then.',
    zh: '有些参数和取值必须与另一个参数同时出现，或在其出现时取值更少。',
  },
  messages: {
    requires: {
      en: '"{name}" in "{operation}" is only accepted when {condition}.',
      zh: '"{operation}" 中的 "{name}" 只有在 {condition} 时才被接受。',
    },
    value: {
      en: '"{name}" is "{value}" in "{operation}", which is only accepted when {condition}.',
      zh: '"{operation}" 中 "{name}" 为 "{value}"，只有在 {condition} 时才被接受。',
    },
    doubtful: {
      en: '"{name}" is "{value}" in "{operation}", which is documented only when {condition}.',
      zh: '"{operation}" 中 "{name}" 为 "{value}"，文档只说明了 {condition} 的情况。',
    },
    restricted: {
      en: '{name} is "{value}", but when {condition}, {operation} takes {expected}.',
      zh: '{name} 为 "{value}"，但当 {condition} 时，{operation} 要求{expected}。',
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
  checksOperation({ spec }) {
    return hasConstraint(spec.constraints, 'requires', 'restricted')
  },
  checkOperation(operation, context) {
    for (const constraint of operation.entry?.spec.constraints ?? []) {
      if (constraint.kind === 'requires') checkRequires(constraint, operation, context)
      else if (constraint.kind === 'restricted') checkRestricted(constraint, operation, context)
    }
  },
})

function checkRequires(
  constraint: Extract<Constraint, { kind: 'requires' }>,
  operation: BoundOperation,
  context: RuleContext<MessageId>,
): void {
  for (const name of constraint.parameters) {
    const parameter = findParameter(operation, name)
    if (
      !parameter ||
      (constraint.values && !constraint.values.includes(parameter.value)) ||
      !isBroken(constraint, operation)
    )
      continue
    const condition = describeConditions(constraint.unless)
    const data = { name, value: parameter.value, operation: operation.entry?.id ?? '', condition }
    const severity = constraint.severity ?? 'error'
    const messageId = !constraint.values ? 'requires' : severity === 'warning' ? 'doubtful' : 'value'
    context.report({ messageId, severity, data, span: parameter })
  }
}

function checkRestricted(
  constraint: Extract<Constraint, { kind: 'restricted' }>,
  operation: BoundOperation,
  context: RuleContext<MessageId>,
): void {
  const { parameter: name, when, type } = constraint
  const parameter = findParameter(operation, name)
  if (!parameter || parameter.value.includes(HOLE)) return
  const plain = operation.entry?.parameters.get(name)?.type.test(parameter.value)
  if (plain !== undefined || type.test(parameter.value) === undefined || holds(when, operation) !== true) return
  const data = {
    name,
    value: parameter.value,
    operation: operation.entry?.id ?? '',
    condition: describeConditions([when]),
    expected: type.description,
  }
  context.report({ messageId: 'restricted', data, span: valueSpan(parameter) })
}
