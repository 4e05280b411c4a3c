import path from 'node:path'
import type { Locale } from '../../../grammar/catalogue/localized.ts'
import { fileError, UsageError } from '../../files/problem.ts'
import type { FactReader, PartialFacts } from '../../recipe/index.ts'
import { STORAGE_CLASSES } from '../../recipe/quantities.ts'
import type { PricedCharge } from '../../submit/billing.ts'
import type { History, PlanState, PriceTable, SavedJob, SavedPlan } from '../../submit/index.ts'
import type { Io } from '../io.ts'
import { immNote } from '../jobs/imm-requests.ts'
import {
  errorCode,
  hasErrors,
  INPUT_OPTIONS,
  isSelecting,
  type LoadedRecipe,
  loadRecipes,
  reportFindings,
  SELECT_OPTIONS,
  select,
  VARIABLE_OPTIONS,
} from '../jobs/load.ts'
import { type Sendable, sendJobs } from '../jobs/send-jobs.ts'
import { type ArgsOf, defineCommand, type OptionSpecs } from '../options/args.ts'
import { asUsage } from '../options/as-usage.ts'
import { CREDENTIAL_OPTIONS, lookUpCredentials } from '../options/credentials.ts'
import { readText } from '../options/inputs.ts'
import { numberFrom, sizeFrom, timeFrom } from '../options/numbers.ts'
import { EXIT } from '../output/exit-codes.ts'
import { planLine, planText, refusalsOf, summaryText } from '../output/plan-text.ts'

/** Options that `plan` and `submit` share. */
export const JOURNAL_OPTIONS = {
  journal: {
    type: 'string',
    value: 'FILE',
    description: { en: 'record of what was sent (default: RECIPE.journal)', zh: '发送记录（默认 RECIPE.journal）' },
  },
  resend: {
    type: 'boolean',
    description: {
      en: 'send jobs in doubt again; OSS may do them twice',
      zh: '再次发送结果不明的任务；OSS 可能重复处理',
    },
  },
  'retry-failed': {
    type: 'boolean',
    description: {
      en: 'send jobs again whose tasks failed, as "follow" found',
      zh: '再次发送执行失败的任务（由 "follow" 得知）',
    },
  },
} satisfies OptionSpecs

const OPTIONS = {
  ...VARIABLE_OPTIONS,
  ...INPUT_OPTIONS,
  ...SELECT_OPTIONS,
  ...JOURNAL_OPTIONS,
  prices: {
    type: 'string',
    value: 'FILE',
    description: {
      en: 'YAML with "currency" and the price of a unit of each item, as in "GetObject: 0.01/10000"',
      zh: 'YAML 价格表：包含 "currency" 和各计费项单价，例如 "GetObject: 0.01/10000"',
    },
  },
  duration: {
    type: 'string',
    value: 'TIME',
    description: {
      en: 'length of the videos (default: the column "duration" of the manifest, in seconds)',
      zh: '视频时长（默认取清单的 "duration" 列，单位秒）',
    },
  },
  fps: {
    type: 'string',
    value: 'N',
    description: {
      en: 'frame rate of the videos (default: the column "fps" of the manifest)',
      zh: '视频帧率（默认取清单的 "fps" 列）',
    },
  },
  'source-size': {
    type: 'string',
    value: 'SIZE',
    description: {
      en: 'size of a source, such as 20MB (default: the column "size" of the manifest, in bytes)',
      zh: '源文件大小，例如 20MB（默认取清单的 "size" 列，单位字节）',
    },
  },
  'storage-class': {
    type: 'string',
    value: 'CLASS',
    choices: STORAGE_CLASSES,
    description: {
      en: 'storage class of the sources, such as IA (default: the column "storage_class")',
      zh: '源文件的存储类型，例如 IA（默认取 "storage_class" 列）',
    },
  },
  'result-size': {
    type: 'string',
    value: 'SIZE',
    description: { en: 'size of a result, for what it costs to store', zh: '结果文件大小，用于估算存储费用' },
  },
  out: {
    type: 'string',
    value: 'FILE',
    description: {
      en: 'save the plan, for "oss-process submit FILE"',
      zh: '保存计划，供 "oss-process submit FILE" 使用',
    },
  },
  'detailed-exitcode': {
    type: 'boolean',
    description: {
      en: 'exit with 0 when there is nothing to do, 3 when there are jobs to send, 6 when the rest is in doubt',
      zh: '无事可做时以 0 退出，有待发送任务时以 3 退出，只剩不明任务时以 6 退出',
    },
  },
  json: {
    type: 'boolean',
    description: { en: 'a line of JSON for each job, and one for all', zh: '每个任务一行 JSON，最后一行为汇总' },
  },
  ...CREDENTIAL_OPTIONS,
} satisfies OptionSpecs

