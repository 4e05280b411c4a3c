import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Locale, Localized } from '../../grammar/catalogue/localized.ts'
import { onFile, UsageError } from '../files/problem.ts'
import { systemCode } from '../language/given.ts'
import { isRecord } from '../language/record.ts'
import { type Config, checkConfig } from './config.ts'
import type { ShapeProblem } from './shape.ts'

/** A configuration and where it stands. */
export interface FoundConfig {
  readonly file: string
  readonly config: Config
}

/** How a configuration is read. */
export interface ConfigReadOptions {
  /** Names of files are shown relative to this folder. */
  readonly folder: string
  readonly locale: Locale
  /** True where a configuration that is a program is refused, and not run. */
  readonly isDataOnly?: boolean
  /** Why it is refused. */
  readonly refusal?: Localized
}

/**
 * Reads a configuration and those that it extends.
 * @throws UsageError with a line for each thing that is wrong.
 */
export async function readConfig(
  file: string,
  options: ConfigReadOptions,
  extending: readonly string[] = [],
): Promise<FoundConfig> {
  const { folder, locale, isDataOnly, refusal = PROGRAM_REFUSED } = options
  const shown = path.relative(folder, file).replaceAll('\\', '/') || file
  const isProgram = /\.[cm]?[jt]s$/.test(file)
  if (isProgram && isDataOnly) throw new UsageError(`${shown}: ${refusal[locale]}`)
  const text = isProgram ? '' : onFile(shown, locale, () => readFileSync(file, 'utf8'))
  const read = async (): Promise<ParsedData> =>
    isProgram
      ? { value: await importConfig(file, shown, locale), place: () => shown }
      : parseData(text, file, shown, locale)
  const { value, place }: QuickData = (isProgram ? undefined : quickData(text, file)) ?? (await read())
  const fail = async (problems: readonly ShapeProblem[]) => {
    const placeOf = place ?? (await read()).place
    return new UsageError(problems.map(problem => `${placeOf(problem)}: ${problem.message[locale]}`).join('\n'))
  }
  const bases: Config[] = []
  for (const [index, name] of basesOf(value).entries()) {
    const base = findBase(name, file)
    const chain = [...extending, file]
    if (base === undefined || chain.includes(base))
      throw await fail([baseProblem(name, index, value, base !== undefined)])
    bases.push((await readConfig(base, options, chain)).config)
  }
  const inherited = bases.flatMap(({ customRules = [] }) => customRules.map(({ id }) => id))
  const { config, problems } = checkConfig(value, inherited)
  if (!config) throw await fail(problems)
  return { file, config: bases.length > 0 ? mergeConfigs([...bases, config]) : config }
}

const PROGRAM_REFUSED: Localized = {
  en: 'The configuration is a program, and --no-code runs none; expected JSON or YAML, or --no-config.',
  zh: '配置是程序，而 --no-code 不运行程序；应为 JSON 或 YAML，或使用 --no-config。',
}

function basesOf(value: unknown): readonly string[] {
  const given = isRecord(value) ? value.extends : undefined
  return (Array.isArray(given) ? given : [given]).filter(name => typeof name === 'string')
}

/** A file beside the configuration, or what a package exports. */
function findBase(name: string, file: string): string | undefined {
  try {
    return createRequire(file).resolve(name)
  } catch {
    const beside = path.resolve(path.dirname(file), name)
    return /^\.{0,2}\//.test(name) && existsSync(beside) ? beside : undefined
  }
}

function baseProblem(name: string, index: number, value: unknown, isCircle: boolean): ShapeProblem {
  const isList = isRecord(value) && Array.isArray(value.extends)
  const message = isCircle
    ? { en: `"${name}" extends this configuration in turn.`, zh: `"${name}" 反过来又继承了此配置。` }
    : {
        en: `"${name}" was not found; expected a file such as "./base.json", or a package that is installed.`,
        zh: `找不到 "${name}"；应为 "./base.json" 之类的文件，或已安装的包。`,
      }
  return { path: isList ? ['extends', index] : ['extends'], key: false, message }
}

/** Later configurations win; lists of globs, overrides and rules add up. */
function mergeConfigs(configs: readonly Config[]): Config {
  const rules = new Map(configs.flatMap(({ customRules = [] }) => customRules.map(rule => [rule.id, rule] as const)))
  const hasBuckets = configs.some(({ buckets }) => buckets)
  return {
    ...Object.assign({}, ...configs),
    rules: Object.assign({}, ...configs.map(config => config.rules)),
    ignore: configs.flatMap(({ ignore = [] }) => ignore),
    overrides: configs.flatMap(({ overrides = [] }) => overrides),
    customRules: [...rules.values()],
    ...(hasBuckets && { buckets: Object.assign({}, ...configs.map(({ buckets }) => buckets)) }),
  }
}

interface ParsedData {
  readonly value: unknown
  readonly place: (problem: ShapeProblem) => string
}

/** What is read of a file; without places where it was read in a quick way, as only mistakes need them. */
interface QuickData {
  readonly value: unknown
  readonly place?: ParsedData['place']
}

