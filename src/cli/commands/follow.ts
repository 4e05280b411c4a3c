import { existsSync } from 'node:fs'
import path from 'node:path'
import type { Locale, Localized } from '../../../grammar/catalogue/localized.ts'
import { UsageError } from '../../files/problem.ts'
import { fillMessage } from '../../language/diagnostic.ts'
import type { ImmPlace, KnownEndpoint } from '../../service/index.ts'
import type { Io } from '../io.ts'
import { type Asking, followAll } from '../jobs/follow-run.ts'
import { interruptFrom } from '../jobs/interrupt.ts'
import {
  errorCode,
  hasErrors,
  INPUT_OPTIONS,
  type LoadedRecipe,
  loadRecipes,
  reportFindings,
  VARIABLE_OPTIONS,
} from '../jobs/load.ts'
import { sendJobs } from '../jobs/send-jobs.ts'
import { type ArgsOf, defineCommand, type OptionSpecs } from '../options/args.ts'
import { asUsage } from '../options/as-usage.ts'
import { askAgain, CREDENTIAL_OPTIONS, credentialsOrLocal, NO_CREDENTIALS } from '../options/credentials.ts'
import { findLocal, localOption } from '../options/local.ts'
import { numberFrom, timeFrom } from '../options/numbers.ts'
import { usage } from '../options/usage.ts'
import { EXIT } from '../output/exit-codes.ts'
import { eventLine, eventText, followCode, outcomeText } from '../output/follow-text.ts'
import { startSaving } from './plan.ts'

/** Where tasks are asked for, for every command that follows some. */
export const FOLLOW_OPTIONS = {
  project: {
    type: 'string',
    value: 'NAME',
    description: {
      en: 'project of IMM (default: connection.imm of the recipe)',
      zh: 'IMM 项目（默认取配方的 connection.imm）',
    },
  },
  'imm-endpoint': {
    type: 'string',
    value: 'URL',
    description: { en: 'of IMM (default: that of the region)', zh: 'IMM 的 Endpoint（默认为该地域的）' },
  },
  messages: {
    type: 'string',
    value: 'URL',
    description: {
      en: 'queue of SMQ for notifications of these tasks: read before IMM is asked again',
      zh: '接收这些任务通知的 SMQ 队列：再次查询 IMM 之前先读取',
    },
  },
  interval: {
    type: 'string',
    value: 'TIME',
    description: { en: 'between two rounds of questions, at first (default: 5s)', zh: '两轮查询的初始间隔（默认 5s）' },
  },
  'ask-rate': {
    type: 'string',
    value: 'N',
    description: { en: 'questions a second (default: 20)', zh: '每秒查询数（默认 20）' },
  },
} satisfies OptionSpecs

const OPTIONS = {
  wait: { type: 'boolean', description: { en: 'until all tasks have ended', zh: '等待所有任务结束' } },
  recipe: {
    type: 'string',
    value: 'FILE',
    description: {
      en: 'recipe of the journal (default: the file beside it, without ".journal")',
      zh: '日志对应的配方（默认为同目录下去掉 ".journal" 的文件）',
    },
  },
  region: { type: 'string', value: 'REGION', description: { en: 'region of IMM', zh: 'IMM 所在地域' } },
  'retry-failed': {
    type: 'string',
    value: 'PLAN',
    description: {
      en: 'save a plan of the jobs whose tasks failed, for "oss-process submit PLAN"',
      zh: '把执行失败的任务保存为计划，供 "oss-process submit PLAN" 使用',
    },
  },
  format: {
    type: 'string',
    value: 'text|json',
    choices: ['text', 'json'],
    description: { en: 'lines for people, or JSON (default: text)', zh: '文本或 JSON（默认 text）' },
  },
  ...FOLLOW_OPTIONS,
  ...VARIABLE_OPTIONS,
  ...INPUT_OPTIONS,
  ...localOption({ en: 'ask a local OSS (default: the one of "serve")', zh: '查询本地 OSS（默认为 "serve" 的地址）' }),
  ...CREDENTIAL_OPTIONS,
} satisfies OptionSpecs

type FollowArgs = ArgsOf<typeof OPTIONS>

