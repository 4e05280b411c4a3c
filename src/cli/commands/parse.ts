import { UsageError } from '../../files/problem.ts'
import type { Node } from '../../language/tree.ts'
import { childrenOf } from '../../language/walk.ts'
import { parse } from '../../lint/parse.ts'
import { type Io, readStdin } from '../io.ts'
import { type Args, defineCommand, type OptionSpecs } from '../options/args.ts'

const OPTIONS = {
  stdin: { type: 'boolean', description: { en: 'read the string from standard input', zh: '从标准输入读取字符串' } },
  json: {
    type: 'boolean',
    description: { en: 'the tree and the mistakes of form as JSON', zh: '以 JSON 输出语法树和形式错误' },
  },
} satisfies OptionSpecs

export const parseCommand = defineCommand({
  name: 'parse',
  summary: { en: 'show the syntax tree of a process string', zh: '显示处理字符串的语法树' },
  usage: 'STRING | --stdin',
  options: OPTIONS,
  examples: [
    {
      command: "oss-process parse 'image/resize,w_200/format,webp'",
      comment: { en: 'an indented picture', zh: '缩进显示' },
    },
    {
      command: "oss-process parse --json 'image/resize,w_200'",
      comment: { en: 'for other tools', zh: '供其他工具使用' },
    },
  ],
  async run(args, io) {
    const text = await textFrom(args, io, 'parse')
    const { tree, diagnostics } = parse(text, args.locale)
    if (args.flag('json')) io.stdout.write(`${JSON.stringify({ tree, diagnostics }, undefined, 2)}\n`)
    else {
      io.stdout.write(picture(tree, ''))
      for (const { span, message } of diagnostics) io.stdout.write(`! ${span.start}-${span.end} ${message}\n`)
    }
    return diagnostics.length > 0 ? 1 : 0
  },
})

/**
 * The one string that a command works on.
 * @throws UsageError when there is none or more than one.
 */
export async function textFrom(
  { positionals, flag, locale }: Args<'stdin', never, never>,
  io: Io,
  command: string,
): Promise<string> {
  if (flag('stdin') && positionals.length === 0) return (await readStdin(io)).replace(/\r?\n$/, '')
  const [text] = positionals
  const count = positionals.length + (flag('stdin') ? 1 : 0)
  if (text !== undefined && count === 1) return text
  throw new UsageError(
    locale === 'zh'
      ? `"${command}" 需要一个字符串，得到 ${count} 个；含竖线的字符串要加引号。`
      : `"${command}" takes one string, but got ${count}; quote a string that holds "|".`,
  )
}

function picture(node: Node, indent: string): string {
  const line = `${indent}${node.kind} ${node.start}-${node.end}${labelOf(node)}\n`
  return (
    line +
    childrenOf(node)
      .map(child => picture(child, `${indent}  `))
      .join('')
  )
}

function labelOf(node: Node): string {
  switch (node.kind) {
    case 'pipeline':
      return ''
    case 'stage':
      return ` ${node.category === undefined ? '(no category)' : JSON.stringify(node.category)}`
    case 'conditional':
      return ` ${node.condition}`
    case 'operation':
      return ` ${JSON.stringify(node.name)}`
    case 'parameter':
      return node.name === undefined
        ? ` ${JSON.stringify(node.value)}`
        : ` ${node.name} = ${JSON.stringify(node.value)}`
  }
}