/** JSON without mistakes, which needs nothing to be loaded; undefined for any other text, also where a key is there twice. */
function quickData(text: string, file: string): QuickData | undefined {
  try {
    const value: unknown = JSON.parse(text)
    const written = Array.from(text.matchAll(/"(?:[^"\\]|\\.)*"(\s*:)?/g)).filter(([, colon]) => colon).length
    return written === countKeys(value) ? { value: ownPart(value, file) } : undefined
  } catch {
    return undefined
  }
}

function countKeys(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0
  const parts = Object.values(value)
  return parts.reduce((sum: number, part) => sum + countKeys(part), Array.isArray(value) ? 0 : parts.length)
}

/** The key of a package.json under which the configuration stands. */
const PACKAGE_KEY = 'oss-process'

const isInPackage = (file: string): boolean => path.basename(file) === 'package.json'

function ownPart(value: unknown, file: string): unknown {
  if (!isInPackage(file)) return value
  return isRecord(value) ? value[PACKAGE_KEY] : undefined
}

/** JSON is read as YAML, which holds it, so that both have places. */
async function parseData(text: string, file: string, shown: string, locale: Locale): Promise<ParsedData> {
  const { isNode, isPair, LineCounter, parseDocument, isMap, visit } = await import('yaml')
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false })
  const at = (offset: number) => {
    const { line, col } = lines.linePos(offset)
    return `${shown}:${line}:${col}`
  }
  if (document.errors.length > 0) {
    const [{ mistakesOf }, { MESSAGES }] = await Promise.all([
      import('../recipe/yaml-errors.ts'),
      import('../recipe/messages.ts'),
    ])
    const [mistake] = mistakesOf(document.errors, text)
    if (mistake)
      throw new UsageError(`${at(mistake.start)}: ${syntaxMessage(MESSAGES[mistake.messageId][locale], locale)}`)
  }
  const base = isInPackage(file) ? [PACKAGE_KEY] : []
  const unresolved = (error: unknown) => {
    let place = 0
    visit(document, {
      Alias: (_, node) => {
        const [start = 0] = node.range ?? []
        const [from = 0, to = 0] = node.resolve(document)?.range ?? [start, start + 1]
        if (from <= start && start < to) place = start
      },
    })
    const reason = error instanceof Error ? error.message : CIRCLE[locale]
    return new UsageError(`${at(place)}: ${syntaxMessage(reason, locale)}`)
  }
  const value = toValue(document, unresolved)
  return {
    value: ownPart(value, file),
    place: problem => at(offsetOf([...base, ...problem.path], problem.key)),
  }

  function offsetOf(keys: readonly (string | number)[], isKey: boolean): number {
    const node = document.getIn(isKey ? keys.slice(0, -1) : keys, true)
    if (isKey && isMap(node)) {
      const pair = node.items.find(item => isPair(item) && String(item.key) === String(keys.at(-1)))
      if (isNode(pair?.key)) return pair.key.range?.[0] ?? 0
    }
    return isNode(node) ? (node.range?.[0] ?? 0) : 0
  }
}

const CIRCLE: Localized = {
  en: 'An alias is inside its own anchor.',
  zh: '别名位于其锚点所指的内容之中。',
}

/** What a document holds. What only shows then, such as an alias of nothing or of what it stands in, is a fault of the text, too. */
function toValue(document: { toJS(): unknown }, fail: (error: unknown) => UsageError): unknown {
  let value: unknown
  try {
    value = document.toJS()
  } catch (error) {
    throw fail(error)
  }
  try {
    JSON.stringify(value)
  } catch {
    throw fail(undefined)
  }
  return value
}

function syntaxMessage(message: string, locale: Locale): string {
  const reason = message.replace(/\s+/g, ' ').replace(/[.:]?(?<!。)$/, '.')
  return locale === 'zh' ? `配置无法解析：${reason}` : `The configuration cannot be parsed: ${reason}`
}

async function importConfig(file: string, shown: string, locale: Locale): Promise<unknown> {
  try {
    const loaded: unknown = await import(pathToFileURL(file).href)
    const value = isRecord(loaded) ? loaded.default : undefined
    if (value !== undefined) return value
  } catch (error) {
    throw new UsageError(`${shown}: ${importMessage(error, file, locale)}`)
  }
  throw new UsageError(
    locale === 'zh'
      ? `${shown}：没有默认导出；应导出配置对象。`
      : `${shown}: There is no default export; expected the configuration.`,
  )
}

function importMessage(error: unknown, file: string, locale: Locale): string {
  if (/ts$/.test(file) && systemCode(error) === 'ERR_UNKNOWN_FILE_EXTENSION')
    return locale === 'zh'
      ? `Node.js ${process.versions.node} 不能读取 TypeScript 配置；需要 22.18 或更高版本，或改用 .js、.json、.yaml。`
      : `Node.js ${process.versions.node} cannot read a configuration in TypeScript; expected 22.18 or later, or the configuration as .js, .json or .yaml.`
  const reason = error instanceof Error ? `${error.name}: ${error.message}` : String(error)
  return locale === 'zh' ? `配置运行失败：${reason}` : `The configuration failed while it ran: ${reason}`
}
