import type { Locale } from '../../../grammar/catalogue/localized.ts'
import type { Via } from '../../../grammar/catalogue/types.ts'
import { UsageError } from '../../files/problem.ts'
import { reporters } from '../../report/index.ts'
import type { ArgsOf, OptionSpecs } from './args.ts'
import { INPUT_OPTIONS, sourceOption } from './inputs.ts'

/** The options of `lint`, which is the table for its help, completions and manual page. */
export const LINT_OPTIONS = {
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
  ...sourceOption({
    en: 'what the strings are for: 4000x3000,jpg, 1920x1080,mp4,120s, a file or an object; one of each kind',
    zh: '字符串所处理的源文件：4000x3000,jpg、1920x1080,mp4,120s、文件或 OSS 文件；每种类型一个',
  }),
  changed: {
    type: 'string',
    value: 'REF',
    optional: true,
    description: {
      en: 'only files that differ from a commit or branch, and new ones (default: the last commit)',
      zh: '只检查与某个提交或分支不同的文件和新文件（默认与最近一次提交比较）',
    },
  },
  staged: {
    type: 'boolean',
    description: { en: 'only files that are staged, as they are staged', zh: '只检查已暂存的文件及其暂存内容' },
  },
  format: {
    type: 'string',
    value: 'FORMAT[=FILE]',
    words: Object.keys(reporters),
    multiple: true,
    description: {
      en: `report format, to a file if one is named; may be repeated: ${Object.keys(reporters).join(', ')}`,
      zh: `报告格式，可写入文件，可多次使用：${Object.keys(reporters).join('、')}`,
    },
  },
  fix: {
    type: 'boolean',
    description: {
      en: 'apply the safe fixes to the files; strings that are no files go to standard error',
      zh: '把安全的修复写入文件；不是文件的字符串写到标准错误',
    },
  },
  'fix-dry-run': {
    type: 'boolean',
    description: { en: 'print the fixes as a patch and write nothing', zh: '以补丁形式打印修复，不写文件' },
  },
  diff: { type: 'boolean', description: { en: 'the same as --fix-dry-run', zh: '同 --fix-dry-run' } },
  quiet: { type: 'boolean', description: { en: 'report errors only', zh: '只报告错误' } },
  'max-warnings': {
    type: 'string',
    value: 'N',
    description: { en: 'exit with 1 when there are more than N warnings', zh: '警告多于 N 个时以 1 退出' },
  },
  statistics: { type: 'boolean', description: { en: 'count the findings of each rule', zh: '按规则统计问题数' } },
  timing: {
    type: 'boolean',
    elsewhere: ['stats'],
    description: { en: 'say how long each step and each rule took', zh: '显示各步骤和各规则的耗时' },
  },
  config: {
    type: 'string',
    value: 'FILE',
    description: { en: 'the configuration (default: the nearest one above)', zh: '配置文件（默认向上查找最近的）' },
  },
  'no-config': { type: 'boolean', description: { en: 'use no configuration', zh: '不使用配置' } },
  'print-config': {
    type: 'string',
    value: 'FILE',
    description: { en: 'show what holds for a file and do nothing else', zh: '显示对某个文件生效的配置' },
  },
  baseline: {
    type: 'string',
    value: 'write|prune|ignore',
    choices: ['write', 'prune', 'ignore'],
    description: {
      en: 'record all findings as known, take out those that are gone, or report known ones too',
      zh: '把所有问题记为已知、清除已消失的，或也报告已知问题',
    },
  },
  cache: {
    type: 'boolean',
    description: { en: 'read only what has changed since the last run', zh: '只检查上次以来变化的文件' },
  },
  'cache-location': {
    type: 'string',
    value: 'FILE',
    description: {
      en: 'the file of the cache (default: node_modules/.cache/oss-process/lint.json)',
      zh: '缓存文件（默认 node_modules/.cache/oss-process/lint.json）',
    },
  },
  rule: {
    type: 'string',
    value: 'NAME:SEVERITY',
    multiple: true,
    description: {
      en: 'how much a rule weighs: error, warning, info or off; wins over the configuration; may be repeated',
      zh: '规则的级别：error、warning、info 或 off，优先于配置，可多次使用',
    },
  },
  only: {
    type: 'string',
    value: 'RULE,...',
    multiple: true,
    elsewhere: ['select', 'fix-type', 'rules'],
    description: { en: 'run these rules and no others', zh: '只运行这些规则' },
  },
  skip: {
    type: 'string',
    value: 'RULE,...',
    multiple: true,
    elsewhere: ['ignore', 'disable', 'exclude-rule'],
    description: { en: 'run all rules but these', zh: '不运行这些规则' },
  },
  'no-inline-config': {
    type: 'boolean',
    description: { en: 'report what comments switch off, too', zh: '忽略文件中关闭规则的注释' },
  },
  'ignore-pattern': {
    type: 'string',
    value: 'GLOB',
    multiple: true,
    elsewhere: ['exclude', 'extend-exclude'],
    description: { en: 'leave these files out; may be repeated', zh: '跳过这些文件，可多次使用' },
  },
  'no-ignore': {
    type: 'boolean',
    description: {
      en: 'lint what .gitignore, .ossprocessignore and the configuration leave out, too',
      zh: '也检查 .gitignore、.ossprocessignore 和配置所忽略的文件',
    },
  },
  'no-error-on-unmatched-pattern': {
    type: 'boolean',
    description: { en: 'a path or pattern may name nothing', zh: '路径或模式可以没有匹配的文件' },
  },
  'exit-zero': {
    type: 'boolean',
    description: { en: 'exit with 0 whatever is found', zh: '无论发现什么问题都以 0 退出' },
  },
  'output-file': {
    type: 'string',
    short: 'o',
    value: 'FILE',
    description: { en: 'write the report to a file, and none to standard output', zh: '把报告写入文件，不写标准输出' },
  },
  'fix-suggestions': {
    type: 'boolean',
    elsewhere: ['unsafe', 'unsafe-fixes'],
    description: {
      en: 'apply suggestions too, where a finding has only one; look at the result',
      zh: '问题只有一条建议时也应用该建议；请检查结果',
    },
  },
  suppress: {
    type: 'boolean',
    elsewhere: ['add-noqa', 'suppress-all'],
    description: {
      en: 'write comments that switch the findings off, instead of mending them',
      zh: '写入关闭这些问题的注释，而不是修复',
    },
  },
  concurrency: {
    type: 'string',
    value: 'N|auto',
    description: { en: 'threads that lint at most (default: auto)', zh: '最多使用的线程数（默认 auto）' },
  },
  'no-code': {
    type: 'boolean',
    description: {
      en: 'run no code of the project: configurations as data only, for checkouts that nobody has read',
      zh: '不运行项目中的代码：配置只能是数据，用于未经审查的检出',
    },
  },
  color: { type: 'boolean', description: { en: 'colours in any case', zh: '始终使用颜色' } },
  'no-color': { type: 'boolean', description: { en: 'no colours', zh: '不使用颜色' } },
  verbose: {
    type: 'boolean',
    elsewhere: ['debug'],
    description: { en: 'name each file and its configuration', zh: '列出每个文件及其配置' },
  },
  watch: { type: 'boolean', description: { en: 'lint again whenever a file changes', zh: '文件变化时重新检查' } },
} satisfies OptionSpecs

