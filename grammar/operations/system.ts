import type { CategorySpec, OperationSpec, Via } from '../catalogue/types.ts'
import { base64 } from '../catalogue/values.ts'

const ANY_SYNC: readonly Via[] = ['get', 'post']

const saveas: OperationSpec = {
  title: { en: 'Save the result', zh: '另存结果' },
  via: ['post', 'async'],
  access: 'signed',
  saveas: 'optional',
  output: { kind: 'none', count: 'one' },
  page: 'Save processed objects',
  source: 'Save processed objects; Asynchronous processing',
  notes: [
    {
      en: 'The target has the account and the region of the source, and the ACL of its bucket; the permissions PostProcessTask and PutObject are needed.',
      zh: '目标与源须属同一账号和地域，读写权限继承目标存储空间；需要 PostProcessTask 和 PutObject 权限。',
    },
  ],
  misnamed: { object: 'o', key: 'o', bucket: 'b' },
  parameters: {
    b: {
      title: { en: 'bucket', zh: '目标 Bucket' },
      word: 'bucket',
      type: base64('bucket'),
      source: 'Save processed objects',
    },
    o: {
      title: { en: 'object', zh: '目标文件' },
      word: 'object',
      type: base64('object'),
      required: 'error',
      source: 'Save processed objects',
    },
  },
}

const notify: OperationSpec = {
  title: { en: 'Send a message at the end', zh: '完成后发送消息' },
  via: ['async'],
  access: 'imm',
  saveas: 'optional',
  output: { kind: 'none', count: 'one' },
  page: 'Message notification',
  source: 'Message notification (en, 2025-12-25); Asynchronous processing; Convert videos to animated images',
  notes: [{ en: 'The topic is in the region of the bucket.', zh: '主题须与存储空间在同一地域。' }],
  misnamed: { queue: 'topic', t: 'topic' },
  parameters: {
    topic: {
      title: { en: 'message topic', zh: '消息主题' },
      word: 'topic',
      type: base64('topic'),
      required: 'warning',
      source: 'Asynchronous processing',
    },
  },
}

/** What becomes of the result: `sys/...`. */
export const system: CategorySpec = {
  title: { en: 'saving and notifying', zh: '另存与通知' },
  source: 'Save processed objects; Asynchronous processing',
  operations: { saveas, notify },
  misnamed: { save: 'saveas' },
}

/** Named process strings: `style/name`. What stands behind the slash is the name of a style and no operation. */
export const style: CategorySpec = {
  title: { en: 'style', zh: '样式' },
  source: 'Styles',
  operations: {},
}

const select: OperationSpec = {
  title: { en: 'Query of an object', zh: '查询文件内容' },
  via: ANY_SYNC,
  access: 'signed',
  saveas: 'undocumented',
  output: { kind: 'text', count: 'one' },
  page: 'SelectObject',
  source: 'SelectObject; Go SDK',
  confidence: 'medium',
  parameters: {},
}

const meta: OperationSpec = {
  ...select,
  title: { en: 'Rows and columns of an object', zh: '查询文件行列信息' },
  page: 'CreateSelectObjectMeta',
}

/** Queries of CSV objects: `csv/...`. */
export const csv: CategorySpec = {
  title: { en: 'queries of CSV objects', zh: 'CSV 文件查询' },
  source: 'SelectObject; Go SDK',
  operations: { select, meta },
}

/** Queries of JSON objects: `json/...`. */
export const json: CategorySpec = {
  title: { en: 'queries of JSON objects', zh: 'JSON 文件查询' },
  source: 'SelectObject; Go SDK',
  operations: { select, meta },
}

const callback: OperationSpec = {
  title: { en: 'Trigger a callback', zh: '触发回调' },
  via: ANY_SYNC,
  access: 'signed',
  saveas: 'undocumented',
  output: { kind: 'json', count: 'one' },
  page: 'TriggerCallback',
  source: 'TriggerCallback; Java SDK',
  confidence: 'medium',
  parameters: {
    callback: {
      title: { en: 'callback', zh: '回调参数' },
      word: 'callback',
      type: base64('callback'),
      required: 'warning',
      source: 'TriggerCallback',
      confidence: 'medium',
    },
    'callback-var': {
      title: { en: 'variables of the callback', zh: '回调自定义变量' },
      word: 'callback-var',
      type: base64('callback'),
      source: 'TriggerCallback',
      confidence: 'medium',
    },
  },
}

/** Callbacks without an upload: `trigger/...`. */
export const trigger: CategorySpec = {
  title: { en: 'callbacks', zh: '回调' },
  source: 'TriggerCallback; Java SDK',
  operations: { callback },
}