const MESSAGES = {
  nothing: {
    en: 'There is nothing to follow; expected a journal or the id of a task.',
    zh: '没有要跟踪的内容；应给出日志或任务编号。',
  },
  noJournal: {
    en: '"{name}" is neither an existing journal nor the id of a task.',
    zh: '"{name}" 既不是已有的日志，也不是任务编号。',
  },
  recipe: {
    en: '"{name}" is a recipe; "follow" takes its journal, which "submit" writes: "{name}.journal".',
    zh: '"{name}" 是配方；"follow" 需要 "submit" 写出的日志："{name}.journal"。',
  },
  noProject: {
    en: 'No project of IMM is known; write "connection: { imm: PROJECT }" in the recipe, or give --project or --messages.',
    zh: '没有 IMM 项目；请在配方中写 "connection: { imm: 项目 }"，或给出 --project 或 --messages。',
  },
  noRecipe: {
    en: 'A plan is made of a recipe, and none belongs to "{file}"; name it with --recipe.',
    zh: '计划由配方生成，但 "{file}" 没有对应的配方；请用 --recipe 指定。',
  },
} as const satisfies Record<string, Localized>

export const followCommand = defineCommand({
  name: 'follow',
  summary: { en: 'what became of tasks after they were accepted', zh: '查询已接受的任务的结果' },
  usage: 'JOURNAL | TASK...',
  options: OPTIONS,
  examples: [
    {
      command: 'oss-process follow --wait recipe.yaml.journal',
      comment: { en: 'until all have ended; what is in doubt is settled', zh: '等到全部结束，并确认不明的任务' },
    },
    {
      command: 'oss-process follow --retry-failed again.json recipe.yaml.journal; oss-process submit again.json',
      comment: { en: 'send again what failed', zh: '再次发送失败的任务' },
    },
    {
      command: 'oss-process follow --project films --region cn-hangzhou MediaConvert-0a1b2c3d',
      comment: {
        en: 'one task; exit codes: 0 done, 3 running, 5 failed, 6 partly',
        zh: '单个任务；退出码：0 完成，3 运行中，5 失败，6 部分失败',
      },
    },
  ],
  async run(args, io) {
    const { locale, positionals } = args
    if (positionals.length === 0) throw new UsageError(MESSAGES.nothing[locale])
    for (const name of positionals) checkJournal(name, io, locale)
    const credentials = await asUsage(() => credentialsOrLocal(args, io), locale)
    if (!credentials) throw new UsageError(NO_CREDENTIALS[locale], EXIT.credentials)
    const journals = positionals.filter(name => existsSync(path.resolve(io.cwd, name)))
    const taskIds = positionals.filter(name => !journals.includes(name))
    const codes: number[] = []
    if (taskIds.length > 0) codes.push(await followOne(undefined, taskIds, args, io))
    for (const journal of journals) codes.push(await followOne(journal, [], args, io))
    return Math.max(...codes)
  },
})

/** What looks like a file is no id of a task: those have letters, digits, hyphens and underscores. */
function checkJournal(name: string, { cwd }: Io, locale: Locale): void {
  if (/\.ya?ml$/i.test(name)) throw usage(MESSAGES.recipe, { name }, locale)
  const isFile = /[/\\]|\.\w+$/.test(name)
  if (name === '' || (isFile && !existsSync(path.resolve(cwd, name))))
    throw new UsageError(fillMessage(MESSAGES.noJournal, { name }, locale))
}

/** One journal, or tasks by their ids. */
async function followOne(
  journal: string | undefined,
  taskIds: readonly string[],
  args: FollowArgs,
  io: Io,
): Promise<number> {
  const { locale } = args
  const { openJournal } = await import('../../submit/index.ts')
  const recipe = await recipeOf(journal, args, io)
  const { signal, release } = interruptFrom(io, locale)
  const file = journal === undefined ? undefined : path.resolve(io.cwd, journal)
  const opened = file === undefined ? undefined : await asUsage(() => openJournal(file), locale)
  const isJson = args.text('format') === 'json'
  const region = args.text('region')
  const asking = await askingFor(recipe, args, { waits: args.flag('wait'), isJson, region, signal }, io)
  try {
    const following = { taskIds, journal: file !== undefined && opened ? { file, opened } : undefined }
    const outcome = await asUsage(() => followAll(following, asking), locale)
    io.stdout.write(isJson ? `${JSON.stringify({ event: 'end', ...outcome })}\n` : outcomeText(outcome, locale))
    const saved = args.text('retry-failed') === undefined ? 0 : await saveFailed(journal, recipe, args, io)
    return saved || followCode(outcome)
  } finally {
    release()
    asking.client.close()
    await opened?.close()
  }
}

/** What the user typed that tells where to ask. */
type PlaceArgs = ArgsOf<typeof FOLLOW_OPTIONS & typeof CREDENTIAL_OPTIONS & ReturnType<typeof localOption>>

