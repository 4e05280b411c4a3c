import type { OperationSpec, ParameterSpec } from '../catalogue/types.ts'
import { color, flag, integer, oneOf } from '../catalogue/values.ts'
import { EXTRA_VALUE, GRAVITIES, PICTURE, SYNC } from './image-shared.ts'

const resize: OperationSpec = {
  title: { en: 'Resize', zh: '图片缩放' },
  via: SYNC,
  access: 'anonymous',
  saveas: 'optional',
  output: PICTURE,
  nestable: true,
  page: 'Resize images',
  morePages: ['KB 311238'],
  source: 'Resize images (tr, 2026-10-14)',
  notes: [
    {
      en: 'The source has at most 20 MB (more can be applied for in the Quota Center), 30,000 px a side and 250,000,000 px with all its frames; a GIF is never enlarged.',
      zh: '源图最大 20 MB（可在配额中心申请提高），每边不超过 30000 px，所有帧合计不超过 2.5 亿像素；GIF 不会被放大。',
    },
    {
      en: 'The result has at most 16,384 px a side and 16,777,216 px in all.',
      zh: '结果每边不超过 16384 px，总共不超过 16777216 像素。',
    },
  ],
  emptyCode: '0040-00000322',
  misnamed: { width: 'w', height: 'h', mode: 'm', percent: 'p', fit: 'm', long: 'l', short: 's', background: 'color' },
  parameters: {
    m: {
      title: { en: 'how the picture fits the box', zh: '缩放模式' },
      word: 'mode',
      type: oneOf(['lfit', 'mfit', 'fill', 'pad', 'fixed']),
      misnamedValues: { cover: 'fill', contain: 'lfit', stretch: 'fixed' },
      default: 'lfit',
      serverCode: '0040-00000311',
      source: 'Resize images; EC 0040-00000311',
    },
    w: {
      title: { en: 'width', zh: '目标宽度' },
      word: 'width',
      type: integer(1, 16384),
      unit: 'px',
      serverCode: '0040-00000312',
      source: 'Resize images; EC 0040-00000312',
    },
    // The number of its EC page is not known; 0040-00000313 would be a guess from its neighbours.
    h: {
      title: { en: 'height', zh: '目标高度' },
      word: 'height',
      type: integer(1, 16384),
      unit: 'px',
      source: 'Resize images',
    },
    l: {
      title: { en: 'longest side', zh: '最长边' },
      word: 'longest-side',
      type: integer(1, 16384),
      unit: 'px',
      serverCode: '0040-00000314',
      source: 'Resize images; EC 0040-00000314',
    },
    s: {
      title: { en: 'shortest side', zh: '最短边' },
      word: 'shortest-side',
      type: integer(1, 16384),
      unit: 'px',
      serverCode: '0040-00000315',
      source: 'Resize images; EC 0040-00000315',
    },
    p: {
      title: { en: 'scale', zh: '缩放比例' },
      word: 'percent',
      type: integer(1, 1000),
      unit: '%',
      serverCode: '0040-00000317',
      source: 'Resize images; EC 0040-00000317',
    },
    P: {
      title: { en: 'share of the main picture', zh: '相对主图的比例' },
      word: 'main-percent',
      type: integer(1, 100),
      unit: '%',
      nestedOnly: true,
      source: 'Add watermarks',
    },
    limit: {
      title: { en: 'never enlarge', zh: '限制放大' },
      word: 'limit',
      type: flag,
      default: '1',
      serverCode: '0040-00000319',
      source: 'Resize images; EC 0040-00000319',
    },
    color: {
      title: { en: 'colour of the padding', zh: '填充颜色' },
      word: 'color',
      type: color,
      default: 'FFFFFF',
      serverCode: '0040-00000318',
      source: 'Resize images; EC 0040-00000318',
    },
  },
  constraints: [
    {
      kind: 'oneOf',
      parameters: ['w', 'h', 'l', 's', 'p', 'P'],
      serverCode: '0040-00000322',
      source: 'EC 0040-00000322',
    },
    {
      kind: 'ignored',
      parameters: ['l', 's', 'p'],
      when: [{ w: true }, { h: true }],
      source: 'Resize images',
      confidence: 'medium',
    },
    { kind: 'ignored', parameters: ['color'], unless: [{ m: ['pad'] }], source: 'Resize images' },
  ],
}

