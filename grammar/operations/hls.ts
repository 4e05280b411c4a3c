import type { CategorySpec, OperationSpec } from '../../src/catalog/types.ts'
import { base64, flag, integer, oneOf } from '../../src/catalog/values.ts'
import { audioEncode, audioRules, clip, SYNC, videoEncode, videoRules } from './media-parameters.ts'

const { g: _keyframes, ...liveVideo } = videoEncode

const m3u8: OperationSpec = {
  title: { en: 'Playlist of live transcoding', zh: '边转边播列表' },
  via: ['get', 'post'],
  access: 'imm',
  saveas: 'optional',
  output: { kind: 'playlist', count: 'one' },
  page: 'Live transcoding',
  source: 'Live transcoding; IMM GenerateVideoPlaylist',
  confidence: 'medium',
  misnamed: { segtime: 'st', playlist: '', format: '', f: '', g: '', vn: '', an: '', start: 'ss', duration: 't' },
  doubtful: ['f', 'vn', 'an'],
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
  operations: { m3u8, sign, ts },
  misnamed: { playlist: 'm3u8', segment: 'ts' },
}
