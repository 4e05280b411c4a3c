import type { Readable, Writable } from 'node:stream'
import { Server } from '@modelcontextprotocol/sdk/server/index.js'
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js'
import {
  CallToolRequestSchema,
  type CallToolResult,
  ErrorCode,
  ListToolsRequestSchema,
  McpError,
  type Tool as ToolDescription,
} from '@modelcontextprotocol/sdk/types.js'
import type { Locale, Localized } from '../../grammar/catalogue/localized.ts'
import { isUsageError } from '../files/problem.ts'
import { fillMessage } from '../language/diagnostic.ts'
import { nearest } from '../language/suggest.ts'
import { inputSchema, readGiven } from './given.ts'
import { type Tellers, type Tool, toolsWith } from './tools.ts'

const MESSAGES = {
  unknown: {
    en: 'There is no tool "{name}"; expected one of {names}.{hint}',
    zh: '没有工具 "{name}"；可用：{names}。{hint}',
  },
  hint: { en: ' Did you mean "{guess}"?', zh: '是否想用 "{guess}"？' },
  failed: {
    en: 'The tool "{name}" failed on this input, which is a fault of oss-process. Please report it.',
    zh: '工具 "{name}" 处理此输入时出错，这是 oss-process 的缺陷，请报告。',
  },
} as const satisfies Record<string, Localized>

const INSTRUCTIONS: Localized = {
  en: 'Tools for the process strings of Alibaba Cloud OSS. Lint a string before you write it into code or send it; trace it to see sizes, frames and costs. Nothing is sent to OSS, and no file is read.',
  zh: '阿里云 OSS 处理字符串工具。写入代码或发送之前请先 lint；用 trace 查看尺寸、帧数和费用。不会向 OSS 发送任何内容，也不读取文件。',
}

/** How the server runs. */
export interface ToolServerOptions extends Tellers {
  readonly version: string
  /** The language of descriptions and messages. */
  readonly locale: Locale
}

/**
 * Serves the tools to a program over a pair of streams, until it ends its stream or nobody reads any more.
 *
 *     await serveTools(process.stdin, process.stdout, { version: '0.2.0', locale: 'en', explain, operations })
 */
export async function serveTools(input: Readable, output: Writable, options: ToolServerOptions): Promise<void> {
  const { version, locale } = options
  const tools = toolsWith(options)
  const server = new Server(
    { name: 'oss-process', version },
    { capabilities: { tools: {} }, instructions: INSTRUCTIONS[locale] },
  )
  server.setRequestHandler(ListToolsRequestSchema, () => ({ tools: tools.map(tool => describe(tool, locale)) }))
  server.setRequestHandler(CallToolRequestSchema, ({ params }) => {
    const tool = tools.find(({ name }) => name === params.name)
    if (tool) return call(tool, params.arguments ?? {}, locale)
    throw new McpError(ErrorCode.InvalidParams, unknownTool(params.name, tools, locale))
  })
  const ended = new Promise<void>(resolve => {
    for (const name of ['end', 'close', 'error']) input.once(name, () => resolve())
    for (const name of ['close', 'error']) output.once(name, () => resolve())
  })
  await server.connect(new StdioServerTransport(input, output))
  await ended
  await server.close()
}

function describe(tool: Tool, locale: Locale): ToolDescription {
  const properties = Object.fromEntries(Object.entries(tool.output).map(([name, type]) => [name, { type }]))
  return {
    name: tool.name,
    title: tool.title[locale],
    description: tool.description[locale],
    inputSchema: inputSchema(tool.arguments, locale),
    // Clients refuse an answer that has more than a closed schema says.
    outputSchema: { type: 'object', properties },
    annotations: { readOnlyHint: true, idempotentHint: true, openWorldHint: false },
  }
}

/** Runs a tool. What is wrong with the arguments is told to the program that gave them; what goes wrong inside is not. */
async function call(tool: Tool, values: Readonly<Record<string, unknown>>, locale: Locale): Promise<CallToolResult> {
  try {
    const answer = await tool.run(readGiven(tool.name, tool.arguments, values, locale), locale)
    return { structuredContent: { ...answer }, content: [{ type: 'text', text: JSON.stringify(answer) }] }
  } catch (error) {
    const text = isUsageError(error) ? error.message : fillMessage(MESSAGES.failed, { name: tool.name }, locale)
    return { isError: true, content: [{ type: 'text', text }] }
  }
}

function unknownTool(name: string, tools: readonly Tool[], locale: Locale): string {
  const names = tools.map(tool => tool.name)
  const guess = nearest(name, names)
  const hint = guess ? fillMessage(MESSAGES.hint, { guess }, locale) : ''
  return fillMessage(MESSAGES.unknown, { name: name.slice(0, 60), names: names.join(', '), hint }, locale)
}
