import type { Locale, Localized } from '../../grammar/catalogue/localized.ts'
import { format } from '../catalogue/format.ts'
import { UsageError } from '../files/problem.ts'
import { fillMessage, isError } from '../language/diagnostic.ts'
import { positionsOf } from '../language/position.ts'
import { fileInput } from '../project/input.ts'
import { fixFile, lintFile } from '../project/lint-file.ts'
import { plainSettings } from '../project/settings.ts'
import {
  type CompiledJob,
  compileListed,
  expand,
  type RecipeDiagnostic,
  readInput,
  readRecipe,
  toRequest,
} from '../recipe/index.ts'
import { toResults } from '../report/json.ts'
import { summarize } from '../report/report.ts'
import { url } from '../request/index.ts'
import { readSource, SOURCE_WORDS } from '../trace/source-text.ts'
import { trace } from '../trace/trace.ts'
import { traceJson } from '../trace/trace-json.ts'
import type { ArgumentSpecs, ToolInput } from './given.ts'
import { type Fitting, fitting, fittingText, ROOM } from './room.ts'

/** What a program can ask for. It reads what it is given, and nothing of the machine. */
export interface Tool {
  readonly name: string
  readonly title: Localized
  readonly description: Localized
  readonly arguments: ArgumentSpecs
  /** Members of the answer, as JSON Schema has types; the rest of their form is told by `description`. */
  readonly output: Readonly<Record<string, 'string' | 'boolean' | 'integer' | 'array' | 'object'>>
  run(given: ToolInput, locale: Locale): ToolAnswer | Promise<ToolAnswer>
}

/** A JSON object. */
export type ToolAnswer = Readonly<Record<string, unknown>>

/** What the command line tells in words and JSON, handed in by it. */
export interface Tellers {
  explain(text: string, locale: Locale): Promise<string>
  operations(name: string | undefined, locale: Locale): readonly object[]
}

const STRING = {
  type: 'string',
  required: true,
  most: 20_000,
  description: {
    en: 'a process string, or a URL, body or request that carries one',
    zh: '处理字符串，或带有它的 URL、请求体或请求',
  },
} as const

const VIAS = { get: 'get', post: 'post', async: 'async', auto: 'auto' } as const

const LEFT_OFF: Localized = {
  en: '"leftOff" counts what did not fit into the answer.',
  zh: '"leftOff" 为未能放入结果的数量。',
}

/** All tools, in the order in which clients list them. */
export function toolsWith(tellers: Tellers): readonly Tool[] {
  return [lintTool, formatTool, explainTool(tellers), traceTool, compileTool, operationsTool(tellers)]
}

const lintTool: Tool = {
  name: 'lint',
  title: { en: 'Find what is wrong with process strings', zh: '检查处理字符串' },
  description: {
    en: `Lints Alibaba Cloud OSS process strings (x-oss-process, x-oss-async-process) in a text: strings or URLs one a line, or the text of a source file when "file" names one. Each finding has its rule, line, column, message, and edits that mend it. ${LEFT_OFF.en}`,
    zh: `检查文本中的阿里云 OSS 处理字符串（x-oss-process、x-oss-async-process）：每行一个字符串或 URL，或用 "file" 指定源文件名后检查其全文。每条结果含规则、行、列、说明和修改。${LEFT_OFF.zh}`,
  },
  arguments: {
    text: {
      type: 'string',
      required: true,
      most: 200_000,
      description: { en: 'what to lint', zh: '要检查的文本' },
    },
    file: {
      type: 'string',
      most: 1000,
      description: {
        en: 'a file name such as src/a.vue, which tells the language of the text; the file is not read',
        zh: '文件名，如 src/a.vue，用来判断文本的语言；不会读取该文件',
      },
    },
    via: {
      type: 'string',
      choices: Object.keys(VIAS),
      description: { en: 'how the strings reach OSS (default: auto)', zh: '字符串如何发送到 OSS（默认 auto）' },
    },
    fix: {
      type: 'boolean',
      description: { en: 'answer with the text after all safe fixes, too', zh: '同时返回应用所有安全修复后的文本' },
    },
  },
  output: { results: 'array', summary: 'object', leftOff: 'integer', fixed: 'string' },
  run(given, locale) {
    const settings = plainSettings(locale, VIAS[viaIn(given)])
    const input = fileInput(given.find('file') ?? 'text.oss', given.text('text'))
    const linted = lintFile(input, settings)
    const { items, leftOff } = fitting([...toResults(linted)])
    const fixed = given.flag('fix') ? fixFile(input, settings).text : undefined
    const isShort = fixed !== undefined && fixed.length <= ROOM
    return { results: items, summary: summarize([linted]), leftOff, ...(isShort && { fixed }) }
  },
}

