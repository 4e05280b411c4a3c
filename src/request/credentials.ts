import { exec } from 'node:child_process'
import { homedir } from 'node:os'
import { promisify } from 'node:util'
import { meantHint, nearest } from '../language/suggest.ts'
import { CREDENTIAL_FILES, credentialFiles, type ProfileFile } from './credential-files.ts'
import type { Fetch } from './fetch.ts'
import { fetchThrough } from './fetch.ts'
import type { KeyPair } from './key-pair.ts'
import { askRole } from './metadata.ts'
import { problem, RequestError } from './problem.ts'
import { keysOf, oidcKeys, type ProfileContext } from './profile.ts'
import { secret } from './secret.ts'
import { askUri } from './uri.ts'

/** Credentials with the name of where they come from, never a value. */
export interface FoundCredentials extends KeyPair {
  /** Such as `environment` or `~/.ossutilconfig [default]`. */
  readonly source: string
  /** What the source says beside the keys. */
  readonly region?: string | undefined
  readonly endpoint?: string | undefined
}

/** Where to look. All that touches the machine can be replaced. */
export interface FindOptions {
  /** A profile of one of the files; what is named here wins over the environment. */
  readonly profile?: string | undefined
  /** A command that prints the credentials as JSON. */
  readonly process?: string | undefined
  /** The RAM role of this ECS instance: its name, or true for the one it has. */
  readonly role?: string | true | undefined
  readonly env?: Readonly<Record<string, string | undefined>> | undefined
  readonly home?: string | undefined
  /** Runs a command in a shell and gives what it prints. */
  readonly run?: ((command: string) => Promise<string>) | undefined
  readonly fetch?: Fetch | undefined
  /** OSS_PROCESS_METADATA_URL, else `http://100.100.100.200`, when not given. */
  readonly metadataUrl?: string | undefined
}

type CredentialContext = Omit<ProfileContext, 'source' | 'find'> & { readonly home: string }

/** Found, surely nothing (a profile says so), or to be looked for further. */
type CredentialResult = FoundCredentials | 'anonymous' | undefined

type CredentialSource = (around: CredentialContext) => Promise<CredentialResult>

/** An access key in the environment, by the names of OSS or of all of Alibaba Cloud; with a role, the credentials of that. */
const fromEnvironment =
  (prefix: string, tokenName: string): CredentialSource =>
  async around => {
    const { env } = around
    const [idName, secretName] = [`${prefix}_ACCESS_KEY_ID`, `${prefix}_ACCESS_KEY_SECRET`]
    const [id = '', text = ''] = [env[idName], env[secretName]]
    if (id === '' && text === '') return undefined
    if (id === '' || text === '') throw halfMissing(id === '' ? [secretName, idName] : [idName, secretName])
    const token = env[tokenName]
    const pair = { accessKeyId: id, accessKeySecret: secret(text), ...(token && { securityToken: secret(token) }) }
    const role = env[`${prefix}_ROLE_ARN`]
    const isOfPod = prefix === 'ALIBABA_CLOUD' && env.ALIBABA_CLOUD_OIDC_TOKEN_FILE
    if (!role || isOfPod) return { ...pair, source: 'environment' }
    const profile = new Map([
      ['mode', 'RamRoleArn'],
      ['accesskeyid', id],
      ['accesskeysecret', text],
      ['ststoken', token ?? ''],
      ['rolearn', role],
      ['rolesessionname', env[`${prefix}_ROLE_SESSION_NAME`] ?? ''],
    ])
    const keys = await named('environment', keysOf(profile, contextOf(around, 'environment')))
    return keys === 'anonymous' ? keys : { ...keys, source: `environment, role ${role}` }
  }

function halfMissing([found = '', missing = '']: readonly string[]): RequestError {
  return problem(
    'environment-half',
    {
      en: '{found} is set in the environment, but {missing} is not.',
      zh: '环境变量中设置了 {found}，但没有设置 {missing}。',
    },
    { found, missing },
  )
}

const fromOidc: CredentialSource = async around => {
  const { env } = around
  const [role, provider, file] = [
    env.ALIBABA_CLOUD_ROLE_ARN,
    env.ALIBABA_CLOUD_OIDC_PROVIDER_ARN,
    env.ALIBABA_CLOUD_OIDC_TOKEN_FILE,
  ]
  if (!role || !provider || !file) return undefined
  const profile = new Map([
    ['rolearn', role],
    ['oidcproviderarn', provider],
    ['oidctokenfile', file],
  ])
  const keys = await named('environment', oidcKeys(profile, contextOf(around, 'environment')))
  return { ...keys, source: `OIDC, role ${role}` }
}

