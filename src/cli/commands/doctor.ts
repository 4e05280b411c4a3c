import type { Locale, Localized } from '../../../grammar/catalogue/localized.ts'
import { isUsageError } from '../../files/problem.ts'
import { fillMessage, type MessageData } from '../../language/diagnostic.ts'
import { findConfigFile } from '../../project/find-config.ts'
import { connectionText, failureCode } from '../../request/connection-text.ts'
import type { FoundCredentials } from '../../request/index.ts'
import { type Io, VERSION } from '../io.ts'
import type { Probe, ProbeAnswer } from '../jobs/probe.ts'
import { type ArgsOf, defineCommand, type OptionSpecs } from '../options/args.ts'
import { CREDENTIAL_OPTIONS, lookUpCredentials, NO_CREDENTIALS } from '../options/credentials.ts'
import { findEndpoint } from '../options/endpoint.ts'
import { table } from '../output/table.ts'

/** One thing that was looked at. */
interface Diagnosis {
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
  signature: { en: 'signature', zh: '签名' },
  imm: { en: 'IMM', zh: 'IMM' },
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
  strange: {
    en: '{url} answers {answer} without x-oss-request-id: it is not OSS. Look at the endpoint, and at proxies and portals on the way',
    zh: '{url} 返回 {answer}，且没有 x-oss-request-id：它不是 OSS。请检查 Endpoint 以及途中的代理或登录页',
  },
  signed: { en: 'OSS takes the signature for the region {region}', zh: 'OSS 接受地域 {region} 的签名' },
  noRegion: {
    en: 'not tried, since no region is known; set OSS_REGION, or name one in the profile',
    zh: '未尝试，因为不知道地域；请设置 OSS_REGION 或在配置中指定',
  },
  wrongSecret: {
    en: 'the secret is not the one of the access key {id} (SignatureDoesNotMatch)',
    zh: '密钥与 AccessKey {id} 不符（SignatureDoesNotMatch）',
  },
  wrongKey: {
    en: 'OSS knows no access key {id} (InvalidAccessKeyId)',
    zh: 'OSS 中没有 AccessKey {id}（InvalidAccessKeyId）',
  },
  wrongToken: {
    en: 'the security token is wrong or has ended ({code}); ask for new credentials',
    zh: '安全令牌错误或已过期（{code}）；请重新获取凭证',
  },
  wrongRegion: {
    en: 'the bucket "{bucket}" is not in the region {region}: it is at {found}',
    zh: 'Bucket "{bucket}" 不在地域 {region}：它位于 {found}',
  },
  wrongSigningRegion: {
    en: 'the signature is for the region {region}, which is not that of the endpoint ({message})',
    zh: '签名使用的地域 {region} 与 Endpoint 不符（{message}）',
  },
  noBucket: { en: 'there is no bucket "{bucket}"', zh: '没有 Bucket "{bucket}"' },
  denied: {
    en: 'the signature is right, but {id} may not do this ({code}: {message})',
    zh: '签名正确，但 {id} 没有权限（{code}：{message}）',
  },
  refused: { en: 'OSS answers {status} {code}: {message}', zh: 'OSS 返回 {status} {code}：{message}' },
  noImm: {
    en: 'the bucket "{bucket}" is bound to no IMM project ({code}); bind one in its region before processing videos, audio and documents',
    zh: 'Bucket "{bucket}" 没有绑定 IMM 项目（{code}）；处理视频、音频和文档前请在同一地域绑定项目',
  },
  immRefuses: {
    en: 'IMM answers {status} {code}: {message}',
    zh: 'IMM 返回 {status} {code}：{message}',
  },
  offline: { en: '{url}, not asked', zh: '{url}，未访问' },
  clock: { en: '{seconds} s from the clock of the endpoint', zh: '与 Endpoint 的时钟相差 {seconds} 秒' },
  skewed: {
    en: '{seconds} s from the clock of the endpoint; from 900 s on, OSS refuses signatures',
    zh: '与 Endpoint 的时钟相差 {seconds} 秒；达到 900 秒时 OSS 会拒绝签名',
  },
} as const satisfies Record<string, Localized>

/** How long the endpoint may take, in milliseconds. */
const PATIENCE = 5000

