import type { Constraint, ParameterSpec, Via } from '../catalogue/types.ts'
import { integer, number, oneOf, size } from '../catalogue/values.ts'
import { GUIDE } from './pages.ts'

type Group<Name extends string> = Readonly<Record<Name, ParameterSpec>>

/** Operations that answer at once. */
export const SYNC: readonly Via[] = ['get']

/** Operations that run as a task. */
export const ASYNC: readonly Via[] = ['async']

/** Containers for video. */
export const VIDEO_FORMATS: readonly string[] = ['mp4', 'mkv', 'mov', 'asf', 'avi', 'mxf', 'ts', 'flv', 'webm']

/** Containers for sound. */
export const AUDIO_FORMATS: readonly string[] = ['mp3', 'aac', 'flac', 'oga', 'ac3', 'opus', 'amr']

/** Audio codecs, without `copy`. */
export const AUDIO_CODECS: readonly string[] = ['mp3', 'vorbis', 'aac', 'flac', 'ac3', 'opus', 'amr']

const OPTION = oneOf(['0', '1', '2'])

/** Which part of the source is used. */
export const clip: Group<'ss' | 't'> = {
  ss: {
    title: { en: 'start', zh: '起始时间' },
    word: 'start',
    type: integer(0),
    unit: 'ms',
    default: '0',
    source: 'Video transcoding; IMM Sources.StartTime',
  },
  t: {
    title: { en: 'duration, 0 = to the end', zh: '持续时长，0 表示到结尾' },
    word: 'duration',
    type: integer(0),
    unit: 'ms',
    default: '0',
    source: 'Video transcoding; IMM Sources.Duration',
  },
}

/** How a frame fits a box of another shape. */
export const scaletype: ParameterSpec = {
  title: { en: 'how the frame fits the box', zh: '缩放方式' },
  word: 'scale-type',
  type: oneOf(['crop', 'stretch', 'fill', 'fit']),
  default: 'stretch',
  source: 'Video transcoding; IMM TargetVideo.ScaleType',
}

/** Encoding of the picture. */
export const videoEncode: Group<
  | 'fps'
  | 'fpsopt'
  | 'pixfmt'
  | 's'
  | 'sopt'
  | 'scaletype'
  | 'arotate'
  | 'vb'
  | 'vbopt'
  | 'crf'
  | 'maxrate'
  | 'bufsize'
  | 'g'
> = {
  fps: {
    title: { en: 'frame rate', zh: '帧率' },
    word: 'fps',
    type: number({ minimum: 0, maximum: 240 }),
    unit: 'frame/s',
    source: 'Video transcoding; IMM TargetVideo',
  },
  fpsopt: {
    title: { en: 'when a lower source frame rate wins', zh: '源帧率较低时的处理' },
    word: 'fps-mode',
    type: OPTION,
    default: '0',
    source: 'Video transcoding; IMM FrameRateOption',
  },
  pixfmt: {
    title: { en: 'pixel format', zh: '像素格式' },
    word: 'pixel-format',
    type: oneOf(['yuv420p', 'yuva420p', 'yuv422p', 'yuv444p', 'yuv420p10le', 'yuv422p10le', 'yuv444p10le']),
    source: 'Video transcoding; IMM TargetVideo',
  },
  s: {
    title: { en: 'frame size', zh: '分辨率' },
    word: 'size',
    type: size(64, 4096),
    unit: 'px',
    even: true,
    source: `Video transcoding (ja, 2025-12-27); IMM TargetVideo.Resolution; ${GUIDE}`,
  },
  sopt: {
    title: { en: 'when a smaller source size wins', zh: '源分辨率较小时的处理' },
    word: 'size-mode',
    type: OPTION,
    default: '0',
    source: 'Video transcoding; IMM ResolutionOption',
  },
  scaletype,
  arotate: {
    title: { en: 'read the size as long x short side', zh: '按长边 x 短边理解分辨率' },
    word: 'auto-rotate',
    type: oneOf(['0', '1']),
    default: '0',
    source: 'Video transcoding; IMM TargetVideo',
  },
  vb: {
    title: { en: 'video bit rate', zh: '视频码率' },
    word: 'video-bitrate',
    type: integer(10000, 100000000),
    unit: 'bit/s',
    source: 'Video transcoding; IMM TargetVideo.Bitrate',
  },
  vbopt: {
    title: { en: 'when a lower source bit rate wins', zh: '源视频码率较低时的处理' },
    word: 'video-bitrate-mode',
    type: OPTION,
    default: '0',
    source: 'Video transcoding; IMM BitrateOption',
  },
  crf: {
    title: { en: 'constant quality, lower is better', zh: '恒定质量，越小越好' },
    word: 'crf',
    type: number({ minimum: 0, maximum: 51 }),
    source: 'Video transcoding; IMM TargetVideo.CRF',
  },
  maxrate: {
    title: { en: 'highest bit rate', zh: '最大码率' },
    word: 'max-bitrate',
    type: integer(10000, 100000000),
    unit: 'bit/s',
    source: 'Video transcoding; IMM TargetVideo',
  },
  bufsize: {
    title: { en: 'rate control buffer', zh: '码率控制缓冲区' },
    word: 'buffer-size',
    type: integer(10000, 200000000),
    unit: 'bit',
    source: 'Video transcoding; IMM TargetVideo',
  },
  g: {
    title: { en: 'frames between key frames', zh: '关键帧间隔帧数' },
    word: 'keyframe-distance',
    type: integer(1, 100000),
    default: '150',
    source: 'Video transcoding; IMM TargetVideo.GOPSize',
  },
}

