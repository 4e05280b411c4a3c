import type { Ffmpeg } from './ffmpeg.ts'
import { fieldOf, listIn, numberOf, textOf } from './json.ts'
import { isCover, probe, rotationOf } from './probe.ts'

type Row = readonly [name: string, field: string, kind: 'text' | 'number']

/** Field of the answer, field of ffprobe. Source: IMM DetectMediaMeta, VideoStream, AudioStream, SubtitleStream. */
const STREAM: readonly Row[] = [
  ['Index', 'index', 'number'],
  ['CodecName', 'codec_name', 'text'],
  ['CodecLongName', 'codec_long_name', 'text'],
  ['CodecTimeBase', 'codec_time_base', 'text'],
  ['CodecTagString', 'codec_tag_string', 'text'],
  ['CodecTag', 'codec_tag', 'text'],
  ['TimeBase', 'time_base', 'text'],
  ['StartTime', 'start_time', 'number'],
  ['Duration', 'duration', 'number'],
  ['Bitrate', 'bit_rate', 'number'],
  ['FrameCount', 'nb_frames', 'number'],
]

const VIDEO: readonly Row[] = [
  ...STREAM,
  ['Profile', 'profile', 'text'],
  ['Width', 'width', 'number'],
  ['Height', 'height', 'number'],
  ['HasBFrames', 'has_b_frames', 'number'],
  ['SampleAspectRatio', 'sample_aspect_ratio', 'text'],
  ['DisplayAspectRatio', 'display_aspect_ratio', 'text'],
  ['PixelFormat', 'pix_fmt', 'text'],
  ['Level', 'level', 'number'],
  ['FrameRate', 'r_frame_rate', 'text'],
  ['AverageFrameRate', 'avg_frame_rate', 'text'],
  ['BitDepth', 'bits_per_raw_sample', 'number'],
  ['ColorSpace', 'color_space', 'text'],
  ['ColorRange', 'color_range', 'text'],
]

const AUDIO: readonly Row[] = [
  ...STREAM,
  ['SampleFormat', 'sample_fmt', 'text'],
  ['SampleRate', 'sample_rate', 'number'],
  ['Channels', 'channels', 'number'],
  ['ChannelLayout', 'channel_layout', 'text'],
]

const FORMAT: readonly Row[] = [
  ['FormatName', 'format_name', 'text'],
  ['FormatLongName', 'format_long_name', 'text'],
  ['StreamCount', 'nb_streams', 'number'],
  ['ProgramCount', 'nb_programs', 'number'],
  ['StartTime', 'start_time', 'number'],
  ['Duration', 'duration', 'number'],
  ['Bitrate', 'bit_rate', 'number'],
  ['Size', 'size', 'number'],
]

const TAGS: readonly Row[] = [
  ['Title', 'title', 'text'],
  ['Artist', 'artist', 'text'],
  ['Album', 'album', 'text'],
  ['AlbumArtist', 'album_artist', 'text'],
  ['Composer', 'composer', 'text'],
  ['Performer', 'performer', 'text'],
  ['ProduceTime', 'creation_time', 'text'],
]

/** Facts by name, nested as the answer is. */
export type MediaDescription = { readonly [name: string]: string | number | readonly MediaDescription[] }

/** `video/info` and `audio/info`, in the shape of IMM DetectMediaMeta; what the file does not tell is left out. */
export async function describeMedia(ffmpeg: Ffmpeg, file: string, signal?: AbortSignal): Promise<MediaDescription> {
  const { raw } = await probe(ffmpeg, file, signal)
  const format = fieldOf(raw, 'format')
  const streams = listIn(fieldOf(raw, 'streams'))
  const ofType = (type: string) => streams.filter(stream => fieldOf(stream, 'codec_type') === type)
  const videos = ofType('video').filter(stream => !isCover(stream))
  const [first] = videos
  return {
    ...readRows(format, FORMAT),
    ...readRows(fieldOf(format, 'tags'), TAGS),
    ...(first !== undefined && {
      VideoWidth: numberOf(fieldOf(first, 'width')) ?? 0,
      VideoHeight: numberOf(fieldOf(first, 'height')) ?? 0,
      VideoStreams: videos.map(stream => ({ ...describeStream(stream, VIDEO), Rotate: String(rotationOf(stream)) })),
    }),
    ...listed(
      'AudioStreams',
      ofType('audio').map(stream => describeStream(stream, AUDIO)),
    ),
    ...listed(
      'Subtitles',
      ofType('subtitle').map(stream => describeStream(stream, STREAM)),
    ),
  }
}

const listed = (name: string, facts: readonly MediaDescription[]): MediaDescription =>
  facts.length > 0 ? { [name]: facts } : {}

function describeStream(stream: unknown, rows: readonly Row[]): MediaDescription {
  const language = textOf(fieldOf(fieldOf(stream, 'tags'), 'language'))
  return { ...readRows(stream, rows), ...(language !== undefined && language !== 'und' && { Language: language }) }
}

function readRows(value: unknown, rows: readonly Row[]): MediaDescription {
  const entries = rows.flatMap(([name, field, kind]): [string, string | number][] => {
    const found = kind === 'number' ? numberOf(fieldOf(value, field)) : textOf(fieldOf(value, field))
    return found === undefined ? [] : [[name, found]]
  })
  return Object.fromEntries(entries)
}
