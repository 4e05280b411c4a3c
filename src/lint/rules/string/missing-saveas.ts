import { builtInStyles } from '../../../../grammar/operations/styles.ts'
import { HOLE, nameSpan, type Operation } from '../../../language/tree.ts'
import { defineRule, type Rule, type RuleContext } from '../../rule.ts'

type MessageId = 'missing' | 'fragment' | 'answered'

export const missingSaveas: Rule<MessageId> = defineRule({
  id: 'missing-saveas',
  severity: 'error',
  description: {
    en: 'The result of an asynchronous operation exists only where sys/saveas puts it; without one the work is done, billed and lost.',
    zh: '异步操作的结果只能由 sys/saveas 保存；没有它，处理照做、照收费，结果却丢失。',
  },
  messages: {
    missing: {
      en: '"{operation}" has no "|sys/saveas,o_..." after it; its result would be lost.',
      zh: '"{operation}" 之后没有 "|sys/saveas,o_..."；结果会丢失。',
    },
    answered: {
      en: '"{operation}" is sent by POST without "|sys/saveas,o_...": OSS answers with the picture and stores nothing.',
      zh: '"{operation}" 通过 POST 发送，但没有 "|sys/saveas,o_..."：OSS 会直接返回图片，不会保存。',
    },
    fragment: {
      en: '"{operation}" has no "|sys/saveas,o_..." after it; its result is lost unless something is appended to this string.',
      zh: '"{operation}" 之后没有 "|sys/saveas,o_..."；除非后面还会拼接内容，否则结果会丢失。',
    },
  },
  examples: {
    invalid: [
      { text: 'video/animation,f_gif,inter_1000', via: 'async' },
      { text: 'video/snapshots,f_jpg,inter_1000' },
      { text: 'style/::h264-mp4-1080p', via: 'async' },
      { text: 'image/resize,w_100', via: 'post' },
    ],
    valid: [
      { text: 'video/animation,f_gif,inter_1000|sys/saveas,o_b3V0LmdpZg' },
      { text: 'image/deblindwatermark,s_low,t_text|sys/notify,topic_bXktdG9waWM' },
    ],
  },
  checksOperation({ main, id }) {
    return main?.saveas === 'required' || (main?.saveas === 'optional' && id.startsWith('image/'))
  },
  checkOperation(operation, context) {
    const { entry, node } = operation
    if (entry.main?.saveas === 'required') {
      if (context.via !== 'get') report(entry.id, node, context)
    } else if (context.operations[0] === operation) checkPost(entry.id, node, context)
  },
  // A built-in style stands for an operation whose result has to be saved.
  checkUnknownOperation({ node, stage }, context) {
    const isBuiltIn = stage.category === 'style' && node.name.startsWith('::')
    if (isBuiltIn && context.via === 'async' && Object.hasOwn(builtInStyles, node.name.slice(2)))
      report(`style/${node.name}`, node, context)
  },
})

/** A POST that stores nothing is answered with the picture, which its sender takes for JSON. */
function checkPost(operation: string, node: Operation, context: RuleContext<MessageId>): void {
  const { assumed, via, operations, holes, text } = context
  if (assumed || via !== 'post' || context.open || operations.some(({ node: { name } }) => name === 'saveas')) return
  if (holes && text.includes(HOLE)) return
  context.report({ messageId: 'answered', severity: 'warning', data: { operation }, span: nameSpan(node) })
}

function report(operation: string, node: Operation, context: RuleContext<MessageId>): void {
  if (context.operations.some(({ node: { name } }) => name === 'saveas')) return
  // What stands at either end may still bring it.
  if (context.open) return
  if (
    context.holes &&
    (context.text.endsWith(HOLE) || context.unknownStages.some(stage => stage.category?.includes(HOLE)))
  )
    return
  const messageId = context.assumed ? 'fragment' : 'missing'
  const severity = context.assumed ? 'warning' : 'error'
  context.report({ messageId, severity, data: { operation }, span: nameSpan(node) })
}
