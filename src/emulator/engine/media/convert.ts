import type { Parameters } from '../../../trace/parameters.ts'
import { refuse } from '../problem.ts'
import { audioWords, type Container, getContainer, pictureFilters, videoWords } from './codecs.ts'
import type { Ffmpeg } from './ffmpeg.ts'
import { muxFile, streamWords } from './mux.ts'
import { type MediaFacts, openInput, probe } from './probe.ts'
import type { FrameProgress } from './run-frames.ts'
import { seekTo } from './sampling.ts'

/** Converts one file: `video/convert`, and `audio/convert`, which leaves the picture out. Returns the size in bytes. */
export async function convertMedia(
  ffmpeg: Ffmpeg,
  file: string,
  parameters: Parameters,
  outFile: string,
  progress: FrameProgress = {},
): Promise<number> {
  const facts = await probe(ffmpeg, file, progress.signal)
  const container = getContainer(parameters.text('f'))
  const words = [
    ...pictureWords(ffmpeg, facts, parameters, container),
    ...soundWords(ffmpeg, facts, parameters, container),
  ]
  if (words.length === 0) {
    const message = { en: 'No stream is left for the result.', zh: '结果中没有剩下任何媒体流。' }
    throw refuse('InvalidArgument', 400, message)
  }
  const input = openInput(file, seekTo(parameters.number('ss') ?? 0))
  return muxFile(ffmpeg, [...input, ...lengthWords(parameters), ...words], container, outFile, progress)
}

/** The length of the cut; 0 is until the end. */
function lengthWords(parameters: Parameters): readonly string[] {
  const length = parameters.number('t') ?? 0
  return length > 0 ? ['-t', (length / 1000).toFixed(3)] : []
}

function pictureWords(
  ffmpeg: Ffmpeg,
  { video }: MediaFacts,
  parameters: Parameters,
  container: Container,
): readonly string[] {
  const isOut = parameters.id.startsWith('audio/') || parameters.text('vn') === '1' || container.isAudio
  if (!video || isOut) return []
  const codec = parameters.text('vcodec') ?? 'copy'
  const map = ['-map', `0:${video.index}`]
  const stream = streamWords(container, codec, video)
  if (codec === 'copy') return [...map, '-c:v', 'copy', ...stream]
  const filters = pictureFilters(parameters, video)
  return [...map, '-filter:v', filters.join(), ...videoWords(ffmpeg, parameters, video, codec), ...stream]
}

function soundWords(
  ffmpeg: Ffmpeg,
  { audio }: MediaFacts,
  parameters: Parameters,
  container: Container,
): readonly string[] {
  if (!audio || parameters.text('an') === '1') return []
  const codec = parameters.text('acodec') ?? (container.isAudio ? container.audioCodec : 'copy')
  const map = ['-map', `0:${audio.index}`]
  return codec === 'copy' ? [...map, '-c:a', 'copy'] : [...map, ...audioWords(ffmpeg, parameters, audio, codec)]
}
