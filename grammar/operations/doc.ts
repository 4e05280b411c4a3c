import type { CategorySpec, OperationSpec, ParameterSpec, SubOperationSpec } from '../catalogue/types.ts'
import { base64, color, flag, integer, oneOf } from '../catalogue/values.ts'
import { continueWriting, enrich, polish, rephrase, summarize, translate } from './doc-text.ts'
import { ASYNC, SYNC } from './media-parameters.ts'

const WORD = ['doc', 'docx', 'wps', 'wpss', 'docm', 'dotm', 'dot', 'dotx', 'html']
const SLIDES = ['pptx', 'ppt', 'pot', 'potx', 'pps', 'ppsx', 'dps', 'dpt', 'pptm', 'potm', 'ppsm', 'dpss']
const SHEETS = ['xls', 'xlt', 'et', 'ett', 'xlsx', 'xltx', 'csv', 'xlsb', 'xlsm', 'xltm', 'ets']

const convert: OperationSpec = {
  title: { en: 'Document conversion', zh: '文档转换' },
  via: ASYNC,
  access: 'imm',
  saveas: 'required',
  output: { kind: 'document', count: 'many', oneWhen: [{ target: ['pdf', 'txt'] }], formatParameter: 'target' },
  page: 'Document conversion',
  source: 'Document conversion; IMM CreateOfficeConversionTask',
  misnamed: { format: 'target', f: 'target', page: 'pages', type: 'target' },
  parameters: {
    target: {
      title: { en: 'target format', zh: '目标格式' },
      word: 'target',
      type: oneOf(['pdf', 'png', 'jpg', 'txt'], ['jpeg']),
      required: 'error',
      source: 'Document conversion',
    },
    source: {
      title: { en: 'source format', zh: '源文件格式' },
      word: 'source',
      type: oneOf([...WORD, ...SLIDES, ...SHEETS, 'pdf']),
      source: 'Document conversion',
    },
    pages: {
      title: { en: 'pages', zh: '页码' },
      word: 'pages',
      type: base64('pages'),
      gentle: true,
      source: 'Document conversion',
      confidence: 'medium',
    },
  },
  constraints: [
    {
      kind: 'requires',
      parameters: ['target'],
      values: ['txt'],
      unless: [{ source: false }, { source: [...WORD, ...SLIDES, ...SHEETS] }],
      severity: 'warning',
      source: 'Document conversion; IMM CreateOfficeConversionTask',
      confidence: 'medium',
    },
    {
      kind: 'ignored',
      parameters: ['pages'],
      when: [{ target: ['pdf', 'txt'] }],
      severity: 'info',
      source: 'IMM CreateOfficeConversionTask',
      confidence: 'low',
    },
  ],
}

const print: ParameterSpec = {
  title: { en: 'printing allowed', zh: '允许打印' },
  word: 'print',
  type: flag,
  source: 'Online preview',
  confidence: 'medium',
}

const copy: ParameterSpec = {
  title: { en: 'copying allowed', zh: '允许复制' },
  word: 'copy',
  type: flag,
  source: 'Online preview',
  confidence: 'medium',
}

const exportFile: ParameterSpec = {
  title: { en: 'export allowed', zh: '允许导出' },
  word: 'export',
  type: flag,
  source: 'Online preview',
  confidence: 'medium',
}

const watermark: SubOperationSpec = {
  title: { en: 'text over every page', zh: '页面水印' },
  source: 'Online preview',
  confidence: 'medium',
  parameters: {
    text: {
      title: { en: 'text', zh: '文字' },
      word: 'text',
      type: base64('caption'),
      required: 'error',
      source: 'Online preview',
      confidence: 'medium',
    },
    size: {
      title: { en: 'font size', zh: '字号' },
      word: 'size',
      type: integer(1),
      source: 'Online preview',
      confidence: 'medium',
    },
    t: {
      title: { en: 'opacity', zh: '不透明度' },
      word: 'opacity',
      type: integer(0, 100),
      unit: '%',
      default: '100',
      source: 'Online preview',
      confidence: 'medium',
    },
    color: {
      title: { en: 'text colour', zh: '文字颜色' },
      word: 'color',
      type: color,
      default: 'FFFFFF',
      gentle: true,
      source: 'Online preview',
      confidence: 'medium',
    },
    rotate: {
      title: { en: 'angle', zh: '旋转角度' },
      word: 'rotate',
      type: integer(0, 360),
      unit: '°',
      source: 'Online preview',
      confidence: 'medium',
    },
    type: {
      title: { en: 'font', zh: '字体' },
      word: 'font',
      type: base64('caption'),
      source: 'Online preview',
      confidence: 'medium',
    },
  },
}

