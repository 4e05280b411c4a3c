import path from 'node:path'
import type { Resolver } from '../config/resolve.ts'
import { plainSettings } from '../config/settings.ts'
import { type LintedFile, type RuleSummary, summarize } from '../report/report.ts'
import { statistics } from '../report/statistics.ts'
import type { Args } from './args.ts'
import { milliseconds } from './clock.ts'
import { findConfigFile } from './find-config.ts'
import { type Input, readStdinAndArguments, writeInput } from './inputs.ts'
import { type Io, isUsageError, UsageError, VERSION } from './io.ts'
import { maximumFrom, viaFrom } from './lint-options.ts'
import { type Output, readOutputs, writeOutputs } from './outputs.ts'
import type { Cache } from './project/cache.ts'
import type { FoundConfig } from './project/config-file.ts'
import type { Patch, ProjectResult } from './project/run.ts'

/** Runs `lint` once, or again and again under `--watch`. */
export async function runLint(args: Args, io: Io): Promise<number> {
  const outputs = readOutputs(args.list('format'), io.env, args.locale)
  const limit = maximumFrom(args)
  const setup = await readSetup(args, io)
  if (args.text('print-config') !== undefined) return showConfig(args, setup, io)
  const inputs = await readStdinAndArguments(args, io)
  const patterns = await expandPatterns(args, io)
  if (inputs.length === 0 && patterns.length === 0 && !asksGit(args)) throw nothingToRead(args)
  const run: LintRun = { args, io, outputs, inputs, patterns, limit, cache: await openCacheFor(args, setup, io) }
  return args.flag('watch') ? watchAndLint(run, setup) : (await lintOnce(run, setup)).code
}

/** What stays the same from run to run. */
interface LintRun {
  readonly args: Args
  readonly io: Io
  readonly outputs: readonly Output[]
  readonly inputs: readonly Input[]
  readonly patterns: readonly string[]
  readonly limit: number | undefined
  readonly cache: Cache | undefined
}

/** The configuration and what follows from it. */
interface Setup {
  readonly found: FoundConfig | undefined
  readonly resolver: Resolver
  /** Where globs of the configuration and the baseline start. */
  readonly folder: string
}

async function readSetup(args: Args, io: Io): Promise<Setup> {
  const { locale } = args
  const told = { locale, via: viaFrom(args.text('via')) }
  const found = args.flag('no-config') ? undefined : await findSetup(args, io)
  if (!found) {
    const settings = plainSettings(locale, told.via)
    const resolver = { settingsFor: () => settings, isIgnored: () => false, extraRules: [] }
    return { found, resolver, folder: io.cwd }
  }
  const { makeResolver } = await import('../config/resolve.ts')
  return { found, resolver: makeResolver(found.config, told), folder: path.dirname(found.file) }
}

async function findSetup(args: Args, io: Io): Promise<FoundConfig | undefined> {
  const named = args.text('config')
  const file = named === undefined ? findConfigFile(io.cwd) : path.resolve(io.cwd, named)
  if (file === undefined) return undefined
  const { readConfig } = await import('./project/config-file.ts')
  return readConfig(file, io.cwd, args.locale)
}

async function showConfig(args: Args, { found, resolver }: Setup, io: Io): Promise<number> {
  const { printConfig } = await import('./project/print-config.ts')
  io.stdout.write(printConfig(args.text('print-config') ?? '', found, resolver, io.cwd))
  return 0
}

function asksGit(args: Args): boolean {
  return args.flag('staged') || args.text('changed') !== undefined
}

function nothingToRead({ locale }: Args): UsageError {
  return new UsageError(
    locale === 'zh'
      ? '没有输入；应给出路径、-e 字符串或 --stdin。'
      : 'There is nothing to read; expected a path, -e STRING or --stdin.',
  )
}

