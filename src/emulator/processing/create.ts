import { writeFile } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import type { Localized } from '../../../grammar/catalogue/localized.ts'
import { fillTarget } from '../../catalogue/target.ts'
import { findFfmpeg } from '../engine/index.ts'
import { cancelled } from '../engine/media/ffmpeg.ts'
import { refuse } from '../engine/problem.ts'
import { orDiskFull } from '../engine/system-problem.ts'
import { follow, followingLinks } from '../store/links.ts'
import type { ObjectInfo, Store } from '../store/store.ts'
import { type FindFfmpeg, findOnce } from './find-once.ts'
import { createPictures } from './pictures.ts'
import { createPlanner, type ProcessingPlan } from './plan.ts'
import type { Processed, Processing, ProcessingOptions } from './processing.ts'
import { versionsOf } from './result-version.ts'
import { type Made, runStages } from './run-stages.ts'
import { saveResults } from './save-results.ts'
import { createScratch, type Scratch } from './scratch.ts'
import { createTurns } from './turns.ts'

/** What processing needs around it. */
export interface ProcessingSetup {
  readonly store: Store
  /** Finds ffmpeg when a string needs it; `findFfmpeg` when not given. */
  readonly ffmpeg?: FindFfmpeg | undefined
  /** Strings that run at a time; as many as there are processors when not given. */
  readonly pictures?: number | undefined
  /** Requests that may wait for their turn; 4 096 when not given. */
  readonly waiting?: number | undefined
  readonly now?: (() => Date) | undefined
}

const NO_SAVEAS: Localized = {
  en: 'The process string has no "|sys/saveas,o_..."; a POST stores its result.',
  zh: '处理字符串中没有 "|sys/saveas,o_..."；POST 请求需要保存结果。',
}

const DEFAULT_WAITING = 4096

/** For each one that runs, so many may go on that have taken long, while others have their turn. */
const SLOW = 2

/** Larger results wait for slow readers on the disk and not in the memory. Bytes. */
const MAX_HELD = 1024 * 1024

/** Processing of a store's objects while clients wait. The bytes of a source are read only when its turn has come. */
export function createProcessing(setup: ProcessingSetup): Processing {
  const { store, now = () => new Date() } = setup
  const ffmpeg = findOnce(setup.ffmpeg ?? findFfmpeg)
  const width = setup.pictures ?? availableParallelism()
  const turns = createTurns(width, setup.waiting ?? DEFAULT_WAITING, width * SLOW)
  const pictures = createPictures(width, width * SLOW)
  const planOf = createPlanner(store)
  const linked = followingLinks(store)
  const running = new Set<AbortController>()

  /** Runs stages when their turn has come, until the client goes away or processing closes. */
  const run = (
    source: ObjectInfo,
    { stages }: ProcessingPlan,
    scratch: Scratch,
    { signal, presign }: ProcessingOptions,
  ) =>
    turns.run(async begin => {
      const controller = new AbortController()
      const abort = () => controller.abort()
      signal?.addEventListener('abort', abort, { once: true })
      running.add(controller)
      try {
        const context = {
          store: linked,
          ffmpeg,
          pictures,
          source: await follow(store, source),
          onBegin: begin,
          scratch: scratch.get,
          signal: controller.signal,
          presign,
        }
        return await runStages(stages, context)
      } catch (error) {
        throw orDiskFull(error, store.root)
      } finally {
        running.delete(controller)
        signal?.removeEventListener('abort', abort)
      }
    }, signal)

  return {
    async get(source, process, options = {}) {
      const plan = await planOf(process, options.via ?? 'get', source.bucket)
      const scratch = createScratch(store)
      try {
        const made = await run(source, plan, scratch, options)
        // A picture is finished all the same; nobody would dispose of its file.
        if (options.signal?.aborted) throw cancelled()
        return await answer(made, scratch)
      } catch (error) {
        await scratch.dispose()
        throw error
      }
    },
    async foresee(source, process) {
      const plan = await planOf(process, 'get', source.bucket)
      return { access: plan.access, versionOf: await versionsOf(plan, source.bucket, linked, now()) }
    },
    async save(source, process, options = {}) {
      const plan = await planOf(process, 'post', source.bucket)
      const { target } = plan
      if (!target) throw refuse('InvalidArgument', 400, NO_SAVEAS)
      const facts = { source, time: now() }
      await store.getBucket(target.bucket === undefined ? source.bucket : fillTarget(target.bucket, facts))
      const scratch = createScratch(store)
      try {
        const [output] = await saveResults(await run(source, plan, scratch, options), target, facts, store)
        const bucket = target.bucket === undefined ? '' : (output?.bucket ?? '')
        return { bucket, fileSize: output?.size ?? 0, object: output?.key ?? '', status: 'OK' }
      } finally {
        await scratch.dispose()
      }
    },
    close: async () => {
      for (const controller of running) controller.abort()
      pictures.close()
      await turns.close()
    },
  }
}

/** Files are streamed from the scratch folder, which goes with them. */
async function answer({ content, contentType, source }: Made, scratch: Scratch): Promise<Processed> {
  const isBytes = content instanceof Uint8Array
  if (isBytes && content.length <= MAX_HELD) {
    await scratch.dispose()
    return { body: content, contentType, source }
  }
  const file = isBytes ? join(await scratch.get(), 'result') : (content[0] ?? '')
  if (isBytes) await writeFile(file, content)
  return { body: { file, dispose: scratch.dispose }, contentType, source }
}
