import type { OperationSpec } from '../catalogue/types.ts'
import { base64, integer, oneOf } from '../catalogue/values.ts'
import { PICTURE } from './image-shared.ts'

const strength = oneOf(['low', 'medium', 'high'])

const blindwatermark: OperationSpec = {
  title: { en: 'Hide a watermark', zh: '添加盲水印' },
  via: ['post'],
  access: 'imm',
  saveas: 'required',
  output: PICTURE,
  last: true,
  page: 'Blind watermark',
  source: 'Blind watermark (ja, undated; tc, 2026-01-10)',
  notes: [
    {
      en: 'Not for plain black or white pictures, nor for sides below 80 px or above 10,000 px. The watermark is read in the region and the IMM project in which it was hidden.',
      zh: '不适用于纯黑、纯白图片，也不适用于边长小于 80 px 或大于 10000 px 的图片。须在添加盲水印时的地域和 IMM 项目中解析。',
    },
  ],
  parameters: {
    content: {
      title: { en: 'hidden text', zh: '盲水印文字' },
      word: 'content',
      type: base64('hiddenText'),
      required: 'error',
      source: 'Blind watermark (ja, undated; tc, 2026-01-10)',
    },
    s: {
      title: { en: 'strength', zh: '水印强度' },
      word: 'strength',
      type: strength,
      default: 'low',
      source: 'Blind watermark (ja, undated; tc, 2026-01-10)',
    },
    q: {
      title: { en: 'quality of a JPG output', zh: 'JPG 输出质量' },
      word: 'quality',
      type: integer(70, 100),
      unit: '%',
      default: '90',
      source: 'Blind watermark (ja, undated; tc, 2026-01-10)',
    },
  },
}

const deblindwatermark: OperationSpec = {
  title: { en: 'Read a hidden watermark', zh: '解析盲水印' },
  via: ['async'],
  access: 'imm',
  saveas: 'optional',
  output: { kind: 'text', count: 'one' },
  alone: true,
  page: 'Blind watermark',
  morePages: ['Asynchronous processing'],
  source: 'Blind watermark (ja, undated; tc, 2026-01-10); Asynchronous processing (es, 2026-09-24); PHP SDK v2',
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
