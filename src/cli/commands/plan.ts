import path from 'node:path'
import type { Charge, History, MediaFacts, PlanState, PriceTable, SendJob } from '../../submit/index.ts'
import type { Args, Command } from '../args.ts'
import { readText } from '../inputs.ts'
import { fileProblem, type Io, UsageError } from '../io.ts'
import { asUsage } from '../recipes/as-usage.ts'
import { CREDENTIAL_OPTIONS, lookUpCredentials } from '../recipes/credentials.ts'
import { EXIT } from '../recipes/exit-codes.ts'
import { hasErrors, loadRecipes, reportFindings, VARIABLE_OPTIONS } from '../recipes/load.ts'
import { numberFrom, readTime, timeFrom } from '../recipes/numbers.ts'
import { planLine, planText, summaryText } from '../recipes/plan-text.ts'
import { type Sendable, sendJobs } from '../recipes/send-jobs.ts'

/** Options that `plan` and `submit` share. */
export const JOURNAL_OPTIONS: Command['options'] = {
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
}

export const planCommand: Command = {
  name: 'plan',
  summary: {
    en: 'show what submit would send, and what it would be billed for',
    zh: '显示 submit 将发送什么以及如何计费',
  },
  usage: 'RECIPE...',
  options: {
    ...VARIABLE_OPTIONS,
    ...JOURNAL_OPTIONS,
    prices: {
      type: 'string',
      value: 'FILE',
      description: {
        en: 'YAML with "currency" and the price of a unit of each item, as in "MediaAnimation: 0.5/1000"',
        zh: 'YAML 价格表：包含 "currency" 和各计费项单价，例如 "MediaAnimation: 0.5/1000"',
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
  },
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
    const recipes = await loadRecipes(args.positionals, args, io, around)
    const facts = factsFrom(args)
    const prices = await pricesFrom(args, io)
    const name = journalName(args, args.positionals[0] ?? '')
    const { readJournal } = await import('../../submit/index.ts')
    const history = await asUsage(() => readJournal(path.resolve(io.cwd, name)), locale)
    const view = await createView(args, history, prices, facts)
    const { pieceWriter } = await import('../recipes/write.ts')
    const writer = pieceWriter(io.stdout)
    if (!recipes.some(hasErrors)) {
      for await (const item of sendJobs(recipes, locale)) await writer.write(view.show(item))
    }
    reportFindings(recipes, io, locale)
    if (recipes.some(hasErrors)) return 1
    await writer.write(view.summary())
    await writer.end()
    const out = args.text('out')
    if (out !== undefined) await save(out, name, view.toSend, args, io)
    return args.flag('detailed-exitcode') ? detailedCode(view) : 0
  },
}

/** The journal that the options name, else the one beside the recipe or plan. */
export function journalName({ text }: Args, beside: string): string {
  return text('journal') ?? `${beside}.journal`
}

function factsFrom(args: Args): MediaFacts {
  const frameRate = numberFrom(args, 'fps', { minimum: 0.01, maximum: 1000 })
  return { duration: timeFrom(args, 'duration'), frameRate }
}

async function pricesFrom(args: Args, io: Io): Promise<PriceTable | undefined> {
  const file = args.text('prices')
  if (file === undefined) return undefined
  const { readPrices } = await import('../../submit/index.ts')
  const { prices, problems } = readPrices(await readText(file, io, args.locale), file, args.locale)
  if (problems.length > 0) throw new UsageError(problems.map(problem => `"${file}": ${problem}`).join('\n'))
  return prices
}

interface View {
  readonly counts: Record<PlanState, number>
  readonly toSend: SendJob[]
  show(item: Sendable): string
  summary(): string
}

async function createView(
  args: Args,
  history: History,
  prices: PriceTable | undefined,
  given: MediaFacts,
): Promise<View> {
  const { billingOf, planState } = await import('../../submit/index.ts')
  const { locale } = args
  const isJson = args.flag('json')
  const counts: Record<PlanState, number> = { new: 0, changed: 0, refused: 0, doubt: 0, done: 0 }
  const totals = new Map<string, Charge>()
  const toSend: SendJob[] = []
  const seen = new Set<string>()
  const show = ({ job, compiled: { fields } }: Sendable) => {
    const { id, process } = job
    const facts = {
      duration: given.duration ?? readTime(fields?.duration ?? ''),
      frameRate: given.frameRate ?? rateIn(fields?.fps),
    }
    const state = seen.has(id) ? 'done' : planState(job, history)
    seen.add(id)
    counts[state]++
    const planned = { job, state, billing: billingOf(process, facts, prices) }
    if (state !== 'done' && (state !== 'doubt' || args.flag('resend'))) {
      toSend.push(job)
      addCharges(totals, planned.billing.charges)
    }
    return isJson ? planLine(planned) : planText(planned, locale)
  }
  const summary = () => {
    const charges = [...totals.values()]
    if (!isJson) return summaryText(counts, toSend.length, charges, prices?.currency ?? '', locale)
    return `${JSON.stringify({ plan: { ...counts, send: toSend.length, charges, currency: prices?.currency } })}\n`
  }
  return { counts, toSend, show, summary }
}

function rateIn(text: string | undefined): number | undefined {
  return Number(text) > 0 ? Number(text) : undefined
}

/** Sums; what one job leaves open is open in all. */
function addCharges(totals: Map<string, Charge>, charges: readonly Charge[]): void {
  for (const charge of charges) {
    const before = totals.get(charge.item)
    totals.set(charge.item, before ? sumOf(before, charge) : { ...charge, isOpen: charge.quantity === undefined })
  }
}

function sumOf(before: Charge, { quantity, price, isMaximum }: Charge): Charge {
  const add = (left: number | undefined, right: number | undefined) =>
    left === undefined && right === undefined ? undefined : (left ?? 0) + (right ?? 0)
  return {
    ...before,
    quantity: add(before.quantity, quantity),
    price: add(before.price, price),
    isMaximum: before.isMaximum || isMaximum,
    isOpen: before.isOpen === true || quantity === undefined,
  }
}

async function save(file: string, journal: string, jobs: readonly SendJob[], args: Args, io: Io): Promise<void> {
  const { writePlan } = await import('../../submit/index.ts')
  const { replaceFile } = await import('../project/replace-file.ts')
  const name = path.resolve(io.cwd, file)
  const beside = path.relative(path.dirname(name), path.resolve(io.cwd, journal))
  try {
    replaceFile(name, [...writePlan({ jobs, journal: beside, resends: args.flag('resend') })].join(''))
  } catch (error) {
    throw new UsageError(fileProblem(error, file, args.locale))
  }
}

function detailedCode({ counts, toSend }: View): number {
  if (toSend.length > 0) return EXIT.changes
  return counts.doubt > 0 ? EXIT.partial : 0
}
