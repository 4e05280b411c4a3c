import { type ChildProcess, spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import {
  type CallLimits,
  cancelled,
  type FfmpegArgument,
  type FfmpegJob,
  type FfmpegRun,
  MAX_KEPT_CHARACTERS,
  timedOut,
} from './ffmpeg.ts'

/**
 * Runs "$@" with a bound on its address space and ends it when standard input closes, which happens however the
 * parent dies. The program itself reads nothing.
 */
const GUARD = `exec 3<&0
ulimit -v "$1" 2>/dev/null
shift
"$@" </dev/null 3<&- &
child=$!
{ read -r line <&3; kill -9 $child; } >/dev/null 2>&1 &
watcher=$!
wait $child
status=$?
kill -9 $watcher 2>/dev/null
exit $status`

const IS_POSIX = process.platform !== 'win32'

const running = new Set<ChildProcess>()
let watchesExit = false

/** Programs that a job may call, by tool. */
export type Programs = Readonly<Record<FfmpegJob['tool'], string>>

/** Runs one job as a child process in a process group of its own. */
export function runNative(programs: Programs, job: FfmpegJob, limits: CallLimits): Promise<FfmpegRun> {
  const words = job.tool === 'ffmpeg' ? limitThreads(job.arguments) : job.arguments
  return runProgram(programs[job.tool], words.map(toWord), limits, job)
}

const THREADS = ['-threads', '4'] as const

/**
 * Four threads for each decoder and encoder: with one for each processor the address space of a large machine would
 * run out, and some encoders would give other bytes on each machine. The last argument is the output.
 */
function limitThreads(arguments_: readonly FfmpegArgument[]): readonly FfmpegArgument[] {
  const inputs = arguments_.slice(0, -1).flatMap(argument => (argument === '-i' ? [...THREADS, argument] : [argument]))
  return ['-filter_threads', '4', '-filter_complex_threads', '4', ...inputs, ...THREADS, ...arguments_.slice(-1)]
}

function toWord(argument: FfmpegArgument): string {
  if (typeof argument === 'string') return argument
  if ('input' in argument) return `file:${argument.input}`
  return 'output' in argument ? `file:${argument.output}` : `file:${argument.directory}/${argument.pattern}`
}

/** Runs a program and waits for its end. */
export function runProgram(
  program: string,
  words: readonly string[],
  limits: CallLimits,
  { signal, onLine }: Pick<FfmpegJob, 'signal' | 'onLine'> = {},
): Promise<FfmpegRun> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(cancelled())
    const child = start(program, words, limits)
    let stopped: Error | undefined
    const stop = (reason: Error) => {
      stopped = reason
      killGroup(child)
    }
    const onAbort = () => stop(cancelled())
    const timer = setTimeout(() => stop(timedOut(limits.milliseconds)), limits.milliseconds)
    signal?.addEventListener('abort', onAbort, { once: true })
    const stdout = collect(child.stdout, onLine)
    const stderr = collect(child.stderr)
    const settle = () => {
      clearTimeout(timer)
      signal?.removeEventListener('abort', onAbort)
      running.delete(child)
    }
    child.on('error', error => {
      settle()
      reject(error)
    })
    child.on('close', code => {
      settle()
      if (stopped) reject(stopped)
      else resolve({ status: code ?? -1, stdout: stdout.text(), stderr: stderr.text() })
    })
  })
}

function start(program: string, words: readonly string[], limits: CallLimits) {
  watchExit()
  const kilobytes = String(Math.round(limits.memoryBytes / 1024))
  const child = IS_POSIX
    ? spawn('/bin/sh', ['-c', GUARD, 'sh', kilobytes, program, ...words], { stdio: 'pipe', detached: true })
    : spawn(program, words, { stdio: 'pipe', windowsHide: true })
  child.stdin.on('error', () => {})
  running.add(child)
  return child
}

/** Kills the process and all that it started. */
function killGroup(child: ChildProcess): void {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return
  try {
    if (IS_POSIX) process.kill(-child.pid, 'SIGKILL')
    else child.kill('SIGKILL')
  } catch {
    // It ended in between.
  }
}

function watchExit(): void {
  if (watchesExit) return
  watchesExit = true
  process.on('exit', () => {
    for (const child of running) killGroup(child)
  })
}

function collect(stream: NodeJS.ReadableStream, onLine?: (line: string) => void): { text(): string } {
  const lines: string[] = []
  let kept = 0
  createInterface({ input: stream }).on('line', line => {
    onLine?.(line)
    kept += line.length + 1
    if (kept <= MAX_KEPT_CHARACTERS) lines.push(line)
  })
  return { text: () => lines.join('\n') }
}
