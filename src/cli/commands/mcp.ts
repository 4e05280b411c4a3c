import { Readable } from 'node:stream'
import type { Localized } from '../../../grammar/catalogue/localized.ts'
import { UsageError } from '../../files/problem.ts'
import { VERSION } from '../io.ts'
import { defineCommand } from '../options/args.ts'
import { dataStream } from '../output/write.ts'
import { explainText } from './explain.ts'
import { operationJson, operationsNamed } from './operations.ts'

const SDK = '@modelcontextprotocol/sdk'

const NO_SDK: Localized = {
  en: `"mcp" needs the package ${SDK}, which is not installed with oss-process. Add it beside oss-process: "npm install --save-dev ${SDK}", or "npm install -g ${SDK}" where oss-process is installed globally.`,
  zh: `"mcp" 需要 ${SDK} 包，它不随 oss-process 安装。请与 oss-process 装在一起："npm install --save-dev ${SDK}"；全局安装时用 "npm install -g ${SDK}"。`,
}

export const mcpCommand = defineCommand({
  name: 'mcp',
  summary: {
    en: 'lint, format, explain, trace and compile as tools for agents, by the Model Context Protocol',
    zh: '通过 Model Context Protocol 为智能体提供检查、格式化、解释、推算和编译工具',
  },
  usage: '',
  most: 0,
  options: {},
  examples: [
    {
      command: 'oss-process mcp',
      comment: { en: 'what an agent starts; see examples/agents', zh: '由智能体启动，参见 examples/agents' },
    },
  ],
  async run({ locale }, io) {
    const { serveTools } = await loadServer(NO_SDK[locale])
    await serveTools(Readable.from(io.stdin, { objectMode: false }), dataStream(io.stdout), {
      version: VERSION,
      locale,
      explain: explainText,
      operations: (name, words) => {
        const found = operationsNamed(name, words)
        const isOne = name !== undefined && found.some(({ id }) => id === name)
        return isOne ? found.map(operationJson) : found.map(({ id, spec }) => ({ id, title: spec.title[words] }))
      },
    })
    return 0
  },
})

/** @throws UsageError with that sentence where the package of the protocol is missing. */
async function loadServer(missing: string): Promise<typeof import('../../mcp/index.ts')> {
  try {
    return await import('../../mcp/index.ts')
  } catch (error) {
    if (error instanceof Error && error.message.includes(SDK)) throw new UsageError(missing)
    throw error
  }
}
