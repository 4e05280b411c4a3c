import { canonicalFile } from '../../project/format-file.ts'
import type { Input } from '../../project/input.ts'
import { dataOutput } from '../io.ts'
import { defineCommand, type OptionSpecs } from '../options/args.ts'
import { INPUT_OPTIONS, readInputs, writeInput } from '../options/inputs.ts'

const OPTIONS = {
  ...INPUT_OPTIONS,
  check: {
    type: 'boolean',
    description: {
      en: 'only tell which texts would change; exit with 1 if any does',
      zh: '只列出会改变的文本；有则以 1 退出',
    },
  },
  write: { type: 'boolean', description: { en: 'write the files', zh: '写回文件' } },
} satisfies OptionSpecs

export const formatCommand = defineCommand({
  name: 'format',
  summary: { en: 'write process strings in their canonical spelling', zh: '把处理字符串写成规范形式' },
  usage: '[PATH...] [-e STRING] [--stdin]',
  options: OPTIONS,
  examples: [
    {
      command: "oss-process format -e 'image/resize,w_100,m_fill'",
      comment: { en: 'one string', zh: '格式化一个字符串' },
    },
    { command: 'oss-process format --check jobs.oss', comment: { en: 'in CI', zh: '用于 CI' } },
  ],
  async run(args, io) {
    const results = (await readInputs(args, io)).map(input => ({ input, output: canonicalFile(input) }))
    const changed = results.filter(({ input, output }) => input.text !== output.text)
    if (args.flag('check')) {
      for (const { input } of changed) io.stdout.write(`${input.file}\n`)
      return changed.length > 0 ? 1 : 0
    }
    if (args.flag('write')) {
      for (const { output } of changed) await writeInput(output, io, args.locale)
    } else for (const { output } of results) dataOutput(io.stdout).write(withNewline(output))
    return 0
  },
})

function withNewline({ text }: Input): string {
  return text.endsWith('\n') ? text : `${text}\n`
}
