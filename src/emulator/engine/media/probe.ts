import type { Localized } from '../../../../grammar/catalogue/localized.ts'
import { readJson } from '../../../language/record.ts'
import { TOLERANCE } from '../../../trace/video/sampling.ts'
import { type Refusal, refuse } from '../problem.ts'
import type { Ffmpeg, FfmpegArgument } from './ffmpeg.ts'
import { fieldOf, listIn, numberOf, ratioOf, textOf } from './json.ts'

/** Containers that ffmpeg may read here: none that refers to other files or addresses, such as playlists do. */
const CONTAINERS =
  'mov,mp4,m4a,3gp,3g2,mj2,matroska,webm,avi,flv,mpegts,mpeg,asf,mxf,rm,gif,mp3,aac,flac,ogg,wav,ac3,eac3,amr,amrnb,amrwb,aiff,caf'

/** The arguments that open a file: local, of a known container. */
export function openInput(path: string, before: readonly string[] = []): readonly FfmpegArgument[] {
  return [...before, '-protocol_whitelist', 'file', '-format_whitelist', CONTAINERS, '-i', { input: path }]
}

/** What a video stream is, its size as it is shown: a stream that is turned by 90 degrees has its sides swapped. */
export interface VideoFacts {
  readonly index: number
  readonly width: number
  readonly height: number
  /** Degrees that a player turns the pictures clockwise: 0, 90, 180 or 270. */
  readonly rotation: number
  /** Frames a second; undefined where the file does not tell. */
  readonly frameRate: number | undefined
  readonly bitRate: number | undefined
  readonly codec: string
  /** False for streams that do not tell where their key frames are, such as MPEG-TS. */
  readonly hasIndex: boolean
  /** Where the last picture ends, in seconds from the start of the file; undefined where the file does not tell. */
  readonly end: number | undefined
}

/** What an audio stream is. */
export interface AudioFacts {
  readonly index: number
  readonly codec: string
  readonly sampleRate: number | undefined
  readonly channels: number | undefined
  readonly bitRate: number | undefined
}

/** What a media file is. */
export interface MediaFacts {
  /** Seconds; undefined where the container does not tell. */
  readonly duration: number | undefined
  readonly video: VideoFacts | undefined
  readonly audio: AudioFacts | undefined
  /** The answer of ffprobe: `format` and `streams`. */
  readonly raw: unknown
}

const UNREADABLE: Localized = {
  en: 'The object cannot be read as video or audio: {reason}.',
  zh: '无法将该对象作为视频或音频读取：{reason}。',
}

/** Asks a file for its streams. */
export async function probe(ffmpeg: Ffmpeg, path: string, signal?: AbortSignal): Promise<MediaFacts> {
  const { stdout, stderr } = await ffmpeg.run({
    tool: 'ffprobe',
    signal,
    arguments: ['-v', 'error', '-of', 'json', '-show_format', '-show_streams', ...openInput(path)],
  })
  const raw = readJson(stdout)
  const streams = listIn(fieldOf(raw, 'streams'))
  if (streams.length === 0) throw unreadable(stderr)
  const video = streams.find(stream => isOf(stream, 'video') && !isCover(stream))
  const audio = streams.find(stream => isOf(stream, 'audio'))
  return {
    raw,
    duration: lengthOf(raw),
    video: video === undefined ? undefined : toVideo(video, raw, audio !== undefined),
    audio: audio === undefined ? undefined : toAudio(audio),
  }
}

const NO_REASON = 'no reason given'

/** The first complaint of ffmpeg, without the parts that name its memory and the paths of this machine. */
export function complaintIn(text: string): string {
  const lines = text
    .split('\n')
    .map(line => line.replace(/^\[[^\]]*\] ?/, '').replace(/(file:)?\/\S*\/\S+: ?/g, ''))
    .filter(line => line.trim() !== '' && !/^(frame:|k=|[{}\s])/.test(line))
  const telling = lines.find(line => /invalid|error|fail|unsupported|unknown|not |no such|memory/i.test(line))
  return (telling ?? lines[0] ?? NO_REASON).replace(/\.$/, '')
}

function unreadable(log: string): Refusal {
  const complaint = complaintIn(log)
  const isOther = /whitelist/.test(complaint)
  const unknown = { en: 'its container is not one of those that are read here', zh: '其容器格式不在可读取之列' }
  const isSilent = complaint === NO_REASON
  const nothing = { en: 'no stream was found in it', zh: '其中没有找到媒体流' }
  return refuse('InvalidMedia', 400, UNREADABLE, { reason: isOther ? unknown : isSilent ? nothing : complaint })
}

