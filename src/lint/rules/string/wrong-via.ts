import { type Localized, listOf } from '../../../../grammar/catalogue/localized.ts'
import type { Via } from '../../../../grammar/catalogue/types.ts'
import { nameSpan } from '../../../language/tree.ts'
import { defineRule, type Rule } from '../../rule.ts'

const SHAPES: Readonly<Record<Via, Localized>> = {
  get: { en: 'GET ?x-oss-process', zh: 'GET ?x-oss-process' },
  post: { en: 'POST ?x-oss-process', zh: 'POST ?x-oss-process' },
  async: { en: 'POST ?x-oss-async-process', zh: 'POST ?x-oss-async-process' },
}

export const wrongVia: Rule = defineRule({
  id: 'wrong-via',
  severity: 'error',
  description: {
    en: 'Some operations run only asynchronously, some only in a GET request. Sent the other way OSS refuses them.',
    zh: '有些操作只能异步执行，有些只能用 GET 请求。方式不对时 OSS 会拒绝。',
  },
  messages: {
    told: {
      en: '"{operation}" works by {allowed} only, but the string is sent by {via}.',
      zh: '"{operation}" 只支持以 {allowed} 调用，此处却用 {via} 发送。',
    },
    assumed: {
      en: '"{operation}" works by {allowed} only, but the rest of the string needs {via}.',
      zh: '"{operation}" 只支持以 {allowed} 调用，字符串的其余部分却需要 {via}。',
    },
    disputed: {
      en: '"{operation}" works by {allowed} only, as its page says; another page names {via}.',
      zh: '"{operation}" 的文档说它只支持以 {allowed} 调用，另一篇文档却写了 {via}。',
    },
    single: {
      en: '"{operation}" works by {allowed} only, but the string is sent by {via}; "video/snapshots" is the asynchronous operation.',
      zh: '"{operation}" 只支持以 {allowed} 调用，此处却用 {via} 发送；异步操作是 "video/snapshots"。',
    },
  },
  examples: {
    invalid: [
      { text: 'video/animation,f_gif,inter_1000', via: 'get' },
      { text: 'video/info|sys/saveas,o_b3V0Lmpzb24', via: 'async' },
      { text: 'doc/convert,target_pdf', via: 'get' },
      { text: 'pointcloud/compress,m_octree/octree,lib_pcl', via: 'async' },
    ],
    valid: [{ text: 'video/animation,f_gif,num_9|sys/saveas,o_b3V0LmdpZg', via: 'async' }],
  },
  check(context) {
    for (const { entry, node } of context.operations) {
      const allowed = entry?.main?.via
      if (!allowed || allowed.includes(context.via) || entry.category === 'sys') continue
      const data = {
        operation: entry.id,
        allowed: listOf(allowed.map(via => SHAPES[via].en)),
        via: SHAPES[context.via],
      }
      const span = nameSpan(node)
      if (entry.main?.disputedVia?.includes(context.via)) {
        context.report({ messageId: 'disputed', severity: 'warning', data, span })
        continue
      }
      const isSnapshot = entry.id === 'video/snapshot' && context.via === 'async'
      const messageId = context.assumed ? 'assumed' : isSnapshot ? 'single' : 'told'
      // That a GET stores nothing is no second cause.
      const covers = context.via === 'get' && { covers: context.tree, coversRules: ['misplaced-saveas'] }
      context.report({ messageId, entry, data, span, ...covers })
    }
  },
})
