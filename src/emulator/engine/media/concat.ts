import type { Parameters } from '../../../trace/parameters.ts'
import { evenPlan } from '../../../trace/video/convert.ts'
import { scaleTypeOf } from '../../../trace/video/frame-size.ts'
import { refuse } from '../problem.ts'
import { audioWords, getContainer, pictureFilters, videoWords } from './codecs.ts'
import type { Ffmpeg } from './ffmpeg.ts'
import { sizeFilters } from './frame-size.ts'
import { muxFile, streamWords } from './mux.ts'
import { type AudioFacts, type MediaFacts, openInput, probe, type VideoFacts } from './probe.ts'
import type { FrameProgress } from './run-frames.ts'
import { seekTo } from './sampling.ts'

/** One file of the chain and the part of it that is taken, in ms; a length of 0 is until the end. */
export interface Clip {
  readonly file: string
  readonly start: number
  readonly length: number
}

interface ProbedClip extends Clip {
  readonly facts: MediaFacts
}

const MAX_FILES = 11
const SILENCE: AudioFacts = { index: 0, codec: '', sampleRate: 44_100, channels: 2, bitRate: undefined }

/** Joins files: `video/concat` and `audio/concat`. The file `align` gives size, rate and channels where the string does not. */
export async function concatMedia(
  ffmpeg: Ffmpeg,
  clips: readonly Clip[],
  parameters: Parameters,
  outFile: string,
  progress: FrameProgress = {},
): Promise<number> {
  if (clips.length > MAX_FILES) {
    const message = {
      en: '{found} files are to be joined; at most 11 are allowed.',
      zh: '要拼接 {found} 个文件；最多 11 个。',
    }
    throw refuse('InvalidArgument', 400, message, { found: clips.length })
  }
  const parts: ProbedClip[] = []
  for (const clip of clips) parts.push({ ...clip, facts: await probe(ffmpeg, clip.file, progress.signal) })
  const container = getContainer(parameters.text('f'))
  const isVideo = parameters.id.startsWith('video/')
  const model = parts[parameters.number('align') ?? 0] ?? parts[0]
  const picture = isVideo ? modelOf(parts, model, 'video') : undefined
  const sound = modelOf(parts, model, 'audio')
  if ((isVideo && !picture) || (!isVideo && !sound)) throw missingStream(isVideo)
  const codec = parameters.text('vcodec') ?? 'h264'
  const words = [
    ...parts.flatMap(({ file, start, length }) => openInput(file, [...seekTo(start), ...limitTo(length)])),
    '-filter_complex',
    graph(parts, parameters, picture, sound),
    ...(picture
      ? ['-map', '[v]', ...videoWords(ffmpeg, parameters, picture, codec), ...streamWords(container, codec, picture)]
      : []),
    ...(sound
      ? ['-map', '[a]', ...audioWords(ffmpeg, parameters, sound, parameters.text('acodec') ?? container.audioCodec)]
      : []),
  ]
  return muxFile(ffmpeg, words, container, outFile, progress)
}

const limitTo = (length: number): readonly string[] => (length > 0 ? ['-t', (length / 1000).toFixed(3)] : [])

function modelOf<K extends 'video' | 'audio'>(
  parts: readonly ProbedClip[],
  model: ProbedClip | undefined,
  kind: K,
): MediaFacts[K] {
  return model?.facts[kind] ?? parts.find(({ facts }) => facts[kind])?.facts[kind]
}

function missingStream(isVideo: boolean): Error {
  const message = isVideo
    ? { en: 'None of the files has a video stream.', zh: '所有文件都没有视频流。' }
    : { en: 'None of the files has an audio stream.', zh: '所有文件都没有音频流。' }
  return refuse('InvalidMedia', 400, message)
}

function graph(
  parts: readonly ProbedClip[],
  parameters: Parameters,
  picture: VideoFacts | undefined,
  sound: AudioFacts | undefined,
): string {
  const chains = parts.flatMap((part, index) => [
    ...(picture ? [`${pictureChain(part, index, parameters, picture)}[v${index}]`] : []),
    ...(sound ? [`${soundChain(part, index, parameters, sound)}[a${index}]`] : []),
  ])
  const pads = parts.map((_, index) => `${picture ? `[v${index}]` : ''}${sound ? `[a${index}]` : ''}`).join('')
  const outputs = `${picture ? '[v]' : ''}${sound ? '[a]' : ''}`
  const join = `${pads}concat=n=${parts.length}:v=${picture ? 1 : 0}:a=${sound ? 1 : 0}${outputs}`
  return [...chains, join].join(';')
}

/** Every picture gets the size of the model first; then what the string asks for. */
function pictureChain({ facts }: ProbedClip, index: number, parameters: Parameters, model: VideoFacts): string {
  if (!facts.video) throw missingStream(true)
  const common = sizeFilters(evenPlan(facts.video, model, scaleTypeOf(parameters)), 'yuv444p')
  const rate = parameters.number('fps') || model.frameRate || 25
  return `[${index}:${facts.video.index}]${[...common, ...pictureFilters(parameters, model), `fps=${rate}`, 'setsar=1'].join()}`
}

function soundChain(part: ProbedClip, index: number, parameters: Parameters, model: AudioFacts): string {
  const rate = parameters.number('ar') ?? model.sampleRate ?? SILENCE.sampleRate
  const layout = (parameters.number('ac') ?? model.channels ?? 2) === 1 ? 'mono' : 'stereo'
  const { audio } = part.facts
  if (audio) return `[${index}:${audio.index}]aresample=${rate},aformat=channel_layouts=${layout}`
  const seconds = part.length > 0 ? part.length / 1000 : (part.facts.duration ?? 0) - part.start / 1000
  return `anullsrc=r=${rate}:cl=${layout},atrim=duration=${Math.max(0.001, seconds).toFixed(3)}`
}
