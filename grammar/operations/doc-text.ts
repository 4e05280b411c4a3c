import type { OperationSpec, ParameterSpec, Via } from '../catalogue/types.ts'
import { base64, oneOf } from '../catalogue/values.ts'

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
  source: 'Document polishing (fr, 2026-08-18)',
  notes: [
    {
      en: 'The text is in the string, up to 19,500 bytes; the object name is a placeholder.',
      zh: '文本写在处理字符串中，最多 19500 字节；文件名只是占位。',
    },
  ],
  misnamed: { text: 'content', lang: '' },
  parameters: { content, format },
}

/** `doc/summarize`. */
export const summarize: OperationSpec = {
  ...polish,
  title: { en: 'Text summary', zh: '文本总结' },
  page: 'Document summarization',
  source: 'Document summarization (fr, 2026-08-18)',
}

/** `doc/continue`. */
export const continueWriting: OperationSpec = {
  ...polish,
  title: { en: 'Text continuation', zh: '文本续写' },
  page: 'Document continuation',
  source: 'Document continuation (fr, 2026-08-18)',
}

/** `doc/enrich`. */
export const enrich: OperationSpec = {
  ...polish,
  title: { en: 'Text expansion', zh: '文本扩写' },
  page: 'Document enrichment',
  source: 'Document enrichment (fr, 2026-08-18)',
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