/** How to follow, as the command has it. */
interface Manner {
  readonly waits: boolean
  readonly isJson: boolean
  readonly region?: string | undefined
  readonly signal: AbortSignal
}

/** Where the tasks of a recipe are asked for. */
export async function askingFor(
  recipe: Pick<LoadedRecipe, 'expansion'> | undefined,
  args: PlaceArgs,
  { waits, isJson, region, signal }: Manner,
  io: Io,
): Promise<Asking> {
  const { locale } = args
  const { createClient } = await import('../../service/index.ts')
  const credentials = await asUsage(() => credentialsOrLocal(args, io), locale)
  if (!credentials) throw new UsageError(NO_CREDENTIALS[locale], EXIT.credentials)
  const oss = placeOf(recipe, region, args, io)
  const imm = immOf(recipe, oss, args)
  if (!imm && args.text('messages') === undefined) throw new UsageError(MESSAGES.noProject[locale])
  const rate = numberFrom(args, 'ask-rate', { minimum: 0.01, maximum: 10_000 }) ?? 20
  const concurrency = 16
  return {
    client: await createClient({
      ...{ credentials, env: io.env, concurrency, rate, signal },
      renew: askAgain(() => credentialsOrLocal(args, io), locale, io),
    }),
    imm,
    oss,
    messages: args.text('messages'),
    waits,
    interval: timeFrom(args, 'interval') ?? 5000,
    concurrency,
    signal,
    report: event => {
      // What still runs is asked again.
      if (event.type === 'running' && waits) return
      io.stdout.write(isJson ? eventLine(event) : eventText(event, locale))
    },
  }
}

function placeOf(
  recipe: Pick<LoadedRecipe, 'expansion'> | undefined,
  given: string | undefined,
  args: PlaceArgs,
  io: Io,
): KnownEndpoint {
  const { region, endpoint, addressing } = recipe?.expansion?.cells[0]?.connection ?? {}
  const { OSS_REGION, OSS_ENDPOINT } = io.env
  return { endpoint: endpoint ?? OSS_ENDPOINT, region: given ?? region ?? OSS_REGION, addressing, ...findLocal(args) }
}

/** The project of IMM, and where it is asked; a local OSS answers for any project. */
function immOf(
  recipe: Pick<LoadedRecipe, 'expansion'> | undefined,
  oss: KnownEndpoint,
  args: PlaceArgs,
): ImmPlace | undefined {
  const local = findLocal(args)
  const project = args.text('project') ?? recipe?.expansion?.cells[0]?.connection.imm ?? (local && 'local')
  const endpoint = args.text('imm-endpoint') ?? local?.endpoint
  return project === undefined ? undefined : { project, endpoint, region: oss.region }
}

/** The recipe that belongs to a journal. */
async function recipeOf(journal: string | undefined, args: FollowArgs, io: Io): Promise<LoadedRecipe | undefined> {
  const beside = journal?.endsWith('.journal') ? journal.slice(0, -'.journal'.length) : undefined
  const name = args.text('recipe') ?? (beside && existsSync(path.resolve(io.cwd, beside)) ? beside : undefined)
  if (name === undefined) return undefined
  const [recipe] = await loadRecipes([name], args, io, findLocal(args), () => credentialsOrLocal(args, io))
  return recipe
}

/** Saves a plan of the jobs whose tasks failed; the exit status where the recipe is wrong, so that it would not hold all of them. */
async function saveFailed(
  journal: string | undefined,
  recipe: LoadedRecipe | undefined,
  args: FollowArgs,
  io: Io,
): Promise<number> {
  const { locale } = args
  const { readJournal, stateOf } = await import('../../submit/index.ts')
  const out = args.text('retry-failed')
  if (!recipe || journal === undefined) throw usage(MESSAGES.noRecipe, { file: journal ?? '' }, locale)
  if (out === undefined) return 0
  const history = await asUsage(() => readJournal(path.resolve(io.cwd, journal)), locale)
  const saving = await startSaving(out, [journal], { resends: false, retriesFailed: true }, io, locale)
  try {
    for await (const { job } of sendJobs(recipe, locale)) {
      if (stateOf(job, history) === 'failed') saving.add({ job, journal: 0 })
    }
    reportFindings([recipe], io, locale)
    if (hasErrors(recipe)) return errorCode([recipe])
    saving.finish()
    return 0
  } finally {
    saving.discard()
  }
}
