import type { Via } from '../../catalog/types.ts'
import { plainSettings } from '../../config/settings.ts'
import type { Locale } from '../../language/diagnostic.ts'
import { reporters } from '../../report/index.ts'
import { type LintedFile, summarize } from '../../report/report.ts'
import type { Command } from '../args.ts'
import { INPUT_OPTIONS, readInputs, writeInput } from '../inputs.ts'
import { reportOptions, UsageError } from '../io.ts'
import { fixFile, lintFile } from '../lint-file.ts'

export const lintCommand: Command = {
  name: 'lint',
  summary: { en: 'find mistakes in process strings', zh: '检查处理字符串中的错误' },
  usage: '[PATH...] [-e STRING] [--stdin]',
  options: {
    ...INPUT_OPTIONS,
    via: {
      type: 'string',
      value: 'VIA',
      choices: ['auto', 'get', 'post', 'async'],
      description: {
        en: 'how the strings reach OSS: auto, get, post or async (default: auto)',
        zh: '字符串到达 OSS 的方式：auto、get、post 或 async（默认 auto）',
      },
    },
    format: {
      type: 'string',
      value: 'FORMAT',
      choices: Object.keys(reporters),
      description: {
        en: 'report format: pretty, json or unix (default: pretty)',
        zh: '报告格式：pretty、json 或 unix（默认 pretty）',
      },
    },
    fix: { type: 'boolean', description: { en: 'apply the safe fixes to the files', zh: '把安全的修复写入文件' } },
    quiet: { type: 'boolean', description: { en: 'report errors only', zh: '只报告错误' } },
    'max-warnings': {
      type: 'string',
      value: 'N',
      description: { en: 'exit with 1 when there are more than N warnings', zh: '警告多于 N 个时以 1 退出' },
    },
  },
  examples: [
    { command: "oss-process lint -e 'image/resize,w_0'", comment: { en: 'one string', zh: '检查一个字符串' } },
    {
      command: 'oss-process lint src README.md',
      comment: { en: 'all strings in files and folders', zh: '检查文件和目录中的所有字符串' },
    },
    {
      command: 'oss-process lint --via async --format json jobs.oss',
      comment: { en: 'one string a line, as JSON', zh: '每行一个字符串，输出 JSON' },
    },
  ],
  async run(args, io) {
    const via = viaFrom(args.text('via'))
    const limit = maximumFrom(args.text('max-warnings'), args.locale)
    const inputs = await readInputs(args, io)
    const options = plainSettings(args.locale, via)
    const files = []
    for (const input of inputs) {
      const fixed = args.flag('fix') ? fixFile(input, options) : input
      if (fixed.text !== input.text) await writeInput(fixed, io, args.locale)
      files.push(lintFile(fixed, options))
    }
    const shown = args.flag('quiet') ? files.map(onlyErrors) : files
    const report = reporters[args.text('format') ?? 'pretty']
    io.stdout.write(report?.(shown, reportOptions(io.stdout, io.env, args.locale)) ?? '')
    const { errors, warnings } = summarize(files)
    return errors > 0 || warnings > limit ? 1 : 0
  },
}

function onlyErrors(file: LintedFile): LintedFile {
  const strings = file.strings.map(string => ({
    ...string,
    diagnostics: string.diagnostics.filter(({ severity }) => severity === 'error'),
  }))
  return { ...file, strings, diagnostics: file.diagnostics.filter(({ severity }) => severity === 'error') }
}

function viaFrom(text: string | undefined): Via | 'auto' {
  return text === 'get' || text === 'post' || text === 'async' ? text : 'auto'
}

function maximumFrom(text: string | undefined, locale: Locale): number {
  if (text === undefined) return Number.POSITIVE_INFINITY
  if (/^[0-9]+$/.test(text)) return Number(text)
  throw new UsageError(
    locale === 'zh'
      ? `"--max-warnings" 为 "${text}"；应为 0 或更大的整数。`
      : `"--max-warnings" is "${text}"; expected an integer of 0 or more.`,
  )
}
