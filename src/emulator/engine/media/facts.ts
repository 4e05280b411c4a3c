import type { Facts } from '../../../trace/facts.ts'
import { TURNS } from '../../../trace/info.ts'
import { isSteady } from '../../../trace/video/sampling.ts'
import type { Ffmpeg } from './ffmpeg.ts'
import { fieldOf, listIn, numberOf, textOf } from './json.ts'
import { openInput, probe } from './probe.ts'

/** The facts of a media file, for a trace. The packets are counted, since many containers tell no number of frames. */
export async function probeFacts(ffmpeg: Ffmpeg, file: string, signal?: AbortSignal): Promise<Facts> {
  const { raw, duration, video, audio } = await probe(ffmpeg, file, signal)
  const format = containerOf(textOf(fieldOf(fieldOf(raw, 'format'), 'format_name')) ?? '', file)
  const bytes = numberOf(fieldOf(fieldOf(raw, 'format'), 'size'))
  if (!video) return { kind: 'audio', format, duration, bytes, hasAudio: audio !== undefined }
  const times = (await readPackets(ffmpeg, file, video.index, signal)).map(({ time }) => time)
  return {
    kind: 'video',
    format,
    width: video.width,
    height: video.height,
    orientation: TURNS[video.rotation],
    frames: times.length,
    duration,
    frameRate: video.frameRate,
    isSteady: isSteady(times, video.frameRate),
    hasAudio: audio !== undefined,
    bytes,
  }
}

/** The first of the names of a demuxer that fits the extension. */
function containerOf(names: string, file: string): string {
  const list = names.split(',')
  const extension = /\.(\w+)$/.exec(file)?.[1]?.toLowerCase() ?? ''
  return list.includes(extension) ? extension : (list[0] ?? '')
}

/** A frame as its file holds it; times in seconds from the start of the file. */
export interface MediaPacket {
  readonly time: number
  /** Undefined where the file does not tell. */
  readonly duration: number | undefined
}

/**
 * The frames of a stream, in the order in which they are shown. A clip that was cut without encoding still holds the frames between the key
 * frame and the place of the cut, and its edit list hides them; ffprobe names their packets (`D`, to be discarded) and counts them among
 * `nb_frames`. Seen with 5.1.9: 20 packets of a clip of 15 pictures.
 */
export async function readPackets(
  ffmpeg: Ffmpeg,
  file: string,
  index: number,
  signal?: AbortSignal,
): Promise<readonly MediaPacket[]> {
  const words = [
    '-v',
    'error',
    '-of',
    'json',
    '-select_streams',
    String(index),
    '-show_entries',
    'packet=pts_time,duration_time,flags:format=start_time',
  ]
  const { stdout } = await ffmpeg.run({ tool: 'ffprobe', arguments: [...words, ...openInput(file)], signal })
  const answer: unknown = JSON.parse(stdout)
  const origin = numberOf(fieldOf(fieldOf(answer, 'format'), 'start_time')) ?? 0
  const shown = listIn(fieldOf(answer, 'packets')).filter(packet => !textOf(fieldOf(packet, 'flags'))?.includes('D'))
  const packets = shown.map(packet => ({
    time: (numberOf(fieldOf(packet, 'pts_time')) ?? 0) - origin,
    duration: numberOf(fieldOf(packet, 'duration_time')),
  }))
  return packets.sort((left, right) => left.time - right.time)
}
