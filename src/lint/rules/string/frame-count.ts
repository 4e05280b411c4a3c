import type { Facts } from '../../../trace/facts.ts'
import type { Rule } from '../../rule.ts'
import { sourceRule } from '../../source-rule.ts'

const CLIP: Facts = { kind: 'video', format: 'mp4', width: 1920, height: 1080, duration: 120, frameRate: 25 }

export const frameCount: Rule = sourceRule({
  id: 'frame-count',
  severity: 'info',
  description: {
    en: 'How many frames a video that is known gives: fewer than asked for, or very many, and each is billed.',
    zh: '已知视频给出的帧数：少于要求，或非常多，且每帧计费。',
  },
  examples: {
    invalid: [
      { text: 'video/animation,f_gif,inter_60000,num_9|sys/saveas,o_b3V0LmdpZg', facts: CLIP },
      { text: 'video/animation,f_gif,inter_40|sys/saveas,o_b3V0LmdpZg', facts: CLIP },
    ],
    valid: [{ text: 'video/animation,f_gif,inter_1000|sys/saveas,o_b3V0LmdpZg', facts: CLIP }],
  },
})