const preview: OperationSpec = {
  title: { en: 'Online preview', zh: '在线预览' },
  via: SYNC,
  access: 'imm',
  saveas: 'forbidden',
  ownDomain: true,
  output: { kind: 'html', count: 'one' },
  page: 'Online preview',
  source: 'Online preview; IMM WebofficePermission',
  confidence: 'medium',
  misnamed: { format: '', maxpages: 'maxpage' },
  parameters: {
    export: exportFile,
    print,
    copy,
    maxpage: {
      title: { en: 'number of pages shown', zh: '最多预览页数' },
      word: 'max-page',
      type: integer(1),
      source: 'Online preview',
      confidence: 'medium',
    },
  },
  constraints: [
    {
      kind: 'requires',
      parameters: ['export'],
      values: ['1'],
      unless: [{ print: ['1'] }],
      severity: 'warning',
      source: 'IMM WebofficePermission',
      confidence: 'medium',
    },
  ],
  subOperations: { watermark },
}

const edit: OperationSpec = {
  title: { en: 'Online editing', zh: '在线编辑' },
  via: SYNC,
  access: 'imm',
  saveas: 'forbidden',
  ownDomain: true,
  output: { kind: 'html', count: 'one' },
  page: 'Online editing',
  source: 'Online editing (tc, 2025-09-06; id, 2025-11-09); its table of parameters was not seen',
  confidence: 'low',
  exceptSources: ['pdf', 'csv', 'txt'],
  notes: [
    {
      en: 'For Word, PowerPoint and Excel; not for PDF, CSV and TXT.',
      zh: '适用于 Word、PPT 和 Excel，不适用于 PDF、CSV 和 TXT。',
    },
  ],
  parameters: {
    export: { ...exportFile, status: 'undocumented', gentle: true, confidence: 'low' },
    print: { ...print, status: 'undocumented', gentle: true, confidence: 'low' },
    copy: { ...copy, status: 'undocumented', gentle: true, confidence: 'low' },
  },
  subOperations: { watermark: { ...watermark, status: 'undocumented', confidence: 'low' } },
}

const snapshot: OperationSpec = {
  title: { en: 'One page as a picture', zh: '文档快照' },
  via: SYNC,
  access: 'imm',
  saveas: 'forbidden',
  output: { kind: 'image', count: 'one', formatParameter: 'target' },
  page: 'Document snapshot',
  source: 'Document snapshot (2026)',
  misnamed: { format: 'target', f: 'target', pages: 'page' },
  parameters: {
    target: {
      title: { en: 'picture format', zh: '图片格式' },
      word: 'target',
      type: oneOf(['jpg', 'png']),
      source: 'Document snapshot',
    },
    source: {
      title: { en: 'source format', zh: '源文件格式' },
      word: 'source',
      type: oneOf(['pdf', 'xlsx', 'xls', 'docx', 'doc', 'pptx', 'ppt']),
      source: 'Document snapshot',
    },
    page: {
      title: { en: 'page', zh: '页码' },
      word: 'page',
      type: integer(1, 2000),
      default: '1',
      source: 'Document snapshot',
    },
  },
}

/** Document processing: `doc/...`. */
export const doc: CategorySpec = {
  title: { en: 'document processing', zh: '文档处理' },
  source: 'Document processing overview',
  sources: ['document'],
  operations: {
    convert,
    preview,
    edit,
    snapshot,
    translate,
    polish,
    summarize,
    continue: continueWriting,
    enrich,
    rephrase,
  },
  misnamed: { previewdoc: 'preview', summarise: 'summarize', watermark: '' },
}
