import type { CategorySpec, OperationSpec } from '../../src/catalog/types.ts'
import { flag } from '../../src/catalog/values.ts'
import { SYNC } from './media-parameters.ts'

const previewdoc: OperationSpec = {
  title: { en: 'Document preview, old', zh: '旧版文档预览' },
  via: SYNC,
  access: 'imm',
  saveas: 'forbidden',
  output: { kind: 'html', count: 'one' },
  status: 'legacy',
  page: 'Online preview',
  source: 'AlibabaCloudDocs/oss (2021); Online preview',
  parameters: {
    copy: {
      title: { en: 'copying allowed', zh: '允许复制' },
      word: 'copy',
      type: flag,
      default: '1',
      source: 'AlibabaCloudDocs/oss (2021)',
    },
  },
}

const detectface: OperationSpec = {
  title: { en: 'Face detection, old', zh: '旧版人脸检测' },
  via: SYNC,
  access: 'imm',
  saveas: 'forbidden',
  output: { kind: 'json', count: 'one' },
  status: 'legacy',
  page: 'Face recognition',
  source: 'AlibabaCloudDocs/oss (2021)',
  parameters: {},
}

const tagimage: OperationSpec = {
  title: { en: 'Picture tags, old', zh: '旧版图片标签' },
  via: SYNC,
  access: 'imm',
  saveas: 'forbidden',
  output: { kind: 'json', count: 'one' },
  status: 'legacy',
  page: 'Image recognition',
  source: 'AlibabaCloudDocs/oss (2019, 2021)',
  parameters: {},
}

/** The first generation of intelligent media management: `imm/...`. */
export const imm: CategorySpec = {
  title: { en: 'intelligent media management, old', zh: '旧版智能媒体管理' },
  source: 'AlibabaCloudDocs/oss (2021)',
  operations: { previewdoc, detectface, tagimage },
  misnamed: { preview: 'previewdoc' },
}