async function expandPatterns(args: Args, io: Io): Promise<readonly string[]> {
  const paths = args.positionals.filter(name => name !== '-')
  if (!paths.some(name => name.startsWith('@'))) return paths
  const { expandArgumentFiles } = await import('./project/argument-file.ts')
  return expandArgumentFiles(paths, io.cwd, args.locale)
}

async function openCacheFor(args: Args, { found }: Setup, io: Io): Promise<Cache | undefined> {
  const isAsked = args.flag('cache') || args.text('cache-location') !== undefined
  // What the functions of a custom rule do cannot be compared.
  if ((!isAsked && !args.flag('watch')) || found?.config.customRules?.length) return undefined
  const { openCache } = await import('./project/cache.ts')
  const named = args.text('cache-location') ?? 'node_modules/.cache/oss-process/lint.json'
  const version = JSON.stringify([VERSION, found?.config ?? null])
  return openCache(isAsked ? path.resolve(io.cwd, named) : undefined, version)
}

interface Once {
  readonly code: number
  readonly folders: readonly string[]
}

async function lintOnce(run: LintRun, setup: Setup): Promise<Once> {
  const { args, io } = run
  const start = milliseconds()
  const given = await lintInputs(run, setup)
  const project = await lintPaths(run, setup)
  const { files, note } = await withBaseline(project?.files ?? [], run, setup)
  const all = [...given, ...files]
  const reported = milliseconds()
  const problems = [...(project?.problems ?? []), ...(await report(all, project?.patches ?? [], run, setup))]
  for (const text of [...(project?.notes ?? []), ...(note ? [note] : [])]) io.stderr.write(`${text}\n`)
  for (const problem of problems) io.stderr.write(`oss-process: ${problem}\n`)
  if (args.flag('timing')) writeTiming(project, { start, reported, end: milliseconds() }, run)
  return { code: problems.length > 0 ? 2 : exitCode(all, run, setup), folders: project?.folders ?? [] }
}

async function lintInputs({ args, io, inputs }: LintRun, { resolver, folder }: Setup): Promise<LintedFile[]> {
  if (inputs.length === 0) return []
  const { fixFile, lintFile } = await import('./lint-file.ts')
  const linted: LintedFile[] = []
  for (const input of inputs) {
    const settings = resolver.settingsFor(
      path.relative(folder, path.resolve(io.cwd, input.kind)).replaceAll(path.sep, '/'),
    )
    const fixed = args.flag('fix') ? fixFile(input, settings) : input
    if (fixed.text !== input.text) await writeInput(fixed, io, args.locale)
    linted.push(lintFile(fixed, settings))
  }
  return linted
}

async function lintPaths(run: LintRun, { resolver, folder }: Setup): Promise<ProjectResult | undefined> {
  const { args, io, patterns, outputs, cache } = run
  if (patterns.length === 0 && !asksGit(args)) return undefined
  const { lintProject } = await import('./project/run.ts')
  const changed = args.text('changed')
  return lintProject({
    cwd: io.cwd,
    locale: args.locale,
    resolver,
    configFolder: folder,
    patterns,
    // A report of the run before is no source, and no more is its cache.
    without: new Set(ownFiles(args, outputs).map(file => path.resolve(io.cwd, file))),
    staged: args.flag('staged'),
    fix: isDryRun(args) ? 'dry' : args.flag('fix') ? 'write' : 'off',
    dropClean: !outputs.some(({ format }) => format.startsWith('json')),
    ...(changed !== undefined && { changed }),
    ...(cache && { cache }),
    ...(io.worker !== undefined && { worker: io.worker }),
  })
}

function ownFiles(args: Args, outputs: readonly Output[]): readonly string[] {
  return [args.text('cache-location'), ...outputs.map(({ file }) => file)].filter(file => file !== undefined)
}

function isDryRun(args: Args): boolean {
  return args.flag('fix-dry-run') || args.flag('diff')
}

