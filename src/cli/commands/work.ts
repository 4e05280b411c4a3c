import type { Localized } from '../../../grammar/catalogue/localized.ts'
import { isUsageError, UsageError } from '../../files/problem.ts'
import { fillMessage } from '../../language/diagnostic.ts'
import type { FoundCredentials } from '../../request/index.ts'
import type { SubmitOptions, SubmitSummary } from '../../submit/index.ts'
import type { Io } from '../io.ts'
import { interruptFrom } from '../jobs/interrupt.ts'
import { type ArgsOf, defineCommand, type OptionSpecs } from '../options/args.ts'
import { asUsage } from '../options/as-usage.ts'
import { askAgain, CREDENTIAL_OPTIONS, lookUpCredentials } from '../options/credentials.ts'
import { timeFrom } from '../options/numbers.ts'
import { FOREIGN, type OpenQueue, openQueue, PAUSED, QUEUE_OPTIONS } from '../options/queue.ts'
import { clientFrom, findCredentials, SENDING_OPTIONS, sendingFrom } from '../options/sending.ts'
import { usage } from '../options/usage.ts'
import { EXIT } from '../output/exit-codes.ts'
import { eventLine, jsonProgress, type Progress, sayEnd } from '../output/progress.ts'

/** Sends at a time, where nothing else is asked: workers are for many jobs. */
const CONCURRENCY = 32
/** Milliseconds after which a worker that says nothing is dead. */
const LOCK = 30_000

const NO_PORT: Localized = {
  en: '"--metrics" is "{found}"; expected a port, or an address and a port such as 0.0.0.0:9100.',
  zh: '"--metrics" 为 "{found}"；应为端口，或地址加端口，例如 0.0.0.0:9100。',
}
const LISTENS: Localized = { en: 'Metrics: http://{address}/metrics', zh: '指标：http://{address}/metrics' }

const OPTIONS = {
  ...QUEUE_OPTIONS,
  ...SENDING_OPTIONS,
  concurrency: {
    type: 'string',
    value: 'N',
    description: {
      en: `sends at a time of this worker (default: ${CONCURRENCY})`,
      zh: `本 worker 的并发数（默认 ${CONCURRENCY}）`,
    },
  },
  rate: {
    type: 'string',
    value: 'N',
    description: {
      en: 'sends a second of all workers together, for each endpoint and account (default: no limit)',
      zh: '所有 worker 合计的每秒发送数，按 Endpoint 和账号计（默认不限）',
    },
  },
  account: {
    type: 'string',
    value: 'NAME',
    description: {
      en: 'who shares the rate, where one account has several access keys (default: those with the same key; those with a token)',
      zh: '共用速率的账号名，用于一个账号有多个 AccessKey 的情况（默认按 AccessKey；临时凭证共用一个）',
    },
  },
  lock: {
    type: 'string',
    value: 'TIME',
    description: {
      en: 'after which others take over the jobs of a worker that says nothing (default: 30s)',
      zh: 'worker 失去响应多久后由其他 worker 接手其任务（默认 30s）',
    },
  },
  'until-empty': {
    type: 'boolean',
    description: { en: 'end when nothing waits and nothing is under way', zh: '队列为空且没有进行中的任务时结束' },
  },
  metrics: {
    type: 'string',
    value: '[HOST:]PORT',
    description: {
      en: 'serve metrics for Prometheus there (host: 127.0.0.1)',
      zh: '在该处提供 Prometheus 指标（默认地址 127.0.0.1）',
    },
  },
  format: {
    type: 'string',
    value: 'text|json',
    choices: ['text', 'json'],
    description: {
      en: 'what is not taken as lines for people, or all as JSON events (default: text)',
      zh: '以文本列出未被接受的任务，或以 JSON 输出全部事件（默认文本）',
    },
  },
  ...CREDENTIAL_OPTIONS,
} satisfies OptionSpecs

type WorkArgs = ArgsOf<typeof OPTIONS>

export const workCommand = defineCommand({
  name: 'work',
  summary: { en: 'send the jobs of a queue, beside other workers', zh: '与其他 worker 一起发送队列中的任务' },
  usage: '--queue URL',
  most: 0,
  options: OPTIONS,
  examples: [
    {
      command: 'oss-process work --queue redis://localhost:6379 --rate 200',
      comment: {
        en: 'on as many machines as you like; Ctrl-C ends it when what is under way is done',
        zh: '可在任意多台机器上运行；按 Ctrl-C 后等待进行中的任务完成再退出',
      },
    },
    {
      command: 'oss-process work --queue redis://localhost:6379 --until-empty',
      comment: {
        en: 'exit codes: 0 all accepted or ended by you, 2 usage, 4 credentials, 5 service, 6 partly',
        zh: '退出码：0 全部接受或由您结束，2 用法，4 凭证，5 服务，6 部分失败',
      },
    },
  ],
  async run(args, io) {
    const sending = await sendingFrom(args, false)
    const place = metricsPlace(args)
    const queue = await openQueue(args, io)
    try {
      const credentials = await findCredentials(() => lookUpCredentials(args, io), args.locale)
      if (isUsageError(credentials)) throw credentials
      return await work(queue, credentials, place, sending, args, io)
    } finally {
      await queue.close()
    }
  },
})

