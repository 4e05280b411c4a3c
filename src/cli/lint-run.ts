import path from 'node:path'
import { COLON, COMMA, type Locale } from '../../grammar/catalogue/localized.ts'
import { isUsageError } from '../files/problem.ts'
import { isError } from '../language/diagnostic.ts'
import type { Cache } from '../project/cache.ts'
import { milliseconds } from '../project/clock.ts'
import type { Configs } from '../project/configs.ts'
import type { Input } from '../project/input.ts'
import { isRecipe } from '../project/is-recipe.ts'
import type { Patch, ProjectResult } from '../project/lint-project.ts'
import type { Settings } from '../project/settings.ts'
import { type LintedFile, type RuleSummary, summarize } from '../report/report.ts'
import { statistics } from '../report/statistics.ts'
import { type Io, VERSION } from './io.ts'
import { readSetup, type Setup } from './lint-setup.ts'
import { nothingToRead, readStdinAndArguments, writeInput } from './options/inputs.ts'
import { type LintArgs, maximumFrom, threadsFrom } from './options/lint-options.ts'
import { type ReportOutput, readOutputs, writeOutputs } from './output/outputs.ts'

/** Runs `lint` once, or again and again under `--watch`. */
export async function runLint(args: LintArgs, given: Io): Promise<number> {
  const io = withColors(args, given)
  const outputs = readOutputs(args, io.env)
  const limit = maximumFrom(args)
  const setup = await readSetup(args, io)
  if (args.text('print-config') !== undefined) return showConfig(args, setup, io)
  const inputs = await readStdinAndArguments(args, io)
  const patterns = await expandPatterns(args, io)
  if (inputs.length === 0 && !patterns.some(isWanted) && !asksGit(args)) throw nothingToRead(args.locale)
  const run: LintRun = {
    args,
    io,
    outputs,
    inputs,
    patterns,
    limit,
    threads: threadsFrom(args),
    cache: await openCacheFor(args, setup, io),
  }
  return args.flag('watch') ? watchAndLint(run, setup) : (await lintOnce(run, setup)).code
}

/** What stays the same from run to run. */
interface LintRun {
  readonly args: LintArgs
  readonly io: Io
  readonly outputs: readonly ReportOutput[]
  readonly inputs: readonly Input[]
  readonly patterns: readonly string[]
  readonly limit: number | undefined
  readonly threads: number | undefined
  readonly cache: Cache | undefined
}

async function showConfig(args: LintArgs, { configs }: Setup, io: Io): Promise<number> {
  const { printConfig } = await import('../project/print-config.ts')
  const file = args.text('print-config') ?? ''
  const full = path.resolve(io.cwd, file)
  await configs.load({ files: [{ file, path: full, named: true }], folders: [], configured: new Set() })
  io.stdout.write(printConfig(file, configs, io.cwd))
  return 0
}

function asksGit(args: LintArgs): boolean {
  return args.flag('staged') || args.text('changed') !== undefined
}

const isWanted = (pattern: string): boolean => !pattern.startsWith('!')

async function expandPatterns(args: LintArgs, io: Io): Promise<readonly string[]> {
  const paths = args.positionals.filter(name => name !== '-')
  if (!paths.some(name => name.startsWith('@'))) return paths
  const { expandArgumentFiles } = await import('../project/argument-file.ts')
  return expandArgumentFiles(paths, io.cwd, args.locale)
}

async function openCacheFor(args: LintArgs, { found }: Setup, io: Io): Promise<Cache | undefined> {
  const isAsked = args.flag('cache') || args.text('cache-location') !== undefined
  // What the functions of a custom rule do cannot be compared.
  if ((!isAsked && !args.flag('watch')) || found?.config.customRules?.length) return undefined
  const { openCache } = await import('../project/cache.ts')
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
  const all = [...given.files, ...files]
  const reported = milliseconds()
  const problems = [
    ...(project?.problems ?? []),
    ...(await report(all, [...given.patches, ...(project?.patches ?? [])], run, setup)),
  ]
  for (const text of [...(project?.notes ?? []), ...(note ? [note] : [])]) io.stderr.write(`${text}\n`)
  for (const problem of problems) io.stderr.write(`oss-process: ${problem}\n`)
  if (args.flag('verbose')) writeDetails(all, setup, run)
  if (args.flag('timing')) writeTiming(project, { start, reported, end: milliseconds() }, run, setup)
  return { code: problems.length > 0 ? 2 : exitCode(all, run, setup), folders: project?.folders ?? [] }
}

