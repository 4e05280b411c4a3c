import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { Locale, Localized } from '../../../grammar/catalogue/localized.ts'
import { onFile, UsageError } from '../../files/problem.ts'
import { fileInput, type Input } from '../../project/input.ts'
import { type Io, readStdin } from '../io.ts'
import type { ArgsOf, OptionSpecs } from './args.ts'

/** Where texts come from, for every command that reads some. */
export const INPUT_OPTIONS = {
  expression: {
    type: 'string',
    short: 'e',
    value: 'STRING',
    multiple: true,
    mayBeEmpty: true,
    description: { en: 'a process string or URL; may be repeated', zh: '处理字符串或 URL，可多次使用' },
  },
  stdin: {
    type: 'boolean',
    description: { en: 'read standard input, one string or URL a line', zh: '读取标准输入，每行一个字符串或 URL' },
  },
  'stdin-filename': {
    type: 'string',
    value: 'NAME',
    description: { en: 'read standard input as a file of this name', zh: '把标准输入当作该名称的文件' },
  },
} satisfies OptionSpecs

type InputArgs = ArgsOf<typeof INPUT_OPTIONS>

/** The option that says what the source is. */
export function sourceOption(description: Localized) {
  return {
    source: { type: 'string', value: 'FACTS|FILE|oss://BUCKET/KEY', multiple: true, description },
  } satisfies OptionSpecs
}

/**
 * All texts that the arguments name: expressions, standard input, files, and the files in folders.
 * @throws UsageError when there is none, a path does not exist or cannot be read, or standard input is empty.
 */
export async function readInputs(args: InputArgs, io: Io): Promise<readonly Input[]> {
  const { locale } = args
  const inputs = await readStdinAndArguments(args, io)
  const names = args.positionals.filter(name => name !== '-')
  if (names.length === 0 && inputs.length === 0) throw nothingToRead(locale)
  return names.length === 0 ? inputs : [...inputs, ...(await pathInputs(names, io, locale))]
}

/** The error of a command that is given no text. */
export function nothingToRead(locale: Locale): UsageError {
  return new UsageError(
    locale === 'zh'
      ? '没有输入；应给出路径、-e 字符串或 --stdin。'
      : 'There is nothing to read; expected a path, -e STRING or --stdin.',
  )
}

/**
 * The texts that are no files.
 * @throws UsageError when standard input is empty.
 */
export async function readStdinAndArguments(args: InputArgs, io: Io): Promise<readonly Input[]> {
  const inputs = args
    .list('expression')
    .map((text): Input => ({ file: '<argument>', kind: '<argument>', text, source: 'argument' }))
  const name = args.text('stdin-filename')
  const isRead = args.flag('stdin') || name !== undefined || args.positionals.includes('-')
  return isRead ? [...inputs, await stdinInput(name, io, args.locale)] : inputs
}

/** Writes a changed text back to where it came from: the file, or standard error, as the report goes to standard output. */
export async function writeInput(input: Input, io: Io, locale: Locale): Promise<void> {
  if (input.source !== 'file') {
    io.stderr.write(`${input.text}${input.text.endsWith('\n') ? '' : '\n'}`)
    return
  }
  const { replaceFile } = await import('../../project/replace-file.ts')
  onFile(input.file, locale, () => replaceFile(path.resolve(io.cwd, input.file), input.text))
}

/**
 * Reads one text file, or standard input where that is called `-`.
 * @throws UsageError when it cannot be read.
 */
export async function readText(file: string, io: Io, locale: Locale): Promise<string> {
  return file === '-' ? readStdin(io) : onFile(file, locale, () => readFileSync(path.resolve(io.cwd, file), 'utf8'))
}

async function stdinInput(name: string | undefined, io: Io, locale: Locale): Promise<Input> {
  const text = await readStdin(io)
  // A file may be empty; a list that is came from a command before that gave nothing.
  if (name === undefined && text.trim() === '') {
    throw new UsageError(
      locale === 'zh'
        ? '标准输入为空；应为每行一个处理字符串或 URL。'
        : 'Standard input is empty; expected a process string or URL a line.',
    )
  }
  return { file: name ?? '<stdin>', kind: name ?? 'stdin.oss', text, source: 'stdin' }
}

async function pathInputs(names: readonly string[], io: Io, locale: Locale): Promise<Input[]> {
  const { discover } = await import('../../project/discover.ts')
  const { files, problems } = discover({ patterns: names, cwd: io.cwd, locale, ignores: true, mustMatch: true })
  if (problems.length > 0) throw new UsageError(problems.join('\n'))
  const texts = files.map(async ({ file }): Promise<Input[]> => {
    const text = await readText(file, io, locale)
    return text.includes('\0') ? [] : [fileInput(file, text)]
  })
  return (await Promise.all(texts)).flat()
}