const crop: OperationSpec = {
  title: { en: 'Crop', zh: '自定义裁剪' },
  via: SYNC,
  access: 'anonymous',
  saveas: 'optional',
  output: PICTURE,
  nestable: true,
  page: 'Custom crop',
  source: 'Custom crop (2021, 2025, 2026)',
  misnamed: { width: 'w', height: 'h', gravity: 'g', left: 'x', top: 'y' },
  parameters: {
    x: {
      title: { en: 'left edge, from the origin', zh: '起点横坐标' },
      word: 'x',
      type: integer(0),
      unit: 'px',
      default: '0',
      source: 'Custom crop',
    },
    y: {
      title: { en: 'top edge, from the origin', zh: '起点纵坐标' },
      word: 'y',
      type: integer(0),
      unit: 'px',
      default: '0',
      source: 'Custom crop',
    },
    w: {
      title: { en: 'width', zh: '裁剪宽度' },
      word: 'width',
      type: integer(0, 16384),
      unit: 'px',
      serverCode: '0040-00000225',
      source: 'Custom crop; EC 0040-00000225',
    },
    h: {
      title: { en: 'height', zh: '裁剪高度' },
      word: 'height',
      type: integer(0, 16384),
      unit: 'px',
      serverCode: '0040-00000226',
      source: 'Custom crop; EC 0040-00000226',
    },
    g: {
      title: { en: 'origin', zh: '裁剪原点' },
      word: 'gravity',
      type: oneOf([...GRAVITIES, 'face', 'auto']),
      accessOf: { face: 'imm', auto: 'imm' },
      default: 'nw',
      serverCode: '0040-00000209',
      source: 'Custom crop; EC 0040-00000209',
    },
    p: {
      title: { en: 'scale of the face box', zh: '人脸区域缩放比例' },
      word: 'face-percent',
      type: integer(1, 200),
      unit: '%',
      source: 'Custom crop (tr, 2026-10-21)',
      confidence: 'medium',
    },
  },
  constraints: [
    {
      kind: 'ignored',
      parameters: ['p'],
      unless: [{ g: ['face'] }],
      source: 'Custom crop (tr, 2026-10-21)',
      confidence: 'medium',
    },
    { kind: 'ignored', parameters: ['w', 'h'], when: [{ g: ['auto'] }], source: 'Custom crop (tr, 2026-10-21)' },
  ],
}

const indexcrop: OperationSpec = {
  title: { en: 'Cut into slices', zh: '索引切割' },
  via: SYNC,
  access: 'anonymous',
  saveas: 'optional',
  output: PICTURE,
  nestable: true,
  page: 'Indexed cut',
  source: 'Indexed cut (2021, 2026)',
  misnamed: { index: 'i' },
  parameters: {
    x: {
      title: { en: 'width of a slice', zh: '水平切割宽度' },
      word: 'x',
      type: integer(1),
      unit: 'px',
      serverCode: '0040-00000230',
      source: 'Indexed cut; EC 0040-00000230',
    },
    y: {
      title: { en: 'height of a slice', zh: '垂直切割高度' },
      word: 'y',
      type: integer(1),
      unit: 'px',
      serverCode: '0040-00000224',
      source: 'Indexed cut; EC 0040-00000224',
    },
    i: {
      title: { en: 'number of the slice, from 0', zh: '切块序号' },
      word: 'index',
      type: integer(0),
      default: '0',
      serverCode: '0040-00000229',
      source: 'Indexed cut; EC 0040-00000229',
    },
  },
  constraints: [
    { kind: 'oneOf', parameters: ['x', 'y'], severity: 'warning', source: 'Indexed cut' },
    { kind: 'ignored', parameters: ['x'], when: [{ y: true }], source: 'Indexed cut' },
  ],
}

