import type { CategorySpec, OperationSpec } from '../catalogue/types.ts'
import { flag } from '../catalogue/values.ts'
import { SYNC } from './media-parameters.ts'
import { regionNames } from './regions.ts'

const REGIONS = regionNames('oldImm')

/** Source: Quick Start of IMM (en); migration (zh). */
const PHASED_OUT = {
  en: `The first generation of IMM will be phased out; it runs in ${REGIONS.en} only.`,
  zh: `旧版 IMM 将逐步下线；只在${REGIONS.zh}可用。`,
}

const previewdoc: OperationSpec = {
  title: { en: 'Document preview, old', zh: '旧版文档预览' },
  via: SYNC,
  access: 'imm',
  saveas: 'forbidden',
  output: { kind: 'html', count: 'one' },
  status: 'legacy',
  notes: [PHASED_OUT],
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
  notes: [PHASED_OUT],
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
  notes: [PHASED_OUT],
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
