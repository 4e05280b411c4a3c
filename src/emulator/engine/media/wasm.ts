import { statSync } from 'node:fs'
import { createRequire } from 'node:module'
import { extname } from 'node:path'
import { pathToFileURL } from 'node:url'
import { Worker } from 'node:worker_threads'
import { refuse } from '../problem.ts'
import { type CallLimits, cancelled, type FfmpegArgument, type FfmpegJob, type FfmpegRun, timedOut } from './ffmpeg.ts'
import { WORKER_SCRIPT } from './wasm-worker.ts'

/** Where the two files of @ffmpeg/core stand. */
export interface WasmFiles {
  readonly script: string
  readonly binary: string
}

/** The package is looked for beside this one and in the working directory; undefined where it is in neither. */
export function findWasm(): WasmFiles | undefined {
  for (const base of [pathToFileURL(import.meta.filename).href, pathToFileURL(`${process.cwd()}/`).href]) {
    try {
      const { resolve } = createRequire(base)
      return { script: resolve('@ffmpeg/core'), binary: resolve('@ffmpeg/core/wasm') }
    } catch {
      // Not here.
    }
  }
  return undefined
}

/** All of its memory is one heap of 2 GiB, the input included. */
const MAX_INPUT_BYTES = 1024 ** 3

interface Mounted {
  readonly words: readonly string[]
  readonly inputs: readonly { readonly name: string; readonly path: string }[]
  readonly outputs: readonly { readonly name?: string; readonly path?: string; readonly directory?: string }[]
}

/** A runner of jobs in a worker thread, one at a time. The worker stays warm between jobs and never keeps the process alive. */
export function createWasmRunner(files: WasmFiles, limits: CallLimits): (job: FfmpegJob) => Promise<FfmpegRun> {
  let worker: Worker | undefined
  let last: Promise<unknown> = Promise.resolve()
  const discard = () => {
    worker?.terminate()
    worker = undefined
  }
  const runNow = async (job: FfmpegJob) => {
    if (job.signal?.aborted) throw cancelled()
    const mounted = mount(job.arguments)
    worker ??= new Worker(WORKER_SCRIPT, { eval: true, workerData: files, stdout: true, stderr: true })
    worker.ref()
    try {
      return await runInWorker(worker, job, mounted, limits)
    } catch (error) {
      discard()
      throw error
    } finally {
      worker?.unref()
    }
  }
  return job => {
    const next = last.then(() => runNow(job))
    last = next.catch(() => undefined)
    return next
  }
}

/** Gives every file a name in the memory of the instance. */
function mount(arguments_: readonly FfmpegArgument[]): Mounted {
  const inputs: { name: string; path: string }[] = []
  const outputs: { name?: string; path?: string; directory?: string }[] = []
  const words = arguments_.map(argument => {
    if (typeof argument === 'string') return argument
    if ('input' in argument) {
      checkSize(argument.input)
      const name = `${inputs.length}${extname(argument.input)}`
      inputs.push({ name, path: argument.input })
      return `file:/in/${name}`
    }
    if ('output' in argument) {
      const name = `${outputs.length}${extname(argument.output)}`
      outputs.push({ name, path: argument.output })
      return `file:/out/${name}`
    }
    outputs.push({ directory: argument.directory })
    return `file:/out/${argument.pattern}`
  })
  return { words, inputs, outputs }
}

function checkSize(path: string): void {
  const { size } = statSync(path)
  if (size <= MAX_INPUT_BYTES) return
  const message = {
    en: 'The file has {size} bytes; the WebAssembly ffmpeg takes at most 1 GiB. Install ffmpeg for larger files.',
    zh: '文件大小为 {size} 字节；WebAssembly 版 ffmpeg 最多处理 1 GiB。更大的文件请安装 ffmpeg。',
  }
  throw refuse('InputTooLarge', 400, message, { size })
}

interface WorkerMessage {
  readonly line?: string
  readonly result?: { readonly status: number; readonly text: string; readonly log: string }
  readonly failure?: string
}

function runInWorker(worker: Worker, job: FfmpegJob, mounted: Mounted, limits: CallLimits): Promise<FfmpegRun> {
  return new Promise((resolve, reject) => {
    const settle = () => {
      clearTimeout(timer)
      job.signal?.removeEventListener('abort', onAbort)
      worker.off('message', onMessage).off('error', fail)
    }
    const fail = (error: Error) => {
      settle()
      reject(error)
    }
    const onAbort = () => fail(cancelled())
    const onMessage = ({ line, result, failure }: WorkerMessage) => {
      if (line !== undefined) job.onLine?.(line)
      // A heap that is full ends the instance with an exception.
      if (failure !== undefined) onMessage({ result: { status: 1, text: failure, log: failure } })
      if (!result) return
      settle()
      resolve({ status: result.status, stdout: result.text, stderr: result.log })
    }
    const timer = setTimeout(() => fail(timedOut(limits.milliseconds)), limits.milliseconds)
    job.signal?.addEventListener('abort', onAbort, { once: true })
    worker.on('message', onMessage).on('error', fail)
    worker.postMessage({ tool: job.tool, ...mounted })
  })
}