/** What the user typed behind `lint`. */
export type LintArgs = ArgsOf<typeof LINT_OPTIONS>

/** How strings reach OSS, as the command line tells. */
export function viaFrom(text: string | undefined): Via | 'auto' {
  return text === 'get' || text === 'post' || text === 'async' ? text : 'auto'
}

/**
 * The largest number of warnings that is no failure.
 * @throws UsageError for what is no number.
 */
export function maximumFrom({ text, locale }: LintArgs): number | undefined {
  const given = text('max-warnings')
  if (given === undefined) return undefined
  if (/^[0-9]+$/.test(given)) return Number(given)
  throw new UsageError(maximumMessage(given, locale))
}

function maximumMessage(given: string, locale: Locale): string {
  return locale === 'zh'
    ? `"--max-warnings" 为 "${given}"；应为 0 或更大的整数。`
    : `"--max-warnings" is "${given}"; expected an integer of 0 or more.`
}

/**
 * The largest number of threads; undefined where it is left to the program.
 * @throws UsageError for what is no number of 1 or more.
 */
export function threadsFrom({ text, locale }: LintArgs): number | undefined {
  const given = text('concurrency')
  if (given === undefined || given === 'auto') return undefined
  if (/^[1-9][0-9]*$/.test(given)) return Number(given)
  throw new UsageError(
    locale === 'zh'
      ? `"--concurrency" 为 "${given}"；应为 1 或更大的整数，或 auto。`
      : `"--concurrency" is "${given}"; expected an integer of 1 or more, or auto.`,
  )
}
