import { runLint } from '../lint-run.ts'
import { defineCommand } from '../options/args.ts'
import { LINT_OPTIONS } from '../options/lint-options.ts'

export const lintCommand = defineCommand({
  name: 'lint',
  summary: { en: 'find mistakes in process strings', zh: '检查处理字符串中的错误' },
  usage: '[PATH|GLOB|@FILE...] [-e STRING] [--stdin]',
  options: LINT_OPTIONS,
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
    {
      command: 'oss-process lint --changed=main --format pretty --format sarif=oss-process.sarif .',
      comment: {
        en: 'what a branch changed, for people and for code scanning',
        zh: '检查分支的改动，同时给人和代码扫描看',
      },
    },
    {
      command: 'oss-process lint --fix-dry-run src',
      comment: { en: 'the safe fixes as a patch', zh: '以补丁形式显示安全的修复' },
    },
  ],
  run: runLint,
})
