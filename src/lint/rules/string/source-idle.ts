import type { Facts } from '../../../trace/facts.ts'
import type { Rule } from '../../rule.ts'
import { sourceRule } from '../../source-rule.ts'

const PHOTO: Facts = { kind: 'image', format: 'jpg', width: 4000, height: 3000, frames: 1 }
const SMALL: Facts = { kind: 'image', format: 'jpg', width: 400, height: 300, frames: 1 }

export const sourceIdle: Rule = sourceRule({
  id: 'source-idle',
  severity: 'warning',
  description: {
    en: 'An operation that does nothing to a source that is known is not what was meant.',
    zh: '对已知源文件没有作用的操作并非本意。',
  },
  examples: {
    invalid: [
      { text: 'image/resize,w_9000', facts: PHOTO },
      { text: 'image/format,gif', facts: PHOTO },
    ],
    valid: [{ text: 'image/resize,w_9000,limit_0,m_lfit/crop,w_90', facts: SMALL }],
  },
})