async function lintInputs(
  { args, io, inputs }: LintRun,
  { configs }: Setup,
): Promise<Pick<ProjectResult, 'files' | 'patches'>> {
  if (inputs.length === 0) return { files: [], patches: [] }
  const isDry = isDryRun(args)
  const isNamed = args.text('stdin-filename') !== undefined
  const { fixFile, lintFile } = await import('../project/lint-file.ts')
  const linted: LintedFile[] = []
  const patches: Patch[] = []
  for (const input of inputs) {
    const full = path.resolve(io.cwd, input.kind)
    if (isNamed)
      await configs.load({ files: [{ file: input.file, path: full, named: true }], folders: [], configured: new Set() })
    if (isNamed && input.source === 'stdin' && (await isIgnored(full, args, configs, io))) {
      const { ignoredNote } = await import('../project/lint-project.ts')
      io.stderr.write(`${ignoredNote(input.file, args.locale)}\n`)
      continue
    }
    const found = configs.settingsFor(full)
    // A string that is named with its source is meant for it.
    const settings: Settings = input.source === 'argument' && found.sources ? { ...found, mustFit: true } : found
    if (input.source !== 'argument' && isRecipe(input.kind, input.text)) {
      const { lintRecipe } = await import('../project/lint-recipe.ts')
      linted.push(lintRecipe(input, settings, io.cwd))
      continue
    }
    const fixed = isDry || isFixing(args) ? fixFile(input, settings) : input
    if (fixed.text !== input.text) {
      if (isDry) patches.push({ file: input.file, before: input.text, after: fixed.text })
      else await writeInput(fixed, io, args.locale)
    }
    linted.push(lintFile(fixed, settings))
  }
  return { files: linted, patches }
}

async function lintPaths(run: LintRun, { configs, times }: Setup): Promise<ProjectResult | undefined> {
  const { args, io, patterns, outputs, cache, threads } = run
  if (patterns.length === 0 && !asksGit(args)) return undefined
  const { lintProject } = await import('../project/lint-project.ts')
  const changed = args.text('changed')
  return lintProject({
    cwd: io.cwd,
    locale: args.locale,
    configs,
    patterns,
    // A report of the run before is no source, and no more is its cache.
    without: new Set(ownFiles(args, outputs).map(file => path.resolve(io.cwd, file))),
    ignores: !args.flag('no-ignore'),
    isLeftOut: await leftOutBy(args.list('ignore-pattern'), io.cwd),
    mustMatch: !args.flag('no-error-on-unmatched-pattern'),
    staged: args.flag('staged'),
    fix: isDryRun(args) ? 'dry' : isFixing(args) || args.flag('suppress') ? 'write' : 'off',
    dropClean: !outputs.some(({ format }) => format.startsWith('json')),
    ...(changed !== undefined && { changed }),
    ...(cache && { cache }),
    // Times are taken in one thread.
    ...(io.worker !== undefined && !times && { worker: io.worker }),
    ...(threads !== undefined && { threads }),
  })
}

/** True for a file that whoever reads the folder would leave out, too. */
async function isIgnored(file: string, args: LintArgs, configs: Configs, { cwd }: Io): Promise<boolean> {
  if (args.flag('no-ignore')) return false
  const { isLeftOut } = await import('../project/discover.ts')
  return configs.isIgnored(file) || isLeftOut(file) || (await leftOutBy(args.list('ignore-pattern'), cwd))(file)
}

/** Files that patterns of the command line leave out, relative to the working directory. */
async function leftOutBy(patterns: readonly string[], cwd: string): Promise<(file: string) => boolean> {
  if (patterns.length === 0) return () => false
  const { matcher } = await import('../project/resolve.ts')
  const isOut = matcher(patterns)
  return file => isOut(path.relative(cwd, file).replaceAll(path.sep, '/'))
}

function isFixing(args: LintArgs): boolean {
  return args.flag('fix') || args.flag('fix-suggestions')
}

function ownFiles(args: LintArgs, outputs: readonly ReportOutput[]): readonly string[] {
  return [args.text('cache-location'), ...outputs.map(({ file }) => file)].filter(file => file !== undefined)
}

function isDryRun(args: LintArgs): boolean {
  return args.flag('fix-dry-run') || args.flag('diff')
}

