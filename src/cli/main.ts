import type { Locale } from '../../grammar/catalogue/localized.ts'
import { isUsageError, UsageError } from '../files/problem.ts'
import { errorText } from '../language/given.ts'
import { meantHint, nearest } from '../language/suggest.ts'
import { visible } from '../report/frame.ts'
import type { RequestError } from '../request/problem.ts'
import { lintCommand } from './commands/lint.ts'
import { type Io, localeFrom, VERSION } from './io.ts'
import { type Command, helpText, localeOf, readArgs, toCommandFirst } from './options/args.ts'
import { guard } from './output/guard.ts'
import { table } from './output/table.ts'

/** Runs the program. The result is the exit code: 0 fine, 1 findings, 2 wrong usage, configuration or input. */
export async function main(argv: readonly string[], given: Io): Promise<number> {
  const io = guard(given)
  const locale = localeOf(argv) ?? localeFrom(io.env)
  try {
    return await dispatch(toCommandFirst(argv), io, locale)
  } catch (error) {
    io.stderr.write(`oss-process: ${messageOf(error, locale).split('\n').map(visible).join('\n')}\n`)
    return isUsageError(error) ? error.code : 2
  }
}

async function dispatch(argv: readonly string[], io: Io, locale: Locale): Promise<number> {
  const [name = 'help', ...rest] = argv
  if (HELP.includes(name)) return showHelp(readArgs(helpCommand, rest, locale).positionals[0], io, locale)
  if (name === '--version' || name === '-v') {
    io.stdout.write(`${VERSION}\n`)
    return 0
  }
  const command = name === lintCommand.name ? lintCommand : await findCommand(name, locale)
  const args = readArgs(command, rest, locale)
  if (!args.flag('help')) return command.run(args, io)
  io.stdout.write(helpText(command, args.locale, io.stdout.columns))
  return 0
}

const HELP: readonly string[] = ['help', '--help', '-h']
const helpCommand = { name: 'help', most: 1, options: {} }

/** The other commands are read when one of them is asked for. */
async function findCommand(name: string, locale: Locale): Promise<Command> {
  // An editor waits for its server, which needs nothing of the others.
  if (name === 'lsp') return (await import('./commands/lsp.ts')).lspCommand
  const { commands } = await import('./commands/index.ts')
  const command = commands.find(candidate => candidate.name === name)
  if (!command) throw new UsageError(unknownCommand(name, commands, locale))
  return command
}

async function showHelp(name: string | undefined, io: Io, locale: Locale): Promise<number> {
  const { commands } = await import('./commands/index.ts')
  const command = commands.find(candidate => candidate.name === name)
  if (name !== undefined && !command) throw new UsageError(unknownCommand(name, commands, locale))
  io.stdout.write(
    command ? helpText(command, locale, io.stdout.columns) : overview(commands, locale, io.stdout.columns),
  )
  return 0
}

/** The commands, one a line. */
function overview(commands: readonly Command[], locale: Locale, columns: number | undefined): string {
  const rows = commands.map(({ name, summary }) => [`  ${name}`, summary[locale]])
  const [title, usage, list, more] =
    locale === 'zh'
      ? [
          '阿里云 OSS 处理字符串的工具：检查、格式化、解释、编译。',
          '用法：',
          '命令：',
          '运行 "oss-process COMMAND --help" 查看选项和示例。',
        ]
      : [
          'Tools for the process strings of Alibaba Cloud OSS: lint, format, explain, compile.',
          'Usage: ',
          'Commands:',
          'Run "oss-process COMMAND --help" for options and examples.',
        ]
  return `${title}\n\n${usage}oss-process COMMAND [OPTIONS] [ARGUMENTS]\n\n${list}\n${table(rows, columns)}\n${more}\n`
}

function unknownCommand(name: string, commands: readonly Command[], locale: Locale): string {
  if (name.startsWith('-')) {
    return locale === 'zh'
      ? `"${name}" 在命令之前；选项应写在命令之后，例如 "oss-process lint --locale zh"。`
      : `"${name}" stands before the command; options follow it, as in "oss-process lint --locale zh".`
  }
  const names = commands.map(command => command.name)
  const guess = nearest(name, names)
  const all = { en: ` Expected one of ${names.join(', ')}.`, zh: `可用命令：${names.join('、')}。` }
  const hint = (guess ? meantHint(guess) : all)[locale]
  return locale === 'zh' ? `没有命令 "${name}"。${hint}` : `There is no command "${name}".${hint}`
}

/** By its name, as each bundle of the program has the class for itself. */
function isRequestError(error: unknown): error is RequestError {
  return error instanceof Error && error.name === 'RequestError'
}

function messageOf(error: unknown, locale: Locale): string {
  if (isUsageError(error)) return error.message
  if (isRequestError(error)) return error.text[locale]
  if (error instanceof Error && error.name === 'PatternError') return tooManyNames(error.message, locale)
  const detail = errorText(error)
  return locale === 'zh' ? `内部错误：${detail}。请报告此问题。` : `Internal error: ${detail}. Please report this.`
}

function tooManyNames(pattern: string, locale: Locale): string {
  const shown = pattern.length > LONGEST_SHOWN ? `${pattern.slice(0, LONGEST_SHOWN)}…` : pattern
  return locale === 'zh'
    ? `匹配模式 "${shown}" 的花括号展开后超过一千个名称；请写更简单的模式。`
    : `The braces of the pattern "${shown}" come to more than a thousand names; expected a simpler pattern.`
}

const LONGEST_SHOWN = 60
