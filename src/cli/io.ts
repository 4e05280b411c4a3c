import { styleText } from 'node:util'
import type { Locale } from '../language/diagnostic.ts'
import type { ReportOptions, Style } from '../report/report.ts'

/** What a command reads and writes, so that a test can stand in for a terminal. */
export interface Io {
  readonly stdout: Output
  readonly stderr: Output
  readonly stdin: AsyncIterable<Uint8Array | string>
  readonly env: Readonly<Record<string, string | undefined>>
  readonly cwd: string
  /** The script of a thread that helps to lint; without one, everything runs in this thread. */
  readonly worker?: string
  /** Ends a command that would otherwise go on. */
  readonly signal?: AbortSignal
}

/** A stream to write to. */
export interface Output {
  write(text: string): unknown
  readonly isTTY?: boolean
  readonly columns?: number
}

/** What the user got wrong: printed as one sentence, exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}

/** True for what a user got wrong. By its name, as each bundle of the program has the class for itself. */
export function isUsageError(error: unknown): error is Error {
  return error instanceof Error && error.name === 'UsageError'
}

/** The version of the package. */
export const VERSION = '0.1.0'

const COLORS: Readonly<Record<Style, Parameters<typeof styleText>[0]>> = {
  error: 'red',
  warning: 'yellow',
  info: 'cyan',
  dim: 'gray',
  bold: 'bold',
  help: 'green',
}

/** Chinese where the environment asks for it, otherwise English. */
export function localeFrom(env: Io['env']): Locale {
  const language = env.LC_ALL || env.LC_MESSAGES || env.LANG || ''
  return /^zh/i.test(language) ? 'zh' : 'en'
}

/** Colours on a terminal, none where NO_COLOR is set or the output goes elsewhere; FORCE_COLOR wins over both. */
export function reportOptions(output: Output, env: Io['env'], locale: Locale): ReportOptions {
  const isColored = env.FORCE_COLOR
    ? env.FORCE_COLOR !== '0'
    : output.isTTY === true && !env.NO_COLOR && env.TERM !== 'dumb'
  return {
    locale,
    width: output.columns ?? 100,
    version: VERSION,
    paint: (style, text) => (isColored ? styleText(COLORS[style], text, { validateStream: false }) : text),
  }
}

/** All of standard input as text. */
export async function readStdin({ stdin }: Io): Promise<string> {
  const decoder = new TextDecoder()
  let text = ''
  for await (const chunk of stdin) text += typeof chunk === 'string' ? chunk : decoder.decode(chunk, { stream: true })
  return text + decoder.decode()
}

/** A file system error as a sentence, without the stack. */
export function fileProblem(error: unknown, file: string, locale: Locale): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  const [en, zh] = FILE_PROBLEMS[code] ?? ['cannot be read', '无法读取']
  return locale === 'zh'
    ? `"${file}" ${zh}${code ? `（${code}）` : ''}。`
    : `"${file}" ${en}${code ? ` (${code})` : ''}.`
}

const FILE_PROBLEMS: Readonly<Record<string, readonly [string, string]>> = {
  ENOENT: ['does not exist', '不存在'],
  EACCES: ['cannot be opened: no permission', '没有权限打开'],
  EPERM: ['cannot be opened: no permission', '没有权限打开'],
  EISDIR: ['is a folder, expected a file', '是目录，应为文件'],
  EEXIST: ['is a file, expected a folder', '是文件，应为目录'],
  ENOTDIR: ['has a file where a folder is expected', '路径中有文件，应为目录'],
  ENOSPC: ['cannot be written: the disk is full', '无法写入：磁盘已满'],
  EROFS: ['cannot be written: the file system is read-only', '无法写入：文件系统只读'],
  ELOOP: ['is a loop of symbolic links', '是循环的符号链接'],
}