async function work(
  queue: OpenQueue,
  credentials: FoundCredentials,
  place: ListenAddress | undefined,
  given: SubmitOptions,
  args: WorkArgs,
  io: Io,
): Promise<number> {
  const { createMetrics, overview, runWorker, serveMetrics } = await import('../../queue/index.ts')
  const { createTransport } = await import('../../submit/index.ts')
  const { connection, line, onTrouble } = queue
  const concurrency = args.text('concurrency') === undefined ? CONCURRENCY : given.concurrency
  const version = args.text('sign-version') === 'v1' ? 'v1' : 'v4'
  const renew = askAgain(() => lookUpCredentials(args, io), args.locale, io)
  const client = clientFrom(args.text('client'))
  const transport = await createTransport({ credentials, renew, version, concurrency, client, env: io.env })
  const metrics = createMetrics()
  const print = async () => metrics.print(await soon(overview(connection, line)))
  const server = place && (await asUsage(() => serveMetrics(place.host, place.port, print), args.locale))
  if (server && place) {
    const address = `${place.host}:${server.port}`
    io.stderr.write(`${fillMessage(LISTENS, { address }, args.locale)}\n`)
  }
  const progress = progressFor(args, io)
  if (await asUsage(() => line.queue.isPaused(), args.locale)) io.stderr.write(`${PAUSED[args.locale]}\n`)
  const { signal, release } = interruptFrom(io, args.locale)
  let unreadable = 0
  try {
    const summary = await asUsage(
      () =>
        runWorker(connection, line, transport, {
          ...given,
          concurrency,
          account: accountOf(credentials, args),
          lock: timeFrom(args, 'lock') ?? LOCK,
          isUntilEmpty: args.flag('until-empty'),
          signal,
          onTrouble,
          onUnreadable: () => {
            unreadable++
          },
          report: event => {
            metrics.report(event)
            progress.report(event)
          },
        }),
      args.locale,
    )
    progress.finish(summary, [])
    if (unreadable > 0) io.stderr.write(`${fillMessage(FOREIGN, { count: unreadable }, args.locale)}\n`)
    if (summary.problem && !signal.aborted) throw new UsageError(summary.problem.text[args.locale])
    const code = exitCode(summary, signal.aborted)
    return code === 0 && unreadable > 0 ? EXIT.partial : code
  } finally {
    release()
    transport.close()
    await server?.close()
  }
}

function exitCode({ isRefused, isElsewhere, failed, inDoubt }: SubmitSummary, isAsked: boolean): number {
  if (isRefused) return EXIT.credentials
  if (isElsewhere) return EXIT.service
  return !isAsked && failed + inDoubt > 0 ? EXIT.partial : 0
}

/** Who shares a rate: the key tells nobody more than whether it is the same; tokens come with a new key each. */
function accountOf({ accessKeyId, securityToken }: FoundCredentials, args: WorkArgs): string {
  return args.text('account') ?? (securityToken ? 'token' : `key ${accessKeyId}`)
}

function progressFor(args: WorkArgs, io: Io): Progress {
  if (args.text('format') === 'json') return jsonProgress(io)
  return {
    report: event => {
      if (event.type === 'failed' || event.type === 'doubt') io.stdout.write(`${eventLine(event, args.locale)}\n`)
    },
    finish: summary => sayEnd(summary, io, args.locale),
  }
}

interface ListenAddress {
  readonly host: string
  readonly port: number
}

function metricsPlace(args: WorkArgs): ListenAddress | undefined {
  const found = args.text('metrics')
  if (found === undefined) return undefined
  const [, host = '127.0.0.1', digits] = /^(?:(.+):)?(\d{1,5})$/.exec(found) ?? []
  const port = Number(digits)
  if (!(port <= 65_535)) throw usage(NO_PORT, { found }, args.locale)
  return { host: host.replace(/^\[|\]$/g, ''), port }
}

/** Milliseconds that metrics wait for Redis. */
const SOON = 2000

function soon<T>(asked: Promise<T>): Promise<T | undefined> {
  return Promise.race([
    asked.catch(() => undefined),
    new Promise<undefined>(resolve => setTimeout(resolve, SOON, undefined).unref()),
  ])
}
