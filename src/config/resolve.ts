import picomatch from 'picomatch'
import type { Via } from '../catalog/types.ts'
import type { Locale } from '../language/diagnostic.ts'
import type { Rule } from '../lint/rule.ts'
import { bucketRules } from './bucket-rules.ts'
import type { Config, PathConfig } from './config.ts'
import { plainSettings, type Settings } from './settings.ts'

/** What the command line tells, which wins over the configuration. */
export interface Told {
  readonly locale: Locale
  readonly via: Via | 'auto'
}

/** The configuration for single files. Paths are relative to the folder of the configuration, with forward slashes. */
export interface Resolver {
  readonly settingsFor: (path: string) => Settings
  readonly isIgnored: (path: string) => boolean
  /** Rules beside the built-in ones. */
  readonly extraRules: readonly Rule[]
}

/** Makes a resolver; equal settings are one object, so that what is remembered of them is shared. */
export function makeResolver(config: Config | undefined, { locale, via }: Told): Resolver {
  if (!config) {
    const settings = plainSettings(locale, via)
    return { settingsFor: () => settings, isIgnored: () => false, extraRules: [] }
  }
  const { ignore = [], overrides = [], buckets, customRules = [] } = config
  const extraRules = [...(buckets ? bucketRules(buckets) : []), ...customRules]
  const matchers = overrides.map(override => ({ override, matches: matcher(override.files) }))
  const known = new Map<string, Settings>()
  return {
    extraRules,
    isIgnored: ignore.length === 0 ? () => false : matcher(ignore),
    settingsFor: path => {
      const fitting = matchers.map(({ matches }) => matches(path))
      const key = fitting.join()
      const settings = known.get(key) ?? merge([config, ...overrides.filter((_, index) => fitting[index])])
      known.set(key, settings)
      return settings
    },
  }

  function merge(parts: readonly PathConfig[]): Settings {
    const last = <K extends keyof PathConfig>(key: K) => parts.findLast(part => part[key] !== undefined)?.[key]
    return {
      locale,
      via,
      defaultVia: last('defaultVia') ?? 'auto',
      strict: last('preset') === 'strict',
      rules: Object.assign({}, ...parts.map(part => part.rules)),
      extraRules,
    }
  }
}

/** A pattern without a slash fits the name of a file in any folder, and the name of any folder. */
function matcher(globs: readonly string[]): (path: string) => boolean {
  const full = globs.flatMap(glob => {
    const pattern = glob.replace(/^\.?\//, '').replace(/\/$/, '')
    const anywhere = pattern.includes('/') ? pattern : `**/${pattern}`
    return [anywhere, `${anywhere}/**`]
  })
  return picomatch(full, { dot: true })
}