const SAMPLE_RATES = [
  '8000',
  '11025',
  '12000',
  '16000',
  '22050',
  '24000',
  '32000',
  '44100',
  '48000',
  '64000',
  '88200',
  '96000',
]

/** Encoding of the sound. */
export const audioEncode: Group<'ar' | 'ac' | 'aq' | 'ab' | 'abopt'> = {
  ar: {
    title: { en: 'sample rate', zh: '采样率' },
    word: 'sample-rate',
    type: oneOf(SAMPLE_RATES),
    unit: 'Hz',
    source: 'Audio transcoding; IMM TargetAudio',
  },
  ac: {
    title: { en: 'number of channels', zh: '声道数' },
    word: 'channels',
    type: integer(1, 8),
    source: 'Audio transcoding; IMM TargetAudio',
  },
  aq: {
    title: { en: 'sound quality, higher is better', zh: '音频质量，越大越好' },
    word: 'audio-quality',
    type: integer(0, 100),
    source: 'Audio transcoding; IMM TargetAudio',
  },
  ab: {
    title: { en: 'audio bit rate', zh: '音频码率' },
    word: 'audio-bitrate',
    type: integer(1000, 10000000),
    unit: 'bit/s',
    source: 'Audio transcoding; IMM TargetAudio',
  },
  abopt: {
    title: { en: 'when a lower source bit rate wins', zh: '源音频码率较低时的处理' },
    word: 'audio-bitrate-mode',
    type: OPTION,
    default: '0',
    source: 'Audio transcoding; IMM BitrateOption',
  },
}

/** Bits of a sample. */
export const adepth: ParameterSpec = {
  title: { en: 'bits per sample', zh: '采样位深' },
  word: 'bit-depth',
  type: oneOf(['16', '24']),
  unit: 'bit',
  source: 'Audio transcoding; IMM TargetAudio',
}

/** The source whose properties the others follow. */
export const align: ParameterSpec = {
  title: { en: 'index of the file the rest follows', zh: '作为参数基准的文件序号' },
  word: 'alignment',
  type: integer(0),
  default: '0',
  source: 'Video concatenation; IMM AlignmentIndex',
}

/** Rules between the parameters of `videoEncode`. */
export const videoRules: readonly Constraint[] = [
  { kind: 'conflict', parameters: ['crf', 'vb'], source: 'Video transcoding' },
  { kind: 'requires', parameters: ['maxrate'], unless: [{ crf: true, bufsize: true }], source: 'Video transcoding' },
  { kind: 'requires', parameters: ['bufsize'], unless: [{ crf: true }], source: 'Video transcoding' },
  {
    kind: 'requires',
    parameters: ['pixfmt'],
    values: ['yuva420p'],
    unless: [{ vcodec: ['vp9'] }],
    source: 'Video transcoding',
  },
  { kind: 'ignored', parameters: ['fpsopt'], unless: [{ fps: true }], source: 'Video transcoding' },
  { kind: 'ignored', parameters: ['sopt', 'scaletype'], unless: [{ s: true }], source: 'Video transcoding' },
  { kind: 'ignored', parameters: ['vbopt'], unless: [{ vb: true }], source: 'Video transcoding' },
]

/** Rules between the parameters of `audioEncode`. */
export const audioRules: readonly Constraint[] = [
  { kind: 'conflict', parameters: ['aq', 'ab'], source: 'Audio transcoding' },
  { kind: 'ignored', parameters: ['abopt'], unless: [{ ab: true }], source: 'Audio transcoding' },
]

/** What a container for sound can hold. */
export const audioFormatRules: readonly Constraint[] = [
  {
    kind: 'restricted',
    parameter: 'ar',
    when: { f: ['mp3'] },
    type: oneOf(SAMPLE_RATES.filter(rate => Number(rate) <= 48000)),
    source: 'Audio transcoding; IMM TargetAudio',
  },
  {
    kind: 'restricted',
    parameter: 'ar',
    when: { f: ['opus'] },
    type: oneOf(['8000', '12000', '16000', '24000', '48000']),
    source: 'Audio transcoding; IMM TargetAudio',
  },
  {
    kind: 'restricted',
    parameter: 'ar',
    when: { f: ['ac3'] },
    type: oneOf(['32000', '44100', '48000']),
    source: 'Audio transcoding; IMM TargetAudio',
  },
  {
    kind: 'restricted',
    parameter: 'ar',
    when: { f: ['amr'] },
    type: oneOf(['8000', '16000']),
    source: 'Audio transcoding; IMM TargetAudio',
  },
  { kind: 'restricted', parameter: 'ac', when: { f: ['mp3'] }, type: integer(1, 2), source: 'Audio transcoding' },
  { kind: 'restricted', parameter: 'ac', when: { f: ['ac3'] }, type: integer(1, 6), source: 'Audio transcoding' },
  { kind: 'restricted', parameter: 'ac', when: { f: ['amr'] }, type: integer(1, 1), source: 'Audio transcoding' },
]
