import type { Locale, Localized } from '../../../grammar/catalogue/localized.ts'
import { UsageError } from '../../files/problem.ts'
import type { FoundCredentials } from '../../request/index.ts'
import type { SubmitOptions, TransportClient } from '../../submit/index.ts'
import { EXIT } from '../output/exit-codes.ts'
import type { ArgsOf, OptionSpecs } from './args.ts'
import { NO_CREDENTIALS } from './credentials.ts'
import { numberFrom, timeFrom } from './numbers.ts'

const BOTH: Localized = {
  en: '"--once" and "--retry-lost" contradict each other; leave one of them out.',
  zh: '"--once" 与 "--retry-lost" 互相矛盾；请去掉其中一个。',
}

/** The option of all who sign. */
export const SIGNING_OPTIONS = {
  'sign-version': {
    type: 'string',
    value: 'v1|v4',
    choices: ['v1', 'v4'],
    description: { en: 'version of the signature (default: v4)', zh: '签名版本（默认 v4）' },
  },
} satisfies OptionSpecs

/** Options of all who send. */
export const SENDING_OPTIONS = {
  'retry-lost': {
    type: 'boolean',
    description: {
      en: 'repeat sends whose answer did not come, asynchronous ones too: OSS may do and bill them twice',
      zh: '未收到响应时重发，包括异步任务：OSS 可能重复处理并重复计费',
    },
  },
  once: {
    type: 'boolean',
    description: {
      en: 'repeat no send whose answer did not come, synchronous ones neither; such a job is in doubt',
      zh: '未收到响应时一律不重发（同步任务也不重发）；该任务记为不明',
    },
  },
  concurrency: {
    type: 'string',
    value: 'N',
    description: { en: 'sends at a time (default: 8)', zh: '并发数（默认 8）' },
  },
  rate: {
    type: 'string',
    value: 'N',
    description: { en: 'sends a second (default: no limit)', zh: '每秒发送数（默认不限）' },
  },
  burst: {
    type: 'string',
    value: 'N',
    description: { en: 'sends at once after a pause (default: 1)', zh: '空闲后可一次发出的数量（默认 1）' },
  },
  retries: {
    type: 'string',
    value: 'N',
    description: {
      en: 'tries after the first one, for what was surely not taken (default: 5)',
      zh: '确定未被接受时的重试次数（默认 5）',
    },
  },
  'try-timeout': {
    type: 'string',
    value: 'TIME',
    description: { en: 'for one try (default: 60s)', zh: '单次尝试的超时（默认 60s）' },
  },
  timeout: {
    type: 'string',
    value: 'TIME',
    description: { en: 'for all tries of a job (default: 10m)', zh: '单个任务全部尝试的超时（默认 10m）' },
  },
  ...SIGNING_OPTIONS,
  client: {
    type: 'string',
    value: 'ali-oss|undici',
    choices: ['ali-oss', 'undici'],
    description: {
      en: 'what carries the requests (default: ali-oss, undici for more than 16 at a time and through proxies)',
      zh: '发送请求所用的客户端（默认 ali-oss；并发超过 16 或经过代理时为 undici）',
    },
  },
} satisfies OptionSpecs

/** What the user typed of it. */
export type SendingArgs = ArgsOf<typeof SENDING_OPTIONS>

/** The client of that name. */
export function clientFrom(text: string | undefined): TransportClient | undefined {
  return text === 'ali-oss' || text === 'undici' ? text : undefined
}

/** Credentials to send with, or the error to end with where there are none. */
export async function findCredentials(
  look: () => Promise<FoundCredentials | undefined>,
  locale: Locale,
): Promise<FoundCredentials | UsageError> {
  const { RequestError } = await import('../../request/index.ts')
  try {
    return (await look()) ?? new UsageError(NO_CREDENTIALS[locale], EXIT.credentials)
  } catch (error) {
    if (!(error instanceof RequestError)) throw error
    return new UsageError(error.text[locale], EXIT.credentials)
  }
}

/**
 * How to send.
 * @throws UsageError for values that cannot be, and for options that contradict each other.
 */
export async function sendingFrom(args: SendingArgs, resends: boolean): Promise<SubmitOptions> {
  const { defaultOptions } = await import('../../submit/index.ts')
  if (args.flag('once') && args.flag('retry-lost')) throw new UsageError(BOTH[args.locale])
  const whole = (name: 'concurrency' | 'burst' | 'retries', minimum: number, maximum: number) =>
    numberFrom(args, name, { minimum, maximum, isInteger: true })
  return {
    ...defaultOptions,
    concurrency: whole('concurrency', 1, 1000) ?? defaultOptions.concurrency,
    rate: numberFrom(args, 'rate', { minimum: 0.001, maximum: 100_000 }),
    burst: whole('burst', 1, 100_000) ?? defaultOptions.burst,
    retries: whole('retries', 0, 100) ?? defaultOptions.retries,
    tryTimeout: timeFrom(args, 'try-timeout') ?? defaultOptions.tryTimeout,
    totalTimeout: timeFrom(args, 'timeout') ?? defaultOptions.totalTimeout,
    repeatsLost: args.flag('retry-lost') ? 'all' : args.flag('once') ? 'none' : defaultOptions.repeatsLost,
    resends,
  }
}
