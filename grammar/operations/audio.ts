import type { CategorySpec, OperationSpec, ParameterSpec } from '../catalogue/types.ts'
import { oneOf } from '../catalogue/values.ts'
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
import { GUIDE } from './pages.ts'

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
  morePages: [GUIDE],
  source: `Audio concatenation (zh and tc, 2025-05-27); IMM CreateMediaConvertTask; ${GUIDE}`,
  notes: [
    {
      en: 'At most 11 files. The sample rate and the channels of the sources may not fit the container: write "ar" and "ac".',
      zh: '最多 11 个文件。源文件的采样率和声道数可能不适合目标容器：请写明 "ar" 和 "ac"。',
    },
  ],
  misnamed: { ...MISNAMED, list: '', source: '', o: '' },
  parameters: {
    ...clip,
    f,
    ...channelsFirst,
    align,
    adepth: { ...adepth, source: GUIDE, confidence: 'medium' },
  },
  constraints: [
    ...audioRules,
    ...audioFormatRules,
    {
      kind: 'requires',
      parameters: ['adepth'],
      unless: [{ f: ['flac'] }],
      source: GUIDE,
      severity: 'warning',
      confidence: 'medium',
    },
  ],
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
  sources: ['audio', 'video'],
  operations: { convert, concat, info },
  misnamed: { transcode: 'convert', merge: 'concat', pre: '', sur: '' },
}
