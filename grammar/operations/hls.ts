import type { CategorySpec, OperationSpec } from '../catalogue/types.ts'
import { base64, flag, integer, oneOf } from '../catalogue/values.ts'
import { audioEncode, audioRules, clip, SYNC, videoEncode, videoRules } from './media-parameters.ts'
import { GUIDE } from './pages.ts'

/** Of what IMM does at once, as several Chinese pages say; the newest English ones no longer do. */
const QUOTA = {
  en: 'The URL must be signed, and several pages ask to apply for "new IMM GET/POST data processing" in the Quota Center.',
  zh: 'URL 须签名；多个中文页面要求先在配额中心申请“新版 IMM GET/POST 数据处理”。',
}

const { g: _keyframes, ...liveVideo } = videoEncode

const m3u8: OperationSpec = {
  title: { en: 'Playlist of live transcoding', zh: '边转边播列表' },
  via: ['get', 'post'],
  access: 'imm',
  saveas: 'optional',
  output: { kind: 'playlist', count: 'one' },
  page: 'Live transcoding',
  morePages: [GUIDE],
  source: `Live transcoding (en, 2025-12-20); IMM GenerateVideoPlaylist; ${GUIDE}`,
  confidence: 'medium',
  notes: [QUOTA],
  misnamed: { segtime: 'st', playlist: '', format: '', f: '', g: '', vn: '', start: 'ss', duration: 't' },
  doubtful: ['f', 'vn'],
  parameters: {
    ...clip,
    vcodec: {
      title: { en: 'video codec', zh: '视频编码' },
      word: 'video-codec',
      type: oneOf(['h264', 'h265']),
      default: 'h264',
      source: 'Live transcoding',
      confidence: 'medium',
    },
    ...liveVideo,
    fpsopt: { ...videoEncode.fpsopt, default: '1' },
    sopt: { ...videoEncode.sopt, default: '1' },
    vbopt: { ...videoEncode.vbopt, default: '1' },
    acodec: {
      title: { en: 'audio codec', zh: '音频编码' },
      word: 'audio-codec',
      type: oneOf(['aac']),
      default: 'aac',
      gentle: true,
      source: 'Live transcoding',
      confidence: 'medium',
    },
    ...audioEncode,
    abopt: { ...audioEncode.abopt, default: '1' },
    an: {
      title: { en: 'drop the sound', zh: '去除音频流' },
      word: 'no-audio',
      type: flag,
      default: '0',
      gentle: true,
      source: GUIDE,
      confidence: 'medium',
    },
    ta: {
      title: { en: 'pieces transcoded ahead', zh: '预转码分片数' },
      word: 'transcode-ahead',
      type: integer(0),
      gentle: true,
      source: GUIDE,
      confidence: 'medium',
    },
    st: {
      title: { en: 'length of a piece', zh: '分片时长' },
      word: 'segment-duration',
      type: integer(5000, 15000),
      unit: 'ms',
      default: '10000',
      gentle: true,
      source: 'Live transcoding; IMM GenerateVideoPlaylist',
      confidence: 'medium',
    },
    initd: {
      title: { en: 'part transcoded at once', zh: '预先转码时长' },
      word: 'initial-duration',
      type: integer(),
      unit: 'ms',
      default: '30000',
      source: 'Live transcoding; IMM GenerateVideoPlaylist',
      confidence: 'medium',
    },
  },
  constraints: [...videoRules, ...audioRules],
}

const sign: OperationSpec = {
  title: { en: 'Sign the entries of a playlist', zh: '播放列表签名' },
  via: SYNC,
  access: 'signed',
  saveas: 'forbidden',
  output: { kind: 'playlist', count: 'one' },
  page: 'Create HLS streams based on OSS',
  source: 'Create HLS streams based on OSS (2021); EC class 0044',
  parameters: {
    live: {
      title: { en: 'playlist of live transcoding', zh: '边转边播列表' },
      word: 'live',
      type: flag,
      status: 'thirdParty',
      gentle: true,
      source: 'third-party repositories',
      confidence: 'medium',
    },
    params: {
      title: { en: 'parameters that the entries keep', zh: '列表项保留的参数' },
      word: 'kept-parameters',
      type: base64('text'),
      status: 'thirdParty',
      gentle: true,
      source: 'signed addresses of Drive and Photo Service in third-party repositories',
      confidence: 'medium',
    },
  },
}

const ts: OperationSpec = {
  title: { en: 'Piece made on demand', zh: '按需转码分片' },
  via: SYNC,
  access: 'imm',
  saveas: 'forbidden',
  output: { kind: 'video', count: 'one' },
  conditionalOnly: true,
  page: 'Live transcoding',
  source: 'Live transcoding',
  parameters: {
    from: {
      title: { en: 'playlist', zh: '播放列表文件' },
      word: 'playlist',
      type: base64('object'),
      required: 'error',
      source: 'Live transcoding',
    },
  },
}

/** Streaming: `hls/...`. */
export const hls: CategorySpec = {
  title: { en: 'streaming', zh: '流媒体' },
  source: 'Live transcoding; Create HLS streams based on OSS',
  sources: ['video', 'playlist'],
  operations: { m3u8, sign, ts },
  misnamed: { playlist: 'm3u8', segment: 'ts' },
}