type PlanArgs = ArgsOf<typeof OPTIONS>

export const planCommand = defineCommand({
  name: 'plan',
  summary: {
    en: 'show what submit would send, and what it would be billed for',
    zh: '显示 submit 将发送什么以及如何计费',
  },
  usage: 'RECIPE...',
  options: OPTIONS,
  examples: [
    {
      command: 'oss-process plan --duration 00:02:00 --prices prices.yaml recipe.yaml',
      comment: { en: 'what would be sent and what it costs', zh: '查看将发送的内容和费用' },
    },
    {
      command: 'oss-process plan --out plan.json recipe.yaml && oss-process submit plan.json',
      comment: { en: 'send exactly what was shown', zh: '严格按计划发送' },
    },
  ],
  async run(args, io) {
    const { locale } = args
    // For the endpoint and region of the profile: submit uses them too.
    const around = await asUsage(() => lookUpCredentials(args, io), locale)
    const all = await loadRecipes(args.positionals, args, io, around, () => lookUpCredentials(args, io))
    const recipes = await select(all, args)
    const view = await createView(args, await pricesFrom(args, io), factsFrom(args))
    const { pieceWriter } = await import('../output/write.ts')
    const writer = pieceWriter(io.stdout)
    const names = recipes.map(({ name }) => journalName(args, name))
    const out = args.text('out')
    const sent = { resends: args.flag('resend'), retriesFailed: args.flag('retry-failed') }
    const saving = out === undefined ? undefined : await startSaving(out, names, sent, io, locale)
    try {
      if (!recipes.some(hasErrors)) await showAll(recipes, names, view, saving, writer, io, locale)
      reportFindings(recipes, io, locale)
      if (recipes.some(hasErrors)) return errorCode(recipes)
      await writer.write(view.summary())
      const [only, ...others] = recipes
      const isWhole = only && others.length === 0 && !isSelecting(args)
      const note = isWhole && !args.flag('json') && (await immNote(only, view.sendCount(), locale))
      if (note) await writer.write(note)
      await writer.end()
      saving?.finish()
    } finally {
      saving?.discard()
    }
    if (view.refusedCount() > 0) return 1
    return args.flag('detailed-exitcode') ? detailedCode(view) : 0
  },
})

async function showAll(
  recipes: readonly LoadedRecipe[],
  names: readonly string[],
  view: View,
  saving: PlanWriter | undefined,
  writer: { readonly write: (text: string) => Promise<void> | undefined },
  io: Io,
  locale: Locale,
): Promise<void> {
  const { readJournal } = await import('../../submit/index.ts')
  const { checkRenamed } = await import('../jobs/renamed.ts')
  for (const [index, recipe] of recipes.entries()) {
    const jobs = async function* () {
      for await (const { job } of sendJobs(recipe, locale)) yield job
    }
    if (names[index] === `${recipe.name}.journal`) await checkRenamed(path.resolve(io.cwd, names[index]), jobs, locale)
    const history = await asUsage(() => readJournal(path.resolve(io.cwd, names[index] ?? '')), locale)
    const { factsOf } = recipe.expansion ?? {}
    for await (const item of sendJobs(recipe, locale)) {
      const { text, isToSend } = view.show(item, history, factsOf)
      if (isToSend) saving?.add({ job: item.job, journal: index })
      // A promise for each job would cost as much as the job.
      const flushed = writer.write(text)
      if (flushed) await flushed
    }
  }
}

/** The journal that the options name, else the one beside the recipe or plan. */
export function journalName({ text }: ArgsOf<typeof JOURNAL_OPTIONS>, beside: string): string {
  return text('journal') ?? `${beside}.journal`
}

/** What the options say of all sources, whatever the recipe and the rows say. */
function factsFrom(args: PlanArgs): PartialFacts {
  const duration = timeFrom(args, 'duration')
  const frameRate = numberFrom(args, 'fps', { minimum: 0.01, maximum: 1000 })
  const bytes = sizeFrom(args, 'source-size')
  const resultBytes = sizeFrom(args, 'result-size')
  const storageClass = args.text('storage-class')
  return {
    ...(duration !== undefined && { duration: duration / 1000 }),
    ...(frameRate !== undefined && { frameRate }),
    ...(bytes !== undefined && { bytes }),
    ...(resultBytes !== undefined && { resultBytes }),
    ...(storageClass !== undefined && { storageClass }),
  }
}

async function pricesFrom(args: PlanArgs, io: Io): Promise<PriceTable | undefined> {
  const file = args.text('prices')
  if (file === undefined) return undefined
  const { readPrices } = await import('../../submit/index.ts')
  const { prices, problems } = readPrices(await readText(file, io, args.locale), file, args.locale)
  if (problems.length > 0) throw new UsageError(problems.map(problem => `"${file}": ${problem}`).join('\n'))
  return prices
}

