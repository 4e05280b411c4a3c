import type { CategorySpec, OperationSpec } from '../catalogue/types.ts'
import { base64, flag, integer, number, oneOf } from '../catalogue/values.ts'

const SOURCE = 'Point cloud compression (es, 2026-09-03; fr, 2026-08-27; pt-br, 2026-07-03; en)'

const SHARE = number({ minimum: 0, maximum: 1 })

const compress: OperationSpec = {
  title: { en: 'Point cloud compression', zh: '点云压缩' },
  via: ['get'],
  disputedVia: ['async'],
  access: 'imm',
  saveas: 'optional',
  output: { kind: 'pointCloud', count: 'one' },
  page: 'Point cloud compression',
  source: SOURCE,
  notes: [
    {
      en: 'The source has at most 20 MB. The overview names x-oss-async-process for larger ones, the page of the operation says synchronous only.',
      zh: '源文件最大 20 MB。概览说更大的文件用 x-oss-async-process，而该操作的页面说只支持同步处理。',
    },
  ],
  misnamed: { format: 'f', method: 'm', mode: 'm', fields: 'fs', lib: '', pr: '', or: '', cl: '', qb: '', d: '' },
  parameters: {
    f: {
      title: { en: 'format of the source', zh: '源文件格式' },
      word: 'format',
      type: oneOf(['pcd']),
      source: SOURCE,
    },
    m: {
      title: { en: 'method of compression', zh: '压缩方法' },
      word: 'method',
      type: oneOf(['kdtree', 'octree']),
      required: 'error',
      optionsBehind: true,
      source: SOURCE,
    },
    fs: {
      title: { en: 'fields of the points', zh: '点云字段' },
      word: 'fields',
      type: base64('fields'),
      source: SOURCE,
    },
  },
  subOperations: {
    octree: {
      title: { en: 'options of octree', zh: 'octree 选项' },
      source: SOURCE,
      parameters: {
        lib: { title: { en: 'library', zh: '压缩库' }, word: 'library', type: oneOf(['pcl']), source: SOURCE },
        pr: {
          title: { en: 'resolution of the points', zh: '点精度' },
          word: 'point-resolution',
          type: SHARE,
          default: '0.01',
          source: SOURCE,
        },
        or: {
          title: { en: 'resolution of the tree', zh: '八叉树精度' },
          word: 'octree-resolution',
          type: SHARE,
          default: '0.01',
          source: SOURCE,
        },
        d: {
          title: { en: 'downsample', zh: '是否下采样' },
          word: 'downsample',
          type: flag,
          default: '1',
          source: SOURCE,
        },
      },
    },
    kdtree: {
      title: { en: 'options of kdtree', zh: 'kdtree 选项' },
      source: SOURCE,
      parameters: {
        lib: { title: { en: 'library', zh: '压缩库' }, word: 'library', type: oneOf(['draco']), source: SOURCE },
        cl: {
          title: { en: 'level of compression', zh: '压缩级别' },
          word: 'compression-level',
          type: integer(0, 10),
          required: 'error',
          source: SOURCE,
        },
        qb: {
          title: { en: 'bits of quantization', zh: '量化位数' },
          word: 'quantization-bits',
          type: integer(1, 31),
          required: 'error',
          source: SOURCE,
        },
      },
    },
  },
}

/** Point clouds: `pointcloud/...`. */
export const pointCloud: CategorySpec = {
  title: { en: 'point clouds', zh: '点云处理' },
  source: SOURCE,
  sources: ['pointCloud'],
  operations: { compress },
}
