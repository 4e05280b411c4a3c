import { readFile } from 'node:fs/promises'
import { plainKey } from './ini.ts'
import { findKeyPair, type KeyPair } from './key-pair.ts'
import { askRole, type Fetch } from './metadata.ts'
import { problem } from './problem.ts'
import { askProcess } from './process.ts'
import { assumeRole, assumeRoleWithOidc, type RoleRequest, type StsPlace } from './sts.ts'
import { askUri } from './uri.ts'

/** The fields of a profile, by plain names: `accesskeyid` for accessKeyID, access-key-id and access_key_id. */
export type Profile = ReadonlyMap<string, string>

/** Where a profile is, and what it may ask. */
export interface ProfileContext {
  /** Such as `~/.ossutilconfig [default]`. */
  readonly source: string
  readonly env: Readonly<Record<string, string | undefined>>
  readonly fetch: Fetch
  /** Asks without a proxy: the metadata of an instance is no further than its own network. */
  readonly fetchNear: Fetch
  readonly metadataUrl: string
  readonly run: (command: string) => Promise<string>
  /** Another profile of the same file. */
  readonly find: (name: string) => Profile | undefined
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

const ofRole: ProfileMode = async (profile, context) => {
  const name = pick(profile, 'sourceprofile')
  const source = name === undefined ? await keys(profile, context) : await fromSource(name, profile, context)
  return source === 'anonymous' ? source : assumeRole(source, roleOf(profile, context), stsOf(profile, context))
}

const ofInstance: ProfileMode = (profile, { fetchNear, metadataUrl }) =>
  askRole(pick(profile, 'ecsrolename', 'ramrolename', 'rolename') ?? true, fetchNear, metadataUrl)

/** The modes of all tools, by plain names: ossutil and the CLI say RamRoleArn where the SDKs say ram_role_arn. */
const MODES: Readonly<Record<string, ProfileMode>> = {
  ak: keys,
  accesskey: keys,
  ststoken: keys,
  sts: keys,
  // The CLI keeps the keys that it got when somebody signed in.
  cloudsso: keys,
  oauth: keys,
  ramrolearn: ofRole,
  chainableramrolearn: ofRole,
  ecsramrole: ofInstance,
  ramrolearnwithrolename: async (profile, context) => {
    const source = await ofInstance(profile, context)
    return source === 'anonymous' ? source : assumeRole(source, roleOf(profile, context), stsOf(profile, context))
  },
  oidc: (profile, context) => oidcKeys(profile, context),
  oidcrolearn: (profile, context) => oidcKeys(profile, context),
  process: (profile, { run }) => askProcess(pick(profile, 'credentialprocess', 'processcommand') ?? '', run),
  external: (profile, { run }) => askProcess(pick(profile, 'credentialprocess', 'processcommand') ?? '', run),
  credentialsuri: (profile, { fetch }) => askUri(pick(profile, 'credentialsuri', 'credentialuri') ?? '', fetch),
  anonymous: async () => 'anonymous',
}

/** The credentials that a profile gives, by its mode. Throws a RequestError where it gives none. */
export async function keysOf(profile: Profile, context: ProfileContext): Promise<ProfileKeys> {
  const mode = pick(profile, 'mode', 'type') ?? 'AK'
  const find = MODES[plainKey(mode)]
  if (find) return find(profile, context)
  throw problem(
    'mode-unsupported',
    {
      en: 'The mode "{mode}" in {source} cannot be used here. Put the keys into the environment instead.',
      zh: '此处不支持 {source} 中的模式 "{mode}"。请改用环境变量提供密钥。',
    },
    { mode, source: context.source },
  )
}

/** Credentials by the token that an identity provider put into a file. */
export async function oidcKeys(profile: Profile, context: ProfileContext): Promise<KeyPair> {
  const file = need(profile, context, 'oidctokenfile', 'oidctokenfilepath')
  const providerArn = need(profile, context, 'oidcproviderarn')
  const token = await readToken(file)
  return assumeRoleWithOidc({ providerArn, token }, roleOf(profile, context), stsOf(profile, context))
}

async function readToken(file: string): Promise<string> {
  try {
    return (await readFile(file, 'utf8')).trim()
  } catch {
    throw problem(
      'oidc-token',
      { en: 'The OIDC token cannot be read from "{file}".', zh: '无法从 "{file}" 读取 OIDC 令牌。' },
      { file },
    )
  }
}

/** The longest chain of profiles that take a role on from one another. */
const LONGEST = 5

async function fromSource(name: string, profile: Profile, context: ProfileContext): Promise<ProfileKeys> {
  const depth = Number(profile.get(DEPTH) ?? 0) + 1
  const source = depth > LONGEST ? undefined : context.find(name)
  if (source) return keysOf(new Map([...source, [DEPTH, String(depth)]]), context)
  throw problem(
    'source-profile',
    {
      en: 'The profile {source} takes its keys from the profile "{name}", which is not there or leads back to it.',
      zh: '配置 {source} 引用了配置 "{name}"，而后者不存在或形成了循环。',
    },
    { source: context.source, name },
  )
}

const DEPTH = ' depth'

function pick(profile: Profile, ...names: readonly string[]): string | undefined {
  return names.map(name => profile.get(name)).find(value => value)
}

function need(profile: Profile, { source }: ProfileContext, ...names: readonly string[]): string {
  const value = pick(profile, ...names)
  if (value !== undefined) return value
  throw problem(
    'profile-field',
    { en: 'The profile {source} names no {name}.', zh: '配置 {source} 中缺少 {name}。' },
    { source, name: names[0] ?? '' },
  )
}

function roleOf(profile: Profile, context: ProfileContext): RoleRequest {
  const { env } = context
  return {
    roleArn: need(profile, context, 'rolearn', 'ramrolearn'),
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
