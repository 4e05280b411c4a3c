import type { Constraint, OperationSpec, ParameterSpec } from '../catalogue/types.ts'
import { flag, integer, oneOf } from '../catalogue/values.ts'
import { joined } from './media-concat.ts'
import {
  ASYNC,
  AUDIO_CODECS,
  AUDIO_FORMATS,
  adepth,
  align,
  audioEncode,
  audioFormatRules,
  audioRules,
  clip,
  VIDEO_FORMATS,
  videoEncode,
  videoRules,
} from './media-parameters.ts'
import { GUIDE } from './pages.ts'

const MISNAMED = {
  format: 'f',
  start: 'ss',
  duration: 't',
  codec: 'vcodec',
  size: 's',
  resolution: 's',
  w: 's',
  h: 's',
  width: 's',
  height: 's',
  bitrate: 'vb',
  gop: 'g',
}

// No default here, although the pages name `copy`: the constraints below tell the written copy from the silent one.
const vcodec: ParameterSpec = {
  title: { en: 'video codec', zh: '视频编码' },
  word: 'video-codec',
  type: oneOf(['copy', 'h264', 'h265', 'vp9']),
  source: 'Video transcoding; IMM TargetVideo.Codec',
}

const acodec: ParameterSpec = {
  title: { en: 'audio codec', zh: '音频编码' },
  word: 'audio-codec',
  type: oneOf(['copy', ...AUDIO_CODECS]),
  gentle: true,
  source: 'IMM TargetAudio.Codec',
  confidence: 'medium',
}

const videoslim: ParameterSpec = {
  title: { en: 'narrowband HD', zh: '窄带高清' },
  word: 'narrowband-hd',
  type: flag,
  source: `Narrowband HD (en, undated); ${GUIDE}; IMM TargetVideo.VideoSlim`,
}

const VIDEO_NAMES = [...Object.keys(videoEncode), 'videoslim']
const AUDIO_NAMES = [...Object.keys(audioEncode), 'adepth']

const idle: readonly Constraint[] = [
  {
    kind: 'ignored',
    parameters: VIDEO_NAMES,
    when: [{ vcodec: ['copy'] }],
    source: 'Video transcoding',
  },
  { kind: 'ignored', parameters: ['vcodec', ...VIDEO_NAMES], when: [{ vn: ['1'] }], source: 'Video transcoding' },
  {
    kind: 'ignored',
    parameters: VIDEO_NAMES,
    when: [{ vcodec: false }],
    source: `Video transcoding (ja, 2025-12-27); ${GUIDE}`,
    confidence: 'medium',
  },
  {
    kind: 'ignored',
    parameters: ['vcodec'],
    when: [{ f: AUDIO_FORMATS }],
    severity: 'info',
    source: 'Video transcoding',
    confidence: 'low',
  },
  {
    kind: 'ignored',
    parameters: AUDIO_NAMES,
    when: [{ acodec: ['copy'] }],
    source: 'Video transcoding',
    confidence: 'medium',
  },
  { kind: 'ignored', parameters: ['acodec', ...AUDIO_NAMES], when: [{ an: ['1'] }], source: 'Video transcoding' },
  {
    kind: 'ignored',
    parameters: AUDIO_NAMES,
    when: [{ acodec: false }],
    severity: 'info',
    source: 'Video transcoding',
    confidence: 'medium',
  },
]

/** `video/convert`: another container, codec, size or bit rate. */
export const convert: OperationSpec = {
  title: { en: 'Video transcoding', zh: '视频转码' },
  via: ASYNC,
  access: 'imm',
  saveas: 'required',
  output: { kind: 'video', count: 'one', formatParameter: 'f' },
  page: 'Video transcoding',
  morePages: ['Narrowband HD', GUIDE],
  source: 'Video transcoding; IMM CreateMediaConvertTask',
  misnamed: { ...MISNAMED, mute: 'an' },
  parameters: {
    ...clip,
    f: {
      title: { en: 'container', zh: '封装格式' },
      word: 'format',
      type: oneOf([...VIDEO_FORMATS, ...AUDIO_FORMATS]),
      required: 'error',
      source: 'Video transcoding',
    },
    vcodec,
    ...videoEncode,
    videoslim,
    acodec,
    ...audioEncode,
    adepth: { ...adepth, confidence: 'medium' },
    vn: {
      title: { en: 'drop the picture', zh: '去除视频流' },
      word: 'no-video',
      type: flag,
      default: '0',
      source: 'Video transcoding',
    },
    an: {
      title: { en: 'drop the sound', zh: '去除音频流' },
      word: 'no-audio',
      type: flag,
      default: '0',
      source: 'Video transcoding',
    },
    sn: {
      title: { en: 'drop the subtitles', zh: '去除字幕流' },
      word: 'no-subtitles',
      type: flag,
      status: 'example',
      gentle: true,
      source: 'SDK samples of Go, Python, PHP',
      confidence: 'medium',
    },
  },
  constraints: [
    ...videoRules,
    ...audioRules,
    ...audioFormatRules,
    {
      kind: 'requires',
      parameters: ['adepth'],
      unless: [{ f: ['flac'] }, { acodec: ['flac'] }],
      severity: 'warning',
      source: 'Audio transcoding',
      confidence: 'medium',
    },
    ...idle,
  ],
  subOperations: {
    segment: {
      title: { en: 'split into pieces', zh: '切片' },
      status: 'undocumented',
      source: 'IMM Segment',
      confidence: 'low',
      parameters: {
        f: {
          title: { en: 'playlist format', zh: '切片格式' },
          word: 'format',
          type: oneOf(['hls', 'dash']),
          status: 'undocumented',
          gentle: true,
          source: 'IMM Segment.Format',
          confidence: 'low',
        },
        t: {
          title: { en: 'length of a piece', zh: '切片时长' },
          word: 'duration',
          type: integer(0),
          unit: 'ms',
          status: 'undocumented',
          gentle: true,
          source: 'IMM Segment.Duration',
          confidence: 'low',
        },
      },
    },
  },
}

/** `video/concat`: several videos as one. */
export const concat: OperationSpec = {
  title: { en: 'Join videos', zh: '视频拼接' },
  via: ASYNC,
  access: 'imm',
  saveas: 'required',
  output: { kind: 'video', count: 'one', formatParameter: 'f' },
  page: 'Video concatenation',
  morePages: [GUIDE],
  source: `Video concatenation; IMM CreateMediaConvertTask; ${GUIDE}`,
  notes: [
    {
      en: 'Sources of another size, frame rate or codec may silently lose all but the first.',
      zh: '分辨率、帧率或编码不一致的源文件可能只保留第一个，且不报错。',
    },
  ],
  misnamed: { ...MISNAMED, list: '', source: '', o: '' },
  parameters: {
    ...clip,
    f: {
      title: { en: 'container', zh: '封装格式' },
      word: 'format',
      type: oneOf(VIDEO_FORMATS),
      required: 'error',
      source: 'Video concatenation',
    },
    vcodec: {
      ...vcodec,
      type: oneOf(['h264', 'h265', 'vp9']),
      required: 'warning',
      source: `Video concatenation; ${GUIDE}`,
    },
    ...videoEncode,
    acodec: { ...acodec, type: oneOf(AUDIO_CODECS), required: 'warning', source: `IMM TargetAudio.Codec; ${GUIDE}` },
    ab: audioEncode.ab,
    abopt: audioEncode.abopt,
    ar: audioEncode.ar,
    ac: audioEncode.ac,
    aq: audioEncode.aq,
    align,
  },
  constraints: [...videoRules, ...audioRules],
  subOperations: joined,
}