const viaIn = (given: ToolInput): keyof typeof VIAS => {
  const via = given.find('via')
  return via === 'get' || via === 'post' || via === 'async' ? via : 'auto'
}

const formatTool: Tool = {
  name: 'format',
  title: { en: 'Write a process string canonically', zh: '规范化处理字符串' },
  description: {
    en: 'The canonical spelling of a process string. It means the same to OSS.',
    zh: '处理字符串的规范写法，对 OSS 含义不变。',
  },
  arguments: { text: STRING },
  output: { text: 'string', isChanged: 'boolean' },
  run(given, locale) {
    const process = processIn(given, locale)
    const text = format(process)
    return { text, isChanged: text !== process }
  },
}

const explainTool = ({ explain }: Tellers): Tool => ({
  name: 'explain',
  title: { en: 'Explain a string, a rule or an answer of OSS', zh: '解释字符串、规则或 OSS 的返回' },
  description: {
    en: `What a process string does in words, Base64 decoded; or what a rule of the linter, or an EC number ("0040-00000312"), error code or error XML of OSS means. ${LEFT_OFF.en}`,
    zh: `用文字说明处理字符串（解码 Base64）、检查规则或 OSS 的 EC 编号（"0040-00000312"）。${LEFT_OFF.zh}`,
  },
  arguments: { text: STRING },
  output: { text: 'string', leftOff: 'integer' },
  async run(given, locale) {
    return fittingText(await explain(given.text('text'), locale))
  },
})

const BAD_SOURCE: Localized = {
  en: '"{word}" in "source" {problem}; expected {words}.',
  zh: '"source" 中的 "{word}" {problem}；应为 {words}。',
}

const traceTool: Tool = {
  name: 'trace',
  title: { en: 'Tell what will come out', zh: '预测处理结果' },
  description: {
    en: 'Carries the facts of a source through a process string without running it: size, format and frames after each operation, the outputs, and what is billed. A number is exact, { minimum, maximum }, or null where nobody can tell.',
    zh: '不执行处理，逐步推算源文件经过字符串后的尺寸、格式、帧数、结果和计费。数字是确定值、{ minimum, maximum }，或无法得知时为 null。',
  },
  arguments: {
    text: STRING,
    source: {
      type: 'string',
      required: true,
      most: 200,
      description: {
        en: `what the source is: ${SOURCE_WORDS.en}, separated by commas`,
        zh: `源文件的信息：${SOURCE_WORDS.zh}，以逗号分隔`,
      },
    },
  },
  output: { version: 'integer', steps: 'array', outputs: 'array', charges: 'array', diagnostics: 'array' },
  run(given, locale) {
    const reading = readSource(given.text('source'))
    if (!('facts' in reading)) {
      throw new UsageError(fillMessage(BAD_SOURCE, { ...reading, words: SOURCE_WORDS }, locale))
    }
    const told = traceJson(trace(processIn(given, locale), reading.facts, { locale }))
    const cut = Object.entries(told).map(
      ([key, value]) => [key, Array.isArray(value) ? fitting(value) : value] as const,
    )
    const leftOff = cut.reduce((sum, [, value]) => sum + (isFitting(value) ? value.leftOff : 0), 0)
    return { ...Object.fromEntries(cut.map(([key, value]) => [key, isFitting(value) ? value.items : value])), leftOff }
  },
}

