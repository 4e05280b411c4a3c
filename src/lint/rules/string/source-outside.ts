import type { Facts } from '../../../trace/facts.ts'
import type { Rule } from '../../rule.ts'
import { sourceRule } from '../../source-rule.ts'

const CLIP: Facts = { kind: 'video', format: 'mp4', width: 1920, height: 1080, duration: 120, frameRate: 25 }
const PHOTO: Facts = { kind: 'image', format: 'jpg', width: 4000, height: 3000, frames: 1 }

export const sourceOutside: Rule = sourceRule({
  id: 'source-outside',
  severity: 'error',
  description: {
    en: 'A cut, a slice or a time has to lie inside of a source that is known.',
    zh: '裁剪、切片或时间须在已知的源文件之内。',
  },
  examples: {
    invalid: [
      { text: 'image/crop,x_4000,w_100', facts: PHOTO },
      { text: 'video/animation,f_gif,ss_120000|sys/saveas,o_b3V0LmdpZg', facts: CLIP },
    ],
    valid: [{ text: 'image/crop,x_3900,w_100', facts: PHOTO }],
  },
})
