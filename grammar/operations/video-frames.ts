import type { Constraint, OperationSpec, ParameterSpec } from '../catalogue/types.ts'
import { integer, number, oneOf } from '../catalogue/values.ts'
import { ASYNC, clip, scaletype } from './media-parameters.ts'
import { GUIDE } from './pages.ts'

const PICTURE_FORMAT = oneOf(['jpg', 'png'])
const SIDE = integer(32, 4096)
const PERCENT = number({ minimum: 0, maximum: 200, exclusiveMinimum: true })

const f: ParameterSpec = {
  title: { en: 'format', zh: '输出格式' },
  word: 'format',
  type: PICTURE_FORMAT,
  required: 'error',
  source: 'Video snapshots; Video sprite',
}

const m: ParameterSpec = {
  title: { en: 'how frames are chosen', zh: '截帧模式' },
  word: 'mode',
  type: oneOf(['inter', 'key', 'avg', 'dhash']),
  default: 'inter',
  source: 'Video sprite (2025); IMM TargetImage.Mode',
}

const thr: ParameterSpec = {
  title: { en: 'threshold of picture difference', zh: '画面差异阈值' },
  word: 'threshold',
  type: integer(0, 100),
  default: '0',
  source: 'Video sprite (2025); IMM TargetImage.Threshold',
}

const num: ParameterSpec = {
  title: { en: 'number of frames', zh: '帧数' },
  word: 'count',
  type: integer(0),
  source: 'Convert videos to animated images; Video snapshots',
}

const inter: ParameterSpec = {
  title: { en: 'interval between frames', zh: '截帧间隔' },
  word: 'interval',
  type: integer(0),
  unit: 'ms',
  source: 'Convert videos to animated images; Video snapshots',
}

const w: ParameterSpec = {
  title: { en: 'width', zh: '宽度' },
  word: 'width',
  type: SIDE,
  unit: 'px',
  source: 'Convert videos to animated images; Video snapshots',
}

const h: ParameterSpec = {
  title: { en: 'height', zh: '高度' },
  word: 'height',
  type: SIDE,
  unit: 'px',
  source: 'Convert videos to animated images; Video snapshots',
}

const pw: ParameterSpec = {
  title: { en: 'width in percent of the source', zh: '宽度占源视频的百分比' },
  word: 'width-percent',
  type: PERCENT,
  unit: '%',
  default: '100',
  source: 'Video snapshots',
}

const ph: ParameterSpec = {
  title: { en: 'height in percent of the source', zh: '高度占源视频的百分比' },
  word: 'height-percent',
  type: PERCENT,
  unit: '%',
  default: '100',
  source: 'Video snapshots',
}

const thresholdRule: Constraint = {
  kind: 'ignored',
  parameters: ['thr'],
  unless: [{ m: ['dhash'] }],
  source: 'Video sprite (2025)',
}

/** `video/animation`: a part of a video as GIF or WebP. */
export const animation: OperationSpec = {
  title: { en: 'Video to animated picture', zh: '视频转动图' },
  via: ASYNC,
  access: 'imm',
  saveas: 'required',
  output: { kind: 'image', count: 'one', formatParameter: 'f' },
  page: 'Convert videos to animated images',
  source: 'Convert videos to animated images (zh, undated; fr, 2026-09-22); IMM TargetImage.Animations',
  billing: { item: 'MediaAnimation', unit: { en: 'output frame', zh: '输出帧' } },
  misnamed: {
    format: 'f',
    list: '',
    count: 'num',
    interval: 'inter',
    start: 'ss',
    duration: 't',
    m: '',
    thr: '',
    width: 'w',
    height: 'h',
    s: '',
  },
  parameters: {
    ss: clip.ss,
    t: {
      ...clip.t,
      status: 'recipe',
      gentle: true,
      source: `${GUIDE}, recipes`,
      confidence: 'low',
    },
    f: { ...f, type: oneOf(['gif', 'webp']), source: 'Convert videos to animated images' },
    num,
    w,
    h,
    pw: { ...pw, status: 'example', gentle: true, confidence: 'medium' },
    ph: { ...ph, status: 'example', gentle: true, confidence: 'medium' },
    scaletype,
    fps: {
      title: { en: 'playback frame rate', zh: '播放帧率' },
      word: 'fps',
      type: number({ minimum: 0, maximum: 240 }),
      unit: 'frame/s',
      source: 'Convert videos to animated images',
    },
    inter,
  },
  constraints: [
    {
      kind: 'ignored',
      parameters: ['pw', 'ph'],
      when: [{ w: true }, { h: true }],
      source: 'Video snapshots',
      confidence: 'medium',
    },
  ],
}

