import { type ChildProcess, fork } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Localized } from '../../../grammar/catalogue/localized.ts'
import type { Stage } from '../../language/tree.ts'
import { type ImageResult, type Outcome, type ReadObject, runImage } from '../engine/index.ts'
import { cancelled, timedOut } from '../engine/media/ffmpeg.ts'
import { refuse } from '../engine/problem.ts'
import { type PictureAnswer, type PictureInput, type PictureOrder, TOO_MUCH_MEMORY } from './picture-protocol.ts'
import type { TurnStart } from './turns.ts'

/** One picture to make. */
export interface PictureJob {
  readonly stage: Stage
  readonly input: PictureInput
  /** The bytes of another object, for a watermark. */
  readonly readObject: ReadObject
  readonly signal?: AbortSignal | undefined
  readonly onBegin?: TurnStart | undefined
}

/** Makes pictures. */
export interface Pictures {
  /** Undefined where the file is another one now. */
  make(job: PictureJob): Promise<Outcome<ImageResult> | undefined>
  close(): void
}

/** Bounds of one picture: bytes of memory of its process, and milliseconds. */
const LIMITS = { memory: 1536 * 1024 * 1024, time: 120_000 } as const

/** Milliseconds that a picture may still take when nobody waits for it any more: a process is dearer than its end. */
const GRACE = 100

const TOO_MUCH: Localized = {
  en: 'The picture takes more than {megabytes} MB of memory here.',
  zh: '处理该图片所需的内存超过 {megabytes} MB。',
}
const BROKEN: Localized = {
  en: 'The decoder broke at this picture ({reason}).',
  zh: '解码器处理该图片时异常退出（{reason}）。',
}

/** Milliseconds after which a process is ended that has had nothing to do and is one of too many. */
const REST = 10_000

/** Milliseconds of work after which a picture takes so long that a process is made ready for the next one. */
const LONG = 100

/** Whether a picture takes long, for which a process waits for an object, or has worked long since it was looked at first. */
function paceOf({ pid }: ChildProcess): { isLong(): boolean; waitFor(read: ReadObject): ReadObject } {
  let first: number | undefined
  let waiting = 0
  return {
    isLong() {
      const now = workOf(pid)
      first ??= now
      return waiting > 0 || now === undefined || now - (first ?? now) >= LONG
    },
    waitFor: read => key => {
      waiting++
      return read(key).finally(() => {
        waiting--
      })
    },
  }
}

/**
 * Milliseconds that a process has worked, where the system tells: on a machine that is busy with other things all takes its time, and one
 * more process would take memory and save none.
 */
function workOf(pid: number | undefined): number | undefined {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ')
    return (Number(fields[11]) + Number(fields[12])) * 10
  } catch {
    return undefined
  }
}

/** A process that has nothing to do. */
interface Idle {
  readonly child: ChildProcess
  readonly since: number
}

/** Pictures in processes of their own, one at a time in each. `width` of them are kept when they have nothing to do, `more` for a while. */
export function createPictures(width: number, more = 0): Pictures {
  /** The one that was used last is the last, and the next to be used. */
  const idle: Idle[] = []
  const busy = new Set<ChildProcess>()
  let isClosed = false
  const release = (child: ChildProcess) => {
    busy.delete(child)
    if (isClosed || !isLiving(child) || idle.length >= width + more) child.kill('SIGKILL')
    else {
      hold(child, false)
      idle.push({ child, since: performance.now() })
      if (idle.length > width) setTimeout(trim, REST).unref()
    }
  }
  let spare: Promise<void> | undefined
  const prepare = () => {
    if (isClosed || spare || idle.length > 0 || busy.size >= width + more) return
    const child = startChild(width)
    hold(child, false)
    busy.add(child)
    spare = ready(child).then(() => {
      spare = undefined
      release(child)
    })
  }
  const trim = () => {
    const resting = idle.slice(0, Math.max(0, idle.length - width)).filter(({ since }) => isOver(since, REST))
    for (const { child } of idle.splice(0, resting.length)) child.kill('SIGKILL')
    if (idle.length > width) setTimeout(trim, REST).unref()
  }
  return {
    async make(job) {
      if (idle.length === 0) await spare
      if (job.signal?.aborted) throw cancelled()
      const known = takeLiving(idle)
      const child = known ?? startChild(width)
      hold(child, true)
      busy.add(child)
      let timer: NodeJS.Timeout | undefined
      try {
        if (!known) await ready(child)
        const pace = paceOf(child)
        job.onBegin?.(pace.isLong)
        timer = setInterval(() => pace.isLong() && prepare(), LONG)
        return await run(child, { ...job, readObject: pace.waitFor(job.readObject) })
      } finally {
        clearInterval(timer)
        release(child)
      }
    },
    close() {
      isClosed = true
      for (const child of [...idle.splice(0).map(each => each.child), ...busy]) child.kill('SIGKILL')
    },
  }
}

