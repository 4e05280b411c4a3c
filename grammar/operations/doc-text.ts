import type { OperationSpec, ParameterSpec, Via } from '../../src/catalog/types.ts'
import { base64, oneOf } from '../../src/catalog/values.ts'

const POST: readonly Via[] = ['post']

const content: ParameterSpec = {
  title: { en: 'text to work on', zh: '待处理文本' },
  word: 'content',
  type: base64('content'),
  required: 'error',
  source: 'Document polishing',
}

const format: ParameterSpec = {
  title: { en: 'form of the answer', zh: '返回形式' },
  word: 'format',
  type: oneOf(['json', 'event-stream']),
  default: 'json',
  source: 'Document polishing',
}

/** `doc/polish`: the base of all text operations, which differ by one parameter at most. */
export const polish: OperationSpec = {
  title: { en: 'Text polishing', zh: '文本润色' },
  via: POST,
  access: 'imm',
  saveas: 'forbidden',
  output: { kind: 'json', count: 'one', formatParameter: 'format' },
  page: 'Document polishing',
  source: 'Document polishing',
  misnamed: { text: 'content', lang: '' },
  parameters: { content, format },
}

/** `doc/summarize`. */
export const summarize: OperationSpec = {
  ...polish,
  title: { en: 'Text summary', zh: '文本总结' },
  page: 'Document summarization',
  confidence: 'low',
}

/** `doc/continue`. */
export const continueWriting: OperationSpec = {
  ...polish,
  title: { en: 'Text continuation', zh: '文本续写' },
  page: 'Document continuation',
  confidence: 'low',
}

/** `doc/enrich`. */
export const enrich: OperationSpec = {
  ...polish,
  title: { en: 'Text expansion', zh: '文本扩写' },
  page: 'Document enrichment',
  confidence: 'low',
}

/** `doc/translate`. */
export const translate: OperationSpec = {
  ...polish,
  title: { en: 'Text translation', zh: '文本翻译' },
  page: 'Document translation',
  source: 'Document translation',
  misnamed: { text: 'content', lang: 'language', target: 'language', to: 'language' },
  parameters: {
    language: {
      title: { en: 'target language', zh: '目标语言' },
      word: 'language',
      type: oneOf(['zh_CN', 'en_US', 'ja_JP', 'fr_FR']),
      required: 'error',
      source: 'Document translation',
    },
    content,
    format,
  },
}

/** `doc/rephrase`. */
export const rephrase: OperationSpec = {
  ...polish,
  title: { en: 'Text rephrasing', zh: '文本改写' },
  page: 'Document rephrasing',
  source: 'Document rephrasing',
  misnamed: { text: 'content', style: 'tone' },
  parameters: {
    tone: {
      title: { en: 'tone', zh: '语气' },
      word: 'tone',
      type: oneOf(['professional', 'relaxed', 'straightforward', 'confident', 'friendly']),
      required: 'error',
      source: 'Document rephrasing',
    },
    content,
    format,
  },
}
