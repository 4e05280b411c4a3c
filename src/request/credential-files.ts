import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { systemCode } from '../language/given.ts'
import { isRecord } from '../language/record.ts'
import { readIni } from './ini.ts'
import { problem } from './problem.ts'
import { type Profile, toProfile } from './profile.ts'

/** The profiles of a file. */
export interface ProfileFile {
  /** As it is named to people. */
  readonly name: string
  /** A profile as it is written there, with its fields. */
  find(name: string): { readonly name: string; readonly profile: Profile } | undefined
  /** The names of all. */
  readonly names: readonly string[]
  /** The one that counts where none is named. */
  readonly current: string
  /** True where the file itself names that one, and has others only. */
  readonly isAstray: boolean
}

interface CredentialFile {
  readonly name: string
  readonly path: (env: Environment, home: string) => string
  /** Of the environment, the name of the profile. */
  readonly variable: string
  readonly read: (
    text: string,
  ) => Pick<ProfileFile, 'find' | 'names'> & { readonly current?: string | undefined; readonly isAstray?: boolean }
}

type Environment = Readonly<Record<string, string | undefined>>

function sections(text: string, titles: (name: string) => readonly string[]): Pick<ProfileFile, 'find' | 'names'> {
  const ini = readIni(text)
  return {
    names: [...ini.keys()].map(title => title.replace(/^profile /, '')).filter(name => !name.startsWith('buckets ')),
    find: name => {
      const title = titles(name).find(one => ini.has(one.toLowerCase()))
      const profile = title === undefined ? undefined : ini.get(title.toLowerCase())
      return title !== undefined && profile ? { name: title, profile } : undefined
    },
  }
}

/** The files that hold credentials, in the order that they are looked into. */
const KINDS: readonly CredentialFile[] = [
  {
    name: '~/.ossutilconfig',
    path: (env, home) => env.OSSUTIL_CONFIG_FILE || join(home, '.ossutilconfig'),
    variable: 'OSSUTIL_PROFILE',
    read: text => sections(text, name => [`profile ${name}`, name, ...(name === 'default' ? ['credentials'] : [])]),
  },
  {
    name: '~/.oss/credentials',
    path: (env, home) => env.OSS_CREDENTIAL_PROFILES_FILE || join(home, '.oss', 'credentials'),
    variable: 'OSSUTIL_PROFILE',
    read: text => sections(text, name => [name]),
  },
  {
    name: '~/.aliyun/config.json',
    path: (_, home) => join(home, '.aliyun', 'config.json'),
    variable: 'ALIBABA_CLOUD_PROFILE',
    read: readCliConfig,
  },
  {
    name: '~/.alibabacloud/credentials',
    path: (env, home) => env.ALIBABA_CLOUD_CREDENTIALS_FILE || join(home, '.alibabacloud', 'credentials'),
    variable: 'ALIBABA_CLOUD_PROFILE',
    read: text => sections(text, name => [name]),
  },
]

/** The names of the files, for people. */
export const CREDENTIAL_FILES: readonly string[] = KINDS.map(({ name }) => name)

/** Reads the files that are there. Throws a RequestError for one that cannot be read. */
export async function* credentialFiles(env: Environment, home: string): AsyncGenerator<ProfileFile> {
  for (const { name, path, variable, read } of KINDS) {
    const text = await findText(path(env, home))
    if (text === undefined) continue
    const { find, names, current, isAstray = false } = readAs(read, text, name)
    yield { name, find, names, current: env[variable] || current || 'default', isAstray: isAstray && !env[variable] }
  }
}

function readAs(read: CredentialFile['read'], text: string, name: string): ReturnType<CredentialFile['read']> {
  try {
    return read(text)
  } catch (error) {
    // What the parser says repeats the text around the place, where keys stand.
    const at = /at position (\d+)/.exec(String(error))?.[1]
    const line = text.slice(0, at === undefined ? text.length : Number(at)).split('\n').length
    throw problem(
      'credentials-form',
      {
        en: '{name} is not the JSON that it should be. Look at line {line}, or have "aliyun configure" write it anew.',
        zh: '{name} 不是有效的 JSON。请检查第 {line} 行，或用 "aliyun configure" 重新生成。',
      },
      { name, line },
    )
  }
}

/** The configuration of the CLI: `{ "current": "default", "profiles": [{ "name": "default", "mode": "AK", ... }] }`. */
function readCliConfig(text: string): ReturnType<CredentialFile['read']> {
  const value: unknown = JSON.parse(text)
  const profiles = new Map<string, Profile>()
  if (!isRecord(value)) throw new Error('no object')
  for (const profile of Array.isArray(value.profiles) ? value.profiles : []) {
    if (isRecord(profile) && typeof profile.name === 'string') profiles.set(profile.name, toProfile(profile))
  }
  const current = typeof value.current === 'string' && value.current !== '' ? value.current : undefined
  return {
    current,
    names: [...profiles.keys()],
    isAstray: current !== undefined && profiles.size > 0 && !profiles.has(current),
    find: name => {
      const profile = profiles.get(name)
      return profile && { name, profile }
    },
  }
}

/** UTF-8, or UTF-16 as Notepad and PowerShell write it; the mark of either in front is taken off. */
function decode(bytes: Uint8Array): string {
  return new TextDecoder(bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : 'utf-8').decode(bytes)
}

async function findText(path: string): Promise<string | undefined> {
  try {
    return decode(await readFile(path))
  } catch (error) {
    const code = systemCode(error)
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined
    throw problem(
      'credentials-file',
      { en: '"{path}" cannot be read ({code}).', zh: '无法读取 "{path}"（{code}）。' },
      { path, code },
    )
  }
}
