import type { CategorySpec, OperationSpec, ParameterSpec } from '../../src/catalog/types.ts'
import { oneOf } from '../../src/catalog/values.ts'
import { joined } from './media-concat.ts'
import {
  ASYNC,
  AUDIO_FORMATS,
  adepth,
  align,
  audioEncode,
  audioFormatRules,
  audioRules,
  clip,
  SYNC,
} from './media-parameters.ts'

const MISNAMED = { format: 'f', start: 'ss', duration: 't', acodec: '', codec: 'f', vcodec: '', s: '', bitrate: 'ab' }

const f: ParameterSpec = {
  title: { en: 'format', zh: '输出格式' },
  word: 'format',
  type: oneOf(AUDIO_FORMATS),
  required: 'error',
  source: 'Audio transcoding',
}

const convert: OperationSpec = {
  title: { en: 'Audio transcoding', zh: '音频转码' },
  via: ASYNC,
  access: 'imm',
  saveas: 'required',
  output: { kind: 'audio', count: 'one', formatParameter: 'f' },
  page: 'Audio transcoding',
  source: 'Audio transcoding; IMM TargetAudio',
  misnamed: MISNAMED,
  parameters: { ...clip, f, ...audioEncode, adepth },
  constraints: [
    ...audioRules,
    ...audioFormatRules,
    { kind: 'requires', parameters: ['adepth'], unless: [{ f: ['flac'] }], source: 'Audio transcoding' },
  ],
}

// The official sample has the channels before the sample rate.
const { ar, ac, ...otherEncode } = audioEncode
const channelsFirst = { ac, ar, ...otherEncode }

const concat: OperationSpec = {
  title: { en: 'Join audio files', zh: '音频拼接' },
  via: ASYNC,
  access: 'imm',
  saveas: 'required',
  output: { kind: 'audio', count: 'one', formatParameter: 'f' },
  page: 'Audio concatenation',
  source: 'Audio concatenation; IMM CreateMediaConvertTask',
  misnamed: { ...MISNAMED, list: '', source: '', o: '' },
  parameters: { ...clip, f, ...channelsFirst, align },
  constraints: [...audioRules, ...audioFormatRules],
  subOperations: joined,
}

const info: OperationSpec = {
  title: { en: 'Information about an audio file', zh: '音频信息' },
  via: SYNC,
  access: 'imm',
  saveas: 'forbidden',
  output: { kind: 'json', count: 'one' },
  page: 'Query audio information',
  source: 'Query audio information; IMM DetectMediaMeta',
  parameters: {},
}

/** Audio processing: `audio/...`. */
export const audio: CategorySpec = {
  title: { en: 'audio processing', zh: '音频处理' },
  source: 'Media processing overview',
  operations: { convert, concat, info },
  misnamed: { transcode: 'convert', merge: 'concat', pre: '', sur: '' },
}
