import { listOf } from '../../../../grammar/catalogue/localized.ts'
import { builtInStyles } from '../../../../grammar/operations/styles.ts'
import { nearest } from '../../../language/suggest.ts'
import { HOLE, nameSpan, type Operation, type Stage } from '../../../language/tree.ts'
import { replacement } from '../../replacement.ts'
import { defineRule, type Rule, type RuleContext } from '../../rule.ts'

type MessageId = 'characters' | 'delimiter' | 'long' | 'builtIn' | 'more'

export const styleName: Rule<MessageId> = defineRule({
  id: 'style-name',
  severity: 'error',
  description: {
    en: 'A style name has 1 to 63 letters, digits, "_", "." and "-". Built-in styles start with "::".',
    zh: '样式名为 1 到 63 个字母、数字、"_"、"." 和 "-"。内置样式以 "::" 开头。',
  },
  messages: {
    characters: {
      en: '"{name}" cannot be a style name; expected letters, digits, "_", "." and "-".',
      zh: '"{name}" 不是合法的样式名；只能包含字母、数字、"_"、"." 和 "-"。',
    },
    delimiter: {
      en: '"{name}" starts with the delimiter "{delimiter}", which belongs into "object.jpg{delimiter}style" only; expected the name alone.',
      zh: '"{name}" 以分隔符 "{delimiter}" 开头，它只用于 "object.jpg{delimiter}style" 形式；应只写样式名。',
    },
    long: {
      en: 'The style name has {length} characters; expected at most 63.',
      zh: '样式名有 {length} 个字符；最多 63 个。',
    },
    builtIn: {
      en: '"{name}" is not a built-in style; expected {expected}.',
      zh: '"{name}" 不是内置样式；应为 {expected}。',
    },
    more: {
      en: '"{name}" comes after a style; expected "|sys/saveas" or the end of the string.',
      zh: '"{name}" 写在样式之后；应为 "|sys/saveas" 或字符串结尾。',
    },
  },
  examples: {
    invalid: [
      { text: 'style/bad*name' },
      { text: 'style/!stylename' },
      { text: 'style/::h264-mp4-480p|sys/saveas,o_b3V0Lm1wNA' },
      { text: 'style/small/resize,w_100' },
    ],
    valid: [{ text: 'style/panda_style' }, { text: 'style/::h264-mp4-720p|sys/saveas,o_b3V0Lm1wNA' }],
  },
  check(context) {
    for (const stage of context.tree.stages) {
      if (stage.kind === 'stage' && stage.category === 'style') checkStage(stage, context)
    }
  },
})

function checkStage(stage: Stage, context: RuleContext<MessageId>): void {
  const [style, ...rest] = stage.operations
  if (!style || style.name.includes(HOLE)) return
  checkName(style, context)
  const [more = rest[0]] = style.parameters
  if (!more) return
  const { name = context.text.slice(more.start, more.end), start } = more
  context.report({ messageId: 'more', data: { name }, span: { start, end: stage.end } })
}

function checkName(style: Operation, context: RuleContext<MessageId>): void {
  const { name } = style
  const span = nameSpan(style)
  const builtIns = Object.keys(builtInStyles)
  const [delimiter] = /^@?!/.exec(name) ?? []
  if (name.startsWith('::')) {
    if (builtIns.includes(name.slice(2))) return
    const guess = nearest(name.slice(2), builtIns)
    const suggestions = guess ? [replacement(span, `::${guess}`)] : []
    context.report({
      messageId: 'builtIn',
      data: { name, expected: listOf(builtIns.map(key => `"::${key}"`)) },
      span,
      suggestions,
    })
  } else if (delimiter) {
    const edits = [{ span: { start: span.start, end: span.start + delimiter.length }, text: '' }]
    const message = { en: `Remove "${delimiter}"`, zh: `删除 "${delimiter}"` }
    context.report({
      messageId: 'delimiter',
      data: { name, delimiter },
      span,
      serverCode: '0017-00000251',
      suggestions: [{ message, edits }],
    })
  } else if (!/^[A-Za-z0-9_.-]*$/.test(name)) {
    context.report({ messageId: 'characters', data: { name }, span, serverCode: '0017-00000251' })
  } else if (name.length > 63)
    context.report({ messageId: 'long', data: { length: name.length }, span, serverCode: '0017-00000250' })
}
