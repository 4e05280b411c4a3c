import { refuse } from '../problem.ts'

/** One argument: a word, a file to read, a file to write, or a numbered series of files to write into a directory. */
export type FfmpegArgument =
  | string
  | { readonly input: string }
  | { readonly output: string }
  | { readonly directory: string; readonly pattern: string }

/** One call of ffmpeg or ffprobe. */
export interface FfmpegJob {
  readonly tool: 'ffmpeg' | 'ffprobe'
  readonly arguments: readonly FfmpegArgument[]
  readonly signal?: AbortSignal | undefined
  /** Called for each line of standard output as it comes. */
  readonly onLine?: (line: string) => void
}

/** How a call ended. The WebAssembly build does not keep the two streams apart: both hold all lines there. */
export interface FfmpegRun {
  readonly status: number
  readonly stdout: string
  readonly stderr: string
}

/** An ffmpeg that can be called, and what it was built with. */
export interface Ffmpeg {
  readonly kind: 'native' | 'wasm'
  /** The path of the program, or the name of the package. */
  readonly place: string
  readonly version: string
  readonly encoders: ReadonlySet<string>
  readonly filters: ReadonlySet<string>
  run(job: FfmpegJob): Promise<FfmpegRun>
}

/** Bounds for one call. */
export interface CallLimits {
  readonly milliseconds: number
  /** Address space of the child process; the WebAssembly build has 2 GiB at most. */
  readonly memoryBytes: number
  readonly outputBytes: number
}

/** Bounds that keep a machine usable: ten minutes, 4 GiB of address space, 1 GiB of output. */
export const LIMITS: CallLimits = { milliseconds: 600_000, memoryBytes: 4 * 1024 ** 3, outputBytes: 1024 ** 3 }

/** Lines that are kept of a stream, so that a talkative run does not fill the memory. */
export const MAX_KEPT_CHARACTERS: number = 16 * 1024 * 1024

/** A job that took too long. */
export function timedOut(milliseconds: number): Error {
  const message = {
    en: 'The job was stopped after {seconds} s, the time limit.',
    zh: '任务超过 {seconds} 秒的时间上限，已停止。',
  }
  return refuse('ProcessTimeout', 500, message, { seconds: Math.round(milliseconds / 1000) })
}

/** A job that its caller gave up. */
export function cancelled(): Error {
  return refuse('Cancelled', 499, { en: 'The job was cancelled.', zh: '任务已取消。' })
}
