import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import ignore, { type Ignore } from 'ignore'
import picomatch from 'picomatch'
import type { Locale } from '../../language/diagnostic.ts'
import { fileProblem } from '../io.ts'

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
  readonly problems: readonly string[]
}

/** Folders that never hold anybody's own source. */
const SKIPPED_FOLDERS: ReadonlySet<string> = new Set(['node_modules', '.git', '.hg', '.svn'])

/** What this program writes itself. */
const OWN_FILES = /^oss-process\.baseline\.json$|\.sarif$/

/** Files that are no text, told by their names so that they are not opened. */
const BINARY =
  /\.(?:png|jpe?g|gif|webp|avif|heic|bmp|ico|tiff?|psd|mp[34]|m4[av]|mov|mkv|avi|flv|webm|wav|ogg|flac|aac|zip|gz|tgz|bz2|xz|7z|rar|zst|jar|war|class|so|dll|dylib|exe|o|a|lib|node|wasm|pyc|pdf|docx?|xlsx?|pptx?|woff2?|ttf|otf|eot|sqlite3?|db|bin|dat|iso|dmg)$/i

interface Search {
  readonly cwd: string
  readonly found: FoundFile[]
  readonly folders: string[]
  readonly problems: string[]
  readonly locale: Locale
}

/** The files that paths and globs name, without what git ignores. Patterns that start with `!` take files out. */
export function discover(patterns: readonly string[], cwd: string, locale: Locale): Discovery {
  const search: Search = { cwd, found: [], folders: [], problems: [], locale }
  const wanted = patterns.filter(pattern => !pattern.startsWith('!'))
  for (const pattern of wanted) addPattern(pattern, search)
  const without = patterns.filter(pattern => pattern.startsWith('!')).map(pattern => pattern.slice(1))
  const isOut =
    without.length > 0
      ? picomatch(
          without.flatMap(glob => [glob, `${glob}/**`]),
          { dot: true },
        )
      : () => false
  const found = wanted.length > 1 ? withoutDoubles(search.found) : search.found
  return { files: found.filter(({ file }) => !isOut(file)), folders: search.folders, problems: search.problems }
}

function addPattern(pattern: string, search: Search): void {
  const full = path.resolve(search.cwd, pattern)
  try {
    const stats = statSync(full)
    if (stats.isDirectory()) walk(full, shownName(pattern), ignoresAbove(full), search)
    else search.found.push({ file: shownName(pattern), path: full, named: true })
  } catch (error) {
    if (/[*?{[]/.test(pattern) && !existsSync(full)) addGlob(pattern, search)
    else search.problems.push(fileProblem(error, pattern, search.locale))
  }
}

function addGlob(pattern: string, search: Search): void {
  const clean = shownName(pattern)
  const { base } = picomatch.scan(clean)
  const matches = picomatch(clean, { dot: true })
  const inner: Search = { ...search, found: [] }
  const folder = path.resolve(search.cwd, base)
  if (existsSync(folder)) walk(folder, base || '.', ignoresAbove(folder), inner)
  const files = inner.found.filter(({ file }) => matches(file))
  for (const file of files) search.found.push(file)
  if (files.length > 0) return
  search.problems.push(
    search.locale === 'zh' ? `没有文件符合 "${pattern}"。` : `No file fits the pattern "${pattern}".`,
  )
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
  const ignores = entries.some(({ name }) => name === '.gitignore')
    ? [...above, ...rulesOf(folder, '.gitignore')]
    : above
  const before = folder.endsWith(path.sep) ? folder : folder + path.sep
  const shownBefore = shown === '.' ? '' : `${shown}/`
  for (const entry of entries) {
    const { name } = entry
    const isFolder = entry.isDirectory()
    if (isFolder ? SKIPPED_FOLDERS.has(name) : !entry.isFile() || BINARY.test(name) || OWN_FILES.test(name)) continue
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
    if (here !== folder) above.unshift(...rulesOf(here, '.gitignore'))
    if (existsSync(path.join(here, '.git'))) return [...rulesOf(here, '.git/info/exclude'), ...above]
    // Outside of a repository the rules of folders above belong to something else.
    if (here === path.dirname(here)) return []
  }
}

function rulesOf(folder: string, name: string): IgnoreRules[] {
  try {
    return [{ folder, rules: ignore().add(readFileSync(path.join(folder, name), 'utf8')) }]
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
