import { existsSync, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs'
import path from 'node:path'
import ignore, { type Ignore } from 'ignore'
import { categoryWords } from '../../grammar/catalogue/categories.ts'
import type { Locale } from '../../grammar/catalogue/localized.ts'
import { makeMatcher } from '../files/glob.ts'
import { fileProblem } from '../files/problem.ts'
import { isConfigName, treeOf } from './find-config.ts'
import { isGeneratedName } from './generated.ts'
import type { GitFile } from './git.ts'

/** A file to lint. */
export interface FoundFile {
  /** As it is shown: relative to the working directory, with forward slashes, or as it was named. */
  readonly file: string
  /** Absolute. */
  readonly path: string
  /** True where the file itself was named, and not a folder or pattern. */
  readonly named: boolean
}

/** What paths and patterns led to. */
export interface Discovery {
  readonly files: readonly FoundFile[]
  /** Folders that were searched. */
  readonly folders: readonly string[]
  /** Those of them that may hold a configuration. */
  readonly configured: ReadonlySet<string>
  readonly problems: readonly string[]
  /** Files that were named and that an ignore file of this program leaves out. */
  readonly leftOut?: readonly string[]
}

/** Which files are wanted. */
export interface Wanted {
  readonly cwd: string
  readonly locale: Locale
  readonly patterns: readonly string[]
  /** Only files that differ from this commit; an empty text means the last one. */
  readonly changed?: string | undefined
  readonly staged: boolean
  /** False where files are wanted that git or an ignore file leaves out. */
  readonly ignores: boolean
  /** False where a pattern may name nothing. */
  readonly mustMatch: boolean
}

/** Files that say what is left out: the one of git, and one like it of this program. */
const IGNORE_FILES = ['.gitignore', '.ossprocessignore'] as const

/** Folders that never hold anybody's own source. */
const SKIPPED_FOLDERS: ReadonlySet<string> = new Set(['node_modules', '.git', '.hg', '.svn'])

/** What this program reads or writes itself. */
const OWN_FILES = /^oss-process\.(?:baseline\.json|config\.[a-z]+)$|\.sarif$/

/** Files that are no text, told by their names so that they are not opened. */
const BINARY =
  /\.(?:png|jpe?g|gif|webp|avif|heic|bmp|ico|tiff?|psd|mp[34]|m4[av]|mov|mkv|avi|flv|webm|wav|ogg|flac|aac|zip|gz|tgz|bz2|xz|7z|rar|zst|jar|war|class|so|dll|dylib|exe|o|a|lib|node|wasm|pyc|pdf|docx?|xlsx?|pptx?|woff2?|ttf|otf|eot|sqlite3?|db|bin|dat|iso|dmg)$/i

function isNoSource(name: string): boolean {
  return BINARY.test(name) || OWN_FILES.test(name) || isGeneratedName(name)
}

/** What a search of folders would not come to. */
function isPassedOver(file: string): boolean {
  const folders = file.split('/')
  const name = folders.pop() ?? ''
  return isNoSource(name) || folders.some(folder => SKIPPED_FOLDERS.has(folder))
}

interface Search extends Pick<Wanted, 'cwd' | 'locale' | 'ignores' | 'mustMatch'> {
  readonly found: FoundFile[]
  readonly folders: string[]
  readonly configured: Set<string>
  readonly problems: string[]
  readonly leftOut: string[]
}

/** The files that paths and globs name, without what is ignored. Patterns that start with `!` take files out. */
export function discover({
  patterns,
  ...options
}: Pick<Wanted, 'patterns' | 'cwd' | 'locale' | 'ignores' | 'mustMatch'>): Discovery {
  const search: Search = { ...options, found: [], folders: [], configured: new Set(), problems: [], leftOut: [] }
  const wanted = patterns.filter(pattern => !pattern.startsWith('!'))
  for (const pattern of wanted) addPattern(pattern, search)
  const without = patterns.filter(pattern => pattern.startsWith('!')).map(pattern => pattern.slice(1))
  const isOut = without.length > 0 ? makeMatcher(without.flatMap(glob => [glob, `${glob}/**`])) : () => false
  const found = wanted.length > 1 ? withoutDoubles(search.found) : search.found
  const { folders, configured, problems, leftOut } = search
  return { files: found.filter(({ file }) => !isOut(file)), folders, configured, problems, leftOut }
}

function addPattern(pattern: string, search: Search): void {
  // An empty variable of a script is not the folder that it runs in.
  if (pattern === '') {
    search.problems.push(
      search.locale === 'zh' ? '路径为空。' : 'A path is empty; expected a file, a folder or a pattern.',
    )
    return
  }
  const full = path.resolve(search.cwd, pattern)
  try {
    const stats = statSync(full)
    if (stats.isDirectory()) walk(full, shownName(pattern), search.ignores ? ignoresAbove(full) : [], search)
    else if (search.ignores && isLeftOut(full)) search.leftOut.push(shownName(pattern))
    else search.found.push({ file: shownName(pattern), path: full, named: true })
  } catch (error) {
    if (/[*?{[]/.test(pattern) && !existsSync(full)) addGlob(pattern, search)
    else if (search.mustMatch)
      search.problems.push(fileProblem(error, pattern, search.locale) + stringHint(pattern, search.locale))
  }
}

function addGlob(pattern: string, search: Search): void {
  const clean = shownName(pattern)
  const names = clean.split('/')
  const base =
    names
      .slice(
        0,
        names.findIndex(name => /[*?{[]/.test(name)),
      )
      .join('/') || (clean.startsWith('/') ? '/' : '')
  const matches = makeMatcher([clean])
  const inner: Search = { ...search, found: [] }
  const folder = path.resolve(search.cwd, base)
  if (existsSync(folder)) walk(folder, base || '.', search.ignores ? ignoresAbove(folder) : [], inner)
  const files = inner.found.filter(({ file }) => matches(file))
  for (const file of files) search.found.push(file)
  if (files.length > 0 || !search.mustMatch) return
  const problem = search.locale === 'zh' ? `没有文件符合 "${pattern}"。` : `No file fits the pattern "${pattern}".`
  search.problems.push(problem + stringHint(pattern, search.locale))
}

const STRING = new RegExp(`^(?:(?:${categoryWords()})/[a-z0-9-]+(?:[,/|]|$)|https?://)`)

/** Where a process string or URL belongs that stands in the place of a file; nothing for what is none. */
function stringHint(pattern: string, locale: Locale): string {
  if (!STRING.test(pattern)) return ''
  return locale === 'zh' ? '处理字符串或 URL 应写在 -e 之后。' : ' A process string or URL goes after -e.'
}

/** A file that several patterns name counts once, as the one that named the file itself shows it. */
function withoutDoubles(files: readonly FoundFile[]): readonly FoundFile[] {
  const found = new Map<string, FoundFile>()
  for (const file of files) if (!found.get(file.path)?.named) found.set(file.path, file)
  return [...found.values()]
}

/** `./src//a` is shown as `src/a`. */
function shownName(name: string): string {
  const slashed = path.sep === '\\' ? name.replaceAll('\\', '/') : name
  return path.posix.normalize(slashed).replace(/(?<=.)\/$/, '')
}

/** The ignore rules of one folder. */
interface IgnoreRules {
  readonly folder: string
  readonly rules: Ignore
}

/** Symbolic links in folders are not followed, so that there are no loops and nothing is linted twice. */
function walk(folder: string, shown: string, above: readonly IgnoreRules[], search: Search): void {
  const entries = entriesOf(folder, shown, search)
  if (!entries) return
  search.folders.push(folder)
  const names = new Set(entries.map(({ name }) => name))
  const own = search.ignores ? IGNORE_FILES.filter(name => names.has(name)) : []
  const ignores = own.length > 0 ? [...above, ...own.flatMap(name => rulesOf(folder, name))] : above
  if (entries.some(({ name }) => isConfigName(name))) search.configured.add(folder)
  const before = folder.endsWith(path.sep) ? folder : folder + path.sep
  const shownBefore = shown === '.' ? '' : `${shown}/`
  for (const entry of entries) {
    const { name } = entry
    const isFolder = entry.isDirectory()
    if (isFolder ? SKIPPED_FOLDERS.has(name) : !entry.isFile() || isNoSource(name)) continue
    const full = before + name
    if (ignores.length > 0 && isIgnored(full, isFolder, ignores)) continue
    const file = shownBefore + name
    if (isFolder) walk(full, file, ignores, search)
    else search.found.push({ file, path: full, named: false })
  }
}

function entriesOf(folder: string, shown: string, { problems, locale }: Search) {
  try {
    return readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))
  } catch (error) {
    problems.push(fileProblem(error, shown, locale))
    return undefined
  }
}

/** The rules from above that hold in a folder that was named; none where they would leave out the folder itself. */
function ignoresAbove(folder: string): readonly IgnoreRules[] {
  const above = gitIgnores(folder)
  return above.some(rules => rules.folder !== folder && isIgnored(folder, true, [rules])) ? [] : above
}

/** The rules that hold in a folder from above it, up to the top of the repository. */
function gitIgnores(folder: string): readonly IgnoreRules[] {
  const above: IgnoreRules[] = []
  for (let here = folder; ; here = path.dirname(here)) {
    if (here !== folder) above.unshift(...IGNORE_FILES.flatMap(name => rulesOf(here, name)))
    if (existsSync(path.join(here, '.git'))) return [...rulesOf(here, '.git/info/exclude'), ...above]
    // Outside of a repository the rules of folders above belong to something else.
    if (here === path.dirname(here)) return []
  }
}

/** True for a file, however it was named, that an ignore file of this program leaves out. */
export function isLeftOut(full: string): boolean {
  const tree = treeOf(path.dirname(full))
  const above: IgnoreRules[] = []
  for (let here = path.dirname(full); ; here = path.dirname(here)) {
    above.unshift(...rulesOf(here, '.ossprocessignore'))
    if (here === tree || here === path.dirname(here)) return isIgnored(full, false, above)
  }
}

/** Lines with more stars in a name are made to keep a matcher busy. */
const HOSTILE_LINE = /(?:\*[^*/]*){4}/

function rulesOf(folder: string, name: string): IgnoreRules[] {
  try {
    const lines = readFileSync(path.join(folder, name), 'utf8').split('\n')
    return [{ folder, rules: ignore().add(lines.filter(line => !HOSTILE_LINE.test(line.replace(/\*+/g, '*')))) }]
  } catch {
    return []
  }
}

/** The innermost folder that says something of a file decides. */
function isIgnored(full: string, isFolder: boolean, ignores: readonly IgnoreRules[]): boolean {
  for (const { folder, rules } of ignores.toReversed()) {
    const name = full.slice(folder.length + 1).replaceAll(path.sep, '/')
    const { ignored, unignored } = rules.test(isFolder ? `${name}/` : name)
    if (ignored || unignored) return ignored
  }
  return false
}

/** A file to lint, with its text where that is not on the disk. */
export interface ProjectFile extends FoundFile {
  readonly text?: string
}

/** The files to lint: what patterns name, or what git names and patterns let pass. */
export async function findFiles(options: Wanted): Promise<Discovery & { readonly files: readonly ProjectFile[] }> {
  const { cwd, locale, staged } = options
  const { changed, patterns } = await withReference(options)
  if (staged || changed !== undefined) {
    const { changedFiles, stagedFiles } = await import('./git.ts')
    const found = staged ? await stagedFiles(cwd, locale) : await changedFiles(cwd, changed ?? '', locale)
    return fromGit(found, patterns, options)
  }
  return discover({ ...options, patterns })
}

/** `--changed main`: a word that is no path but a commit belongs to the option. */
async function withReference({ cwd, changed, patterns }: Wanted): Promise<Pick<Wanted, 'patterns' | 'changed'>> {
  const [first, ...rest] = patterns
  if (changed !== '' || first === undefined) return { changed, patterns }
  const { findCommit } = await import('./git.ts')
  const isReference = !existsSync(path.resolve(cwd, first)) && (await findCommit(cwd, first))
  return isReference ? { changed: first, patterns: rest } : { changed, patterns }
}

function fromGit(
  found: readonly GitFile[],
  patterns: readonly string[],
  { cwd, ignores }: Wanted,
): Discovery & { readonly files: readonly ProjectFile[] } {
  const folder = realpathSync(cwd)
  const isWanted = wantedBy(patterns)
  const files = found
    .map(({ path: full, staged }) => {
      const file = path.relative(folder, full).replaceAll(path.sep, '/')
      return { file, path: path.join(cwd, file), named: false, ...(staged !== undefined && { text: staged }) }
    })
    .filter(({ file }) => !file.startsWith('../') && !isPassedOver(file) && isWanted(file))
    .filter(({ path: full }) => !ignores || !isLeftOut(full))
  return { files, folders: [], configured: new Set(), problems: [] }
}

function wantedBy(patterns: readonly string[]): (file: string) => boolean {
  const clean = patterns.map(pattern => path.posix.normalize(pattern).replace(/\/$/, ''))
  const fits = (globs: readonly string[]) => makeMatcher([...globs, ...globs.map(glob => `${glob}/**`)])
  const wanted = clean.filter(glob => !glob.startsWith('!'))
  const unwanted = clean.filter(glob => glob.startsWith('!')).map(glob => glob.slice(1))
  const isIn = wanted.length === 0 || wanted.includes('.') ? () => true : fits(wanted)
  const isOut = unwanted.length === 0 ? () => false : fits(unwanted)
  return file => isIn(file) && !isOut(file)
}