const OPTIONS = {
  endpoint: {
    type: 'string',
    value: 'URL',
    description: {
      en: 'the endpoint to ask (default: from the environment or profile)',
      zh: '要访问的 Endpoint（默认取自环境变量或配置）',
    },
  },
  bucket: {
    type: 'string',
    value: 'NAME',
    description: {
      en: 'also look whether this bucket is there, in the region, and bound to an IMM project (default: OSS_BUCKET)',
      zh: '同时检查该 Bucket 是否存在、是否在该地域、是否绑定 IMM 项目（默认 OSS_BUCKET）',
    },
  },
  offline: { type: 'boolean', description: { en: 'ask nothing over the network', zh: '不访问网络' } },
  json: { type: 'boolean', description: { en: 'as JSON', zh: '以 JSON 输出' } },
  ...CREDENTIAL_OPTIONS,
} satisfies OptionSpecs

type DoctorArgs = ArgsOf<typeof OPTIONS>

export const doctorCommand = defineCommand({
  name: 'doctor',
  summary: {
    en: 'check Node, configuration, credentials, endpoint, clock, and a signed request',
    zh: '检查 Node、配置、凭证、Endpoint、时钟，并试签一个请求',
  },
  usage: '',
  most: 0,
  options: OPTIONS,
  examples: [
    {
      command: 'oss-process doctor',
      comment: { en: 'everything; exit with 1 when something is wrong', zh: '全部检查；有问题时以 1 退出' },
    },
    {
      command: 'oss-process doctor --endpoint oss-cn-hangzhou.aliyuncs.com',
      comment: { en: 'with a certain endpoint', zh: '指定 Endpoint' },
    },
    {
      command: 'oss-process doctor --endpoint oss-cn-hangzhou.aliyuncs.com --bucket video-demo',
      comment: { en: 'and whether the bucket can process videos', zh: '并检查该 Bucket 能否处理视频' },
    },
  ],
  async run(args, io) {
    const { locale } = args
    const { finding: credentials, found } = await checkCredentials(args, io)
    const findings = [
      checkNode(locale),
      await checkConfiguration(io, locale),
      credentials,
      ...(await checkEndpoint(found, args, io)),
    ]
    if (args.flag('json')) io.stdout.write(`${JSON.stringify(findings, undefined, 2)}\n`)
    else {
      const rows = findings.map(({ check, state, message }) => [STATES[state][locale], CHECKS[check][locale], message])
      io.stdout.write(table(rows, io.stdout.columns))
    }
    return findings.some(({ state }) => state === 'error') ? 1 : 0
  },
})

function say(id: keyof typeof MESSAGES, locale: Locale, data: MessageData = {}): string {
  return fillMessage(MESSAGES[id], data, locale)
}

function checkNode(locale: Locale): Diagnosis {
  const { node: version } = process.versions
  const [major = 0, minor = 0] = version.split('.').map(Number)
  const isOld = major < 20 || (major === 20 && minor < 19)
  const message = isOld ? say('oldNode', locale, { version }) : say('node', locale, { version, own: VERSION })
  return { check: 'node', state: isOld ? 'error' : 'ok', message }
}

async function checkConfiguration(io: Io, locale: Locale): Promise<Diagnosis> {
  const file = findConfigFile(io.cwd)
  if (file === undefined) return { check: 'configuration', state: 'ok', message: say('noConfig', locale) }
  const { readConfig } = await import('../../project/config-file.ts')
  try {
    await readConfig(file, { folder: io.cwd, locale })
    return { check: 'configuration', state: 'ok', message: file }
  } catch (error) {
    if (!isUsageError(error)) throw error
    return { check: 'configuration', state: 'error', message: error.message }
  }
}