const fromFiles: CredentialSource = async around => {
  for await (const file of credentialFiles(around.env, around.home)) {
    const found = await fromProfile(file, file.current, around)
    if (found) return found
  }
  return undefined
}

async function fromProfile(file: ProfileFile, wanted: string, around: CredentialContext): Promise<CredentialResult> {
  const found = file.find(wanted)
  // A section without keys and mode holds other settings.
  const isAbout = ([key, value]: readonly [string, string]) => value !== '' && /^(mode|type)$|key|role|token/.test(key)
  // The SDKs for Java pass over a section that is switched off.
  const isOff = found?.profile.get('enable')?.toLowerCase() === 'false'
  if (!found || isOff || ![...found.profile].some(isAbout)) return undefined
  const { name, profile } = found
  const source = `${file.name} [${name}]`
  const keys = await named(
    source,
    keysOf(
      profile,
      contextOf(around, source, other => file.find(other)?.profile),
    ),
  )
  if (keys === 'anonymous') return keys
  const region = profile.get('region') ?? profile.get('regionid')
  return { ...keys, source, region: region || undefined, endpoint: profile.get('endpoint') || undefined }
}

/** What fails says which source it is that led there. */
async function named<Keys>(source: string, keys: Promise<Keys>): Promise<Keys> {
  try {
    return await keys
  } catch (error) {
    if (!(error instanceof RequestError) || error.text.en.includes(source)) throw error
    throw new RequestError(error.id, { en: `${source}: ${error.text.en}`, zh: `${source}：${error.text.zh}` })
  }
}

function contextOf(
  around: CredentialContext,
  source: string,
  find: ProfileContext['find'] = () => undefined,
): ProfileContext {
  const { env, fetch, fetchNear, metadataUrl, run } = around
  return { env, fetch, fetchNear, metadataUrl, run, source, find }
}

const fromMetadata: CredentialSource = async around => {
  const role = around.env.ALIBABA_CLOUD_ECS_METADATA
  const isOff = around.env.ALIBABA_CLOUD_ECS_METADATA_DISABLED?.toLowerCase() === 'true'
  return role && !isOff ? named('ALIBABA_CLOUD_ECS_METADATA', askRole(role, around)) : undefined
}

const fromUri: CredentialSource = async ({ env, fetch }) => {
  const uri = env.ALIBABA_CLOUD_CREDENTIALS_URI
  const source = 'ALIBABA_CLOUD_CREDENTIALS_URI'
  return uri ? { ...(await named(source, askUri(uri, fetch))), source } : undefined
}

/** The order where nothing is named: that of the official SDKs, with the names and files of OSS before those of all products. */
const SOURCES: readonly CredentialSource[] = [
  fromEnvironment('OSS', 'OSS_SESSION_TOKEN'),
  fromEnvironment('ALIBABA_CLOUD', 'ALIBABA_CLOUD_SECURITY_TOKEN'),
  fromOidc,
  fromFiles,
  fromMetadata,
  fromUri,
]

const runInShell = async (command: string): Promise<string> => {
  const { stdout } = await promisify(exec)(command, { timeout: 60_000, windowsHide: true })
  return stdout
}

/**
 * Looks for credentials. What is named (a process, a role, a profile) is asked alone; else the environment, the token of an identity
 * provider, the files `~/.ossutilconfig`, `~/.oss/credentials`, `~/.aliyun/config.json` and `~/.alibabacloud/credentials`, the role
 * of the instance and the credentials URI where the environment names them. Undefined when none has any, and for an anonymous
 * profile; throws a RequestError where one is named and does not give them, where a file cannot be read, and for expired ones.
 */
export async function findCredentials(options: FindOptions = {}): Promise<FoundCredentials | undefined> {
  const around = surroundingsOf(options)
  const found = (await fromNamed(options, around)) ?? (await fromAny(options, around))
  if (found === undefined || found === 'anonymous') return undefined
  checkKeys(found)
  if (found.expiresAt && found.expiresAt.getTime() <= Date.now()) throw expired(found.source, found.expiresAt)
  return found
}

function surroundingsOf({
  env = globalThis.process.env,
  home,
  run,
  fetch: given,
  metadataUrl,
}: FindOptions): CredentialContext {
  return {
    env,
    home: home ?? homedir(),
    run: run ?? runInShell,
    fetch: given ?? fetchThrough(env),
    fetchNear: given ?? fetch,
    metadataUrl: (metadataUrl ?? (env.OSS_PROCESS_METADATA_URL || 'http://100.100.100.200')).replace(/\/+$/, ''),
  }
}

async function fromNamed(
  { process, role, profile }: FindOptions,
  around: CredentialContext,
): Promise<CredentialResult> {
  if ([process, role, profile].filter(named => named !== undefined).length > 1) throw severalNamed()
  if (process !== undefined) return fromProcess(process, around)
  if (role !== undefined) return askRole(role, around)
  if (profile === undefined) return undefined
  return fromProfileNamed(profile, around)
}

