import type { Locale } from '../../grammar/catalogue/localized.ts'
import type { Via } from '../../grammar/catalogue/types.ts'
import { makeMatcher } from '../files/glob.ts'
import { guardRule } from '../lint/guard-rule.ts'
import type { Rule } from '../lint/rule.ts'
import { makeTimedRuleSet } from '../lint/rule-set.ts'
import { type BucketHints, bucketRules } from '../lint/rules/bucket/bucket-rules.ts'
import type { Facts } from '../trace/facts.ts'
import { readSource } from '../trace/source-text.ts'
import { type Config, knownRuleIds, type PathConfig, type RuleSetting } from './config.ts'
import type { Settings } from './settings.ts'

/** What the command line tells, which wins over the configuration. */
export interface Told {
  readonly locale: Locale
  readonly via: Via | 'auto'
  readonly rules?: Settings['rules']
  /** The only rules to run. */
  readonly only?: readonly string[]
  /** What is known of the sources. */
  readonly sources?: readonly Facts[]
  readonly ignoresDirectives?: true
  readonly takesSuggestions?: true
  readonly suppresses?: true
  /** Collects how long each rule takes, by id, in the unit of `now`. */
  readonly times?: { readonly byRule: Map<string, number>; now(): number }
}

/** The configuration for single files. Paths are relative to the folder of the configuration, with forward slashes. */
export interface Resolver {
  readonly settingsFor: (path: string) => Settings
  readonly isIgnored: (path: string) => boolean
  /** Rules beside the built-in ones. */
  readonly extraRules: readonly Rule[]
}

/** Makes a resolver; equal settings are one object, so that what is remembered of them is shared. */
export function makeResolver(config: Config | undefined, told: Told): Resolver {
  const { ignore = [], overrides = [], buckets, customRules = [] } = config ?? {}
  const extraRules = [
    ...(buckets ? bucketRules(buckets) : []),
    ...customRules.map(rule => guardRule(rule, told.locale)),
  ]
  const bucketSources = told.sources ? {} : sourcesByBucket(buckets)
  const matchers = overrides.map(override => ({ override, matches: matcher(override.files) }))
  const known = new Map<string, Settings>()
  return {
    extraRules,
    isIgnored: ignore.length === 0 ? () => false : matcher(ignore),
    settingsFor: path => {
      const fitting = matchers.map(({ matches }) => matches(path))
      const key = fitting.join()
      const settings = known.get(key) ?? merge([config ?? {}, ...overrides.filter((_, index) => fitting[index])])
      known.set(key, settings)
      return settings
    },
  }

  function merge(parts: readonly PathConfig[]): Settings {
    const last = <K extends keyof PathConfig>(key: K) => parts.findLast(part => part[key] !== undefined)?.[key]
    const { only, rules, times, sources = sourcesIn(last('source')), ...rest } = told
    const all: NonNullable<PathConfig['rules']> = Object.assign({}, ...parts.map(part => part.rules))
    const given = Object.entries(all)
    const own = given.map(([id, setting]) => [id, severityOf(setting)] as const)
    const options = given.flatMap(([id, setting]) => (typeof setting === 'string' ? [] : [[id, setting[1]] as const]))
    return {
      ...rest,
      defaultVia: last('defaultVia') ?? 'auto',
      strict: last('preset') === 'strict',
      rules: { ...Object.fromEntries(own.filter(isOn(only))), ...allBut(only, extraRules), ...rules },
      extraRules,
      ...((only || Object.values(rules ?? {}).includes('off')) && { isPartial: true }),
      ...(sources.length > 0 && { sources }),
      ...(Object.keys(bucketSources).length > 0 && { bucketSources }),
      ...(times && { ruleSet: makeTimedRuleSet(extraRules, times.byRule, times.now) }),
      ...(customRules.length > 0 && { hasPrograms: true }),
      ...(buckets && { buckets: JSON.stringify(buckets) }),
      ...(options.length > 0 && { ruleOptions: Object.fromEntries(options) }),
    }
  }
}

function sourcesByBucket(buckets: BucketHints = {}): NonNullable<Settings['bucketSources']> {
  const known = Object.entries(buckets).map(([name, { source }]) => [name, sourcesIn(source)] as const)
  return Object.fromEntries(known.filter(([, sources]) => sources.length > 0))
}

/** Words that are no facts are told when the configuration is checked. */
function sourcesIn(texts: string | readonly string[] = []): readonly Facts[] {
  return [texts].flat().flatMap(text => {
    const reading = readSource(text)
    return 'facts' in reading ? [reading.facts] : []
  })
}

function severityOf(setting: RuleSetting): Settings['rules'][string] {
  const severity = typeof setting === 'string' ? setting : setting[0]
  return severity === 'warn' ? 'warning' : severity
}

/** A rule that is asked for by name runs, also where the configuration switches it off. */
function isOn(only: readonly string[] | undefined): (entry: readonly [string, Settings['rules'][string]]) => boolean {
  return ([id, severity]) => severity !== 'off' || only?.includes(id) !== true
}

/** Switches all rules off but some. */
function allBut(only: readonly string[] | undefined, extraRules: readonly Rule[]): Settings['rules'] {
  if (!only) return {}
  const others = [...knownRuleIds(), ...extraRules.map(({ id }) => id)].filter(id => !only.includes(id))
  return Object.fromEntries(others.map(id => [id, 'off'] as const))
}

/**
 * A pattern without a slash fits the name of a file in any folder, and the name of any folder. One that starts with `!` takes back what
 * those before it took.
 */
export function matcher(globs: readonly string[]): (path: string) => boolean {
  if (!globs.some(isBack)) return plainMatcher(globs)
  const steps = globs.map(glob => ({ takes: !isBack(glob), fits: plainMatcher([glob.replace(/^!/, '')]) }))
  return path => steps.findLast(({ fits }) => fits(path))?.takes ?? false
}

const isBack = (glob: string): boolean => glob.startsWith('!')

function plainMatcher(globs: readonly string[]): (path: string) => boolean {
  const full = globs.flatMap(glob => {
    const pattern = glob.replace(/^\.?\//, '').replace(/\/$/, '')
    const anywhere = pattern.includes('/') ? pattern : `**/${pattern}`
    return [anywhere, `${anywhere}/**`]
  })
  return makeMatcher(full)
}
