import { readFile } from 'node:fs/promises'
import { meantHint, nearest } from '../language/suggest.ts'
import type { Fetch } from './fetch.ts'
import { plainKey } from './ini.ts'
import { findKeyPair, type KeyPair } from './key-pair.ts'
import { askRole, type MetadataPlace } from './metadata.ts'
import { problem, type RequestError } from './problem.ts'
import { askProcess, noKeysPrinted } from './process.ts'
import { assumeRole, assumeRoleWithOidc, type RoleRequest, type StsPlace } from './sts.ts'
import { askUri } from './uri.ts'

/** The fields of a profile, by plain names: `accesskeyid` for accessKeyID, access-key-id and access_key_id. */
export type Profile = ReadonlyMap<string, string>

/** Where a profile is, and what it may ask. */
export interface ProfileContext extends MetadataPlace {
  /** Such as `~/.ossutilconfig [default]`. */
  readonly source: string
  readonly fetch: Fetch
  readonly run: (command: string) => Promise<string>
  /** Another profile of the same file. */
  readonly find: (name: string) => Profile | undefined
  /** The names of the profiles that led here, each the source of the one before. */
  readonly chain?: readonly string[]
}

/** The fields of an object read from JSON, as a profile. */
export function toProfile(value: object): Profile {
  const fields = Object.entries(value).flatMap(([name, field]): [string, string][] =>
    typeof field === 'string' || typeof field === 'number' ? [[plainKey(name), String(field)]] : [],
  )
  return new Map(fields)
}

/** What a profile gives: keys, or nothing where it says that nobody signs. */
export type ProfileKeys = KeyPair | 'anonymous'

type ProfileMode = (profile: Profile, context: ProfileContext) => Promise<ProfileKeys>

const keys: ProfileMode = async (profile, { source }) => {
  const found = findKeyPair(profile)
  if (found) return found
  throw problem(
    'profile-keys',
    {
      en: 'The profile {source} has no AccessKeyId and AccessKeySecret.',
      zh: '配置 {source} 中没有 AccessKeyId 和 AccessKeySecret。',
    },
    { source },
  )
}

/** Keys that end: without their token they open nothing. */
const temporaryKeys: ProfileMode = async (profile, context) => {
  const found = await keys(profile, context)
  if (found === 'anonymous' || found.securityToken) return found
  throw missing(context, ['sts_token', 'security_token'])
}

/** The CLI keeps the keys that it got when somebody signed in. */
const signedIn: ProfileMode = async (profile, context) => {
  const found = findKeyPair(profile)
  if (found) return found
  throw problem(
    'profile-signed-out',
    {
      en: 'The profile {source} has no keys: sign in with "aliyun configure" first.',
      zh: '配置 {source} 中没有密钥：请先用 "aliyun configure" 登录。',
    },
    { source: context.source },
  )
}

const ofRole: ProfileMode = async (profile, context) => {
  const role = roleOf(profile, context)
  const name = pick(profile, 'sourceprofile')
  const source = name === undefined ? await keys(profile, context) : await fromSource(name, context)
  return source === 'anonymous' ? source : assumeRole(source, role, stsOf(profile, context))
}

const ofChain: ProfileMode = (profile, context) => {
  need(profile, context, 'source_profile')
  return ofRole(profile, context)
}

const ofInstance: ProfileMode = (profile, context) =>
  askRole(pick(profile, 'ecsrolename', 'ramrolename', 'rolename') ?? true, context)

const ofInstanceRole: ProfileMode = async (profile, context) => {
  const role = roleOf(profile, context)
  const source = await ofInstance(profile, context)
  return source === 'anonymous' ? source : assumeRole(source, role, stsOf(profile, context))
}

