import type { Locale, Localized } from '../../../grammar/catalogue/localized.ts'
import { fillMessage } from '../../language/diagnostic.ts'
import type { FoundCredentials } from '../../request/index.ts'
import type { Io } from '../io.ts'
import type { ArgsOf, OptionSpecs } from './args.ts'
import { type LocalArgs, localCredentials } from './local.ts'

/** Where credentials are looked for; their values come from no option. */
export const CREDENTIAL_OPTIONS = {
  profile: {
    type: 'string',
    value: 'NAME',
    description: {
      en: 'profile of ossutil, the CLI or the SDKs; wins over the environment',
      zh: 'ossutil、阿里云 CLI 或 SDK 的配置名；优先于环境变量',
    },
  },
  'credential-process': {
    type: 'string',
    value: 'COMMAND',
    description: { en: 'a command that prints the credentials as JSON', zh: '以 JSON 输出凭证的命令' },
  },
  role: {
    type: 'string',
    value: 'NAME',
    optional: true,
    description: { en: 'the RAM role of this ECS instance', zh: '本 ECS 实例的 RAM 角色' },
  },
} satisfies OptionSpecs

type CredentialArgs = ArgsOf<typeof CREDENTIAL_OPTIONS>

const SIGNED: Localized = { en: 'Signed; the credentials are from: {source}.', zh: '已签名；凭证来自：{source}。' }

/** What to do where credentials are needed and none are found. */
export const NO_CREDENTIALS: Localized = {
  en: 'No credentials were found; set OSS_ACCESS_KEY_ID and OSS_ACCESS_KEY_SECRET, or name a profile of ~/.ossutilconfig.',
  zh: '没有找到凭证；请设置 OSS_ACCESS_KEY_ID 和 OSS_ACCESS_KEY_SECRET，或指定 ~/.ossutilconfig 中的配置。',
}

const UNSIGNED: Localized = {
  en: 'No credentials were found; the requests are unsigned. Set OSS_ACCESS_KEY_ID and OSS_ACCESS_KEY_SECRET to sign them.',
  zh: '没有找到凭证，请求未签名。设置 OSS_ACCESS_KEY_ID 和 OSS_ACCESS_KEY_SECRET 即可签名。',
}

/** The credentials that the options and the surroundings name; undefined where there are none. Throws a RequestError. */
export async function lookUpCredentials(args: CredentialArgs, io: Io): Promise<FoundCredentials | undefined> {
  const { findCredentials } = await import('../../request/index.ts')
  const role = args.text('role')
  return findCredentials({
    env: io.env,
    home: io.env.HOME,
    profile: args.text('profile'),
    process: args.text('credential-process'),
    role: role === '' ? true : role,
  })
}

const NOT_RENEWED: Localized = {
  en: 'New credentials were asked for, since those in use are refused: {reason}',
  zh: '正在使用的凭证被拒绝，因此重新获取凭证：{reason}',
}

/** Asks for credentials anew, and says why there are none. */
export function askAgain(look: () => Promise<FoundCredentials | undefined>, locale: Locale, io: Io): typeof look {
  const say = (reason: string) => io.stderr.write(`oss-process: ${fillMessage(NOT_RENEWED, { reason }, locale)}\n`)
  return async () => {
    try {
      const found = await look()
      if (!found) say(NO_CREDENTIALS[locale])
      return found
    } catch (error) {
      const { RequestError } = await import('../../request/index.ts')
      if (error instanceof RequestError) say(error.text[locale])
      throw error
    }
  }
}

/** Like `lookUpCredentials`; a local OSS has credentials of its own. */
export async function credentialsOrLocal(
  args: CredentialArgs & LocalArgs,
  io: Io,
): Promise<FoundCredentials | undefined> {
  return args.text('local') === undefined ? lookUpCredentials(args, io) : localCredentials(io, args.locale)
}

/** Says on standard error whether requests are signed, and with what. */
export function sayWhoSigns(found: FoundCredentials | undefined, locale: Locale, io: Io): void {
  const note = found ? fillMessage(SIGNED, { source: found.source }, locale) : UNSIGNED[locale]
  io.stderr.write(`${note}\n`)
}