async function withBaseline(
  files: readonly LintedFile[],
  { args, io }: LintRun,
  { folder }: Setup,
): Promise<{ readonly files: readonly LintedFile[]; readonly note?: string }> {
  if (files.length === 0) return { files }
  const { applyBaseline } = await import('./project/baseline-file.ts')
  const asked = args.text('baseline')
  const mode = asked === 'write' || asked === 'prune' || asked === 'ignore' ? asked : 'use'
  return applyBaseline(files, mode, { cwd: io.cwd, baseline: folder }, args.locale)
}

async function report(
  files: readonly LintedFile[],
  patches: readonly Patch[],
  { args, io, outputs }: LintRun,
  { resolver, found }: Setup,
): Promise<string[]> {
  const shown = args.flag('quiet') ? files.map(onlyErrors) : files
  if (isDryRun(args)) {
    const { printPatches } = await import('./project/patch.ts')
    io.stdout.write(printPatches(patches))
  }
  const wanted = isDryRun(args) ? outputs.filter(({ file }) => file !== undefined) : outputs
  const problems = await writeOutputs(wanted, shown, () => summariesOf(resolver, found), io, args.locale)
  if (args.flag('statistics')) {
    const isForPeople = wanted.some(({ format, file }) => format === 'pretty' && file === undefined)
    const stream = isForPeople ? io.stdout : io.stderr
    stream.write(statistics(shown, { locale: args.locale }))
  }
  return problems
}

async function summariesOf(resolver: Resolver, found: FoundConfig | undefined): Promise<readonly RuleSummary[]> {
  const { ruleSummaries } = await import('./rule-summaries.ts')
  return ruleSummaries(found?.config, resolver)
}

function onlyErrors(file: LintedFile): LintedFile {
  const isError = ({ severity }: { readonly severity: string }) => severity === 'error'
  const strings = file.strings.map(string => ({ ...string, diagnostics: string.diagnostics.filter(isError) }))
  return { ...file, strings, diagnostics: file.diagnostics.filter(isError) }
}

function exitCode(files: readonly LintedFile[], { limit, io, args }: LintRun, { found }: Setup): number {
  const { errors, warnings } = summarize(files)
  const maximum = limit ?? found?.config.maxWarnings ?? Number.POSITIVE_INFINITY
  if (errors === 0 && warnings <= maximum) return 0
  if (errors === 0) {
    const [en, zh] = [
      `There are too many warnings: ${warnings}, at most ${maximum} are allowed.`,
      `警告过多：${warnings} 个，最多允许 ${maximum} 个。`,
    ]
    io.stderr.write(`oss-process: ${args.locale === 'zh' ? zh : en}\n`)
  }
  return 1
}

function writeTiming(
  project: ProjectResult | undefined,
  { start, reported, end }: { readonly start: number; readonly reported: number; readonly end: number },
  { io, args }: LintRun,
): void {
  const words = args.locale === 'zh' ? ['查找文件', '检查', '报告'] : ['finding files', 'linting', 'reporting']
  const { find, lint } = project?.milliseconds ?? { find: 0, lint: reported - start }
  for (const [index, milliseconds] of [find, lint, end - reported].entries())
    io.stderr.write(`${milliseconds.toFixed(1).padStart(9)} ms  ${words[index]}\n`)
}

async function watchAndLint(run: LintRun, first: Setup): Promise<number> {
  const { args, io } = run
  const { watchFolders } = await import('./project/watch.ts')
  const watch = watchFolders(io.signal)
  let setup = first
  let code = 0
  while (!io.signal?.aborted) {
    try {
      const once = await lintOnce(run, setup)
      code = once.code
      watch.follow([...new Set([...once.folders, setup.folder])])
    } catch (error) {
      if (!isUsageError(error)) throw error
      io.stderr.write(`oss-process: ${error.message}\n`)
      code = 2
    }
    io.stderr.write(args.locale === 'zh' ? '等待文件变化……\n' : 'Waiting for changes...\n')
    await watch.changed()
    setup = await readSetup(args, io).catch(() => setup)
  }
  watch.close()
  return code
}
