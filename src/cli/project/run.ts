import { existsSync, realpathSync } from 'node:fs'
import path from 'node:path'
import picomatch from 'picomatch'
import type { Resolver } from '../../config/resolve.ts'
import type { Settings } from '../../config/settings.ts'
import type { Locale } from '../../language/diagnostic.ts'
import { hash } from '../../report/fingerprint.ts'
import type { LintedFile } from '../../report/report.ts'
import { milliseconds } from '../clock.ts'
import type { Cache } from './cache.ts'
import { type Discovery, discover, type FoundFile } from './discover.ts'
import type { GitFile } from './git.ts'
import type { Keeping, Outcome } from './lint-path.ts'
import type { Job } from './workers.ts'

/** What to lint, and how. */
export interface ProjectOptions {
  readonly cwd: string
  readonly locale: Locale
  readonly resolver: Resolver
  /** Globs of the configuration start here. */
  readonly configFolder: string
  readonly patterns: readonly string[]
  /** Absolute paths of files to leave out, whatever names them. */
  readonly without: ReadonlySet<string>
  /** Only files that differ from this commit; an empty text means the last one. */
  readonly changed?: string
  readonly staged: boolean
  readonly fix: 'off' | 'write' | 'dry'
  readonly cache?: Cache
  readonly dropClean: boolean
  /** The script of a worker thread. */
  readonly worker?: string
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
  const { files, folders, problems } = await findFiles(options)
  const { without, resolver } = options
  const wanted = files.filter(({ path: full }) => !without.has(full) && !resolver.isIgnored(configPath(full, options)))
  const found = milliseconds()
  const done = options.fix === 'off' ? await lintAll(wanted, options) : await fixAll(wanted, options)
  const lintedAt = milliseconds()
  return {
    ...sortOutcomes(done.outcomes, wanted, [...problems, ...done.problems], options.locale),
    patches: done.patches,
    folders: [...new Set([...folders, ...wanted.filter(isOutside(folders)).map(file => path.dirname(file.path))])],
    milliseconds: { find: found - start, lint: lintedAt - found },
  }
}

/** Files that were named, or that git named, stand in folders that were not searched. */
function isOutside(folders: readonly string[]): (file: FoundFile) => boolean {
  return ({ named }) => named || folders.length === 0
}

function sortOutcomes(
  outcomes: readonly Outcome[],
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
    else if (file?.named) notes.push(binaryNote(file, locale))
  }
  return { files, problems, notes }
}

/** A file to lint, with its text where that is not on the disk. */
interface ProjectFile extends FoundFile {
  readonly text?: string
}

async function findFiles(options: ProjectOptions): Promise<Discovery & { readonly files: readonly ProjectFile[] }> {
  const { cwd, locale, staged } = options
  const { changed, patterns } = await withReference(options)
  if (staged || changed !== undefined) {
    const { changedFiles, stagedFiles } = await import('./git.ts')
    const found = staged ? await stagedFiles(cwd, locale) : await changedFiles(cwd, changed ?? '', locale)
    return fromGit(found, patterns, options)
  }
  return discover(patterns, cwd, locale)
}

/** `--changed main`: a word that is no path but a commit belongs to the option. */
async function withReference({
  cwd,
  changed,
  patterns,
}: ProjectOptions): Promise<Pick<ProjectOptions, 'patterns'> & { changed: string | undefined }> {
  const [first, ...rest] = patterns
  if (changed !== '' || first === undefined) return { changed, patterns }
  const { findCommit } = await import('./git.ts')
  const isReference = !existsSync(path.resolve(cwd, first)) && (await findCommit(cwd, first))
  return isReference ? { changed: first, patterns: rest } : { changed, patterns }
}

function fromGit(
  found: readonly GitFile[],
  patterns: readonly string[],
  { cwd }: ProjectOptions,
): Discovery & { readonly files: readonly ProjectFile[] } {
  const folder = realpathSync(cwd)
  const isWanted = wantedBy(patterns)
  const files = found
    .map(({ path: full, staged }) => {
      const file = path.relative(folder, full).replaceAll(path.sep, '/')
      return { file, path: path.join(cwd, file), named: false, ...(staged !== undefined && { text: staged }) }
    })
    .filter(({ file }) => !file.startsWith('../') && isWanted(file))
  return { files, folders: [], problems: [] }
}

