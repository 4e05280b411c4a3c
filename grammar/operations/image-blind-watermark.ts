import type { OperationSpec } from '../../src/catalog/types.ts'
import { base64, integer, oneOf } from '../../src/catalog/values.ts'
import { PICTURE } from './image-shared.ts'

const strength = oneOf(['low', 'medium', 'high'])

const blindwatermark: OperationSpec = {
  title: { en: 'Hide a watermark', zh: '添加盲水印' },
  via: ['post'],
  access: 'imm',
  saveas: 'required',
  output: PICTURE,
  page: 'Blind watermark',
  source: 'Blind watermark (2024, 2026)',
  confidence: 'medium',
  parameters: {
    content: {
      title: { en: 'hidden text', zh: '盲水印文字' },
      word: 'content',
      type: base64('hiddenText'),
      required: 'error',
      source: 'Blind watermark',
      confidence: 'medium',
    },
    s: {
      title: { en: 'strength', zh: '水印强度' },
      word: 'strength',
      type: strength,
      default: 'low',
      source: 'Blind watermark',
      confidence: 'medium',
    },
    q: {
      title: { en: 'quality of a JPG output', zh: 'JPG 输出质量' },
      word: 'quality',
      type: integer(70, 100),
      unit: '%',
      default: '90',
      source: 'Blind watermark',
      confidence: 'medium',
    },
  },
}

const deblindwatermark: OperationSpec = {
  title: { en: 'Read a hidden watermark', zh: '解析盲水印' },
  via: ['async'],
  access: 'imm',
  saveas: 'optional',
  output: { kind: 'text', count: 'one' },
  page: 'Blind watermark',
  source: 'Blind watermark (2024, 2026); PHP SDK v2',
  confidence: 'medium',
  parameters: {
    s: {
      title: { en: 'strength it was hidden with', zh: '添加时的水印强度' },
      word: 'strength',
      type: strength,
      source: 'Blind watermark; PHP SDK v2',
      confidence: 'medium',
    },
    t: {
      title: { en: 'kind of hidden content', zh: '盲水印类型' },
      word: 'kind',
      type: oneOf(['text']),
      gentle: true,
      status: 'example',
      source: 'PHP SDK v2',
      confidence: 'medium',
    },
  },
}

/** Watermarks that nobody sees. */
export const blindWatermark: Readonly<Record<string, OperationSpec>> = { blindwatermark, deblindwatermark }
