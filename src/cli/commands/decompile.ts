import type { Localized } from '../../../grammar/catalogue/localized.ts'
import { UsageError } from '../../files/problem.ts'
import { fillMessage } from '../../language/diagnostic.ts'
import { defineCommand, type OptionSpecs } from '../options/args.ts'
import { textFrom } from './parse.ts'

const OPTIONS = {
  stdin: {
    type: 'boolean',
    description: {
      en: 'read standard input: a string, URL, request body, curl command or whole HTTP request',
      zh: '读取标准输入：字符串、URL、请求体、curl 命令或完整的 HTTP 请求',
    },
  },
} satisfies OptionSpecs

const UNSAID: Localized = {
  en: 'The request asks for "{found}" as well, which a recipe cannot say; what is compiled from it asks without.',
  zh: '请求还带有 "{found}"，配方无法表示；由配方编译出的请求不含它。',
}

export const decompileCommand = defineCommand({
  name: 'decompile',
  summary: {
    en: 'turn a process string, URL or request back into a recipe',
    zh: '把处理字符串、URL 或请求还原成配方',
  },
  usage: 'STRING | URL | --stdin',
  options: OPTIONS,
  examples: [
    {
      command: "oss-process decompile 'video/animation,f_gif,inter_1000|sys/saveas,o_b3V0LmdpZg'",
      comment: { en: 'a string as a recipe', zh: '把字符串变成配方' },
    },
    {
      command: 'oss-process decompile --stdin < request.http > recipe.yaml',
      comment: { en: 'a request, without its signature', zh: '还原请求，不含签名' },
    },
  ],
  async run(args, io) {
    const text = await textFrom(args, io, 'decompile')
    if (text.trim() === '') {
      throw new UsageError(
        args.locale === 'zh'
          ? '输入为空；应为处理字符串、URL 或请求。'
          : 'The text is empty; expected a process string, URL or request.',
      )
    }
    const { decompile, readInput } = await import('../../recipe/index.ts')
    const input = readInput(text)
    if ('problem' in input) throw new UsageError(input.problem[args.locale])
    io.stdout.write(decompile(input))
    const { unsaid = [] } = input
    for (const found of unsaid) io.stderr.write(`${fillMessage(UNSAID, { found }, args.locale)}\n`)
    return unsaid.length > 0 ? 1 : 0
  },
})