interface View {
  readonly counts: Record<PlanState, number>
  /** The job as it is shown, and whether `submit` would send it. */
  show(
    item: Sendable,
    history: History,
    factsOf: FactReader | undefined,
  ): { readonly text: string; readonly isToSend: boolean }
  summary(): string
  sendCount(): number
  /** How many of those to be sent OSS would refuse for what is known of their sources. */
  refusedCount(): number
}

async function createView(args: PlanArgs, prices: PriceTable | undefined, given: PartialFacts): Promise<View> {
  const { billingOfJob, createJobTable, keyOf, planState } = await import('../../submit/index.ts')
  const { locale } = args
  const isJson = args.flag('json')
  const counts: Record<PlanState, number> = { new: 0, changed: 0, refused: 0, failed: 0, doubt: 0, done: 0 }
  const totals = new Map<string, Sum>()
  const seen = createJobTable()
  let send = 0
  let refused = 0
  const show: View['show'] = ({ job, compiled }, history, factsOf) => {
    const key = keyOf(job.id)
    const state = seen.get(key) === 0 ? planState(job, history) : 'done'
    seen.set(key, 1)
    counts[state]++
    const facts = { kind: 'video', ...factsOf?.(compiled, job.process), ...given } as const
    const planned = { job, state, billing: billingOfJob(job, facts, prices) }
    const isHeld = (state === 'doubt' && !args.flag('resend')) || (state === 'failed' && !args.flag('retry-failed'))
    const isToSend = state !== 'done' && !isHeld
    if (isToSend) {
      send++
      if (refusalsOf(planned.billing).length > 0) refused++
      addCharges(totals, planned.billing.charges)
    }
    return { text: isJson ? planLine(planned, locale) : planText(planned, locale), isToSend }
  }
  const summary = () => {
    const charges = [...totals.values()]
    if (!isJson) return summaryText({ ...counts, send, refusedAhead: refused }, charges, prices?.currency ?? '', locale)
    return `${JSON.stringify({ plan: { ...counts, send, wouldBeRefused: refused, charges, currency: prices?.currency } })}\n`
  }
  return { counts, show, summary, sendCount: () => send, refusedCount: () => refused }
}

/** Sums; what one job leaves open is open in all. */
function addCharges(totals: Map<string, Sum>, charges: readonly PricedCharge[]): void {
  for (const charge of charges) {
    const sum = totals.get(charge.item)
    if (!sum) {
      totals.set(charge.item, { ...charge, isOpen: charge.quantity === undefined })
      continue
    }
    sum.quantity = add(sum.quantity, charge.quantity)
    sum.price = add(sum.price, charge.price)
    sum.isMaximum ||= charge.isMaximum
    sum.isOpen ||= charge.quantity === undefined
  }
}

/** What is summed in place: to make each sum anew takes longer than to find what a job is billed for. */
type Sum = { -readonly [K in keyof PricedCharge]: PricedCharge[K] }

function add(left: number | undefined, right: number | undefined): number | undefined {
  return left === undefined ? right : right === undefined ? left : left + right
}

/** A plan that is written while it is made. */
export interface PlanWriter {
  add(saved: SavedJob): void
  finish(): void
  discard(): void
}

/** Begins to write a plan; what goes wrong is a UsageError. */
export async function startSaving(
  out: string,
  names: readonly string[],
  sent: Omit<SavedPlan, 'journals'>,
  io: Io,
  locale: Locale,
): Promise<PlanWriter> {
  const { PLAN_END, planHead, planJob } = await import('../../submit/index.ts')
  const { writeDraft } = await import('../../files/durable.ts')
  const file = path.resolve(io.cwd, out)
  const run = <T>(write: () => T): T => {
    try {
      return write()
    } catch (error) {
      throw new UsageError(fileError(error, out).text[locale])
    }
  }
  const draft = run(() => writeDraft(file))
  const journals = names.map(name => path.relative(path.dirname(file), path.resolve(io.cwd, name)))
  let isFirst = true
  run(() => draft.write(planHead({ journals, ...sent })))
  return {
    add: saved => {
      run(() => draft.write(planJob(saved, isFirst)))
      isFirst = false
    },
    finish: () =>
      run(() => {
        draft.write(PLAN_END)
        draft.finish()
      }),
    discard: draft.discard,
  }
}

function detailedCode({ counts, sendCount }: View): number {
  if (sendCount() > 0) return EXIT.changes
  return counts.doubt > 0 ? EXIT.partial : 0
}
