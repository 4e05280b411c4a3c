import { stringOf } from '../../emulator/tasks/setup.ts'

/** A task to submit, and what must come of it. */
export interface Job {
  readonly source: string
  readonly process: string
  /** The object that it writes into the bucket `made`. */
  readonly key: string
  readonly frames: number
}

/** A task that a client was told is accepted. */
export interface Accepted extends Job {
  readonly taskId: string
}

export const SOURCES = ['numbered-2s.mp4', 'numbered-10s.mp4'] as const

export const TOPIC = 'made'

interface Kind {
  readonly source: (typeof SOURCES)[number]
  readonly format: 'gif' | 'webp'
  readonly words: string
  readonly frames: number
}

const FIRST: Kind = { source: 'numbered-2s.mp4', format: 'webp', words: 'w_64,h_36,num_1', frames: 1 }

/** Mostly quick ones; the last one takes a second or so. */
const KINDS: readonly Kind[] = [
  FIRST,
  { source: 'numbered-2s.mp4', format: 'gif', words: 'w_64,h_36,inter_200,num_3', frames: 3 },
  { source: 'numbered-2s.mp4', format: 'webp', words: 'w_96,h_54,inter_500', frames: 4 },
  { source: 'numbered-2s.mp4', format: 'gif', words: 'w_96,h_54', frames: 60 },
  { source: 'numbered-10s.mp4', format: 'gif', words: 'w_320,h_180,inter_200', frames: 50 },
]

/** The n-th task to submit. */
export function makeJob(number: number, random: () => number): Job {
  const { source, format, words, frames } = KINDS[Math.floor(random() * KINDS.length)] ?? FIRST
  const key = `${number % 7}/animation-${number}.${format}`
  return { source, process: stringOf(`video/animation,f_${format},${words}`, key, TOPIC, 'made'), key, frames }
}