async function checkCredentials(
  args: DoctorArgs,
  io: Io,
): Promise<{ readonly finding: Diagnosis; readonly found?: FoundCredentials }> {
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

/** What the endpoint says of itself, of the time, and of one request that is signed where there are credentials. */
async function checkEndpoint(found: FoundCredentials | undefined, args: DoctorArgs, io: Io): Promise<Diagnosis[]> {
  const { flag, locale } = args
  const check = 'endpoint'
  const url = readUsage(() => findEndpoint(args, io, found))
  if (url instanceof Error) return [{ check, state: 'error', message: url.message }]
  if (!url) return [{ check, state: 'warning', message: say('noEndpoint', locale) }]
  if (flag('offline')) return [{ check, state: 'ok', message: say('offline', locale, { url }) }]
  const { probe, send } = await import('../jobs/probe.ts')
  const question = probe(url, args.text('bucket') || io.env.OSS_BUCKET || '', io.env.OSS_REGION || found?.region, found)
  const start = Date.now()
  try {
    const answer = await send(question, io.env, PATIENCE)
    const now = Date.now()
    const { status, requestId, type, date } = answer
    if (!requestId)
      return [{ check, state: 'error', message: say('strange', locale, { url, answer: `${status} ${type}`.trim() }) }]
    const message = say('reached', locale, { url, time: now - start })
    return [
      { check, state: 'ok', message },
      ...checkClock(date, now, locale),
      ...(found ? checkSignature(question, answer, found.accessKeyId, locale) : []),
    ]
  } catch (error) {
    const reason = connectionText(failureCode(error), question.host, locale)
    return [{ check, state: 'error', message: say('unreachable', locale, { url, reason }) }]
  }
}

/** What a user got wrong in place of what was to be read. */
function readUsage<Value>(read: () => Value): Value | Error {
  try {
    return read()
  } catch (error) {
    if (isUsageError(error)) return error
    throw error
  }
}

/** What the answer to a signed request says of the secret, the region, the bucket and IMM. */
function checkSignature({ bucket, region }: Probe, answer: ProbeAnswer, id: string, locale: Locale): Diagnosis[] {
  const { status, code, message = '', endpoint } = answer
  const check = 'signature'
  // A bucket that was to be looked at was not.
  if (region === undefined)
    return [{ check, state: bucket === '' ? 'warning' : 'error', message: say('noRegion', locale) }]
  const wrong = (text: keyof typeof MESSAGES, data: MessageData = {}): Diagnosis[] => [
    { check, state: 'error', message: say(text, locale, { id, bucket, region, code, status, message, ...data }) },
  ]
  const right: Diagnosis = { check, state: 'ok', message: say('signed', locale, { region }) }
  if (code === 'SignatureDoesNotMatch') return wrong('wrongSecret')
  if (code === 'InvalidAccessKeyId') return wrong('wrongKey')
  if (/Token/.test(code)) return wrong('wrongToken')
  if (endpoint !== undefined && (status === 301 || status === 307 || code === 'AccessDenied')) {
    return wrong('wrongRegion', { found: endpoint })
  }
  if (/signing region/i.test(message)) return wrong('wrongSigningRegion')
  if (code === 'NoSuchBucket') return wrong('noBucket')
  const imm = checkImm(bucket, answer, locale)
  if (imm) return [right, imm]
  if (code === 'AccessDenied') {
    return [{ check, state: 'warning', message: say('denied', locale, { id, code, message }) }]
  }
  return status < 400 || /^(?:NoSuchKey|Imm ?Client)$/i.test(code) ? [right] : wrong('refused')
}

/** What IMM says that the bucket is bound to no project. */
const UNBOUND = /imm project|attached project|attachment|not attached|not (?:bind|bound)|resource project/i

/** What IMM, which OSS asks, says of the bucket; undefined where it is not IMM that answers, or it says that the object is not there. */
function checkImm(bucket: string, { status, code, message = '' }: ProbeAnswer, locale: Locale): Diagnosis | undefined {
  const isImm = /^Imm ?Client$/i.test(code)
  const isUnbound = UNBOUND.test(message) || (isImm && status === 404 && !/NoSuchKey|object|SourceURI/i.test(message))
  if (isUnbound) return { check: 'imm', state: 'error', message: say('noImm', locale, { bucket, code }) }
  if (!isImm || status === 404) return undefined
  const found = { status, code, message }
  return { check: 'imm', state: 'error', message: say('immRefuses', locale, found) }
}

function checkClock(date: string, now: number, locale: Locale): Diagnosis[] {
  const time = Date.parse(date)
  if (Number.isNaN(time)) return []
  const seconds = Math.round((now - time) / 1000)
  const size = Math.abs(seconds)
  const state = size >= 900 ? 'error' : size >= 60 ? 'warning' : 'ok'
  return [{ check: 'clock', state, message: say(state === 'ok' ? 'clock' : 'skewed', locale, { seconds }) }]
}