const isOf = (stream: unknown, type: string): boolean => fieldOf(stream, 'codec_type') === type

/** The cover of a song is a video stream to ffmpeg. */
export const isCover = (stream: unknown): boolean => fieldOf(fieldOf(stream, 'disposition'), 'attached_pic') === 1

function toVideo(stream: unknown, raw: unknown, hasAudio: boolean): VideoFacts {
  const rotation = rotationOf(stream)
  const sides = [numberOf(fieldOf(stream, 'width')) ?? 0, numberOf(fieldOf(stream, 'height')) ?? 0]
  const [width = 0, height = 0] = rotation % 180 === 0 ? sides : sides.reverse()
  return {
    index: numberOf(fieldOf(stream, 'index')) ?? 0,
    width,
    height,
    rotation,
    frameRate: ratioOf(fieldOf(stream, 'avg_frame_rate')) ?? ratioOf(fieldOf(stream, 'r_frame_rate')),
    bitRate: numberOf(fieldOf(stream, 'bit_rate')),
    codec: textOf(fieldOf(stream, 'codec_name')) ?? '',
    hasIndex: !/^mpeg/.test(textOf(fieldOf(fieldOf(raw, 'format'), 'format_name')) ?? ''),
    end: endOf(stream, raw, hasAudio),
  }
}

/** Seconds from the start of a file to its end. Some containers count from zero, wherever their first picture stands. */
function lengthOf(raw: unknown): number | undefined {
  const duration = numberOf(fieldOf(fieldOf(raw, 'format'), 'duration'))
  return duration === undefined ? undefined : duration - uncountedStart(raw)
}

/** MP4 counts from zero by its edit lists; in pieces it has none, and tells how long its longest stream lasts. Seen with ffmpeg 5.1.9. */
function uncountedStart(raw: unknown): number {
  const format = fieldOf(raw, 'format')
  const name = textOf(fieldOf(format, 'format_name')) ?? ''
  const ends = listIn(fieldOf(raw, 'streams')).map(
    stream => (numberOf(fieldOf(stream, 'start_time')) ?? 0) + (numberOf(fieldOf(stream, 'duration')) ?? 0),
  )
  const isInPieces = Math.max(...ends) > (numberOf(fieldOf(format, 'duration')) ?? 0) + TOLERANCE
  const countsFromZero = /^matroska/.test(name) || (/^mov/.test(name) && !isInPieces)
  return countsFromZero ? Math.max(0, numberOf(fieldOf(format, 'start_time')) ?? 0) : 0
}

/** Matroska tells the length of a stream in a tag, or only that of the whole file, which the sound may have set. */
function endOf(stream: unknown, raw: unknown, hasAudio: boolean): number | undefined {
  const whole = hasAudio ? undefined : lengthOf(raw)
  const tag = secondsOf(textOf(fieldOf(fieldOf(stream, 'tags'), 'DURATION')))
  const length = numberOf(fieldOf(stream, 'duration'))
  const start =
    (numberOf(fieldOf(stream, 'start_time')) ?? 0) - (numberOf(fieldOf(fieldOf(raw, 'format'), 'start_time')) ?? 0)
  if (length !== undefined) return start + length
  return tag === undefined ? whole : tag - uncountedStart(raw)
}

/** `00:00:10.033000000` in seconds. */
function secondsOf(clock: string | undefined): number | undefined {
  const [, hours, minutes, seconds] = /^(\d+):(\d+):([\d.]+)$/.exec(clock ?? '') ?? []
  return seconds === undefined ? undefined : Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)
}

/** The display matrix counts counter-clockwise, the old tag clockwise. */
export function rotationOf(stream: unknown): number {
  const matrices = listIn(fieldOf(stream, 'side_data_list')).map(data => numberOf(fieldOf(data, 'rotation')))
  const matrix = matrices.find(value => value !== undefined)
  const clockwise = matrix === undefined ? (numberOf(fieldOf(fieldOf(stream, 'tags'), 'rotate')) ?? 0) : -matrix
  return (((Math.round(clockwise / 90) * 90) % 360) + 360) % 360
}

function toAudio(stream: unknown): AudioFacts {
  return {
    index: numberOf(fieldOf(stream, 'index')) ?? 0,
    codec: textOf(fieldOf(stream, 'codec_name')) ?? '',
    sampleRate: numberOf(fieldOf(stream, 'sample_rate')),
    channels: numberOf(fieldOf(stream, 'channels')),
    bitRate: numberOf(fieldOf(stream, 'bit_rate')),
  }
}
