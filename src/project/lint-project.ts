import path from 'node:path'
import type { Locale } from '../../grammar/catalogue/localized.ts'
import { memoize } from '../../grammar/catalogue/memo.ts'
import { hash } from '../report/fingerprint.ts'
import type { LintedFile } from '../report/report.ts'
import type { Cache } from './cache.ts'
import { milliseconds } from './clock.ts'
import type { Configs } from './configs.ts'
import { type FoundFile, findFiles, type ProjectFile, type Wanted } from './discover.ts'
import { treeOf } from './find-config.ts'
import { fileInput } from './input.ts'
import type { FileOutcome, Keeping } from './lint-path.ts'
import type { Settings } from './settings.ts'
import type { LintJob } from './workers.ts'

/** What to lint, and how. */
export interface ProjectOptions extends Wanted {
  readonly configs: Configs
  /** True for further files to leave out. */
  readonly isLeftOut: (file: string) => boolean
  /** Absolute paths of files to leave out, whatever names them. */
  readonly without: ReadonlySet<string>
  readonly fix: 'off' | 'write' | 'dry'
  readonly cache?: Cache
  readonly dropClean: boolean
  /** The script of a worker thread. */
  readonly worker?: string
  /** How many threads lint at most. */
  readonly threads?: number
}

/** A file that fixes change. */
export interface Patch {
  readonly file: string
  readonly before: string
  readonly after: string
}

/** What linting a project came to. */
export interface ProjectResult {
  readonly files: readonly LintedFile[]
  /** Sentences about what could not be done; the exit code is 2 then. */
  readonly problems: readonly string[]
  /** Sentences about what was left out. */
  readonly notes: readonly string[]
  readonly patches: readonly Patch[]
  /** Folders that were searched, and those of named files. */
  readonly folders: readonly string[]
  readonly milliseconds: { readonly find: number; readonly lint: number }
}

/** Lints the files that paths, patterns or git name. */
export async function lintProject(options: ProjectOptions): Promise<ProjectResult> {
  const start = milliseconds()
  const discovery = await findFiles(options)
  const { files, folders, problems } = discovery
  const { without, configs, ignores, isLeftOut } = options
  await configs.load(discovery)
  const isOut = (file: string) => without.has(file) || (ignores && (configs.isIgnored(file) || isLeftOut(file)))
  const wanted = files.filter(({ path: full }) => !isOut(full))
  const ignored = files.filter(({ path: full, named }) => named && !without.has(full) && isOut(full))
  const leftOut = [...(discovery.leftOut ?? []), ...ignored.map(({ file }) => file)]
  const found = milliseconds()
  const done = options.fix === 'off' ? await lintAll(wanted, options) : await fixAll(wanted, options)
  const lintedAt = milliseconds()
  const outcomes = await lintRecipes(done.outcomes, wanted, options)
  const sorted = sortOutcomes(outcomes, wanted, [...problems, ...done.problems], options.locale)
  return {
    ...sorted,
    notes: [...leftOut.map(file => ignoredNote(file, options.locale)), ...sorted.notes],
    patches: done.patches,
    folders: [...new Set([...folders, ...wanted.filter(isOutside(folders)).map(file => path.dirname(file.path))])],
    milliseconds: { find: found - start, lint: lintedAt - found },
  }
}

/** Files that were named, or that git named, stand in folders that were not searched. */
function isOutside(folders: readonly string[]): (file: FoundFile) => boolean {
  return ({ named }) => named || folders.length === 0
}

/** The same outcomes, with the recipes among them linted as such. */
async function lintRecipes(
  outcomes: readonly FileOutcome[],
  files: readonly ProjectFile[],
  options: ProjectOptions,
): Promise<readonly FileOutcome[]> {
  if (!outcomes.some(({ kind }) => kind === 'recipe')) return outcomes
  const { lintRecipe } = await import('./lint-recipe.ts')
  return outcomes.map((outcome, index): FileOutcome => {
    const found = files[index]
    if (outcome.kind !== 'recipe' || !found) return outcome
    const input = fileInput(found.file, outcome.text)
    return { kind: 'linted', linted: lintRecipe(input, settingsOf(found, options), options.cwd) }
  })
}