/** `video/snapshot`: one frame, made by OSS itself. */
export const snapshot: OperationSpec = {
  title: { en: 'One frame of a video', zh: '视频单帧截取' },
  // No page names POST, but POST with saveas is seen to work.
  via: ['get', 'post'],
  access: 'anonymous',
  saveas: 'undocumented',
  output: { kind: 'image', count: 'one', formatParameter: 'f' },
  page: 'Video snapshots',
  source: 'Video snapshots (2019, 2021, 2022; pt-br, 2026-07-09); EC class 0053',
  notes: [{ en: 'The video is H.264 or H.265.', zh: '视频编码须为 H.264 或 H.265。' }],
  billing: { item: 'Video snapshots', unit: { en: 'frame', zh: '帧' } },
  misnamed: {
    ss: 't',
    time: 't',
    format: 'f',
    width: 'w',
    height: 'h',
    mode: 'm',
    scaletype: '',
    num: '',
    inter: '',
    rotate: 'ar',
    quality: '',
  },
  parameters: {
    t: {
      title: { en: 'time of the frame', zh: '截图时间' },
      word: 'time',
      type: integer(0),
      unit: 'ms',
      required: 'warning',
      serverCode: '0053-00000101',
      source: 'Video snapshots; EC 0053-00000101',
    },
    f: { ...f, required: 'warning', serverCode: '0053-00000107', source: 'Video snapshots; EC 0053-00000107' },
    w: {
      title: { en: 'width, 0 = automatic', zh: '宽度，0 表示自动' },
      word: 'width',
      type: integer(0),
      unit: 'px',
      default: '0',
      serverCode: '0053-00000104',
      source: 'Video snapshots; EC 0053-00000104',
    },
    h: {
      title: { en: 'height, 0 = automatic', zh: '高度，0 表示自动' },
      word: 'height',
      type: integer(0),
      unit: 'px',
      default: '0',
      serverCode: '0053-00000105',
      source: 'Video snapshots; EC 0053-00000105',
    },
    m: {
      title: { en: 'nearest key frame', zh: '取最近的关键帧' },
      word: 'mode',
      type: oneOf(['fast']),
      serverCode: '0053-00000106',
      source: 'Video snapshots; EC 0053-00000106',
    },
    ar: {
      title: { en: 'rotation', zh: '自动旋转' },
      word: 'auto-rotate',
      type: oneOf(['auto', 'h', 'w']),
      serverCode: '0053-00000108',
      source: 'Video snapshots (2022); EC 0053-00000108',
    },
    l: {
      title: { en: 'long side', zh: '长边' },
      word: 'long-side',
      type: integer(0),
      unit: 'px',
      serverCode: '0053-00000102',
      source: 'EC 0053-00000102 (zh; en, 2024-04-28)',
      confidence: 'medium',
    },
    s: {
      title: { en: 'short side', zh: '短边' },
      word: 'short-side',
      type: integer(0),
      unit: 'px',
      serverCode: '0053-00000103',
      source: 'EC 0053-00000103, 0053-00000102',
    },
    q: {
      title: { en: 'quality', zh: '图片质量' },
      word: 'quality',
      type: integer(1, 100),
      status: 'undocumented',
      gentle: true,
      source: 'third-party code',
      confidence: 'low',
    },
  },
}