const circle: OperationSpec = {
  title: { en: 'Circle', zh: '内切圆' },
  via: SYNC,
  access: 'anonymous',
  saveas: 'optional',
  output: PICTURE,
  page: 'Circle crop',
  source: 'Circle crop (2021, 2026)',
  misnamed: { radius: 'r' },
  parameters: { r: radius('0040-00000233', 'Circle crop') },
}

const roundedCorners: OperationSpec = {
  title: { en: 'Rounded corners', zh: '圆角矩形' },
  via: SYNC,
  access: 'anonymous',
  saveas: 'optional',
  output: PICTURE,
  nestable: true,
  page: 'Rounded rectangle',
  source: 'Rounded rectangle (2021, 2026)',
  misnamed: { radius: 'r' },
  parameters: { r: radius('0040-00000237', 'Rounded rectangle') },
}

const autoOrient: OperationSpec = {
  title: { en: 'Turn upright by EXIF', zh: '自适应方向' },
  via: SYNC,
  access: 'anonymous',
  saveas: 'optional',
  output: PICTURE,
  nestable: true,
  page: 'Auto-orient',
  source: 'Auto-orient (2018, 2021, 2026)',
  extraValueCode: EXTRA_VALUE,
  parameters: {
    '': {
      title: { en: 'upright or as stored', zh: '是否自动旋转' },
      word: 'value',
      type: flag,
      required: 'error',
      serverCode: '0040-00000215',
      missingCode: '0040-00000214',
      source: 'Auto-orient; EC 0040-00000214, 0040-00000215',
    },
  },
}

const rotate: OperationSpec = {
  title: { en: 'Rotate', zh: '旋转' },
  via: SYNC,
  access: 'anonymous',
  saveas: 'optional',
  output: PICTURE,
  nestable: true,
  page: 'Rotate',
  source: 'Rotate (2021, 2026; en, undated)',
  notes: [{ en: 'The source has at most 4,096 px a side.', zh: '源图每边不超过 4096 px。' }],
  extraValueCode: EXTRA_VALUE,
  parameters: {
    '': {
      title: { en: 'angle, clockwise', zh: '顺时针角度' },
      word: 'angle',
      type: integer(0, 360),
      unit: '°',
      required: 'error',
      serverCode: '0040-00000217',
      missingCode: '0040-00000216',
      source: 'Rotate; EC 0040-00000216, 0040-00000217',
    },
  },
}

const flip: OperationSpec = {
  title: { en: 'Flip', zh: '翻转' },
  via: SYNC,
  access: 'anonymous',
  saveas: 'optional',
  output: PICTURE,
  page: 'Flip images',
  source: 'Flip images (2026); image operations of the media skill (en, 2026-05-11)',
  parameters: {
    '': {
      title: { en: 'direction', zh: '翻转方向' },
      word: 'direction',
      type: oneOf(['0', '1', '2']),
      misnamedValues: { vertical: '0', v: '0', horizontal: '1', h: '1', both: '2' },
      required: 'error',
      source: 'Flip images; image operations of the media skill (en, 2026-05-11)',
    },
  },
}

function radius(serverCode: string, page: string): ParameterSpec {
  return {
    title: { en: 'radius', zh: '半径' },
    word: 'radius',
    type: integer(1, 4096),
    unit: 'px',
    required: 'error',
    serverCode,
    source: `${page}; EC ${serverCode}`,
  }
}

/** Operations that change the size or the shape. */
export const geometry: Readonly<Record<string, OperationSpec>> = {
  resize,
  crop,
  indexcrop,
  circle,
  'rounded-corners': roundedCorners,
  'auto-orient': autoOrient,
  rotate,
  flip,
}
