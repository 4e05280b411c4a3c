import type { Locale, Localized } from '../../../grammar/catalogue/localized.ts'
import { UsageError } from '../../files/problem.ts'
import { fillMessage } from '../../language/diagnostic.ts'
import { findEndpointFault, regionEndpoint } from '../../request/endpoint.ts'
import type { FoundCredentials } from '../../request/index.ts'
import type { Io } from '../io.ts'
import type { ArgsOf, OptionSpecs, TextArgs } from './args.ts'
import { CREDENTIAL_OPTIONS } from './credentials.ts'
import { localOption } from './local.ts'

/** Where `--source oss://...` is asked, and by whom. */
export const ASKING_OPTIONS = {
  endpoint: {
    type: 'string',
    value: 'URL',
    description: {
      en: 'the endpoint to ask what an object is (default: from the environment or profile)',
      zh: '查询文件信息的 Endpoint（默认取自环境变量或配置）',
    },
  },
  ...localOption({
    en: 'ask a local OSS what an object is (default: that of "oss-process serve")',
    zh: '向本地 OSS 查询文件信息（默认为 "oss-process serve"）',
  }),
  ...CREDENTIAL_OPTIONS,
} satisfies OptionSpecs

/** Their names. */
export const ASKING_NAMES = [
  'endpoint',
  'local',
  'profile',
  'credential-process',
  'role',
] as const satisfies readonly (keyof typeof ASKING_OPTIONS)[]

/** What the user typed of them. */
export type AskingArgs = ArgsOf<typeof ASKING_OPTIONS>

/** The endpoint that `--endpoint`, the environment or the profile names, with its scheme; undefined where none does. */
export function findEndpoint(
  { text, locale }: TextArgs<'endpoint'>,
  { env }: Io,
  found: FoundCredentials | undefined,
): string | undefined {
  const region = env.OSS_REGION || found?.region
  const candidates: readonly (readonly [source: string, endpoint: string | undefined])[] = [
    ['--endpoint', text('endpoint')],
    ['OSS_ENDPOINT', env.OSS_ENDPOINT],
    [found?.source ?? '', found?.endpoint],
    ['OSS_REGION', region && regionEndpoint(region)],
  ]
  const [source = '', endpoint] = candidates.find(([, one]) => one) ?? []
  if (!endpoint) return undefined
  checkEndpoint(endpoint, source, locale)
  return endpoint.includes('://') ? endpoint : `https://${endpoint}`
}

const FAULTS = {
  scheme: { en: 'OSS is reached by http:// or https:// only', zh: 'OSS 只能通过 http:// 或 https:// 访问' },
  user: {
    en: 'it holds a user name or password; credentials come from the environment or a profile',
    zh: '其中含有用户名或密码；凭证应来自环境变量或配置文件',
  },
  form: { en: 'it is not an address of a host', zh: '它不是主机地址' },
  path: { en: 'something comes after the host', zh: '主机之后还有其他内容' },
} satisfies Record<string, Localized>

const NO_ENDPOINT = {
  en: '{source} names no endpoint: {fault}. Expected a host such as "oss-cn-hangzhou.aliyuncs.com".',
  zh: '{source} 不是 Endpoint：{fault}。应为主机名，例如 "oss-cn-hangzhou.aliyuncs.com"。',
} satisfies Localized

/** Throws a UsageError for what is no endpoint; it does not repeat what may hold a password. */
export function checkEndpoint(endpoint: string, source: string, locale: Locale): void {
  const fault = findEndpointFault(endpoint)
  if (fault) throw new UsageError(fillMessage(NO_ENDPOINT, { source, fault: FAULTS[fault] }, locale))
}
