import type { Locale, Localized } from '../../../grammar/catalogue/localized.ts'
import { fillMessage } from '../../language/diagnostic.ts'
import { parse } from '../../lint/parse.ts'
import { sourcesOf } from '../../project/extract.ts'
import { canonicalFile } from '../../project/format-file.ts'
import type { Input } from '../../project/input.ts'
import { visible } from '../../report/frame.ts'
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
    const broken = results.flatMap(({ input }) => mistakesIn(input, args.locale))
    for (const text of broken) io.stderr.write(text)
    const changed = results.filter(({ input, output }) => input.text !== output.text)
    if (args.flag('check')) {
      for (const { input } of changed) io.stdout.write(`${input.file}\n`)
      return changed.length + broken.length > 0 ? 1 : 0
    }
    if (args.flag('write')) {
      for (const { output } of changed) await writeInput(output, io, args.locale)
    } else for (const { output } of results) dataOutput(io.stdout).write(withNewline(output))
    return broken.length > 0 ? 1 : 0
  },
})

function withNewline({ text }: Input): string {
  return text.endsWith('\n') ? text : `${text}\n`
}

const BROKEN: Localized = {
  en: 'oss-process: The form of "{text}" is wrong, and stays as it is there: {message}\n',
  zh: 'oss-process: "{text}" 的形式有误，该处保持原样：{message}\n',
}

/** The first mistake of form in each string that was typed; those of files are for the linter. */
function mistakesIn(input: Input, locale: Locale): readonly string[] {
  if (input.source === 'file') return []
  return sourcesOf(input).flatMap(({ text, holes, fragment }) => {
    const first = holes.length > 0 || fragment ? undefined : parse(text, locale).diagnostics[0]
    return first ? [fillMessage(BROKEN, { text: visible(text), message: visible(first.message) }, locale)] : []
  })
}