async function withBaseline(
  files: readonly LintedFile[],
  { args, io }: LintRun,
  { folder }: Setup,
): Promise<{ readonly files: readonly LintedFile[]; readonly note?: string }> {
  if (files.length === 0) return { files }
  const { applyBaseline } = await import('../project/baseline-file.ts')
  const asked = args.text('baseline')
  const mode = asked === 'write' || asked === 'prune' || asked === 'ignore' ? asked : 'use'
  return applyBaseline(files, mode, { cwd: io.cwd, baseline: folder }, args.locale)
}

async function report(
  files: readonly LintedFile[],
  patches: readonly Patch[],
  { args, io, outputs }: LintRun,
  { configs }: Setup,
): Promise<string[]> {
  const shown = args.flag('quiet') ? files.map(onlyErrors) : files
  if (isDryRun(args)) {
    const { printPatches } = await import('../project/patch.ts')
    io.stdout.write(printPatches(patches))
    const { errors } = summarize(shown)
    if (errors > 0) io.stderr.write(`${errorsLeft(errors, args.locale)}\n`)
  }
  const wanted = isDryRun(args) ? outputs.filter(({ file }) => file !== undefined) : outputs
  const problems = await writeOutputs(wanted, shown, () => summariesOf(configs), io, args.locale)
  if (args.flag('statistics')) {
    const isForPeople = wanted.some(({ format, file }) => format === 'pretty' && file === undefined)
    const stream = isForPeople ? io.stdout : io.stderr
    stream.write(statistics(shown, { locale: args.locale }))
  }
  return problems
}

/** A patch shows only what fixes change. */
function errorsLeft(errors: number, locale: Locale): string {
  if (locale === 'zh') return `还有 ${errors} 个错误无法自动修复；不打印补丁时会显示它们。`
  return errors === 1
    ? 'An error is left that no fix takes away; it is shown where no patch is printed.'
    : `${errors} errors are left that no fix takes away; they are shown where no patch is printed.`
}

async function summariesOf(configs: Configs): Promise<readonly RuleSummary[]> {
  const { ruleSummaries } = await import('./rule-summaries.ts')
  return ruleSummaries(configs.extraRules())
}

function onlyErrors(file: LintedFile): LintedFile {
  const strings = file.strings.map(string => ({ ...string, diagnostics: string.diagnostics.filter(isError) }))
  return { ...file, strings, diagnostics: file.diagnostics.filter(isError) }
}

function exitCode(files: readonly LintedFile[], { limit, io, args }: LintRun, { found }: Setup): number {
  if (args.flag('exit-zero')) return 0
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
  { times = new Map() }: Setup,
): void {
  const words = args.locale === 'zh' ? ['查找文件', '检查', '报告'] : ['finding files', 'linting', 'reporting']
  const { find, lint } = project?.milliseconds ?? { find: 0, lint: reported - start }
  for (const [index, milliseconds] of [find, lint, end - reported].entries())
    io.stderr.write(`${milliseconds.toFixed(1).padStart(9)} ms  ${words[index]}\n`)
  for (const [ruleId, spent] of [...times].toSorted(([, one], [, other]) => other - one))
    io.stderr.write(`${spent.toFixed(1).padStart(9)} ms  ${ruleId}\n`)
}

/** What was read, and by which configuration. */
function writeDetails(files: readonly LintedFile[], { configs }: Setup, { io, args }: LintRun): void {
  const none = args.locale === 'zh' ? '无配置' : 'no configuration'
  for (const { file, strings, clean } of files) {
    const found = configs.configOf(path.resolve(io.cwd, file))
    const config = found ? path.relative(io.cwd, found.file) : none
    const count = countText(strings.length + clean, args.locale)
    io.stderr.write(`${file}${COLON[args.locale]}${count}${COMMA[args.locale]}${config}\n`)
  }
}

function countText(count: number, locale: Locale): string {
  return locale === 'zh' ? `${count} 个处理字符串` : `${count} process string${count === 1 ? '' : 's'}`
}

/** The environment with what `--color` and `--no-color` say. */
function withColors(args: LintArgs, io: Io): Io {
  const color = args.flag('no-color') ? '0' : args.flag('color') ? '1' : undefined
  return color === undefined ? io : Object.create(io, { env: { value: { ...io.env, FORCE_COLOR: color } } })
}

async function watchAndLint(run: LintRun, first: Setup): Promise<number> {
  const { args, io } = run
  const { watchFolders } = await import('../project/watch.ts')
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
