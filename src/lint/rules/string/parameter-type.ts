import { plainSpelling } from '../../../catalogue/plain-spelling.ts'
import type { BoundParameter } from '../../bind.ts'
import { valueFinding } from '../../doubt.ts'
import { type Replacement, replacement } from '../../replacement.ts'
import { defineRule, type Rule } from '../../rule.ts'

/** What people write behind a number, as a factor to the unit that OSS expects. */
const SUFFIXES: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  ms: { ms: 1, s: 1000, sec: 1000, m: 60_000, min: 60_000 },
  'bit/s': { k: 1000, kbps: 1000, m: 1_000_000, mbps: 1_000_000 },
  bit: { k: 1000, m: 1_000_000 },
  px: { px: 1 },
  '%': { '%': 1 },
  '°': { deg: 1 },
  Hz: { hz: 1, k: 1000, khz: 1000 },
  'frame/s': { fps: 1 },
}

export const parameterType: Rule = defineRule({
  id: 'parameter-type',
  severity: 'error',
  description: {
    en: 'A value has the form that its parameter expects: numbers are plain digits without a unit, sizes are written 1280x720.',
    zh: '值的形式应符合参数要求：数字不带单位，尺寸写作 1280x720。',
  },
  messages: {
    type: {
      en: '{name} is "{value}", but {operation} takes {expected}.{doubt}',
      zh: '{operation} 中 {name} 的值为 "{value}"，应为{expected}。{doubt}',
    },
    plain: {
      en: '{name} is "{value}", but all pages write plain digits; expected "{plain}".',
      zh: '{name} 的值为 "{value}"，而文档都只写数字；应为 "{plain}"。',
    },
    unit: {
      en: '{name} is "{value}", but {operation} takes {expected} without a unit; the unit is {unit}.{doubt}',
      zh: '{operation} 中 {name} 的值为 "{value}"，应为不带单位的{expected}；单位固定为 {unit}。{doubt}',
    },
    empty: {
      en: '{name} has no value; {operation} takes {expected}.{doubt}',
      zh: '{operation} 中 {name} 没有值，应为{expected}。{doubt}',
    },
  },
  examples: {
    invalid: [
      { text: 'image/resize,w_abc' },
      { text: 'image/resize,w_' },
      { text: 'image/resize,w_1.0' },
      { text: 'video/animation,f_gif,inter_1s|sys/saveas,o_b3V0LmdpZg' },
      { text: 'video/convert,f_mp4,vcodec_h264,s_1920|sys/saveas,o_b3V0Lm1wNA' },
    ],
    valid: [{ text: 'video/convert,f_mp4,vcodec_h264,s_1920x|sys/saveas,o_b3V0Lm1wNA' }],
  },
  onProblem: true,
  checksParameter({ type }) {
    return type.kind === 'integer' || type.kind === 'number' || type.kind === 'size'
  },
  checkParameter(parameter, context) {
    const { node, spec, problem } = parameter
    if (problem !== 'type' && problem !== 'size') return
    const found = valueFinding(parameter, { unit: spec.unit ?? '' })
    const { data, span } = found
    if (node.value === '') return context.report({ ...found, messageId: 'empty', span: node })
    // No page tells what OSS makes of it.
    const plain = plainSpelling(spec, node.value)
    if (plain) {
      const suggestions = [replacement(span, plain)]
      return context.report({ messageId: 'plain', severity: 'warning', data: { ...data, plain }, span, suggestions })
    }
    const texts = (problem === 'size' ? sizesFrom(node.value) : withoutSuffix(parameter)).filter(
      text => spec.type.test(text) === undefined,
    )
    context.report({
      ...found,
      messageId: texts.length > 0 && problem === 'type' ? 'unit' : 'type',
      suggestions: [...texts.map(text => replacement(span, text)), ...percentOf(parameter)],
    })
  },
})

function withoutSuffix({ node, spec }: BoundParameter): string[] {
  const [, digits = '', suffix = ''] = /^([0-9]+(?:\.[0-9]+)?)([a-z%]+)$/i.exec(node.value) ?? []
  const factor = SUFFIXES[spec.unit ?? '']?.[suffix.toLowerCase()]
  const text = factor === undefined ? '' : String(Math.round(Number(digits) * factor))
  return text === '' ? [] : [text]
}

/** A share of the source has a parameter of its own: `w_50%` is `p_50`, and `pw_50` of a video. */
function percentOf({ node, operation, spec }: BoundParameter): Replacement[] {
  const [, share] = /^([0-9]+)%$/.exec(node.value) ?? []
  if (share === undefined || spec.unit === '%') return []
  const { parameters } = operation.entry
  const name = [`p${node.name}`, 'p'].find(one => parameters.get(one)?.unit === '%')
  // Where one stands for both sides it is told at the first.
  const isFirst = name !== 'p' || operation.node.parameters.find(({ value }) => value.endsWith('%')) === node
  const isRight = name !== undefined && parameters.get(name)?.type.test(share) === undefined
  return isFirst && isRight ? [replacement(node, `${name}_${share}`)] : []
}

function sizesFrom(value: string): string[] {
  if (/^[0-9]+$/.test(value)) return [`${value}x`, `x${value}`]
  const match = /^([0-9]+)[*X:×]([0-9]+)$/.exec(value)
  return match ? [`${match[1]}x${match[2]}`] : []
}
