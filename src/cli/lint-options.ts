import type { Via } from '../catalog/types.ts'
import type { Locale } from '../language/diagnostic.ts'
import { reporters } from '../report/index.ts'
import type { Args, OptionSpec } from './args.ts'
import { INPUT_OPTIONS } from './inputs.ts'
import { UsageError } from './io.ts'

/** The options of `lint`, which is the table for its help, completions and manual page. */
export const LINT_OPTIONS: Readonly<Record<string, OptionSpec>> = {
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
  fix: { type: 'boolean', description: { en: 'apply the safe fixes to the files', zh: '把安全的修复写入文件' } },
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
  timing: { type: 'boolean', description: { en: 'say how long each step took', zh: '显示各步骤耗时' } },
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
  watch: { type: 'boolean', description: { en: 'lint again whenever a file changes', zh: '文件变化时重新检查' } },
}

/** How strings reach OSS, as the command line tells. */
export function viaFrom(text: string | undefined): Via | 'auto' {
  return text === 'get' || text === 'post' || text === 'async' ? text : 'auto'
}

/**
 * The largest number of warnings that is no failure.
 * @throws UsageError for what is no number.
 */
export function maximumFrom({ text, locale }: Args): number | undefined {
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
