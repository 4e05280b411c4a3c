import type { Sides } from '../../../trace/image/geometry.ts'
import { pixelCount } from '../../../trace/image/layout.ts'
import type { Parameters } from '../../../trace/parameters.ts'
import { boxOf, evenPlan } from '../../../trace/video/convert.ts'
import { scaleTypeOf } from '../../../trace/video/frame-size.ts'
import { notImplemented, refuse, refuseRemark } from '../problem.ts'
import type { Ffmpeg } from './ffmpeg.ts'
import { sizeFilters } from './frame-size.ts'
import type { AudioFacts, VideoFacts } from './probe.ts'

/** A container: the muxer of ffmpeg, the codec that goes into it unasked, and its MIME type. */
export interface Container {
  readonly muxer: string
  readonly audioCodec: string
  readonly isAudio: boolean
  readonly contentType: string
}

const video = (muxer: string, contentType: string, audioCodec = 'aac'): Container => ({
  muxer,
  audioCodec,
  isAudio: false,
  contentType,
})
const audio = (muxer: string, audioCodec: string, contentType: string): Container => ({
  muxer,
  audioCodec,
  isAudio: true,
  contentType,
})

const CONTAINERS: Readonly<Record<string, Container>> = {
  mp4: video('mp4', 'video/mp4'),
  mkv: video('matroska', 'video/x-matroska'),
  mov: video('mov', 'video/quicktime'),
  asf: video('asf', 'video/x-ms-asf'),
  avi: video('avi', 'video/x-msvideo', 'mp3'),
  mxf: video('mxf', 'application/mxf', 'pcm_s16le'),
  ts: video('mpegts', 'video/mp2t'),
  flv: video('flv', 'video/x-flv'),
  webm: video('webm', 'video/webm', 'opus'),
  mp3: audio('mp3', 'mp3', 'audio/mpeg'),
  aac: audio('adts', 'aac', 'audio/aac'),
  flac: audio('flac', 'flac', 'audio/flac'),
  oga: audio('oga', 'vorbis', 'audio/ogg'),
  ac3: audio('ac3', 'ac3', 'audio/ac3'),
  opus: audio('opus', 'opus', 'audio/opus'),
  amr: audio('amr', 'amr', 'audio/amr'),
}

/** The container that a word of `f` names. */
export function getContainer(word: string | undefined): Container {
  const found = word === undefined ? undefined : CONTAINERS[word]
  if (found) return found
  const message = { en: 'The container "{word}" is unknown.', zh: '封装格式 "{word}" 未知。' }
  throw refuse('InvalidArgument', 400, message, { word: word ?? '' })
}

const VIDEO_ENCODERS: Readonly<Record<string, string>> = { h264: 'libx264', h265: 'libx265', vp9: 'libvpx-vp9' }
const AUDIO_ENCODERS: Readonly<Record<string, readonly string[]>> = {
  mp3: ['libmp3lame'],
  vorbis: ['libvorbis'],
  aac: ['aac'],
  flac: ['flac'],
  ac3: ['ac3'],
  opus: ['libopus'],
  pcm_s16le: ['pcm_s16le'],
}

/** The encoder of this ffmpeg for a codec; a build without it answers NotImplemented. */
function findEncoder(ffmpeg: Ffmpeg, codec: string, candidates: readonly string[]): string {
  const found = candidates.find(name => ffmpeg.encoders.has(name))
  if (found) return found
  throw notImplemented(
    {
      en: 'The ffmpeg in use ({place}, {version}) cannot write {codec}: it was built without {encoders}.',
      zh: '所用的 ffmpeg（{place}，{version}）无法写出 {codec}：编译时未包含 {encoders}。',
    },
    { place: ffmpeg.place, version: ffmpeg.version, codec, encoders: candidates.join(', ') },
  )
}

/** What the options fpsopt, sopt, vbopt and abopt say: 0 always the target, 1 keep a lower source, 2 refuse a lower source. */
function respectsSource(parameters: Parameters, name: string, own: number | undefined, target: number): boolean {
  const option = parameters.text(`${name}opt`)
  const isLower = own !== undefined && own < target
  if (option === '2' && isLower) {
    throw refuseRemark('InvalidArgument', 'belowTarget', { name, own, target })
  }
  return option === '1' && isLower
}

