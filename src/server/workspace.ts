import { statSync } from 'node:fs'
import path from 'node:path'
import type { Locale, Localized } from '../../grammar/catalogue/localized.ts'
import { errorText } from '../language/given.ts'
import type { Config } from '../project/config.ts'
import { readConfig } from '../project/config-file.ts'
import { isLeftOut } from '../project/discover.ts'
import { findConfigFile } from '../project/find-config.ts'
import { makeResolver, type Resolver } from '../project/resolve.ts'
import { plainSettings, type Settings } from '../project/settings.ts'
import type { OpenFile } from './open-file.ts'

const UNTRUSTED: Localized = {
  en: 'The configuration is a program, and this workspace is not trusted; it was not run.',
  zh: '配置是程序，而此工作区不受信任，没有运行。',
}

/** What holds for the files of an editor: for each the nearest configuration, as it is on the disk now. */
export interface Workspace {
  /** Undefined for a file that is left out. */
  readonly settingsFor: (file: OpenFile) => Promise<Settings | undefined>
  /** The configuration of a file. */
  readonly configFor: (file: OpenFile) => Promise<Config | undefined>
  /** Takes the folders that the editor has open from now on. */
  readonly setFolders: (folders: readonly string[]) => void
  /** Forgets what was read. */
  readonly forget: () => void
}

/** What is known of the editor. */
export interface WorkspaceOptions {
  readonly locale: Locale
  /** True where programs of the workspace may run. */
  readonly isTrusted: boolean
  /** Takes what is wrong with a configuration, once for each state of it. */
  readonly complain: (problem: string) => void
}

interface FolderSettings {
  readonly config: Config | undefined
  readonly resolver: Resolver
}

/** Makes a workspace without folders. */
export function makeWorkspace({ locale, isTrusted, complain }: WorkspaceOptions): Workspace {
  const parts = new Map<string, { readonly stamp: string; readonly part: Promise<FolderSettings> }>()
  let folders: readonly string[] = []

  const isOwn = (file: string) => folders.some(folder => !path.relative(folder, file).startsWith('..'))

  async function read(file: string): Promise<FolderSettings> {
    const told = { locale, via: 'auto' } as const
    try {
      const isDataOnly = !(isTrusted && isOwn(file))
      const folder = path.dirname(file)
      const { config } = await readConfig(file, { folder, locale, isDataOnly, refusal: UNTRUSTED })
      return { config, resolver: makeResolver(config, told) }
    } catch (error) {
      complain(`${file}: ${errorText(error)}`)
      return { config: undefined, resolver: makeResolver(undefined, told) }
    }
  }

  function partOf(file: string): Promise<FolderSettings> {
    const stamp = stampOf(file)
    const known = parts.get(file)
    if (known?.stamp === stamp) return known.part
    const part = read(file)
    parts.set(file, { stamp, part })
    return part
  }

  const configFileOf = ({ name, isLocal }: OpenFile) => (isLocal ? findConfigFile(path.dirname(name)) : undefined)

  return {
    async settingsFor(file) {
      if (file.isLocal && isLeftOut(file.name)) return undefined
      const found = configFileOf(file)
      if (found === undefined) return plainSettings(locale)
      const { resolver } = await partOf(found)
      const relative = path.relative(path.dirname(found), file.name).replaceAll(path.sep, '/')
      return resolver.isIgnored(relative) ? undefined : resolver.settingsFor(relative)
    },
    async configFor(file) {
      const found = configFileOf(file)
      return found === undefined ? undefined : (await partOf(found)).config
    },
    setFolders: given => {
      folders = given
    },
    forget: () => parts.clear(),
  }
}

/** What changes when a file does. */
function stampOf(file: string): string {
  const { mtimeMs, size } = statSync(file, { throwIfNoEntry: false }) ?? { mtimeMs: 0, size: 0 }
  return `${mtimeMs} ${size}`
}
