import { existsSync } from 'node:fs'
import path from 'node:path'
import type { Locale, Localized } from '../../../grammar/catalogue/localized.ts'
import { UsageError } from '../../files/problem.ts'
import { fillMessage, isError } from '../../language/diagnostic.ts'
import type { RecipeDiagnostic } from '../../recipe/index.ts'
import { visible } from '../../report/frame.ts'
import { pretty } from '../../report/pretty.ts'
import { type Io, reportOptions } from '../io.ts'
import { placeFindings, VARIABLE_OPTIONS, variablesFrom } from '../jobs/load.ts'
import { defineCommand, type OptionSpecs } from '../options/args.ts'
import { readText } from '../options/inputs.ts'
import { usage } from '../options/usage.ts'

const MESSAGES = {
  count: {
    en: '"diff" takes two texts, but got {count}; quote a string that holds "|".',
    zh: '"diff" 需要两个文本，得到 {count} 个；含竖线的字符串要加引号。',
  },
  same: { en: 'The two do the same.', zh: '二者含义相同。' },
} as const satisfies Record<string, Localized>

const OPTIONS = {
  json: { type: 'boolean', description: { en: 'as JSON', zh: '以 JSON 输出' } },
  ...VARIABLE_OPTIONS,
} satisfies OptionSpecs

export const diffCommand = defineCommand({
  name: 'diff',
  summary: {
    en: 'compare two strings, URLs or recipes by what they do',
    zh: '按含义比较两个字符串、URL 或配方',
  },
  usage: 'A B',
  options: OPTIONS,
  examples: [
    {
      command: "oss-process diff 'image/resize,w_100,m_lfit' 'image/resize,w_200'",
      comment: { en: 'two strings; order and defaults do not count', zh: '比较两个字符串，不计顺序和默认值' },
    },
    {
      command: 'oss-process diff old.yaml new.yaml',
      comment: { en: 'two recipes; exit with 1 when they differ', zh: '比较两个配方；不同时以 1 退出' },
    },
  ],
  async run(args, io) {
    const { locale, positionals } = args
    if (positionals.length !== 2) throw usage(MESSAGES.count, { count: positionals.length }, locale)
    const { diff, loadFile } = await import('../../recipe/index.ts')
    const [left = '', right = ''] = positionals
    const names = [path.resolve(io.cwd, left), path.resolve(io.cwd, right)] as const
    const [a = '', b = ''] = [await textOf(left, io, locale), await textOf(right, io, locale)]
    const variables = await variablesFrom(args, io)
    const result = diff(a, b, { locale, names, load: loadFile, variables })
    if (result.problem) throw new UsageError(result.problem[locale])
    const errors = result.diagnostics.filter(isError)
    if (errors.length > 0) {
      report(
        errors,
        new Map([
          [names[0], a],
          [names[1], b],
        ]),
        io,
        locale,
      )
      return 2
    }
    if (args.flag('json')) io.stdout.write(`${JSON.stringify(result.differences, undefined, 2)}\n`)
    else if (result.differences.length === 0) io.stdout.write(`${MESSAGES.same[locale]}\n`)
    else for (const { message } of result.differences) io.stdout.write(`${visible(message)}\n`)
    return result.differences.length > 0 ? 1 : 0
  },
})

const NO_FILE: Localized = {
  en: '"{file}" does not exist.',
  zh: '"{file}" 不存在。',
}

/** The text of a file, or the argument itself where it names none. */
async function textOf(argument: string, io: Io, locale: Locale): Promise<string> {
  if (argument === '-' || existsSync(path.resolve(io.cwd, argument))) return readText(argument, io, locale)
  if (/\.ya?ml$/i.test(argument)) throw new UsageError(fillMessage(NO_FILE, { file: argument }, locale))
  return argument
}

function report(errors: readonly RecipeDiagnostic[], texts: ReadonlyMap<string, string>, io: Io, locale: Locale): void {
  const files = placeFindings(errors, texts, io)
  if (files.length > 0) io.stderr.write(pretty(files, reportOptions(io.stderr, io.env, locale)))
  else for (const { message } of errors) io.stderr.write(`${visible(message)}\n`)
}
