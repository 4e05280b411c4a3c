import type { Locale } from '../../grammar/catalogue/localized.ts'
import { systemCode } from '../language/given.ts'
import { RequestError } from '../request/problem.ts'

/** What the user got wrong: printed as one sentence; the exit code is 2 unless it says otherwise. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
  readonly code: number
  constructor(message: string, code = 2) {
    super(message)
    this.code = code
  }
}

/** True for what a user got wrong. By its name, as each bundle of the program has the class for itself. */
export function isUsageError(error: unknown): error is UsageError {
  return error instanceof Error && error.name === 'UsageError'
}

/** A file system error as a sentence, without the stack. */
export function fileProblem(error: unknown, file: string, locale: Locale): string {
  if (isUsageError(error)) return `"${file}": ${error.message}`
  const code = systemCode(error)
  const [en, zh] = FILE_PROBLEMS[code] ?? ['cannot be read or written', '无法读写']
  return locale === 'zh'
    ? `"${file}" ${zh}${code ? `（${code}）` : ''}。`
    : `"${file}" ${en}${code ? ` (${code})` : ''}.`
}

/**
 * What an act on a file gives.
 * @throws UsageError that names the file where the file system refuses the act.
 */
export function onFile<T>(name: string, locale: Locale, act: () => T): T {
  try {
    return act()
  } catch (error) {
    throw new UsageError(fileProblem(error, name, locale))
  }
}

/** A file system error about a file that is written, in both languages. */
export function fileError(error: unknown, file: string): RequestError {
  if (systemCode(error) === 'ENOENT') {
    return new RequestError('file', {
      en: `"${file}" cannot be written: its folder does not exist (ENOENT).`,
      zh: `无法写入 "${file}"：所在目录不存在（ENOENT）。`,
    })
  }
  return new RequestError('file', { en: fileProblem(error, file, 'en'), zh: fileProblem(error, file, 'zh') })
}

const FILE_PROBLEMS: Readonly<Record<string, readonly [string, string]>> = {
  ENOENT: ['does not exist', '不存在'],
  EACCES: ['cannot be opened: no permission', '没有权限打开'],
  EPERM: ['cannot be opened: no permission', '没有权限打开'],
  EISDIR: ['is a folder, expected a file', '是目录，应为文件'],
  EEXIST: ['is a file, expected a folder', '是文件，应为目录'],
  ENOTSUP: ['cannot be made: the folder above it takes no new ones', '无法创建：其上级目录不能新建目录'],
  ENOTDIR: ['has a file where a folder is expected', '路径中有文件，应为目录'],
  ENOSPC: ['cannot be written: the disk is full', '无法写入：磁盘已满'],
  EDQUOT: ['cannot be written: there is no more room for this user', '无法写入：用户的磁盘配额已用完'],
  EFBIG: ['cannot be written: it is larger than files may be here', '无法写入：文件超过了允许的大小'],
  EIO: ['cannot be read or written: the disk fails', '无法读写：磁盘出错'],
  EROFS: ['cannot be written: the file system is read-only', '无法写入：文件系统只读'],
  EADDRINUSE: ['is taken by another program', '已被其他程序占用'],
  EADDRNOTAVAIL: ['is no address of this machine', '不是本机的地址'],
  ELOOP: ['is a loop of symbolic links', '是循环的符号链接'],
}
