import path from 'node:path'
import type { Locale, Localized } from '../../grammar/catalogue/localized.ts'
import { UsageError } from '../files/problem.ts'
import type { Severity } from '../language/diagnostic.ts'
import { meantHint, nearest } from '../language/suggest.ts'
import { milliseconds } from '../project/clock.ts'
import type { ConfigReadOptions, FoundConfig } from '../project/config-file.ts'
import type { Configs } from '../project/configs.ts'
import { findConfigFile } from '../project/find-config.ts'
import type { Told } from '../project/resolve.ts'
import { plainSettings } from '../project/settings.ts'
import type { Facts } from '../trace/facts.ts'
import type { Io } from './io.ts'
import { type LintArgs, viaFrom } from './options/lint-options.ts'

/** The configurations of a run and what the command line says beside them. */
export interface Setup {
  /** The configuration of the working directory. */
  readonly found: FoundConfig | undefined
  readonly configs: Configs
  /** Where the baseline stands. */
  readonly folder: string
  /** How long each rule took, in milliseconds, where that is wanted. */
  readonly times?: Map<string, number>
}

/**
 * Reads the configuration of the working directory, and prepares those below it.
 * @throws UsageError for a configuration that is wrong, and for a rule that does not exist.
 */
export async function readSetup(args: LintArgs, io: Io): Promise<Setup> {
  checkContradiction(args)
  const told = await toldBy(args, io)
  const read: ConfigReadOptions = { folder: io.cwd, locale: args.locale, isDataOnly: args.flag('no-code') }
  const isNested = !args.flag('no-config') && args.text('config') === undefined
  const found = args.flag('no-config') ? undefined : await findSetup(args, io, read)
  const folder = found ? path.dirname(found.file) : io.cwd
  const times = told.times && { times: told.times.byRule }
  if (!found && !isAsked(args) && args.positionals.length === 0) return { found, configs: plainConfigs(told), folder }
  const { makeConfigs } = await import('../project/configs.ts')
  const configs = makeConfigs({ found, told, read, isNested })
  await checkRuleNames(args, configs)
  return { found, configs, folder, ...times }
}

/** Strings from the command line need no more than this, and start faster without the rest. */
function plainConfigs({ locale, via }: Told): Configs {
  const settings = plainSettings(locale, via)
  return {
    settingsFor: () => settings,
    isIgnored: () => false,
    extraRules: () => [],
    configOf: () => undefined,
    load: async () => {},
  }
}

async function findSetup(args: LintArgs, io: Io, read: ConfigReadOptions): Promise<FoundConfig | undefined> {
  const named = args.text('config')
  const file = named === undefined ? findConfigFile(io.cwd) : path.resolve(io.cwd, named)
  if (file === undefined) return undefined
  const { readConfig } = await import('../project/config-file.ts')
  return readConfig(file, read)
}

/** True where an option says something that the plain settings do not know. */
function isAsked(args: LintArgs): boolean {
  const lists = ['rule', 'only', 'skip', 'source'] as const
  const flags = ['no-inline-config', 'fix-suggestions', 'suppress', 'timing', 'staged'] as const
  const texts = ['changed', 'print-config'] as const
  return (
    lists.some(name => args.list(name).length > 0) ||
    flags.some(name => args.flag(name)) ||
    texts.some(name => args.text(name) !== undefined)
  )
}

async function toldBy(args: LintArgs, io: Io): Promise<Told> {
  const only = namesIn(args, 'only')
  const skipped = namesIn(args, 'skip').map(id => [id, 'off'] as const)
  const given = args.list('rule').map(text => ruleSetting(text, args.locale))
  return {
    locale: args.locale,
    via: viaFrom(args.text('via')),
    rules: Object.fromEntries([...given, ...skipped]),
    ...(only.length > 0 && { only }),
    ...(args.list('source').length > 0 && { sources: await sourcesFrom(args, io) }),
    ...(args.flag('no-inline-config') && { ignoresDirectives: true }),
    ...(args.flag('fix-suggestions') && { takesSuggestions: true }),
    ...(args.flag('suppress') && { suppresses: true }),
    ...(args.flag('timing') && { times: { byRule: new Map(), now: milliseconds } }),
  }
}

async function sourcesFrom(args: LintArgs, io: Io): Promise<readonly Facts[]> {
  const { readSources } = await import('./options/source.ts')
  return (await readSources(args, io)).map(({ facts }) => facts)
}

function namesIn({ list, locale }: LintArgs, option: 'only' | 'skip'): readonly string[] {
  return list(option).flatMap(text => {
    const names = text.split(',').flatMap(name => name.trim() || [])
    if (names.length > 0) return names
    throw new UsageError(
      locale === 'zh'
        ? `"--${option}" 中的 "${text}" 没有规则名。`
        : `"--${option}" is "${text}", which names no rule.`,
    )
  })
}

/** One of the two would be left out without a word. */
function checkContradiction(args: LintArgs): void {
  if (!args.flag('no-config') || args.text('config') === undefined) return
  throw new UsageError(
    args.locale === 'zh'
      ? '"--config" 与 "--no-config" 相互矛盾。'
      : '"--config" and "--no-config" contradict each other.',
  )
}

const SEVERITIES: Readonly<Record<string, Severity | 'off'>> = {
  error: 'error',
  warning: 'warning',
  warn: 'warning',
  info: 'info',
  off: 'off',
}

/** `--rule parameter-range:warning`. */
function ruleSetting(text: string, locale: Locale): readonly [string, Severity | 'off'] {
  const [id = '', severity = '', ...rest] = text.split(':').map(word => word.trim())
  const known = Object.hasOwn(SEVERITIES, severity) && rest.length === 0 ? SEVERITIES[severity] : undefined
  if (known) return [id, known]
  throw new UsageError(
    locale === 'zh'
      ? `"--rule" 不接受 "${text}"；应为“规则:级别”，级别为 error、warning、info 或 off。`
      : `"--rule" does not take "${text}"; expected NAME:SEVERITY with one of error, warning, info, off.`,
  )
}

const SEE_RULES: Localized = {
  en: ' Run "oss-process rules" for the list.',
  zh: '运行 "oss-process rules" 查看列表。',
}

/** Rules that do not exist switch nothing on or off, which nobody would notice. */
async function checkRuleNames(args: LintArgs, configs: Configs): Promise<void> {
  const named = [
    ...args.list('rule').map(text => ['rule', ruleSetting(text, args.locale)[0]] as const),
    ...namesIn(args, 'only').map(id => ['only', id] as const),
    ...namesIn(args, 'skip').map(id => ['skip', id] as const),
  ]
  if (named.length === 0) return
  const { knownRuleIds } = await import('../project/config.ts')
  const ids = [...knownRuleIds(), ...configs.extraRules().map(({ id }) => id)]
  for (const [option, id] of named) {
    if (ids.includes(id)) continue
    const guess = nearest(id, ids)
    const hint = guess ? meantHint(guess) : SEE_RULES
    throw new UsageError(
      args.locale === 'zh'
        ? `"--${option}" 中的规则 "${id}" 不存在。${hint.zh}`
        : `"--${option}" names the rule "${id}", which does not exist.${hint.en}`,
    )
  }
}