/** A process prints keys, or a profile of the CLI with its mode. */
const ofProcess: ProfileMode = async (profile, context) => {
  const output = await askProcess(need(profile, context, 'credential_process', 'process_command'), context.run)
  const printed = toProfile(output)
  const mode = plainKey(pick(printed, 'mode') ?? '')
  if (!['', 'ak', 'ststoken', 'process', 'external'].includes(mode)) {
    return keysOf(printed, { ...context, find: () => undefined })
  }
  const found = findKeyPair(output)
  if (found) return found
  throw noKeysPrinted()
}

const ofUri: ProfileMode = (profile, context) =>
  askUri(need(profile, context, 'credentials_uri', 'credential_uri'), context.fetch)

/** The modes of all tools, as people know them: ossutil and the CLI say RamRoleArn where the SDKs say ram_role_arn. */
const MODES = {
  AK: keys,
  access_key: keys,
  StsToken: temporaryKeys,
  sts: temporaryKeys,
  CloudSSO: signedIn,
  OAuth: signedIn,
  RamRoleArn: ofRole,
  ChainableRamRoleArn: ofChain,
  EcsRamRole: ofInstance,
  RamRoleArnWithRoleName: ofInstanceRole,
  OIDC: (profile, context) => oidcKeys(profile, context),
  oidc_role_arn: (profile, context) => oidcKeys(profile, context),
  Process: ofProcess,
  External: ofProcess,
  CredentialsURI: ofUri,
  Anonymous: async () => 'anonymous',
} as const satisfies Record<string, ProfileMode>

const BY_PLAIN_NAME: ReadonlyMap<string, ProfileMode> = new Map(
  Object.entries(MODES).map(([name, mode]) => [plainKey(name), mode]),
)

/** Modes that there are, and that nothing here can sign with. */
const UNSUPPORTED = ['rsakeypair', 'bearer', 'bearertoken']

/** The credentials that a profile gives, by its mode. Throws a RequestError where it gives none. */
export async function keysOf(profile: Profile, context: ProfileContext): Promise<ProfileKeys> {
  const mode = pick(profile, 'mode', 'type')
  if (mode === undefined && pick(profile, ...ROLE_ARNS) !== undefined) throw modeMissing(context)
  const find = BY_PLAIN_NAME.get(plainKey(mode ?? 'AK'))
  if (find) return find(profile, context)
  throw UNSUPPORTED.includes(plainKey(mode ?? '')) ? unsupported(mode ?? '', context) : unknownMode(mode ?? '', context)
}

/** Keys beside a role: signing with them would use another account or other rights than the profile names. */
function modeMissing({ source }: ProfileContext): RequestError {
  return problem(
    'mode-missing',
    {
      en: 'The profile {source} names a role, but no mode; write mode = RamRoleArn to take the role on, or mode = AK to sign with the keys.',
      zh: '配置 {source} 指定了角色，但没有 mode；请写 mode = RamRoleArn 以扮演该角色，或 mode = AK 以直接使用密钥。',
    },
    { source },
  )
}

function unsupported(mode: string, { source }: ProfileContext): RequestError {
  return problem(
    'mode-unsupported',
    {
      en: 'The mode "{mode}" in {source} cannot be used here. Put the keys into the environment instead.',
      zh: '此处不支持 {source} 中的模式 "{mode}"。请改用环境变量提供密钥。',
    },
    { mode, source },
  )
}

function unknownMode(mode: string, { source }: ProfileContext): RequestError {
  const known = Object.keys(MODES)
  const hint = meantHint(nearest(mode, known))
  return problem(
    'mode-unknown',
    {
      en: `The mode "{mode}" in {source} is not known; expected one of {known}.${hint.en}`,
      zh: `未知的模式 "{mode}"（{source}）；应为 {known} 之一。${hint.zh}`,
    },
    { mode, source, known: known.join(', ') },
  )
}

/** Credentials by the token that an identity provider put into a file. */
export async function oidcKeys(profile: Profile, context: ProfileContext): Promise<KeyPair> {
  const file = need(profile, context, 'oidc_token_file', 'oidc_token_file_path')
  const providerArn = need(profile, context, 'oidc_provider_arn')
  const token = await readToken(file)
  return assumeRoleWithOidc({ providerArn, token }, roleOf(profile, context), stsOf(profile, context))
}

