import path from 'node:path'
import type { Rule } from '../lint/rule.ts'
import { type ConfigReadOptions, type FoundConfig, readConfig } from './config-file.ts'
import type { Discovery } from './discover.ts'
import { findConfigIn, isTop } from './find-config.ts'
import { makeResolver, type Resolver, type Told } from './resolve.ts'
import type { Settings } from './settings.ts'

/** The configurations of a project: for each file the nearest one above it counts. Paths are absolute. */
export interface Configs {
  readonly settingsFor: (file: string) => Settings
  readonly isIgnored: (file: string) => boolean
  /** Rules beside the built-in ones, of all configurations that were read. */
  readonly extraRules: () => readonly Rule[]
  /** The configuration that counts for a file. */
  readonly configOf: (file: string) => FoundConfig | undefined
  /** Reads the configurations between the top and some files; the other functions know them then. */
  readonly load: (found: Pick<Discovery, 'files' | 'folders' | 'configured'>) => Promise<void>
}

/** A folder of the project and what holds below it. */
interface ProjectFolder {
  readonly folder: string
  readonly found: FoundConfig | undefined
  readonly resolver: Resolver
}

/** What is known before a file was looked at. */
export interface ConfigOptions {
  /** The configuration of the working directory. */
  readonly found: FoundConfig | undefined
  readonly told: Told
  readonly read: ConfigReadOptions
  /** False where that one counts for all files, because it was named or none is wanted. */
  readonly isNested: boolean
}

/** Makes the configurations of a project, of which that of the working directory is read already. */
export function makeConfigs({ found, told, read, isNested }: ConfigOptions): Configs {
  const partOf = (config: FoundConfig | undefined, folder: string): ProjectFolder => ({
    folder,
    found: config,
    resolver: makeResolver(config?.config, told),
  })
  const root = partOf(found, found ? path.dirname(found.file) : read.folder)
  const parts = new Map<string, ProjectFolder>([[root.folder, root]])
  const nearest = (file: string) => {
    for (let folder = path.dirname(file); ; folder = path.dirname(folder)) {
      const part = parts.get(folder)
      if (part || folder === path.dirname(folder)) return part ?? root
    }
  }
  return {
    settingsFor: file => {
      const { folder, resolver } = nearest(file)
      return resolver.settingsFor(relativeTo(folder, file))
    },
    isIgnored: file => {
      const part = nearest(file)
      const isOut = ({ folder, resolver }: ProjectFolder) => resolver.isIgnored(relativeTo(folder, file))
      return isOut(part) || (part !== root && isOut(root))
    },
    extraRules: () => [...new Set([...parts.values()].flatMap(({ resolver }) => resolver.extraRules))],
    configOf: file => nearest(file).found,
    load: async ({ files, folders, configured }) => {
      if (!isNested) return
      const searched = new Set(folders)
      for (const folder of new Set(files.map(file => path.dirname(file.path)))) await loadAt(folder)

      async function loadAt(folder: string): Promise<ProjectFolder> {
        const known = parts.get(folder)
        if (known) return known
        const file = searched.has(folder) && !configured.has(folder) ? undefined : findConfigIn(folder)
        const part =
          file !== undefined
            ? partOf(await readConfig(file, read), folder)
            : isTop(folder)
              ? partOf(undefined, folder)
              : await loadAt(path.dirname(folder))
        parts.set(folder, part)
        return part
      }
    },
  }
}

function relativeTo(folder: string, file: string): string {
  const isInside = file.startsWith(folder) && file[folder.length] === path.sep
  const relative = isInside ? file.slice(folder.length + 1) : path.relative(folder, file)
  return path.sep === '/' ? relative : relative.replaceAll(path.sep, '/')
}
