import { Readable } from 'node:stream'
import type { Localized } from '../../../grammar/catalogue/localized.ts'
import { UsageError } from '../../files/problem.ts'
import { VERSION } from '../io.ts'
import { defineCommand, type OptionSpecs } from '../options/args.ts'
import { dataStream } from '../output/write.ts'

const NO_CHANNEL: Localized = {
  en: 'An editor talks to the language server over standard input and output; expected --stdio.',
  zh: '编辑器通过标准输入和输出与语言服务器通信；应加上 --stdio。',
}

const OPTIONS = {
  stdio: {
    type: 'boolean',
    description: { en: 'talk over standard input and output', zh: '通过标准输入和输出通信' },
  },
  clientProcessId: {
    type: 'string',
    value: 'ID',
    description: { en: 'taken from editors that give it, and not used', zh: '接受编辑器传入的值，但不使用' },
  },
} satisfies OptionSpecs

export const lspCommand = defineCommand({
  name: 'lsp',
  summary: { en: 'the language server, for editors', zh: '供编辑器使用的语言服务器' },
  usage: '--stdio',
  most: 0,
  options: OPTIONS,
  examples: [
    {
      command: 'oss-process lsp --stdio',
      comment: { en: 'what an editor starts; see examples/editors', zh: '由编辑器启动，参见 examples/editors' },
    },
  ],
  async run(args, io) {
    if (!args.flag('stdio')) throw new UsageError(NO_CHANNEL[args.locale])
    const { serveLanguage } = await import('../../server/index.ts')
    return serveLanguage(Readable.from(io.stdin, { objectMode: false }), dataStream(io.stdout), {
      version: VERSION,
      locale: args.locale,
    })
  },
})