async function readToken(file: string): Promise<string> {
  let token: string
  try {
    token = (await readFile(file, 'utf8')).trim()
  } catch {
    throw problem(
      'oidc-token',
      { en: 'The OIDC token cannot be read from "{file}".', zh: '无法从 "{file}" 读取 OIDC 令牌。' },
      { file },
    )
  }
  if (token !== '') return token
  throw problem(
    'oidc-token',
    { en: 'The file "{file}" holds no OIDC token: it is empty.', zh: '文件 "{file}" 为空，没有 OIDC 令牌。' },
    { file },
  )
}

async function fromSource(name: string, context: ProfileContext): Promise<ProfileKeys> {
  const { source, chain = [] } = context
  if (chain.includes(name)) {
    throw problem(
      'source-profile',
      {
        en: 'The profile {source} takes its keys from the profile "{name}", which leads back to itself: {chain}.',
        zh: '配置 {source} 引用了配置 "{name}"，而后者又引用回自身：{chain}。',
      },
      { source, name, chain: [...chain.slice(chain.indexOf(name)), name].join(' -> ') },
    )
  }
  const found = context.find(name)
  if (found) return keysOf(found, { ...context, chain: [...chain, name] })
  throw problem(
    'source-profile',
    {
      en: 'The profile {source} takes its keys from the profile "{name}", which is not there.',
      zh: '配置 {source} 引用了配置 "{name}"，而后者不存在。',
    },
    { source, name },
  )
}

function pick(profile: Profile, ...names: readonly string[]): string | undefined {
  return names.map(name => profile.get(name)).find(value => value)
}

/** The value by one of these names, as they are written. */
function need(profile: Profile, context: ProfileContext, ...names: readonly string[]): string {
  const value = pick(profile, ...names.map(plainKey))
  if (value !== undefined) return value
  throw missing(context, names)
}

function missing({ source }: ProfileContext, names: readonly string[]): RequestError {
  const [first = '', ...others] = names
  const or = (word: string) => others.map(name => `${word}${name}`).join('')
  return problem(
    'profile-field',
    { en: `The profile {source} names no ${first}${or(' or ')}.`, zh: `配置 {source} 中缺少 ${first}${or(' 或 ')}。` },
    { source },
  )
}

const ROLE_ARNS = ['rolearn', 'ramrolearn']

function roleOf(profile: Profile, context: ProfileContext): RoleRequest {
  const { env } = context
  return {
    roleArn: need(profile, context, 'role_arn', 'ram_role_arn'),
    sessionName:
      pick(profile, 'rolesessionname', 'ramsessionname') || env.ALIBABA_CLOUD_ROLE_SESSION_NAME || 'oss-process',
    seconds: pick(profile, 'durationseconds', 'expiredseconds'),
    policy: pick(profile, 'policy'),
    externalId: pick(profile, 'externalid') || env.ALIBABA_CLOUD_EXTERNAL_ID || undefined,
  }
}

/** The STS of a region where one is named, by the names of the official SDKs. */
function stsOf(profile: Profile, { env, fetch }: ProfileContext): StsPlace {
  const region = pick(profile, 'stsregion') || env.ALIBABA_CLOUD_STS_REGION
  const isVpc = (pick(profile, 'enablevpc') || env.ALIBABA_CLOUD_VPC_ENDPOINT_ENABLED || '').toLowerCase() === 'true'
  const regional = region ? `${isVpc ? 'sts-vpc' : 'sts'}.${region}.aliyuncs.com` : 'sts.aliyuncs.com'
  const host = pick(profile, 'stsendpoint') || env.ALIBABA_CLOUD_STS_ENDPOINT || regional
  return { fetch, url: (host.includes('://') ? host : `https://${host}`).replace(/\/+$/, '') }
}