async function fromProcess(command: string, around: CredentialContext): Promise<CredentialResult> {
  const profile = new Map([
    ['mode', 'Process'],
    ['credentialprocess', command],
  ])
  const keys = await keysOf(profile, contextOf(around, 'process'))
  return keys === 'anonymous' ? keys : { ...keys, source: 'process' }
}

async function fromProfileNamed(name: string, around: CredentialContext): Promise<CredentialResult> {
  for await (const file of credentialFiles(around.env, around.home)) {
    const found = await fromProfile(file, name, around)
    if (found) return found
  }
  throw await noProfile(name, around)
}

async function fromAny({ profile }: FindOptions, around: CredentialContext): Promise<CredentialResult> {
  if (profile !== undefined) return undefined
  for (const source of SOURCES) {
    const found = await source(around)
    if (found) return found
  }
  // A profile that the environment names was meant to give them.
  const { OSSUTIL_PROFILE, ALIBABA_CLOUD_PROFILE } = around.env
  const wanted = OSSUTIL_PROFILE || ALIBABA_CLOUD_PROFILE
  if (wanted) throw await noProfile(wanted, around)
  checkOidc(around)
  for await (const file of credentialFiles(around.env, around.home)) if (file.isAstray) throw astray(file)
  return undefined
}

/** Signing with another profile than the one that is said would use the wrong account; signing with none was not meant either. */
function astray({ name: file, current: name }: ProfileFile): RequestError {
  return problem(
    'profile-current',
    {
      en: '{file} says that the profile "{name}" is the current one, but has no such profile; choose one with "aliyun configure switch".',
      zh: '{file} 指定当前配置为 "{name}"，但其中没有该配置；请用 "aliyun configure switch" 选择。',
    },
    { file, name },
  )
}

function severalNamed(): RequestError {
  return problem('sources-named', {
    en: 'More than one source of credentials is named; give only one of profile, process and role.',
    zh: '指定了多个凭证来源；profile、process 和 role 只能指定一个。',
  })
}

async function noProfile(name: string, { env, home }: CredentialContext): Promise<RequestError> {
  const files = CREDENTIAL_FILES.join(', ')
  const names: string[] = []
  for await (const file of credentialFiles(env, home)) names.push(...file.names)
  const others = names.filter(one => one !== name)
  const hint = meantHint(nearest(name, others))
  return problem(
    'profile-missing',
    {
      en: `There is no profile "{name}" with credentials in {files}.${hint.en}`,
      zh: `{files} 中没有包含凭证的配置 "{name}"。${hint.zh}`,
    },
    { name, files },
  )
}

/** A pod whose token is there was meant to sign; half of what it takes gives no credentials. */
function checkOidc({ env }: CredentialContext): void {
  const names = ['ALIBABA_CLOUD_OIDC_TOKEN_FILE', 'ALIBABA_CLOUD_OIDC_PROVIDER_ARN', 'ALIBABA_CLOUD_ROLE_ARN']
  const missing = names.find(name => !env[name])
  if (env[names[0] ?? ''] && missing !== undefined) throw halfMissing([names[0] ?? '', missing])
}

/** Quotes, blanks and comments that a file or a variable gave along with an access key, and a temporary key without its token. */
function checkKeys({ accessKeyId, securityToken, source }: FoundCredentials): void {
  if (!/^[!-~]+$/.test(accessKeyId) || /["'#;<>]/.test(accessKeyId)) {
    throw problem(
      'key-form',
      {
        en: 'The AccessKeyId from {source} holds signs that none has (blanks, quotes or a comment); write it alone.',
        zh: '{source} 中的 AccessKeyId 含有不应出现的字符（空格、引号或注释）；请只写 AccessKeyId 本身。',
      },
      { source },
    )
  }
  if (!accessKeyId.startsWith('STS.') || securityToken) return
  throw problem(
    'token-missing',
    {
      en: 'The AccessKeyId from {source} is a temporary one (it begins with "STS."), but there is no security token beside it.',
      zh: '{source} 中的 AccessKeyId 是临时密钥（以 "STS." 开头），但没有对应的安全令牌。',
    },
    { source },
  )
}

function expired(source: string, time: Date): RequestError {
  return problem(
    'credentials-expired',
    {
      en: 'The credentials from {source} expired at {time}, and it is {now} on this machine; ask for new ones, or set its clock.',
      zh: '{source} 中的凭证已于 {time} 过期，本机时间为 {now}；请重新获取凭证，或校准时钟。',
    },
    { source, time: time.toISOString(), now: new Date().toISOString() },
  )
}
