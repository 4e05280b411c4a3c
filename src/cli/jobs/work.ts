import { closeSync, openSync, readSync } from 'node:fs'
import path from 'node:path'
import type { Locale, Localized } from '../../../grammar/catalogue/localized.ts'
import { onFile, UsageError } from '../../files/problem.ts'
import { fillMessage, isError } from '../../language/diagnostic.ts'
import type { SendJob } from '../../submit/index.ts'
import { type JOURNAL_OPTIONS, journalName } from '../commands/plan.ts'
import type { Io } from '../io.ts'
import type { ArgsOf } from '../options/args.ts'
import { asUsage } from '../options/as-usage.ts'
import { type CREDENTIAL_OPTIONS, credentialsOrLocal } from '../options/credentials.ts'
import type { LocalArgs, RequestDefaults } from '../options/local.ts'
import { usage } from '../options/usage.ts'
import { EXIT } from '../output/exit-codes.ts'
import {
  errorCode,
  hasErrors,
  isSelecting,
  type LoadArgs,
  type LoadedRecipe,
  loadRecipes,
  reportFindings,
  type SELECT_OPTIONS,
  select,
} from './load.ts'
import { sendJobs, withoutFindings } from './send-jobs.ts'

const NOTHING: Localized = {
  en: 'There is nothing to send: the recipe has no inputs.',
  zh: '没有可发送的任务：配方没有输入。',
}

const CHANGED: Localized = {
  en: 'The inputs of "{name}" changed meanwhile: {found} jobs when they were sent, {expected} when they were checked. Run it again: what was answered is not sent again.',
  zh: '"{name}" 的输入在此期间发生了变化：检查时有 {expected} 个任务，发送时有 {found} 个。请再次运行：已有响应的不会重发。',
}

const TWICE: Localized = {
  en: '"{first}" and "{second}" both make {target}; what is sent last would overwrite the other. Submit only one of them, or change its "saveas".',
  zh: '"{first}" 与 "{second}" 都会生成 {target}，后发送的会覆盖先发送的。请只提交其中一个，或修改其 "saveas"。',
}

const ALONE: Localized = {
  en: 'A plan is submitted alone and as a whole, and its journal and variables are part of it; leave the other arguments out.',
  zh: '计划只能单独、完整地提交，其日志和变量已包含在内；请去掉其他参数。',
}

const NAMELESS: Localized = {
  en: 'A recipe on standard input has no name that its journal could take; name one with --journal.',
  zh: '标准输入中的配方没有名称，无法据此命名日志；请用 --journal 指定日志。',
}

/** What there is to send: the jobs of a recipe or of a plan with the file that records them. */
export interface Work {
  readonly batches: readonly {
    readonly jobs: () => AsyncIterable<SendJob> | Iterable<SendJob>
    readonly journal: string
    /** The recipe that it was made of. */
    readonly recipe?: LoadedRecipe
  }[]
  readonly total: number
  readonly resends: boolean
  readonly retriesFailed?: boolean | undefined
  /** Tells what could not be read any more, or was not as before, when the jobs were sent; the exit status of that, 0 where all was. */
  readonly tellChanges?: () => number
}

/** What tells which work there is. */
export type JobArgs = LoadArgs &
  LocalArgs &
  ArgsOf<typeof JOURNAL_OPTIONS & typeof CREDENTIAL_OPTIONS & typeof SELECT_OPTIONS>

/** Nothing is sent before all of it is known to be right; the exit status where it is not. */
export async function readWork(args: JobArgs, io: Io, found: RequestDefaults): Promise<Work | number> {
  const { locale, positionals } = args
  if (positionals.includes('-') && args.text('journal') === undefined) throw new UsageError(NAMELESS[locale])
  const plan = await findPlan(args, io)
  if (plan) return plan
  const all = await loadRecipes(positionals, args, io, found, () => credentialsOrLocal(args, io))
  const recipes = await select(all, args)
  const counts = recipes.some(hasErrors) ? [] : await countJobs(recipes, locale)
  const total = counts.reduce((sum, count) => sum + count, 0)
  reportFindings(recipes, io, locale)
  if (recipes.some(hasErrors)) return errorCode(recipes)
  if (total === 0 && !recipes.some(({ skip }) => skip && skip.count() > 0)) {
    io.stderr.write(`oss-process: ${NOTHING[locale]}\n`)
    return 1
  }
  const again = withoutFindings(recipes)
  const sent = new Map<LoadedRecipe, number>()
  const batches = again.map(recipe => ({
    journal: path.resolve(io.cwd, journalName(args, recipe.name)),
    recipe,
    jobs: async function* () {
      let count = 0
      for await (const { job } of sendJobs(recipe, locale)) {
        count++
        yield job
      }
      sent.set(recipe, count)
    },
  }))
  return { batches, total, resends: false, tellChanges: () => tellChanges(again, counts, sent, io, locale) }
}

