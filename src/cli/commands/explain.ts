import type { Locale, Localized } from '../../../grammar/catalogue/localized.ts'
import { findCategory, listOperations } from '../../catalogue/catalogue.ts'
import { listErrorCodes } from '../../catalogue/error-codes.ts'
import { explain } from '../../catalogue/explain.ts'
import { UsageError } from '../../files/problem.ts'
import { parseTree } from '../../language/parser.ts'
import { shorten } from '../../language/shorten.ts'
import { nearest } from '../../language/suggest.ts'
import { answerText, findAnswerCodes } from '../explain-answer.ts'
import type { Io } from '../io.ts'
import { type ArgsOf, defineCommand, type OptionSpecs } from '../options/args.ts'
import { ASKING_OPTIONS } from '../options/endpoint.ts'
import { sourceOption } from '../options/inputs.ts'
import { type NamedSource, readSources } from '../options/source.ts'
import { usage } from '../options/usage.ts'
import { getRulePages, rulePageText } from '../rule-pages.ts'
import { ruleSummaries } from '../rule-summaries.ts'
import { textFrom } from './parse.ts'

const MESSAGES = {
  rule: {
    en: 'There is no rule "{text}"; did you mean "{guess}"?',
    zh: '没有规则 "{text}"；是否想写 "{guess}"？',
  },
  category: {
    en: '"{text}" is a category; "oss-process operations {text}" shows what comes after it.',
    zh: '"{text}" 是类别；运行 "oss-process operations {text}" 查看其中的操作。',
  },
  nothing: {
    en: '"{text}" is not a rule; expected one, an EC number, or a process string such as "image/resize,w_200".',
    zh: '"{text}" 不是规则；应为规则、EC 编号或处理字符串，例如 "image/resize,w_200"。',
  },
} as const satisfies Record<string, Localized>

const RULE = /^[a-z0-9-]+$/
const NO_STRING = {
  en: '"--source" goes with a process string, and this is none.',
  zh: '"--source" 只能与处理字符串一起使用，而这不是处理字符串。',
}

const OPTIONS = {
  stdin: { type: 'boolean', description: { en: 'read the string from standard input', zh: '从标准输入读取字符串' } },
  ...sourceOption({
    en: 'what it makes of this source, too: 4000x3000,jpg, a file or an object; may be repeated',
    zh: '同时说明对该源文件的结果：4000x3000,jpg、文件或 OSS 文件；可多次使用',
  }),
  ...ASKING_OPTIONS,
} satisfies OptionSpecs

type ExplainArgs = ArgsOf<typeof OPTIONS>

export const explainCommand = defineCommand({
  name: 'explain',
  summary: {
    en: 'a process string, a rule, or what OSS answered (EC number, error code, XML) in words',
    zh: '用文字解释处理字符串、规则，或 OSS 的返回（EC 编号、错误码、XML）',
  },
  usage: 'STRING | RULE | EC-NUMBER | ERROR-CODE | ANSWER',
  words: () => [...listOperations().map(({ id }) => id), ...ruleSummaries([]).map(({ id }) => id), ...listErrorCodes()],
  options: OPTIONS,
  examples: [
    {
      command: "oss-process explain 'image/watermark,text_SGVsbG8,g_se'",
      comment: { en: 'a string, Base64 decoded', zh: '解释字符串并解码 Base64' },
    },
    {
      command: "oss-process explain 'image/resize,w_5000' --source 4000x3000,jpg",
      comment: { en: 'and what it makes of a photo', zh: '并说明对一张照片的结果' },
    },
    { command: 'oss-process explain parameter-range', comment: { en: 'a rule of the linter', zh: '解释一条检查规则' } },
    {
      command: 'oss-process explain 0040-00000312',
      comment: { en: 'an EC number in an answer of OSS', zh: '解释 OSS 返回的 EC 编号' },
    },
    {
      command: 'oss-process explain --stdin < answer.xml',
      comment: { en: 'a whole answer, or the text of an exception', zh: '解释整个返回内容或异常文本' },
    },
  ],
  async run(args, io) {
    const text = await textFrom(args, io, 'explain')
    const sources = await readSources(args, io, args)
    if (sources.length > 0 && (RULE.test(text) || findAnswerCodes(text))) throw new UsageError(NO_STRING[args.locale])
    io.stdout.write(`${await explainText(text, args.locale)}\n`)
    if (sources.length > 0) await writeTraces(await stringIn(text, args.locale), sources, args, io)
    return 0
  },
})

/**
 * A process string, a URL or request that carries one, a rule or the codes of an answer in words.
 * @throws UsageError where nothing is known of it.
 */
export async function explainText(text: string, locale: Locale): Promise<string> {
  const answer = findAnswerCodes(text)
  if (answer) return answerText(answer, locale)
  return explanationOf(await stringIn(text, locale), locale)
}

/** What the string makes of each source, step by step. */
async function writeTraces(
  text: string,
  sources: readonly NamedSource[],
  { locale }: ExplainArgs,
  io: Io,
): Promise<void> {
  const { trace } = await import('../../trace/trace.ts')
  const { traceText } = await import('../output/trace-text.ts')
  for (const source of sources) {
    const title = sources.length > 1 ? `${source.name}\n` : ''
    io.stdout.write(`\n${title}${traceText({ ...source, trace: trace(text, source.facts, { locale }) }, locale, io)}`)
  }
}

/** The process string of a URL, a body or an HTTP request; any other text as it is. */
async function stringIn(text: string, locale: Locale): Promise<string> {
  // The key alone, or behind a path or a host without its scheme, which may look like a request's first line or remarks.
  if (/^\s*\S*[?&]x-oss-(?:async-)?process=/.test(text)) {
    const { extract } = await import('../../extract/index.ts')
    const [source] = extract(text, '<argument>')
    if (source) return source.text
  }
  if (!/^\s*(?:[A-Z]+ \S|https?:\/\/|x-oss-(?:async-)?process=|[#{]|\/\/)/.test(text)) return text
  const { readInput } = await import('../../recipe/index.ts')
  const input = readInput(text)
  if ('problem' in input) throw new UsageError(input.problem[locale])
  return input.process
}

/** Longer texts are not repeated to who gave them. */
const SHOWN = 60

async function explanationOf(text: string, locale: Locale): Promise<string> {
  if (!RULE.test(text)) {
    const isString = parseTree(text).tree.stages.some(
      stage => stage.kind === 'conditional' || findCategory(stage.category ?? ''),
    )
    if (!isString) throw usage(MESSAGES.nothing, { text: shorten(text, SHOWN) }, locale)
    return explain(text, { locale })
  }
  const pages = await getRulePages()
  const page = pages.find(({ rule }) => rule.id === text)
  if (page) return rulePageText(page, locale)
  const operations = listOperations().filter(({ id }) => id.endsWith(`/${text}`))
  if (operations.length > 0) return operations.map(({ id }) => explain(id, { locale })).join('\n')
  const ids = pages.map(({ rule }) => rule.id)
  const guess = nearest(text, ids)
  if (findCategory(text)) throw usage(MESSAGES.category, { text }, locale)
  throw guess ? usage(MESSAGES.rule, { text, guess }, locale) : usage(MESSAGES.nothing, { text }, locale)
}