function wantedBy(patterns: readonly string[]): (file: string) => boolean {
  const clean = patterns.map(pattern => path.posix.normalize(pattern).replace(/\/$/, ''))
  const fits = (globs: readonly string[]) => picomatch([...globs, ...globs.map(glob => `${glob}/**`)], { dot: true })
  const wanted = clean.filter(glob => !glob.startsWith('!'))
  const unwanted = clean.filter(glob => glob.startsWith('!')).map(glob => glob.slice(1))
  const isIn = wanted.length === 0 || wanted.includes('.') ? () => true : fits(wanted)
  const isOut = unwanted.length === 0 ? () => false : fits(unwanted)
  return file => isIn(file) && !isOut(file)
}

interface Done {
  readonly outcomes: readonly Outcome[]
  readonly problems: readonly string[]
  readonly patches: readonly Patch[]
}

async function lintAll(files: readonly ProjectFile[], options: ProjectOptions): Promise<Done> {
  const { cache } = options
  const keeping: Keeping = { dropClean: options.dropClean, stamp: cache !== undefined }
  const jobOf = (task: ProjectFile): Job => ({ task, settings: settingsOf(task, options) })
  if (!cache) return { outcomes: await lintJobs(files.map(jobOf), keeping, options), problems: [], patches: [] }
  const outcomes: Outcome[] = []
  const open: Job[] = []
  const places: number[] = []
  for (const [index, file] of files.entries()) {
    const job = jobOf(file)
    const found = file.text === undefined ? cache.find(file, nameOf(job.settings)) : undefined
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
  cache.save()
  return { outcomes, problems: [], patches: [] }
}

/** Nothing that lints is loaded where all is known. */
async function lintJobs(
  jobs: readonly Job[],
  keeping: Keeping,
  { worker }: ProjectOptions,
): Promise<readonly Outcome[]> {
  if (jobs.length === 0) return []
  const workers = await import('./workers.ts')
  return workers.lintJobs(jobs, keeping, worker)
}

function remember(cache: Cache, job: Job | undefined, outcome: Outcome): void {
  if (job && outcome.kind === 'linted' && outcome.stamp)
    cache.put(job.task, nameOf(job.settings), outcome.stamp, outcome.linted)
}

const names = new WeakMap<Settings, string>()

/** A name that equal settings share. */
function nameOf(settings: Settings): string {
  const known = names.get(settings)
  if (known !== undefined) return known
  const { extraRules, ...plain } = settings
  const text = JSON.stringify([plain, extraRules.map(({ id }) => id)])
  const name = hash(text)
  names.set(settings, name)
  return name
}

async function fixAll(files: readonly ProjectFile[], options: ProjectOptions): Promise<Done> {
  const { fixPath } = await import('./fix-path.ts')
  const keeping = { dropClean: options.dropClean, stamp: false }
  const fixed = files.map(file => ({
    file: file.file,
    ...fixPath(file, settingsOf(file, options), keeping, options.fix === 'write'),
  }))
  return {
    outcomes: fixed.map(({ outcome }) => outcome),
    problems: fixed.flatMap(({ problem, outcome }) => (problem && outcome.kind !== 'problem' ? [problem] : [])),
    patches: fixed.filter(({ before, after }) => before !== after),
  }
}

function settingsOf(file: FoundFile, options: ProjectOptions): Settings {
  return options.resolver.settingsFor(configPath(file.path, options))
}

function configPath(full: string, { configFolder }: ProjectOptions): string {
  const isInside = full.startsWith(configFolder) && full[configFolder.length] === path.sep
  const relative = isInside ? full.slice(configFolder.length + 1) : path.relative(configFolder, full)
  return path.sep === '/' ? relative : relative.replaceAll(path.sep, '/')
}

function binaryNote({ file }: FoundFile, locale: Locale): string {
  return locale === 'zh' ? `"${file}" 是二进制文件，已跳过。` : `"${file}" is a binary file; it was left out.`
}