function sortOutcomes(
  outcomes: readonly FileOutcome[],
  wanted: readonly FoundFile[],
  before: readonly string[],
  locale: Locale,
): Pick<ProjectResult, 'files' | 'problems' | 'notes'> {
  const files: LintedFile[] = []
  const problems = [...before]
  const notes: string[] = []
  for (const [index, outcome] of outcomes.entries()) {
    const file = wanted[index]
    if (outcome.kind === 'linted') files.push(outcome.linted)
    else if (outcome.kind === 'problem') problems.push(outcome.message)
    else if (outcome.kind === 'binary' && outcome.isUtf16 && file) notes.push(utf16Note(file, locale))
    else if (outcome.kind === 'binary' && file?.named) notes.push(binaryNote(file, locale))
  }
  return { files, problems, notes }
}

interface LintedProject {
  readonly outcomes: readonly FileOutcome[]
  readonly problems: readonly string[]
  readonly patches: readonly Patch[]
}

async function lintAll(files: readonly ProjectFile[], options: ProjectOptions): Promise<LintedProject> {
  const { cache } = options
  const keeping: Keeping = { dropClean: options.dropClean, stamp: cache !== undefined }
  const jobOf = (task: ProjectFile): LintJob => ({ task, settings: settingsOf(task, options) })
  if (!cache) return { outcomes: await lintJobs(files.map(jobOf), keeping, options), problems: [], patches: [] }
  const outcomes: FileOutcome[] = []
  const open: LintJob[] = []
  const places: number[] = []
  for (const [index, file] of files.entries()) {
    const job = jobOf(file)
    const isKnown = file.text === undefined && !job.settings.hasPrograms
    const found = isKnown ? cache.find(file, nameOf(job.settings)) : undefined
    if (found && !('hash' in found)) outcomes[index] = { kind: 'linted', linted: found }
    else {
      open.push(found ? { ...job, task: { ...file, earlier: found } } : job)
      places.push(index)
    }
  }
  const linted = await lintJobs(open, keeping, options)
  for (const [at, outcome] of linted.entries()) {
    remember(cache, open[at], outcome)
    outcomes[places[at] ?? at] = outcome
  }
  const unsaved = cache.save(options.locale)
  return { outcomes, problems: unsaved ? [unsaved] : [], patches: [] }
}

/** Nothing that lints is loaded where all is known. */
async function lintJobs(
  jobs: readonly LintJob[],
  keeping: Keeping,
  { worker, threads }: ProjectOptions,
): Promise<readonly FileOutcome[]> {
  if (jobs.length === 0) return []
  const workers = await import('./workers.ts')
  return workers.lintJobs(jobs, keeping, { worker, threads })
}

function remember(cache: Cache, job: LintJob | undefined, outcome: FileOutcome): void {
  if (job && !job.settings.hasPrograms && outcome.kind === 'linted' && outcome.stamp)
    cache.put(job.task, nameOf(job.settings), outcome.stamp, outcome.linted)
}

/** A name that equal settings share. */
const nameOf = memoize((settings: Settings): string => {
  const { extraRules, ruleSet: _timed, ...plain } = settings
  const text = JSON.stringify([plain, extraRules.map(({ id }) => id)])
  return hash(text)
})

async function fixAll(files: readonly ProjectFile[], options: ProjectOptions): Promise<LintedProject> {
  const { fixPath } = await import('./fix-path.ts')
  const tree = treeOf(options.cwd)
  const keeping = { dropClean: options.dropClean, stamp: false }
  const fixed = files.map(file => ({
    file: file.file,
    ...fixPath(file, settingsOf(file, options), keeping, { write: options.fix === 'write', tree }),
  }))
  return {
    outcomes: fixed.map(({ outcome }) => outcome),
    problems: fixed.flatMap(({ problem, outcome }) => (problem && outcome.kind !== 'problem' ? [problem] : [])),
    patches: fixed.filter(({ before, after }) => before !== after),
  }
}

function settingsOf(file: FoundFile, { configs }: ProjectOptions): Settings {
  return configs.settingsFor(file.path)
}

/** What is said of a file that was named and is not linted. */
export function ignoredNote(file: string, locale: Locale): string {
  return locale === 'zh'
    ? `"${file}" 被忽略规则排除，未检查；可用 --no-ignore 检查。`
    : `"${file}" is ignored; it was left out. With --no-ignore it is linted.`
}

function utf16Note({ file }: FoundFile, locale: Locale): string {
  return locale === 'zh'
    ? `"${file}" 是 UTF-16 编码，已跳过；请改用 UTF-8 保存。`
    : `"${file}" is encoded in UTF-16; it was left out. Saved as UTF-8, it is linted.`
}

function binaryNote({ file }: FoundFile, locale: Locale): string {
  return locale === 'zh' ? `"${file}" 是二进制文件，已跳过。` : `"${file}" is a binary file; it was left out.`
}
