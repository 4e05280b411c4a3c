import type { OperationSpec, ParameterSpec } from '../catalogue/types.ts'
import { base64, color, flag, integer, oneOf } from '../catalogue/values.ts'
import { GRAVITIES, PICTURE, SYNC } from './image-shared.ts'

const image: ParameterSpec = {
  title: { en: 'watermark picture', zh: '水印图片' },
  word: 'image',
  type: base64('watermarkImage'),
  serverCode: '0040-00000265',
  contentCode: '0040-00000027',
  source: 'Add watermarks; EC 0040-00000265, 0040-00000027',
}

const text: Readonly<Record<string, ParameterSpec>> = {
  type: {
    title: { en: 'font', zh: '字体' },
    word: 'font',
    type: base64('font'),
    default: 'd3F5LXplbmhlaQ',
    serverCode: '0040-00000250',
    contentCode: '0040-00000251',
    source: 'Add watermarks; EC 0040-00000250, 0040-00000251',
  },
  size: {
    title: { en: 'font size', zh: '字号' },
    word: 'size',
    type: integer(1, 1000),
    unit: 'px',
    default: '40',
    serverCode: '0040-00000256',
    source: 'Add watermarks; EC 0040-00000256',
  },
  text: {
    title: { en: 'watermark text', zh: '水印文字' },
    word: 'text',
    type: base64('text'),
    serverCode: '0040-00000257',
    missingCode: '0040-00000258',
    contentCode: '0040-00000259',
    source: 'Add watermarks; EC 0040-00000257 to 0040-00000259',
  },
  color: {
    title: { en: 'colour of the text', zh: '文字颜色' },
    word: 'color',
    type: color,
    default: '000000',
    serverCode: '0040-00000254',
    source: 'Add watermarks; EC 0040-00000254',
  },
  shadow: {
    title: { en: 'opacity of the shadow', zh: '阴影不透明度' },
    word: 'shadow',
    type: integer(0, 100),
    unit: '%',
    default: '0',
    serverCode: '0040-00000255',
    source: 'Add watermarks; EC 0040-00000255',
  },
  rotate: {
    title: { en: 'angle of the text, clockwise', zh: '文字顺时针角度' },
    word: 'rotate',
    type: integer(0, 360),
    unit: '°',
    default: '0',
    serverCode: '0040-00000272',
    source: 'Add watermarks; EC 0040-00000272',
  },
}

const tiling: Readonly<Record<string, ParameterSpec>> = {
  fill: {
    title: { en: 'tile over the whole picture', zh: '是否铺满' },
    word: 'fill',
    type: flag,
    default: '0',
    serverCode: '0040-00000274',
    source: 'Add watermarks; EC 0040-00000274',
    confidence: 'medium',
  },
  padx: {
    title: { en: 'gap between tiles, across', zh: '铺满时的水平间隔' },
    word: 'horizontal-gap',
    type: integer(0, 4096),
    unit: 'px',
    default: '0',
    serverCode: '0040-00000276',
    source: 'Add watermarks; EC 0040-00000276',
    confidence: 'medium',
  },
  pady: {
    title: { en: 'gap between tiles, down', zh: '铺满时的垂直间隔' },
    word: 'vertical-gap',
    type: integer(0, 4096),
    unit: 'px',
    default: '0',
    serverCode: '0040-00000277',
    source: 'Add watermarks; EC 0040-00000277',
    confidence: 'medium',
  },
}

const place: Readonly<Record<string, ParameterSpec>> = {
  t: {
    title: { en: 'opacity', zh: '不透明度' },
    word: 'opacity',
    type: integer(0, 100),
    unit: '%',
    default: '100',
    serverCode: '0040-00000263',
    source: 'Add watermarks; EC 0040-00000263',
  },
  g: {
    title: { en: 'position', zh: '水印位置' },
    word: 'gravity',
    type: oneOf(GRAVITIES),
    default: 'se',
    serverCode: '0040-00000260',
    source: 'Add watermarks; EC 0040-00000260',
  },
  x: {
    title: { en: 'horizontal margin', zh: '水平边距' },
    word: 'x',
    type: integer(0, 4096),
    unit: 'px',
    default: '10',
    serverCode: '0040-00000262',
    source: 'Add watermarks; EC 0040-00000262',
  },
  y: {
    title: { en: 'vertical margin', zh: '垂直边距' },
    word: 'y',
    type: integer(0, 4096),
    unit: 'px',
    default: '10',
    serverCode: '0040-00000264',
    source: 'Add watermarks; EC 0040-00000264',
  },
  voffset: {
    title: { en: 'offset from the middle line', zh: '中线垂直偏移' },
    word: 'vertical-offset',
    type: integer(-1000, 1000),
    unit: 'px',
    default: '0',
    serverCode: '0040-00000268',
    source: 'Add watermarks; EC 0040-00000268',
  },
}

