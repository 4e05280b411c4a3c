import { execFile } from 'node:child_process'
import { lstatSync, realpathSync } from 'node:fs'
import path from 'node:path'
import { promisify } from 'node:util'
import type { Locale } from '../../grammar/catalogue/localized.ts'
import { UsageError } from '../files/problem.ts'
import { systemCode } from '../language/given.ts'

const run = promisify(execFile)
const MAXIMUM_OUTPUT = 256 * 1024 * 1024

/** A file that git names. */
export interface GitFile {
  /** Absolute. */
  readonly path: string
  /** The text that is staged, where the file on disk is another one. */
  readonly staged?: string
}

/**
 * Files that differ from a commit (HEAD when none is named; for a branch, from where it was left), and new files.
 * @throws UsageError without git, outside of a repository and for a commit that does not exist.
 */
export async function changedFiles(cwd: string, reference: string, locale: Locale): Promise<readonly GitFile[]> {
  const root = await topLevel(cwd, locale)
  const commit = reference === '' ? await findCommit(root, 'HEAD') : await getCommit(root, reference, locale)
  const base = commit && reference !== '' ? await mergeBase(root, commit) : commit
  const names = new Set([
    ...(base
      ? await list(root, ['diff', '--name-only', '-z', '--diff-filter=d', base])
      : await list(root, ['ls-files', '-z'])),
    ...(await list(root, ['ls-files', '--others', '--exclude-standard', '-z'])),
  ])
  return [...names]
    .sort()
    .map(name => ({ path: path.join(root, name) }))
    .filter(({ path: full }) => isOwnFile(full, root))
}

/**
 * Files that the next commit changes, as they are staged.
 * @throws UsageError without git and outside of a repository.
 */
export async function stagedFiles(cwd: string, locale: Locale): Promise<readonly GitFile[]> {
  const root = await topLevel(cwd, locale)
  const names = await list(root, ['diff', '--cached', '--name-only', '-z', '--diff-filter=d'])
  const differing = new Set(await list(root, ['diff', '--name-only', '-z']))
  const links = await stagedLinks(root)
  const own = names.filter(name => !links.has(name) && (differing.has(name) || isOwnFile(path.join(root, name), root)))
  return Promise.all(
    own.map(async name => ({
      path: path.join(root, name),
      ...(differing.has(name) && { staged: await git(root, ['show', `:${name}`]) }),
    })),
  )
}

/** Symbolic links in the index, and submodules: what they lead to is not in this repository. */
async function stagedLinks(root: string): Promise<ReadonlySet<string>> {
  const entries = await list(root, ['ls-files', '--stage', '-z'])
  return new Set(entries.flatMap(entry => (/^1[26]0000 /.test(entry) ? [entry.slice(entry.indexOf('\t') + 1)] : [])))
}

/** True for a file that is no symbolic link and to which no link leads out of the repository. */
function isOwnFile(full: string, root: string): boolean {
  const stats = lstatSync(full, { throwIfNoEntry: false })
  return stats?.isFile() === true && realpathSync(full) === path.join(realpathSync(root), path.relative(root, full))
}

/** The commit that a name stands for, or undefined. */
export async function findCommit(cwd: string, reference: string): Promise<string | undefined> {
  try {
    return (await git(cwd, ['rev-parse', '--verify', '--quiet', '--end-of-options', `${reference}^{commit}`])).trim()
  } catch {
    return undefined
  }
}

async function getCommit(root: string, reference: string, locale: Locale): Promise<string> {
  const commit = await findCommit(root, reference)
  if (commit) return commit
  throw new UsageError(
    locale === 'zh'
      ? `git 不认识 "${reference}"；"--changed" 应为提交、分支或标签。浅克隆中请先取得它。`
      : `git knows no commit "${reference}"; "--changed" takes a commit, branch or tag. In a shallow clone it has to be fetched first.`,
  )
}

async function mergeBase(root: string, commit: string): Promise<string> {
  try {
    return (await git(root, ['merge-base', commit, 'HEAD'])).trim()
  } catch {
    return commit
  }
}

async function topLevel(cwd: string, locale: Locale): Promise<string> {
  try {
    return (await git(cwd, ['rev-parse', '--show-toplevel'])).trim()
  } catch (error) {
    const [en, zh] =
      systemCode(error) === 'ENOENT'
        ? [
            'git was not found; "--changed" and "--staged" ask it for the files.',
            '未找到 git；"--changed" 和 "--staged" 需要它。',
          ]
        : [
            `"${cwd}" is in no git repository; "--changed" and "--staged" need one.`,
            `"${cwd}" 不在 git 仓库中；"--changed" 和 "--staged" 需要仓库。`,
          ]
    throw new UsageError(locale === 'zh' ? zh : en)
  }
}

async function list(root: string, args: readonly string[]): Promise<string[]> {
  return (await git(root, args)).split('\0').filter(name => name !== '')
}

async function git(cwd: string, args: readonly string[]): Promise<string> {
  const { stdout } = await run('git', [...args], { cwd, maxBuffer: MAXIMUM_OUTPUT, encoding: 'utf8' })
  return stdout
}
