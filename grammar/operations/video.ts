import type { CategorySpec, OperationSpec } from '../catalogue/types.ts'
import { SYNC } from './media-parameters.ts'
import { concat, convert } from './video-convert.ts'
import { animation, snapshot, snapshots, sprite } from './video-frames.ts'

const info: OperationSpec = {
  title: { en: 'Information about a video', zh: '视频信息' },
  via: SYNC,
  access: 'imm',
  saveas: 'forbidden',
  output: { kind: 'json', count: 'one' },
  page: 'Query video information',
  source: 'Query video information; IMM DetectMediaMeta',
  parameters: {},
}

/** Video processing: `video/...`. */
export const video: CategorySpec = {
  title: { en: 'video processing', zh: '视频处理' },
  source: 'Media processing overview',
  sources: ['video'],
  operations: { convert, animation, snapshot, snapshots, sprite, concat, info },
  misnamed: {
    gif: 'animation',
    screenshot: 'snapshot',
    thumbnail: 'snapshot',
    cover: 'snapshot',
    transcode: 'convert',
    merge: 'concat',
    sprites: 'sprite',
    pre: '',
    sur: '',
  },
}