const mixed: Readonly<Record<string, ParameterSpec>> = {
  order: {
    title: { en: 'picture or text in front', zh: '图文前后顺序' },
    word: 'order',
    type: flag,
    default: '0',
    serverCode: '0040-00000269',
    source: 'Add watermarks; EC 0040-00000269',
  },
  align: {
    title: { en: 'alignment of text and picture', zh: '图文对齐方式' },
    word: 'align',
    type: oneOf(['0', '1', '2']),
    default: '2',
    serverCode: '0040-00000271',
    source: 'Add watermarks; EC 0040-00000271',
  },
  interval: {
    title: { en: 'gap between text and picture', zh: '图文间距' },
    word: 'interval',
    type: integer(0, 1000),
    unit: 'px',
    default: '0',
    serverCode: '0040-00000270',
    source: 'Add watermarks; EC 0040-00000270',
  },
}

const animation: ParameterSpec = {
  title: { en: 'keep an animated GIF moving', zh: '保留 GIF 动画' },
  word: 'animation',
  type: oneOf(['1']),
  gentle: true,
  status: 'example',
  source: 'KB 311238 (en, 2021-09-16)',
  confidence: 'medium',
}

/** A visible watermark of text, a picture or both. */
export const watermark: OperationSpec = {
  title: { en: 'Watermark', zh: '图片水印' },
  via: SYNC,
  access: 'anonymous',
  saveas: 'optional',
  output: PICTURE,
  page: 'Add watermarks',
  morePages: ['KB 311238'],
  source: 'Add watermarks (2021, 2024, 2025; en and fr, 2026-08-18)',
  notes: [
    {
      en: 'At most 3 pictures (2022, July 2025) or 6 (March 2024) of the same bucket, as JPG, PNG, BMP, WebP or TIFF; they may not cover each other fully. Text in traditional Chinese is not drawn.',
      zh: '最多 3 张（2022 年、2025 年 7 月的文档）或 6 张（2024 年 3 月的文档）水印图片，须在同一存储空间，格式为 JPG、PNG、BMP、WebP 或 TIFF，且不能完全重叠。不支持繁体中文的文字。',
    },
  ],
  emptyCode: '0040-00000278',
  misnamed: {
    opacity: 't',
    transparency: 't',
    gravity: 'g',
    position: 'g',
    p: 'g',
    font: 'type',
    fontsize: 'size',
    fontcolor: 'color',
    xp: '',
    yp: '',
  },
  parameters: { image, ...text, ...tiling, ...place, ...mixed, animation },
  constraints: [
    {
      kind: 'oneOf',
      parameters: ['text', 'image'],
      serverCode: '0040-00000278',
      source: 'EC 0040-00000278',
    },
    {
      kind: 'ignored',
      parameters: ['type', 'size', 'color', 'shadow', 'rotate'],
      unless: [{ text: true }],
      source: 'Add watermarks',
    },
    {
      kind: 'ignored',
      parameters: ['padx', 'pady'],
      unless: [{ fill: ['1'] }],
      source: 'Add watermarks',
      confidence: 'medium',
    },
    {
      kind: 'ignored',
      parameters: ['x'],
      unless: [{ g: ['nw', 'west', 'sw', 'ne', 'east', 'se'] }],
      source: 'Add watermarks',
    },
    {
      kind: 'ignored',
      parameters: ['y'],
      unless: [{ g: ['nw', 'north', 'ne', 'sw', 'south', 'se'] }],
      source: 'Add watermarks',
    },
    { kind: 'ignored', parameters: ['voffset'], unless: [{ g: ['west', 'center', 'east'] }], source: 'Add watermarks' },
    {
      kind: 'ignored',
      parameters: ['order', 'align', 'interval'],
      unless: [{ text: true, image: true }],
      source: 'Add watermarks',
    },
    {
      kind: 'ignored',
      parameters: ['animation'],
      unless: [{ image: true }],
      source: 'KB 311238',
      confidence: 'medium',
    },
  ],
}
