import type { OperationSpec } from '../catalogue/types.ts'
import { flag, integer, oneOf } from '../catalogue/values.ts'
import { EXTRA_VALUE, PICTURE, SYNC } from './image-shared.ts'
import { regionNames } from './regions.ts'

const interlace: OperationSpec = {
  title: { en: 'Gradual display', zh: '渐进显示' },
  via: SYNC,
  access: 'anonymous',
  saveas: 'optional',
  output: PICTURE,
  page: 'Gradual display',
  source: 'Gradual display (2021, 2026)',
  extraValueCode: EXTRA_VALUE,
  parameters: {
    '': {
      title: { en: 'progressive or baseline', zh: '是否渐进显示' },
      word: 'value',
      type: flag,
      required: 'error',
      serverCode: '0040-00000282',
      missingCode: '0040-00000281',
      source: 'Gradual display; EC 0040-00000281, 0040-00000282',
    },
  },
}

const quality: OperationSpec = {
  title: { en: 'Quality', zh: '质量变换' },
  via: SYNC,
  access: 'anonymous',
  saveas: 'optional',
  output: PICTURE,
  page: 'Adjust image quality',
  morePages: ['Image processing overview', 'KB 311238'],
  source: 'Adjust image quality (2021, 2026); Image processing overview (es, 2026-09-03)',
  notes: [{ en: 'Not for GIF.', zh: '不适用于 GIF。' }],
  emptyCode: '0040-00000307',
  extraValueCode: '0040-00000310',
  parameters: {
    q: {
      title: { en: 'quality relative to the source', zh: '相对质量' },
      word: 'relative',
      type: integer(1, 100),
      unit: '%',
      serverCode: '0040-00000309',
      source: 'Adjust image quality; EC 0040-00000309',
    },
    Q: {
      title: { en: 'absolute quality', zh: '绝对质量' },
      word: 'absolute',
      type: integer(1, 100),
      unit: '%',
      serverCode: '0040-00000308',
      source: 'Adjust image quality; EC 0040-00000308',
    },
    '': {
      title: { en: 'quality without a name', zh: '不带名称的质量值' },
      word: 'value',
      type: integer(1, 100),
      status: 'undocumented',
      serverCode: '0040-00000310',
      source: 'EC 0040-00000310',
      confidence: 'medium',
    },
  },
  constraints: [
    {
      kind: 'oneOf',
      parameters: ['q', 'Q', ''],
      serverCode: '0040-00000307',
      source: 'EC 0040-00000307',
    },
    { kind: 'ignored', parameters: ['q'], when: [{ Q: true }], source: 'Adjust image quality' },
  ],
}

const WRITERS = regionNames('advancedCompression')

const format: OperationSpec = {
  title: { en: 'Convert the format', zh: '格式转换' },
  via: SYNC,
  access: 'anonymous',
  saveas: 'optional',
  output: { kind: 'image', count: 'one', formatParameter: '' },
  page: 'Convert image formats',
  morePages: ['Advanced image compression'],
  source: 'Convert image formats (2021, 2026); Advanced image compression (pt-br and zh, undated)',
  notes: [
    {
      en: `HEIC and AVIF are written in ${WRITERS.en} only; an AVIF has at most 9,437,184 px (4,096 x 2,304), a HEIC 4,096 px a side.`,
      zh: `只有${WRITERS.zh}可以输出 HEIC 和 AVIF；AVIF 最多 9437184 像素（4096 × 2304），HEIC 每边不超过 4096 px。`,
    },
  ],
  misnamed: { f: '', q: '' },
  parameters: {
    '': {
      title: { en: 'format of the output', zh: '输出格式' },
      word: 'format',
      type: oneOf(['jpg', 'png', 'webp', 'bmp', 'gif', 'tiff', 'heic', 'avif'], ['jpeg']),
      // GIF to MP4 is said to be open to some by ticket; `src` is of the old @ syntax.
      doubtfulValues: ['mp4', 'src'],
      misnamedValues: { tif: 'tiff', heif: 'heic' },
      required: 'error',
      serverCode: '0040-00000206',
      missingCode: '0040-00000207',
      source: 'Convert image formats; EC 0040-00000206, 0040-00000207',
    },
  },
}

/** `ignore-error,1` stands on pages that OSS serves (DingTalk documents among them), but only OBS and Qiniu document it. */
const ignoreError: OperationSpec = {
  title: { en: 'Source picture on failure', zh: '失败时返回原图' },
  via: SYNC,
  access: 'anonymous',
  saveas: 'optional',
  output: PICTURE,
  status: 'thirdParty',
  page: '',
  source: 'strings that are served from OSS',
  confidence: 'low',
  parameters: {
    '': {
      title: { en: 'on or off', zh: '是否启用' },
      word: 'value',
      type: flag,
      gentle: true,
      source: 'strings that are served from OSS',
      confidence: 'low',
    },
  },
}

/** `saveexif,1` stands in the addresses of pictures that large sites serve from OSS (of ZCOOL and VCG); no page has it. */
const saveExif: OperationSpec = {
  ...ignoreError,
  title: { en: 'Keep EXIF', zh: '保留 EXIF' },
}

/** Operations that decide how the output is encoded. */
export const encode: Readonly<Record<string, OperationSpec>> = {
  interlace,
  quality,
  format,
  'ignore-error': ignoreError,
  saveexif: saveExif,
}