/** `video/snapshots`: many frames, each in a file of its own. */
export const snapshots: OperationSpec = {
  title: { en: 'Many frames of a video', zh: '视频多帧截取' },
  via: ASYNC,
  access: 'imm',
  saveas: 'required',
  output: { kind: 'image', count: 'many', oneWhen: [{ num: ['1'] }], formatParameter: 'f' },
  page: 'Video frame capture',
  source: 'Video frame capture (ja, 2025-11-09); IMM TargetImage.Snapshots',
  notes: [
    {
      en: 'Leave the extension out of the target, and OSS appends "_0_1.jpg" and so on; with an extension only the last frame stays.',
      zh: '目标不要写扩展名，OSS 会追加 "_0_1.jpg" 等；写了扩展名则只留下最后一帧。',
    },
  ],
  misnamed: {
    format: 'f',
    list: '',
    count: 'num',
    interval: 'inter',
    start: 'ss',
    t: 'ss',
    width: 'w',
    height: 'h',
    mode: 'm',
    threshold: 'thr',
    ar: '',
    s: '',
  },
  parameters: {
    ss: clip.ss,
    f,
    m: { ...m, source: `Video frame capture (ja, 2025-11-09); ${GUIDE}` },
    thr: { ...thr, source: `Video frame capture (ja, 2025-11-09); ${GUIDE}` },
    num,
    w,
    h,
    pw,
    ph,
    scaletype,
    inter,
  },
  constraints: [
    { kind: 'ignored', parameters: ['pw', 'ph'], when: [{ w: true }, { h: true }], source: 'Video snapshots' },
    thresholdRule,
  ],
}

/** `video/sprite`: many small frames side by side. */
export const sprite: OperationSpec = {
  title: { en: 'Sprite sheets of a video', zh: '视频雪碧图' },
  via: ASYNC,
  access: 'imm',
  saveas: 'required',
  output: { kind: 'image', count: 'many', oneWhen: [{ num: ['1'] }], formatParameter: 'f' },
  page: 'Video sprite',
  morePages: [GUIDE],
  source: 'Video sprite (en, 2025-09-23; ja, 2025-11-09); IMM TargetImage.Sprites',
  misnamed: {
    format: 'f',
    w: 'sw',
    h: 'sh',
    pw: 'psw',
    ph: 'psh',
    width: 'sw',
    height: 'sh',
    columns: 'tw',
    rows: 'th',
    lines: 'th',
    interval: 'inter',
    count: 'num',
    start: 'ss',
    t: 'ss',
    mode: 'm',
    threshold: 'thr',
    padding: 'pad',
  },
  parameters: {
    ss: clip.ss,
    f,
    m,
    thr,
    num: { ...num, default: '0', source: 'Video sprite' },
    sw: { ...w, title: { en: 'width of a small picture', zh: '小图宽度' }, word: 'tile-width', source: 'Video sprite' },
    sh: {
      ...h,
      title: { en: 'height of a small picture', zh: '小图高度' },
      word: 'tile-height',
      source: 'Video sprite',
    },
    psw: { ...pw, word: 'tile-width-percent', source: 'Video sprite' },
    psh: { ...ph, word: 'tile-height-percent', source: 'Video sprite' },
    inter: { ...inter, default: '0', source: 'Video sprite' },
    tw: {
      title: { en: 'columns', zh: '列数' },
      word: 'columns',
      type: integer(1, 100),
      default: '6',
      source: `Video sprite (ja, 2025-11-09); ${GUIDE}`,
    },
    th: {
      title: { en: 'rows', zh: '行数' },
      word: 'rows',
      type: integer(1, 100),
      default: '6',
      source: `Video sprite (ja, 2025-11-09); ${GUIDE}`,
    },
    pad: {
      title: { en: 'gap between pictures', zh: '小图间距' },
      word: 'gap',
      type: integer(0, 100),
      unit: 'px',
      default: '2',
      source: `Video sprite (ja, 2025-11-09); ${GUIDE}`,
    },
    margin: {
      title: { en: 'border of the sheet', zh: '雪碧图外边距' },
      word: 'margin',
      type: integer(0, 100),
      unit: 'px',
      default: '2',
      source: `Video sprite (ja, 2025-11-09); ${GUIDE}`,
    },
    scaletype,
  },
  constraints: [
    { kind: 'ignored', parameters: ['psw', 'psh'], when: [{ sw: true }, { sh: true }], source: 'Video sprite' },
    { kind: 'ignored', parameters: ['inter'], when: [{ m: ['key', 'avg'] }], source: 'Video sprite' },
    thresholdRule,
    { kind: 'restricted', parameter: 'num', when: { m: ['avg'] }, type: integer(1), source: 'Video sprite' },
    {
      kind: 'requires',
      parameters: ['m'],
      values: ['avg'],
      unless: [{ num: true }],
      severity: 'warning',
      source: 'Video sprite',
      confidence: 'medium',
    },
  ],
}
