import type { Localized } from '../../../../grammar/catalogue/localized.ts'
import { notImplemented, type Refusal } from '../problem.ts'
import type { Container } from './codecs.ts'
import type { Ffmpeg, FfmpegArgument } from './ffmpeg.ts'
import type { VideoFacts } from './probe.ts'
import { checkOutput, type FrameProgress, OUTPUT_LIMIT, runFfmpeg } from './run-frames.ts'

/** What a container wants of H.265: a name that its readers know. ffmpeg gives AVI none, and reads the file as bare pixels then. */
const H265_TAGS: Readonly<Record<string, string>> = { mp4: 'hvc1', mov: 'hvc1', avi: 'HEVC' }

/** Words for a picture stream that is encoded as `codec`, or copied, on its way into a container. */
export function streamWords({ muxer }: Container, codec: string, source: Pick<VideoFacts, 'codec'>): readonly string[] {
  if (codec !== 'copy') return codec === 'h265' ? tagWords(muxer) : []
  // Matroska and MP4 tell the lengths of units, AVI wants marks between them.
  const isUnits = source.codec === 'h264' || source.codec === 'hevc'
  if (muxer !== 'avi' || !isUnits) return []
  return ['-bsf:v', `${source.codec}_mp4toannexb`, ...(source.codec === 'hevc' ? tagWords(muxer) : [])]
}

function tagWords(muxer: string): readonly string[] {
  const tag = H265_TAGS[muxer]
  return tag === undefined ? [] : ['-tag:v', tag]
}

/** What ffmpeg says of a stream that it cannot put into a container. */
const UNFIT =
  /write header|write_frame\(\): (?!no space)|not compatible with|find tag for codec|not currently supported|profile not supported|Unsupported (?:frame|audio|video|codec)|supported (?:for|in|by)/i

const CANNOT_HOLD: Localized = {
  en: 'The ffmpeg in use ({version}) cannot put these streams into the container "{container}": {reason}. Choose another container or codec.',
  zh: '所用的 ffmpeg（{version}）无法将这些媒体流写入封装格式 "{container}"：{reason}。请选择其他封装格式或编码。',
}

/**
 * Runs ffmpeg with its input and streams, and puts what comes out into a file, whose bytes it tells. Tags of the source stay out, so that equal
 * inputs give equal outputs. NotImplemented where the container does not hold such streams here.
 */
export async function muxFile(
  ffmpeg: Ffmpeg,
  streams: readonly FfmpegArgument[],
  { muxer }: Container,
  outFile: string,
  progress: FrameProgress,
): Promise<number> {
  const quickStart = muxer === 'mp4' || muxer === 'mov' ? ['-movflags', '+faststart'] : []
  // MXF has a list of frame rates, which is that of broadcasters.
  const lenient = muxer === 'mxf' ? ['-strict', 'unofficial'] : []
  const container = [...quickStart, ...lenient, ...OUTPUT_LIMIT, '-f', muxer, { output: outFile }]
  const words = [...streams, '-sn', '-dn', '-map_metadata', '-1', ...container]
  const toRefusal = (reason: string): Refusal | undefined =>
    UNFIT.test(reason) ? notImplemented(CANNOT_HOLD, { version: ffmpeg.version, container: muxer, reason }) : undefined
  await runFfmpeg(ffmpeg, words, progress, { toRefusal })
  return checkOutput(outFile)
}
