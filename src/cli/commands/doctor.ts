import { fillMessage, type Locale, type Localized, type MessageData } from '../../language/diagnostic.ts'
import type { FoundCredentials } from '../../request/index.ts'
import type { Args, Command } from '../args.ts'
import { findConfigFile } from '../find-config.ts'
import { type Io, isUsageError, VERSION } from '../io.ts'
import { CREDENTIAL_OPTIONS, lookUpCredentials, NO_CREDENTIALS } from '../recipes/credentials.ts'
import { table } from '../table.ts'

/** One thing that was looked at. */
interface Finding {
  readonly check: keyof typeof CHECKS
  readonly state: 'ok' | 'warning' | 'error'
  readonly message: string
}

const CHECKS = {
  node: { en: 'Node', zh: 'Node' },
  configuration: { en: 'configuration', zh: '配置' },
  credentials: { en: 'credentials', zh: '凭证' },
  endpoint: { en: 'endpoint', zh: 'Endpoint' },
  clock: { en: 'clock', zh: '时钟' },
} as const satisfies Record<string, Localized>

const STATES = {
  ok: { en: 'ok', zh: '正常' },
  warning: { en: 'warning', zh: '警告' },
  error: { en: 'error', zh: '错误' },
} as const satisfies Record<string, Localized>

const MESSAGES = {
  node: { en: 'version {version}; oss-process {own}', zh: '版本 {version}；oss-process {own}' },
  oldNode: { en: 'version {version}, but 20.19 or later is needed', zh: '版本 {version}，需要 20.19 或更高版本' },
  noConfig: { en: 'none; the defaults hold', zh: '无；使用默认值' },
  found: { en: 'from {source}', zh: '来自 {source}' },
  expired: { en: 'from {source}; they expired at {time}', zh: '来自 {source}；已于 {time} 过期' },
  noEndpoint: {
    en: 'not known; name one with --endpoint, OSS_ENDPOINT or OSS_REGION, or in recipes',
    zh: '未知；可用 --endpoint、OSS_ENDPOINT、OSS_REGION 或在配方中指定',
  },
  reached: { en: '{url} answers in {time} ms', zh: '{url} 在 {time} 毫秒内响应' },
  unreachable: { en: '{url} does not answer: {reason}', zh: '{url} 没有响应：{reason}' },
  offline: { en: '{url}, not asked', zh: '{url}，未访问' },
  clock: { en: '{seconds} s from the clock of the endpoint', zh: '与 Endpoint 的时钟相差 {seconds} 秒' },
  skewed: {
    en: '{seconds} s from the clock of the endpoint; from 900 s on, OSS refuses signatures',
    zh: '与 Endpoint 的时钟相差 {seconds} 秒；达到 900 秒时 OSS 会拒绝签名',
  },
} as const satisfies Record<string, Localized>

/** How long the endpoint may take, in milliseconds. */
const PATIENCE = 5000

export const doctorCommand: Command = {
  name: 'doctor',
  summary: {
    en: 'check Node, configuration, credentials, endpoint and clock',
    zh: '检查 Node、配置、凭证、Endpoint 和时钟',
  },
  usage: '',
  most: 0,
  options: {
    endpoint: {
      type: 'string',
      value: 'URL',
      description: {
        en: 'the endpoint to ask (default: from the environment or profile)',
        zh: '要访问的 Endpoint（默认取自环境变量或配置）',
      },
    },
    offline: { type: 'boolean', description: { en: 'ask nothing over the network', zh: '不访问网络' } },
    json: { type: 'boolean', description: { en: 'as JSON', zh: '以 JSON 输出' } },
    ...CREDENTIAL_OPTIONS,
  },
  examples: [
    {
      command: 'oss-process doctor',
      comment: { en: 'everything; exit with 1 when something is wrong', zh: '全部检查；有问题时以 1 退出' },
    },
    {
      command: 'oss-process doctor --endpoint oss-cn-hangzhou.aliyuncs.com',
      comment: { en: 'with a certain endpoint', zh: '指定 Endpoint' },
    },
  ],
  async run(args, io) {
    const { locale } = args
    const { finding: credentials, found } = await checkCredentials(args, io)
    const findings = [
      checkNode(locale),
      await checkConfiguration(io, locale),
      credentials,
      ...(await checkEndpoint(findEndpoint(args, io, found), args)),
    ]
    if (args.flag('json')) io.stdout.write(`${JSON.stringify(findings, undefined, 2)}\n`)
    else {
      const rows = findings.map(({ check, state, message }) => [STATES[state][locale], CHECKS[check][locale], message])
      io.stdout.write(table(rows))
    }
    return findings.some(({ state }) => state === 'error') ? 1 : 0
  },
}

