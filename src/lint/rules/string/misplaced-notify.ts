import { nameSpan } from '../../../language/tree.ts'
import { replacement } from '../../replacement.ts'
import { defineRule, type Rule } from '../../rule.ts'

export const misplacedNotify: Rule = defineRule({
  id: 'misplaced-notify',
  severity: 'error',
  description: {
    en: 'notify tells a message topic that an asynchronous job has ended. It follows sys/saveas as "/notify", because both belong to the category sys.',
    zh: 'notify 在异步任务结束时通知消息主题。它写作 "/notify" 跟在 sys/saveas 之后，因为两者同属 sys 类别。',
  },
  messages: {
    sync: {
      en: '"notify" works in asynchronous processing only, but the string is sent by {via}.',
      zh: '"notify" 只能用于异步处理，但字符串通过 {via} 发送。',
    },
    pipe: {
      en: '"|sys/notify" comes after "sys/saveas", where every sample writes "/notify".',
      zh: '"sys/saveas" 之后写了 "|sys/notify"，而所有示例都写 "/notify"。',
    },
    early: {
      en: '"notify" comes before "sys/saveas"; expected after it.',
      zh: '"notify" 写在 "sys/saveas" 之前；应写在其后。',
    },
    category: {
      en: '"/notify" is in the category "{category}"; expected after "sys/saveas", or as "|sys/notify".',
      zh: '"/notify" 写在类别 "{category}" 中；应跟在 "sys/saveas" 之后，或写作 "|sys/notify"。',
    },
  },
  examples: {
    invalid: [
      { text: 'image/resize,w_100|sys/saveas,o_dGVzdC5qcGc/notify,topic_dGVzdA', via: 'post' },
      { text: 'video/animation,f_gif,num_9|sys/saveas,o_b3V0LmdpZg|sys/notify,topic_dGVzdA' },
      { text: 'video/animation,f_gif/notify,topic_dGVzdA', via: 'async' },
    ],
    valid: [{ text: 'video/animation,f_gif,num_9|sys/saveas,o_b3V0LmdpZg/notify,topic_dGVzdA' }],
  },
  checksOperation({ id }) {
    return id === 'sys/notify'
  },
  checkOperation(notify, context) {
    const span = nameSpan(notify.node)
    const saveas = context.operations.find(({ entry }) => entry?.id === 'sys/saveas')
    if (context.via !== 'async') {
      context.report({ messageId: 'sync', data: { via: context.via.toUpperCase() }, span })
    } else if (saveas && saveas.node.start > notify.node.start) context.report({ messageId: 'early', span })
    else if (saveas && saveas.stage !== notify.stage) {
      const prefix = { start: notify.stage.start - 1, end: notify.node.start }
      context.report({ messageId: 'pipe', severity: 'warning', span, fix: [{ span: prefix, text: '/' }] })
    }
  },
  checkUnknownOperation({ node, stage }, context) {
    if (node.name !== 'notify' || !stage.category) return
    const slash = { start: node.start - 1, end: node.start }
    context.report({
      messageId: 'category',
      data: { category: stage.category },
      span: nameSpan(node),
      suggestions: [replacement(slash, '|sys/', '|sys/notify')],
    })
  },
})
