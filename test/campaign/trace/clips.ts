import path from 'node:path'
import type { Ffmpeg } from '../../../src/emulator/engine/index.ts'
import { probeFacts } from '../../../src/emulator/engine/media/facts.ts'
import type { FfmpegArgument } from '../../../src/emulator/engine/media/ffmpeg.ts'
import type { Facts } from '../../../src/trace/facts.ts'

const FIXTURES = path.join(import.meta.dirname, '../../fixtures/media')

/** A clip and what is known of it. */
export interface Clip {
  readonly name: string
  readonly file: string
  readonly facts: Facts
}

const STORED = [
  'numbered-2s.mp4',
  'numbered-60fps.mp4',
  'numbered.webm',
  'rotated.mp4',
  'sound.mp4',
  'variable-rate.mp4',
]

/** Source filters and encoder words of the clips that are made. */
const MADE: Readonly<Record<string, readonly [source: string, ...words: string[]]>> = {
  'odd.mp4': ['testsrc=s=101x77:d=1.2:r=25', '-pix_fmt', 'yuv444p'],
  'one-frame.mp4': ['testsrc=s=64x48:d=0.04:r=25'],
  'ntsc.mp4': ['testsrc=s=64x48:d=2:r=30000/1001', '-g', '10'],
  'slow.mkv': ['testsrc=s=64x48:d=3:r=2'],
  'film.mkv': ['testsrc=s=64x36:d=2:r=24000/1001'],
  'offset.ts': ['testsrc=s=64x48:d=2:r=25', '-output_ts_offset', '5'],
}

/** Clips that are made of others, by name, without encoding. */
const REMADE: Readonly<Record<string, readonly [from: string, before: readonly string[], ...words: string[]]>> = {
  'cut.mp4': ['ntsc.mp4', ['-ss', '0.5']],
  'cut.mkv': ['film.mkv', ['-ss', '0.7']],
  'late.mp4': ['slow.mkv', ['-itsoffset', '0.7']],
  'pieces.mp4': ['ntsc.mp4', [], '-movflags', 'frag_keyframe+empty_moov'],
  'live.mkv': ['film.mkv', [], '-live', '1'],
}

/** Clips: variable rate, rotated, odd sides, one frame, no sound, times that do not begin at 0. */
export async function makeClips(ffmpeg: Ffmpeg, folder: string): Promise<readonly Clip[]> {
  const clips: Clip[] = []
  for (const name of STORED) {
    const file = path.join(FIXTURES, name)
    clips.push({ name, file, facts: await probeFacts(ffmpeg, file) })
  }
  for (const [name, [source, ...words]] of Object.entries(MADE)) {
    const file = path.join(folder, name)
    await write(ffmpeg, file, ['-f', 'lavfi', '-i', source, '-c:v', 'libx264', ...words])
    clips.push({ name, file, facts: await probeFacts(ffmpeg, file) })
  }
  for (const [name, [from, before, ...words]] of Object.entries(REMADE)) {
    const file = path.join(folder, name)
    await write(ffmpeg, file, [...before, '-i', { input: path.join(folder, from) }, '-c', 'copy', ...words])
    clips.push({ name, file, facts: await probeFacts(ffmpeg, file) })
  }
  return clips
}

async function write(ffmpeg: Ffmpeg, file: string, words: readonly FfmpegArgument[]): Promise<void> {
  const start = ['-nostdin', '-v', 'error', '-y']
  const { status, stderr } = await ffmpeg.run({ tool: 'ffmpeg', arguments: [...start, ...words, { output: file }] })
  if (status !== 0) throw new Error(stderr)
}
