import { explain } from '../../catalog/explain.ts'
import { findServerCode } from '../../catalog/server-codes.ts'
import type { Locale } from '../../language/diagnostic.ts'
import { nearest } from '../../language/suggest.ts'
import type { Command } from '../args.ts'
import { UsageError } from '../io.ts'
import { getRulePages, rulePageText } from '../rule-pages.ts'
import { textFrom } from './parse.ts'

const SERVER_CODE = /^[0-9]{4}-[0-9]{8}$/

export const explainCommand: Command = {
  name: 'explain',
  summary: { en: 'a process string, a rule or an EC number in words', zh: '用文字解释处理字符串、规则或 EC 编号' },
  usage: 'STRING | RULE | EC-NUMBER',
  options: {
    stdin: { type: 'boolean', description: { en: 'read the string from standard input', zh: '从标准输入读取字符串' } },
  },
  examples: [
    {
      command: "oss-process explain 'image/watermark,text_SGVsbG8,g_se'",
      comment: { en: 'a string, Base64 decoded', zh: '解释字符串并解码 Base64' },
    },
    { command: 'oss-process explain parameter-range', comment: { en: 'a rule of the linter', zh: '解释一条检查规则' } },
    {
      command: 'oss-process explain 0040-00000312',
      comment: { en: 'an EC number in an answer of OSS', zh: '解释 OSS 返回的 EC 编号' },
    },
  ],
  async run(args, io) {
    const text = await textFrom(args, io, 'explain')
    io.stdout.write(`${await explanationOf(text, args.locale)}\n`)
    return 0
  },
}

async function explanationOf(text: string, locale: Locale): Promise<string> {
  if (SERVER_CODE.test(text)) return serverCodeText(text, locale)
  if (!/^[a-z0-9-]+$/.test(text)) return explain(text, { locale })
  const pages = await getRulePages()
  const page = pages.find(({ rule }) => rule.id === text)
  if (page) return rulePageText(page, locale)
  const ids = pages.map(({ rule }) => rule.id)
  const guess = nearest(text, ids)
  if (!guess) return explain(text, { locale })
  throw new UsageError(
    locale === 'zh'
      ? `没有规则 "${text}"；是否想写 "${guess}"？`
      : `There is no rule "${text}"; did you mean "${guess}"?`,
  )
}

function serverCodeText(code: string, locale: Locale): string {
  const uses = findServerCode(code)
  if (uses.length > 0) return uses.map(use => use[locale]).join('\n')
  throw new UsageError(
    locale === 'zh' ? `目录中没有 EC 编号 "${code}"。` : `The EC number "${code}" is not in the catalogue.`,
  )
}
