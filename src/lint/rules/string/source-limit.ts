import type { Facts } from '../../../trace/facts.ts'
import type { Rule } from '../../rule.ts'
import { sourceRule } from '../../source-rule.ts'

const PHOTO: Facts = { kind: 'image', format: 'jpg', width: 4000, height: 3000, frames: 1 }
const CLIP: Facts = { kind: 'video', format: 'mp4', width: 640, height: 360, duration: 9, frameRate: 25 }
const SMALL: Facts = { kind: 'image', format: 'jpg', width: 400, height: 300, frames: 1 }

export const sourceLimit: Rule = sourceRule({
  id: 'source-limit',
  severity: 'error',
  description: {
    en: 'A source and a result that are known have to keep the limits of OSS: bytes, sides, pixels, and what a format holds.',
    zh: '已知的原图和结果须符合 OSS 的限制：字节数、边长、像素数以及格式的上限。',
  },
  examples: {
    invalid: [
      { text: 'image/resize,m_fixed,w_16384,h_2000,limit_0', facts: PHOTO },
      { text: 'image/format,avif', facts: PHOTO },
      { text: 'video/convert,f_mp4,vcodec_h264,s_1920x1080,sopt_2|sys/saveas,o_b3V0Lm1wNA', facts: CLIP },
    ],
    valid: [{ text: 'image/resize,w_4000/format,avif', facts: SMALL }],
  },
})