/** Inputs are read once more when they are sent: files may be gone then, OSS may not answer, rows may be others. */
function tellChanges(
  recipes: readonly LoadedRecipe[],
  counts: readonly number[],
  sent: ReadonlyMap<LoadedRecipe, number>,
  io: Io,
  locale: Locale,
): number {
  const broken = recipes.filter(hasErrors)
  reportFindings(
    broken.map(({ skip: _, ...recipe }) => ({ ...recipe, diagnostics: recipe.diagnostics.filter(isError) })),
    io,
    locale,
  )
  const others = recipes.flatMap((recipe, index) => {
    const [found, expected] = [sent.get(recipe), counts[index] ?? 0]
    return found === undefined || found === expected ? [] : [{ name: recipe.name, found, expected }]
  })
  for (const data of others) io.stderr.write(`oss-process: ${fillMessage(CHANGED, data, locale)}\n`)
  return broken.length + others.length > 0 ? EXIT.partial : 0
}

/**
 * How many jobs each recipe has.
 * @throws UsageError where two recipes make the same object: each has a journal of its own, which does not know of the other.
 */
async function countJobs(recipes: readonly LoadedRecipe[], locale: Locale): Promise<readonly number[]> {
  const { createJobTable, keyOf, resultOf } = await import('../../submit/index.ts')
  const makers = createJobTable()
  const counts: number[] = []
  for (const [index, recipe] of recipes.entries()) {
    let count = 0
    for await (const { job } of sendJobs(recipe, locale)) {
      count++
      const target = recipes.length > 1 ? resultOf(job) : undefined
      if (target === undefined) continue
      const key = keyOf(target)
      const maker = recipes[makers.get(key) - 1]
      if (maker && maker !== recipe) throw usage(TWICE, { first: maker.name, second: recipe.name, target }, locale)
      makers.set(key, index + 1)
    }
    counts.push(count)
  }
  return counts
}

async function findPlan(args: JobArgs, io: Io): Promise<Work | undefined> {
  const { isPlan, planJobs, readPlan } = await import('../../submit/index.ts')
  const { locale, positionals } = args
  for (const name of positionals.filter(name => name !== '-')) {
    const file = path.resolve(io.cwd, name)
    if (!isPlan(beginningOf(file, name, locale))) continue
    const isPlaced = args.text('journal') !== undefined || args.text('local') !== undefined
    const isAlone = positionals.length === 1 && !isPlaced && !isSelecting(args)
    if (!isAlone || args.list('var').length + args.list('var-file').length > 0) throw new UsageError(ALONE[locale])
    return asUsage(() => {
      const { journals, resends, retriesFailed } = readPlan(file)
      let total = 0
      for (const _ of planJobs(file)) total++
      const batches = journals.map((journal, index) => ({
        journal: path.resolve(path.dirname(file), journal),
        jobs: function* () {
          for (const saved of planJobs(file)) if (saved.journal === index) yield saved.job
        },
      }))
      return { batches, total, resends, retriesFailed }
    }, locale)
  }
  return undefined
}

/** How a file begins: it may be a recipe, or a plan of any size. */
function beginningOf(file: string, name: string, locale: Locale): string {
  return onFile(name, locale, () => {
    const descriptor = openSync(file, 'r')
    try {
      const head = Buffer.alloc(64)
      return head.toString('utf8', 0, readSync(descriptor, head, 0, head.length, null))
    } finally {
      closeSync(descriptor)
    }
  })
}