function say(id: keyof typeof MESSAGES, locale: Locale, data: MessageData = {}): string {
  return fillMessage(MESSAGES[id], data, locale)
}

function checkNode(locale: Locale): Finding {
  const { node: version } = process.versions
  const [major = 0, minor = 0] = version.split('.').map(Number)
  const isOld = major < 20 || (major === 20 && minor < 19)
  const message = isOld ? say('oldNode', locale, { version }) : say('node', locale, { version, own: VERSION })
  return { check: 'node', state: isOld ? 'error' : 'ok', message }
}

async function checkConfiguration(io: Io, locale: Locale): Promise<Finding> {
  const file = findConfigFile(io.cwd)
  if (file === undefined) return { check: 'configuration', state: 'ok', message: say('noConfig', locale) }
  const { readConfig } = await import('../project/config-file.ts')
  try {
    await readConfig(file, io.cwd, locale)
    return { check: 'configuration', state: 'ok', message: file }
  } catch (error) {
    if (!isUsageError(error)) throw error
    return { check: 'configuration', state: 'error', message: error.message }
  }
}

async function checkCredentials(
  args: Args,
  io: Io,
): Promise<{ readonly finding: Finding; readonly found?: FoundCredentials }> {
  const { locale } = args
  const { RequestError } = await import('../../request/index.ts')
  const check = 'credentials'
  try {
    const found = await lookUpCredentials(args, io)
    if (!found) return { finding: { check, state: 'warning', message: NO_CREDENTIALS[locale] } }
    const { source, expiresAt } = found
    const isExpired = expiresAt !== undefined && expiresAt.getTime() < Date.now()
    const message = isExpired
      ? say('expired', locale, { source, time: expiresAt.toISOString() })
      : say('found', locale, { source })
    return { finding: { check, state: isExpired ? 'error' : 'ok', message }, found }
  } catch (error) {
    if (!(error instanceof RequestError)) throw error
    return { finding: { check, state: 'error', message: error.text[locale] } }
  }
}

function findEndpoint({ text }: Args, { env }: Io, found: FoundCredentials | undefined): string | undefined {
  const region = env.OSS_REGION || found?.region
  const byRegion = region && `oss-${region.replace(/^oss-/, '')}.aliyuncs.com`
  const endpoint = text('endpoint') || env.OSS_ENDPOINT || found?.endpoint || byRegion || undefined
  return endpoint && (endpoint.includes('://') ? endpoint : `https://${endpoint}`)
}

/** What the endpoint says of itself and of the time; any answer will do, since none is asked for anything. */
async function checkEndpoint(url: string | undefined, { flag, locale }: Args): Promise<Finding[]> {
  const check = 'endpoint'
  if (!url) return [{ check, state: 'warning', message: say('noEndpoint', locale) }]
  if (flag('offline')) return [{ check, state: 'ok', message: say('offline', locale, { url }) }]
  const start = Date.now()
  try {
    const { headers } = await fetch(url, { method: 'HEAD', redirect: 'manual', signal: AbortSignal.timeout(PATIENCE) })
    const now = Date.now()
    const message = say('reached', locale, { url, time: now - start })
    return [{ check, state: 'ok', message }, ...checkClock(headers.get('date'), now, locale)]
  } catch (error) {
    return [{ check, state: 'error', message: say('unreachable', locale, { url, reason: reasonOf(error) }) }]
  }
}

function reasonOf(error: unknown): string {
  const cause = error instanceof Error ? (error.cause ?? error) : error
  if (!(cause instanceof Error)) return String(cause)
  return 'code' in cause && typeof cause.code === 'string' ? cause.code : cause.message
}

function checkClock(date: string | null, now: number, locale: Locale): Finding[] {
  const time = Date.parse(date ?? '')
  if (Number.isNaN(time)) return []
  const seconds = Math.round((now - time) / 1000)
  const size = Math.abs(seconds)
  const state = size >= 900 ? 'error' : size >= 60 ? 'warning' : 'ok'
  return [{ check: 'clock', state, message: say(state === 'ok' ? 'clock' : 'skewed', locale, { seconds }) }]
}
