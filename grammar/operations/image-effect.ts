import type { OperationSpec } from '../catalogue/types.ts'
import { integer, oneOf } from '../catalogue/values.ts'
import { EXTRA_VALUE, PICTURE, SYNC } from './image-shared.ts'

const blur: OperationSpec = {
  title: { en: 'Blur', zh: '模糊效果' },
  via: SYNC,
  access: 'anonymous',
  saveas: 'optional',
  output: PICTURE,
  page: 'Blur',
  source: 'Blur (2021, 2026)',
  misnamed: { radius: 'r', sigma: 's' },
  parameters: {
    r: {
      title: { en: 'radius', zh: '模糊半径' },
      word: 'radius',
      type: integer(1, 50),
      required: 'error',
      serverCode: '0040-00000241',
      source: 'Blur; EC 0040-00000241',
    },
    s: {
      title: { en: 'standard deviation', zh: '标准差' },
      word: 'sigma',
      type: integer(1, 50),
      required: 'error',
      serverCode: '0040-00000242',
      source: 'Blur; EC 0040-00000242',
    },
    g: {
      title: { en: 'one face or all faces', zh: '人脸范围' },
      word: 'faces',
      type: oneOf(['face', 'faces']),
      accessOf: { face: 'imm', faces: 'imm' },
      serverCode: '0004-00000243',
      source: 'Blur (id, 2026-03-21); EC 0004-00000243',
    },
    p: {
      title: { en: 'scale of the face box', zh: '人脸区域缩放比例' },
      word: 'face-percent',
      type: integer(1, 200),
      unit: '%',
      serverCode: '0004-00000244',
      source: 'Blur (id, 2026-03-21); EC 0004-00000244',
    },
  },
  constraints: [
    {
      kind: 'ignored',
      parameters: ['p'],
      unless: [{ g: true }],
      source: 'Blur (id, 2026-03-21)',
    },
  ],
}

const bright: OperationSpec = {
  title: { en: 'Brightness', zh: '亮度' },
  via: SYNC,
  access: 'anonymous',
  saveas: 'optional',
  output: PICTURE,
  page: 'Brightness',
  source: 'Brightness (2021, 2026)',
  extraValueCode: EXTRA_VALUE,
  parameters: {
    '': {
      title: { en: 'change of brightness', zh: '亮度调整值' },
      word: 'value',
      type: integer(-100, 100),
      required: 'error',
      serverCode: '0040-00000246',
      missingCode: '0040-00000245',
      source: 'Brightness; EC 0040-00000245, 0040-00000246',
    },
  },
}

// Its EC pages are not known: 0040-00000248 is one of the old @ syntax.
const contrast: OperationSpec = {
  title: { en: 'Contrast', zh: '对比度' },
  via: SYNC,
  access: 'anonymous',
  saveas: 'optional',
  output: PICTURE,
  page: 'Contrast',
  source: 'Contrast (2021, 2026)',
  parameters: {
    '': {
      title: { en: 'change of contrast', zh: '对比度调整值' },
      word: 'value',
      type: integer(-100, 100),
      required: 'error',
      source: 'Contrast',
    },
  },
}

const sharpen: OperationSpec = {
  title: { en: 'Sharpen', zh: '锐化' },
  via: SYNC,
  access: 'anonymous',
  saveas: 'optional',
  output: PICTURE,
  page: 'Sharpen',
  source: 'Sharpen (2021, 2026)',
  extraValueCode: EXTRA_VALUE,
  parameters: {
    '': {
      title: { en: 'strength', zh: '锐化程度' },
      word: 'strength',
      type: integer(50, 399),
      required: 'error',
      serverCode: '0040-00000280',
      missingCode: '0040-00000279',
      source: 'Sharpen; EC 0040-00000279, 0040-00000280',
    },
  },
}

/** Operations that change how a picture looks. */
export const effect: Readonly<Record<string, OperationSpec>> = { blur, bright, contrast, sharpen }