const isLiving = ({ connected, killed, exitCode }: ChildProcess): boolean => connected && !killed && exitCode === null

const isOver = (since: number, time: number): boolean => performance.now() - since >= time

function takeLiving(idle: Idle[]): ChildProcess | undefined {
  for (let last = idle.pop(); last; last = idle.pop()) if (isLiving(last.child)) return last.child
  return undefined
}

/** Resolves when a process can make pictures, or has ended before. */
function ready(child: ChildProcess): Promise<void> {
  return new Promise(resolve => {
    child
      .once('message', () => resolve())
      .once('exit', () => resolve())
      .once('error', () => resolve())
  })
}

/** A process that has nothing to do keeps nobody alive. */
function hold(child: ChildProcess, isBusy: boolean): void {
  if (isBusy) {
    child.ref()
    child.channel?.ref()
  } else {
    child.unref()
    child.channel?.unref()
  }
}

/** One picture at a time needs one thread, also of JavaScript, one pool of memory, and little room for what is short-lived: half of the memory. */
const SMALL = {
  flags: ['--single-threaded', '--max-semi-space-size=1'],
  variables: { MALLOC_ARENA_MAX: '1', UV_THREADPOOL_SIZE: '1' },
} as const

/** The built script stands beside the bundle; from the sources it is read as they are. */
function startChild(width: number): ChildProcess {
  const built = join(import.meta.dirname, 'picture-child.cjs')
  const isBuilt = existsSync(built)
  const loader = isBuilt ? [] : ['--import', pathToFileURL(createRequire(import.meta.filename).resolve('tsx')).href]
  const script = isBuilt ? built : join(import.meta.dirname, 'picture-child.ts')
  const child = fork(script, [String(LIMITS.memory), String(width)], {
    serialization: 'advanced',
    execArgv: [...SMALL.flags, ...loader],
    env: { ...process.env, ...SMALL.variables },
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  })
  // A job that runs hears of it by the end of the process.
  child.on('error', () => undefined)
  return child
}

function run(
  child: ChildProcess,
  { stage, input, readObject, signal }: PictureJob,
): Promise<Outcome<ImageResult> | undefined> {
  return new Promise((resolve, reject) => {
    const give = (order: PictureOrder) => child.connected && child.send(order, () => undefined)
    if (!isLiving(child)) {
      reject(refuse('BadRequest', 400, BROKEN, { reason: String(child.signalCode ?? child.exitCode) }))
      return
    }
    const stop = (reason: Error) => {
      settle()
      child.kill('SIGKILL')
      reject(reason)
    }
    const onMessage = (answer: PictureAnswer) => {
      if (answer.kind === 'read') {
        readObject(answer.key).then(bytes => give({ kind: 'object', bytes }), stop)
        return
      }
      settle()
      if (answer.kind === 'fault') reject(new Error(answer.message))
      else resolve(answer.kind === 'made' ? answer.outcome : undefined)
    }
    const onExit = (code: number | null, name: string | null) => {
      settle()
      const isMemory = code === TOO_MUCH_MEMORY
      const data = { megabytes: LIMITS.memory / 1024 ** 2, reason: name ?? String(code) }
      reject(isMemory ? refuse('ImageTooLarge', 400, TOO_MUCH, data) : refuse('BadRequest', 400, BROKEN, data))
    }
    let grace: NodeJS.Timeout | undefined
    const onAbort = () => {
      grace = setTimeout(() => stop(cancelled()), GRACE)
    }
    const timer = setTimeout(() => stop(timedOut(LIMITS.time)), LIMITS.time)
    const settle = () => {
      clearTimeout(timer)
      clearTimeout(grace)
      signal?.removeEventListener('abort', onAbort)
      child.off('message', onMessage).off('exit', onExit)
    }
    signal?.addEventListener('abort', onAbort, { once: true })
    child.on('message', onMessage).once('exit', onExit)
    give({ kind: 'make', stage, input })
  })
}

/** Pictures in this process, for a command that makes one and ends. */
export const picturesHere: Pictures = {
  make: async ({ stage, input, readObject }) => {
    const bytes = 'bytes' in input ? input.bytes : await readFile(input.file)
    return runImage(bytes, stage, readObject)
  },
  close: () => undefined,
}
