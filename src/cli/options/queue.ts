import type { Locale, Localized } from '../../../grammar/catalogue/localized.ts'
import { UsageError } from '../../files/problem.ts'
import { fillMessage } from '../../language/diagnostic.ts'
import type { BullLine, ClientCertificate, QueueConnection } from '../../queue/index.ts'
import { type Io, VERSION } from '../io.ts'
import type { ArgsOf, OptionSpecs, TextArgs } from './args.ts'
import { asUsage } from './as-usage.ts'
import { readText } from './inputs.ts'
import { numberFrom } from './numbers.ts'
import { usage } from './usage.ts'

/** Where a queue is. */
export const QUEUE_OPTIONS = {
  queue: {
    type: 'string',
    value: 'URL',
    description: {
      en: 'Redis or Valkey, such as redis://HOST:PORT, or rediss:// for TLS; user and password may also stand in OSS_PROCESS_QUEUE_USER and OSS_PROCESS_QUEUE_PASSWORD',
      zh: 'Redis 或 Valkey 地址，例如 redis://主机:端口，TLS 用 rediss://；用户名和密码也可放在 OSS_PROCESS_QUEUE_USER 和 OSS_PROCESS_QUEUE_PASSWORD 中',
    },
  },
  name: {
    type: 'string',
    value: 'NAME',
    description: { en: 'name of the queue there (default: jobs)', zh: '队列名称（默认 jobs）' },
  },
} satisfies OptionSpecs

/** What the user typed of it. */
export type QueueArgs = ArgsOf<typeof QUEUE_OPTIONS>

/** What `submit` takes beside. */
export const SUBMIT_QUEUE_OPTIONS = {
  ...QUEUE_OPTIONS,
  waiting: {
    type: 'string',
    value: 'N',
    description: {
      en: 'jobs that wait in the queue at most; the rest follows as they are taken (default: 100000)',
      zh: '队列中最多等待的任务数；其余随取随补（默认 100000）',
    },
  },
} satisfies OptionSpecs

const NO_QUEUE: Localized = {
  en: 'No queue is named; expected --queue redis://HOST:PORT.',
  zh: '没有指定队列；应为 --queue redis://主机:端口。',
}
const NO_NAME: Localized = {
  en: '"--name" is "{found}"; expected letters, digits, ".", "_" and "-".',
  zh: '"--name" 为 "{found}"；只能包含字母、数字、"."、"_" 和 "-"。',
}
const ONE_FILE: Localized = {
  en: 'Of OSS_PROCESS_QUEUE_CERT and OSS_PROCESS_QUEUE_KEY one is missing; expected the names of two files, or none.',
  zh: 'OSS_PROCESS_QUEUE_CERT 和 OSS_PROCESS_QUEUE_KEY 缺少一个；应同时给出两个文件名，或都不给。',
}
const NO_PAIR: Localized = {
  en: '"{cert}" and "{key}" (OSS_PROCESS_QUEUE_CERT, OSS_PROCESS_QUEUE_KEY) are no certificate with its private key; expected both as PEM, the key without a password.',
  zh: '"{cert}" 与 "{key}"（OSS_PROCESS_QUEUE_CERT、OSS_PROCESS_QUEUE_KEY）不是一对证书和私钥；应均为 PEM 格式，私钥不带密码。',
}
const VOLATILE: Localized = {
  en: 'Redis at {host} keeps nothing on its disk (appendonly no): if it ends, jobs and receipts are lost.',
  zh: '{host} 的 Redis 未启用持久化（appendonly no）：一旦停止，任务和回执都会丢失。',
}
const TROUBLE: Localized = {
  en: 'Redis at {host} does not do what it is asked ({code}); waiting for it.',
  zh: '{host} 的 Redis 未能执行请求（{code}）；正在等待。',
}
const BACK: Localized = { en: 'Redis at {host} answers again.', zh: '{host} 的 Redis 已恢复响应。' }

/** Said of a queue with bundles that this version does not know. */
export const FOREIGN: Localized = {
  en: 'Bundles of the queue that another version or program wrote, left alone: {count}.',
  zh: '队列中有 {count} 个任务包由其他版本或程序写入，未处理。',
}
/** Said of a queue that is paused. */
export const PAUSED: Localized = {
  en: 'The queue is paused; "oss-process queue resume" lets it go on.',
  zh: '队列已暂停；"oss-process queue resume" 可恢复。',
}

/** A queue that a command uses. */
export interface OpenQueue {
  readonly connection: QueueConnection
  readonly line: BullLine
  /** Says once what is wrong with Redis, until it answers again. */
  readonly onTrouble: (message: string) => void
  close(): Promise<void>
}

/** How a queue is opened. */
interface OpenOptions {
  /** Whether one that is not there is made. */
  readonly isMade?: boolean
  /** Milliseconds until a Redis that does not answer is given up. */
  readonly timeout?: number
  readonly signal?: AbortSignal
}

const TIMEOUT = 600_000

/**
 * Opens the queue that the options name.
 * @throws UsageError where it cannot be used.
 */
export async function openQueue(
  args: QueueArgs,
  io: Io,
  { isMade = false, timeout = TIMEOUT, signal }: OpenOptions = {},
): Promise<OpenQueue> {
  const { locale } = args
  const url = args.text('queue')
  if (url === undefined) throw new UsageError(NO_QUEUE[locale])
  const name = args.text('name') ?? 'jobs'
  if (!/^[\w.-]{1,64}$/.test(name)) throw usage(NO_NAME, { found: name }, locale)
  const { connectQueue, openLine } = await import('../../queue/index.ts')
  const { OSS_PROCESS_QUEUE_USER: username, OSS_PROCESS_QUEUE_PASSWORD: password } = io.env
  const certificate = await certificateFrom(io, locale)
  const connection = await asUsage(
    () => connectQueue({ url, name, version: VERSION, isMade, username, password, certificate }),
    locale,
  )
  const { host } = connection
  const say = (text: Localized, code = '') =>
    io.stderr.write(`oss-process: ${fillMessage(text, { host, code }, locale)}\n`)
  if (connection.warnings.includes('volatile')) say(VOLATILE)
  let last = ''
  const onTrouble = (message: string) => {
    const code = /[A-Z]{3,}/.exec(message)?.[0] ?? message
    if (last === '') say(TROUBLE, code)
    last = code
  }
  connection.client.on('error', error => onTrouble(error.message))
  connection.client.on('ready', () => {
    // A replica is connected to again and again, and takes nothing each time.
    if (last === '' || last === 'READONLY') return
    say(BACK)
    last = ''
  })
  const line = openLine(connection, { timeout, signal, onTrouble })
  const close = async () => {
    await line.close()
    await connection.close()
  }
  return { connection, line, onTrouble, close }
}

/** The certificate of this client, from the files that the environment names. */
async function certificateFrom(io: Io, locale: Locale): Promise<ClientCertificate | undefined> {
  const { OSS_PROCESS_QUEUE_CERT: cert, OSS_PROCESS_QUEUE_KEY: key } = io.env
  if (!cert && !key) return undefined
  if (!cert || !key) throw new UsageError(ONE_FILE[locale])
  const pair = { cert: await readText(cert, io, locale), key: await readText(key, io, locale) }
  const { createSecureContext } = await import('node:tls')
  try {
    createSecureContext(pair)
  } catch {
    throw usage(NO_PAIR, { cert, key }, locale)
  }
  return pair
}

/** Jobs that wait at most. */
export function waitingFrom(args: TextArgs<'waiting'>): number {
  return numberFrom(args, 'waiting', { minimum: 1, maximum: 1_000_000_000, isInteger: true }) ?? 100_000
}
