import { ownValue } from '../../../language/own.ts'
import { nearest } from '../../../language/suggest.ts'
import { valueFinding } from '../../doubt.ts'
import { replacement } from '../../replacement.ts'
import { defineRule, type Rule } from '../../rule.ts'

/** Words of other services and of habit, with the one that OSS has for the same thing. */
const FOREIGN: Readonly<Record<string, string>> = {
  tl: 'nw',
  t: 'north',
  top: 'north',
  tr: 'ne',
  l: 'west',
  left: 'west',
  c: 'center',
  centre: 'center',
  r: 'east',
  right: 'east',
  bl: 'sw',
  b: 'south',
  bottom: 'south',
  br: 'se',
  northwest: 'nw',
  northeast: 'ne',
  southwest: 'sw',
  southeast: 'se',
  'top-left': 'nw',
  'top-right': 'ne',
  'bottom-left': 'sw',
  'bottom-right': 'se',
  middle: 'center',
  contain: 'fit',
  cover: 'crop',
  true: '1',
  false: '0',
  avc: 'h264',
  hevc: 'h265',
  jpeg: 'jpg',
}

export const parameterEnum: Rule = defineRule({
  id: 'parameter-enum',
  severity: 'error',
  description: {
    en: 'Some parameters take one of a few words, all in lower case.',
    zh: '有些参数只接受几个固定的小写单词之一。',
  },
  messages: {
    empty: {
      en: '{name} has no value; {operation} takes {expected}.{doubt}',
      zh: '{operation} 中 {name} 没有值，应为 {expected}。{doubt}',
    },
    case: {
      en: '{name} is "{value}", but all pages write "{nearest}"; OSS may refuse capital letters.',
      zh: '{name} 为 "{value}"，而文档都写 "{nearest}"；OSS 可能拒绝大写字母。',
    },
    doubtful: {
      en: '{name} is "{value}", which no table lists; OSS may refuse it. Expected {expected}.',
      zh: '{name} 的值为 "{value}"，没有列在表中，OSS 可能拒绝；应为 {expected}。',
    },
    enum: {
      en: '{name} is "{value}", but {operation} takes {expected}.{doubt}',
      zh: '{operation} 中 {name} 的值为 "{value}"，应为 {expected}。{doubt}',
    },
    misspelt: {
      en: '{name} is "{value}", but {operation} takes {expected}; did you mean "{nearest}"?{doubt}',
      zh: '{operation} 中 {name} 的值为 "{value}"，应为 {expected}；是否想写 "{nearest}"？{doubt}',
    },
    unlisted: {
      en: '{name} is "{value}", which OSS seems to take but does not list; expected {expected}.',
      zh: '{name} 的值为 "{value}"，OSS 似乎接受但没有列出；应为 {expected}。',
    },
  },
  examples: {
    invalid: [
      { text: 'image/resize,m_fit,w_100' },
      { text: 'image/crop,w_100,h_100,g_tl' },
      { text: 'image/format,jpeg' },
      { text: 'image/format,JPG' },
      { text: 'image/format,mp4' },
      { text: 'image/resize,m_,w_100' },
      { text: 'video/animation,f_mp4|sys/saveas,o_b3V0LmdpZg' },
    ],
    valid: [{ text: 'image/resize,m_lfit,w_100' }],
  },
  checksParameter({ type }) {
    return type.kind === 'enum'
  },
  checkParameter(parameter, context) {
    const { node, spec } = parameter
    const { values } = spec.type
    if (!values || values.includes(node.value)) return
    const lower = node.value.toLowerCase()
    const isCapital = lower !== node.value && spec.type.test(lower) === undefined
    const guess = values.includes(lower) ? lower : (ownValue(spec.misnamedValues, lower) ?? guessOf(lower, values))
    const found = valueFinding(parameter, { nearest: guess ?? '' })
    const suggestions = [replacement(found.span, guess ?? '')]
    if (node.value === '') context.report({ ...found, messageId: 'empty', span: node })
    else if (spec.type.test(node.value) === undefined) {
      const fix = guess && { fix: [{ span: found.span, text: guess }] }
      context.report({ ...found, messageId: 'unlisted', severity: 'info', ...fix })
    } else if (isCapital && guess) context.report({ ...found, messageId: 'case', severity: 'warning', suggestions })
    else if (isCapital || spec.doubtfulValues?.includes(lower))
      context.report({ ...found, messageId: 'doubtful', severity: 'warning' })
    else if (guess) context.report({ ...found, messageId: 'misspelt', suggestions })
    else context.report({ ...found, messageId: 'enum' })
  },
})

function guessOf(value: string, values: readonly string[]): string | undefined {
  const foreign = ownValue(FOREIGN, value)
  if (foreign && values.includes(foreign)) return foreign
  if (/^[0-9]+$/.test(value)) return nearestNumber(Number(value), values)
  return nearest(value, values)
}

/** Among numbers the nearest is meant, not the one that looks alike; far off, none is. */
function nearestNumber(wanted: number, values: readonly string[]): string | undefined {
  const [best] = values.toSorted((a, b) => Math.abs(Number(a) - wanted) - Math.abs(Number(b) - wanted))
  return best !== undefined && Math.abs(Number(best) - wanted) <= wanted * 0.05 ? best : undefined
}
