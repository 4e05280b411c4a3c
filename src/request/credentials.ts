import { exec } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { readIni } from './ini.ts'
import { findKeyPair, type KeyPair } from './key-pair.ts'
import { askRole, type Fetch } from './metadata.ts'
import { problem } from './problem.ts'
import { secret } from './secret.ts'

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
  /** The profile in `~/.ossutilconfig`, the section in `~/.oss/credentials`; OSSUTIL_PROFILE, else `default`, when not given. */
  readonly profile?: string | undefined
  /** A command that prints the credentials as JSON. */
  readonly process?: string | undefined
  /** The RAM role of this ECS instance: its name, or true for the one it has. Not asked for when not given. */
  readonly role?: string | true | undefined
  readonly env?: Readonly<Record<string, string | undefined>> | undefined
  readonly home?: string | undefined
  /** Runs a command in a shell and gives what it prints. */
  readonly run?: ((command: string) => Promise<string>) | undefined
  readonly fetch?: Fetch | undefined
  /** `http://100.100.100.200` when not given. */
  readonly metadataUrl?: string | undefined
}

interface Surroundings {
  readonly profile: string | undefined
  readonly env: Readonly<Record<string, string | undefined>>
  readonly home: string
  readonly run: (command: string) => Promise<string>
  readonly askRole: (name: string | true) => Promise<FoundCredentials>
}

type Source = (options: FindOptions, around: Surroundings) => Promise<FoundCredentials | undefined>

const fromEnvironment: Source = async (_, { env }) => {
  const { OSS_ACCESS_KEY_ID: id = '', OSS_ACCESS_KEY_SECRET: text = '', OSS_SESSION_TOKEN: token } = env
  if (id === '' && text === '') return undefined
  if (id !== '' && text !== '') return { ...pair(id, text, token), source: 'environment' }
  const names = ['OSS_ACCESS_KEY_ID', 'OSS_ACCESS_KEY_SECRET'] as const
  const [found, missing] = id === '' ? [names[1], names[0]] : names
  throw problem(
    'environment-half',
    {
      en: '{found} is set in the environment, but {missing} is not.',
      zh: '环境变量中设置了 {found}，但没有设置 {missing}。',
    },
    { found, missing },
  )
}

const pair = (accessKeyId: string, text: string, token: string | undefined): KeyPair => ({
  accessKeyId,
  accessKeySecret: secret(text),
  ...(token && { securityToken: secret(token) }),
})

async function findText(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8')
  } catch {
    return undefined
  }
}

const fromOssutil: Source = async (_options, around) => {
  const text = await findText(around.env.OSSUTIL_CONFIG_FILE || join(around.home, '.ossutilconfig'))
  if (text === undefined) return undefined
  const sections = readIni(text)
  const name = around.profile ?? 'default'
  const profile = [`profile ${name}`, name, ...(name === 'default' ? ['credentials'] : [])].find(one =>
    sections.has(one.toLowerCase()),
  )
  const section = profile && sections.get(profile.toLowerCase())
  if (!section) return undefined
  const source = `~/.ossutilconfig [${profile}]`
  const keys = findKeyPair(section)
  const [region, endpoint] = [section.get('region'), section.get('endpoint')]
  if (keys) return { ...keys, source, region, endpoint }
  const mode = section.get('mode') ?? ''
  if (mode.toLowerCase() === 'ecsramrole') {
    return { ...(await around.askRole(section.get('ecsrolename') || true)), source, region, endpoint }
  }
  if (mode === '') return undefined
  throw problem(
    'mode-unsupported',
    {
      en: 'The mode "{mode}" in {source} cannot be used here; AK, StsToken and EcsRamRole can. Put the keys into the environment instead.',
      zh: '此处不支持 {source} 中的模式 "{mode}"；支持 AK、StsToken 和 EcsRamRole。请改用环境变量提供密钥。',
    },
    { mode, source },
  )
}

const fromOssFile: Source = async (_, around) => {
  const text = await findText(around.env.OSS_CREDENTIAL_PROFILES_FILE || join(around.home, '.oss', 'credentials'))
  const name = around.profile ?? 'default'
  const section = text === undefined ? undefined : readIni(text).get(name.toLowerCase())
  const keys = section && findKeyPair(section)
  return keys && { ...keys, source: `~/.oss/credentials [${name}]` }
}

const fromProcess: Source = async ({ process }, around) => {
  if (process === undefined) return undefined
  const keys = findKeyPair(await readOutput(process, around.run))
  if (keys) return { ...keys, source: 'process' }
  throw problem('process-output', {
    en: 'The credential process printed no JSON object with AccessKeyId and AccessKeySecret.',
    zh: '凭证进程没有输出包含 AccessKeyId 和 AccessKeySecret 的 JSON 对象。',
  })
}

async function readOutput(command: string, run: Surroundings['run']): Promise<unknown> {
  let output: string
  try {
    output = await run(command)
  } catch {
    // Neither the command nor what it printed: both may hold a secret.
    throw problem('process-failed', { en: 'The credential process failed.', zh: '凭证进程执行失败。' })
  }
  try {
    return JSON.parse(output)
  } catch {
    return undefined
  }
}

const fromRole: Source = async ({ role }, around) => (role === undefined ? undefined : around.askRole(role))

const runInShell = async (command: string): Promise<string> => {
  const { stdout } = await promisify(exec)(command, { timeout: 60_000, windowsHide: true })
  return stdout
}

const sources: readonly Source[] = [fromEnvironment, fromOssutil, fromOssFile, fromProcess, fromRole]

/**
 * Looks for credentials: environment, `~/.ossutilconfig`, `~/.oss/credentials`, then the process and the RAM role that are
 * named. Undefined when none has any; throws a RequestError where one is asked for and does not give them.
 */
export async function findCredentials(options: FindOptions = {}): Promise<FoundCredentials | undefined> {
  const env = options.env ?? globalThis.process.env
  const around: Surroundings = {
    env,
    profile: options.profile ?? (env.OSSUTIL_PROFILE || undefined),
    home: options.home ?? homedir(),
    run: options.run ?? runInShell,
    askRole: name => askRole(name, options.fetch ?? fetch, options.metadataUrl ?? 'http://100.100.100.200'),
  }
  for (const source of sources) {
    const found = await source(options, around)
    if (found) return found
  }
  return undefined
}
