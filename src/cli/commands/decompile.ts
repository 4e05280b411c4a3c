import type { Command } from '../args.ts'
import { UsageError } from '../io.ts'
import { textFrom } from './parse.ts'

export const decompileCommand: Command = {
  name: 'decompile',
  summary: {
    en: 'turn a process string, URL or request back into a recipe',
    zh: '把处理字符串、URL 或请求还原成配方',
  },
  usage: 'STRING | URL | --stdin',
  options: {
    stdin: {
      type: 'boolean',
      description: {
        en: 'read standard input: a string, URL, request body or whole HTTP request',
        zh: '读取标准输入：字符串、URL、请求体或完整的 HTTP 请求',
      },
    },
  },
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
    const { decompile } = await import('../../recipe/index.ts')
    io.stdout.write(decompile(text))
    return 0
  },
}