/** Filters of the picture for s, fps, scaletype and arotate; `pixelFormat` is what the encoder gets. */
export function pictureFilters(parameters: Parameters, source: VideoFacts): readonly string[] {
  const filters: string[] = []
  const box = boxFor(parameters, source)
  const pixelFormat = parameters.text('pixfmt')
  const plan = evenPlan(source, box ?? source, scaleTypeOf(parameters))
  const isOdd = plan.canvas.width !== source.width || plan.canvas.height !== source.height
  if (box || isOdd) filters.push(...sizeFilters(plan, pixelFormat ?? 'yuv444p'))
  const rate = parameters.number('fps')
  if (rate && !respectsSource(parameters, 'fps', source.frameRate, rate)) filters.push(`fps=${rate}`)
  return [...filters, `format=${pixelFormat ?? 'yuv420p'}`]
}

/** The box that is asked for; undefined where the source is to be kept. */
function boxFor(parameters: Parameters, source: VideoFacts): Sides | undefined {
  const box = boxOf(parameters, source)
  const keeps = box && respectsSource(parameters, 's', pixelCount(source), pixelCount(box))
  return keeps ? undefined : box
}

/** Options of the video encoder. Source: Video transcoding; IMM TargetVideo (crf 23, key frame every 150). */
export function videoWords(
  ffmpeg: Ffmpeg,
  parameters: Parameters,
  source: VideoFacts,
  codec: string,
): readonly string[] {
  const encoder = findEncoder(ffmpeg, codec, [VIDEO_ENCODERS[codec] ?? codec])
  const words = ['-c:v', encoder, '-g', String(parameters.number('g') ?? 150)]
  const rate = parameters.number('vb')
  const [most, buffer] = [parameters.number('maxrate'), parameters.number('bufsize')]
  if (rate !== undefined) {
    const keeps = respectsSource(parameters, 'vb', source.bitRate, rate)
    words.push('-b:v', String(keeps ? source.bitRate : rate))
  } else {
    words.push('-crf', String(parameters.number('crf') ?? 23), ...(codec === 'vp9' ? ['-b:v', '0'] : []))
  }
  if (most !== undefined && buffer !== undefined) words.push('-maxrate', String(most), '-bufsize', String(buffer))
  if (codec === 'vp9') words.push('-deadline', 'good', '-cpu-used', '4')
  if (codec === 'h265') words.push('-x265-params', 'log-level=error')
  return words
}

/** Options of the audio encoder. */
export function audioWords(
  ffmpeg: Ffmpeg,
  parameters: Parameters,
  source: AudioFacts,
  codec: string,
): readonly string[] {
  const rate = parameters.number('ar') ?? (codec === 'amr' ? 8000 : undefined)
  const isWide = codec === 'amr' && rate === 16_000
  const amr = isWide ? ['libvo_amrwbenc'] : ['libopencore_amrnb']
  const encoder = findEncoder(ffmpeg, codec, codec === 'amr' ? amr : (AUDIO_ENCODERS[codec] ?? [codec]))
  const words = ['-c:a', encoder, ...audioQuality(parameters, source, codec)]
  const channels = parameters.number('ac') ?? (codec === 'amr' ? 1 : undefined)
  if (rate !== undefined) words.push('-ar', String(rate))
  if (channels !== undefined) words.push('-ac', String(channels))
  if (codec === 'flac') words.push('-sample_fmt', parameters.text('adepth') === '24' ? 's32' : 's16')
  return words
}

/** The scale of each encoder for quality 0 to 100; others have a bit rate only. */
const QUALITIES: Readonly<Record<string, (quality: number) => number>> = {
  mp3: quality => 9 - (quality * 9) / 100,
  vorbis: quality => quality / 10,
  aac: quality => 0.1 + (quality * 1.9) / 100,
}

function audioQuality(parameters: Parameters, source: AudioFacts, codec: string): readonly string[] {
  const rate = parameters.number('ab')
  const quality = parameters.number('aq')
  const scale = QUALITIES[codec]
  if (rate !== undefined && codec !== 'flac') {
    const keeps = respectsSource(parameters, 'ab', source.bitRate, rate)
    return ['-b:a', String(keeps ? source.bitRate : rate)]
  }
  return quality !== undefined && scale ? ['-q:a', scale(quality).toFixed(2)] : []
}