const isFitting = (value: unknown): value is Fitting<unknown> =>
  typeof value === 'object' && value !== null && 'leftOff' in value && 'items' in value

const compileTool: Tool = {
  name: 'compile',
  title: { en: 'Compile a recipe', zh: '编译配方' },
  description: {
    en: `Turns the text of a YAML recipe into process strings and unsigned requests, with what is wrong in it. Included files and manifests are not read, and neither is the environment. ${LEFT_OFF.en}`,
    zh: `把 YAML 配方编译成处理字符串和未签名的请求，并列出其中的问题。不读取被包含的文件、清单和环境变量。${LEFT_OFF.zh}`,
  },
  arguments: {
    recipe: {
      type: 'string',
      required: true,
      most: 200_000,
      description: { en: 'the text of the recipe', zh: '配方全文' },
    },
    variables: {
      type: 'record',
      most: 20_000,
      description: { en: 'values of its variables', zh: '配方变量的值' },
    },
  },
  output: { isCompiled: 'boolean', jobs: 'array', findings: 'array', leftOff: 'integer' },
  run(given, locale) {
    const text = given.text('recipe')
    const { recipe, diagnostics } = readRecipe(text, { fileName: 'recipe.yaml', locale })
    const expansion = recipe && expand(recipe, { locale, variables: given.record('variables') })
    const listed = expansion && compileListed(expansion, { locale })
    const found = [...diagnostics, ...(expansion?.diagnostics ?? []), ...(listed?.diagnostics ?? [])]
    const findings = fitting(found.map(findingJson(text)))
    const isCompiled = !found.some(isError)
    const jobs = fitting((isCompiled ? (listed?.jobs ?? []) : []).map(jobJson))
    return { isCompiled, jobs: jobs.items, findings: findings.items, leftOff: jobs.leftOff + findings.leftOff }
  },
}

const findingJson = (text: string) => {
  const position = positionsOf(text)
  return ({ ruleId, severity, message, span, serverCode }: RecipeDiagnostic): object => {
    const { line, column } = position(Math.min(span.start, text.length))
    return { ruleId, severity, message, line, column, ...(serverCode !== undefined && { serverCode }) }
  }
}

function jobJson(job: CompiledJob): object {
  const { process, via, key, bucket, label } = job
  const made = toRequest(job)
  return {
    ...{ process, via, key },
    ...(bucket !== undefined && { bucket }),
    ...(label !== '' && { label }),
    ...('request' in made && {
      request: {
        method: made.request.method,
        url: url(made.request),
        headers: made.request.headers,
        body: made.request.body,
      },
    }),
  }
}

const operationsTool = ({ operations }: Tellers): Tool => ({
  name: 'operations',
  title: { en: 'List what OSS accepts', zh: '列出 OSS 接受的操作' },
  description: {
    en: `The catalogue: all operations without a name; those of a category ("image"); or one ("image/resize") with its parameters, ranges, defaults and sources. ${LEFT_OFF.en}`,
    zh: `操作目录：不给名称时列出全部；给类别（"image"）时列出该类别；给操作（"image/resize"）时列出参数、范围、默认值和来源。${LEFT_OFF.zh}`,
  },
  arguments: {
    name: {
      type: 'string',
      most: 100,
      description: { en: 'a category or category/operation', zh: '类别或 类别/操作' },
    },
  },
  output: { operations: 'array', leftOff: 'integer' },
  run(given, locale) {
    const { items, leftOff } = fitting(operations(given.find('name'), locale))
    return { operations: items, leftOff }
  },
})

/**
 * The process string of what was given.
 * @throws UsageError for a request that carries none, or two.
 */
function processIn(given: ToolInput, locale: Locale): string {
  const input = readInput(given.text('text'))
  if ('problem' in input) throw new UsageError(input.problem[locale])
  return input.process
}
