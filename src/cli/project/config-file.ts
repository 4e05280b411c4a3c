import { readFileSync } from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { type Config, checkConfig } from '../../config/config.ts'
import { isRecord, type ShapeProblem } from '../../config/shape.ts'
import type { Locale } from '../../language/diagnostic.ts'
import { fileProblem, UsageError } from '../io.ts'

/** A configuration and where it stands. */
export interface FoundConfig {
  readonly file: string
  readonly config: Config
}

/**
 * Reads a configuration.
 * @throws UsageError with a line for each thing that is wrong.
 */
export async function readConfig(file: string, folder: string, locale: Locale): Promise<FoundConfig> {
  const shown = path.relative(folder, file).replaceAll('\\', '/') || file
  const isProgram = /\.[cm]?[jt]s$/.test(file)
  const { value, place } = isProgram
    ? { value: await importConfig(file, shown, locale), place: () => shown }
    : await parseData(file, shown, locale)
  const { config, problems } = checkConfig(value)
  if (config) return { file, config }
  throw new UsageError(problems.map(problem => `${place(problem)}: ${problem.message[locale]}`).join('\n'))
}

interface ParsedData {
  readonly value: unknown
  readonly place: (problem: ShapeProblem) => string
}

/** JSON is read as YAML, which holds it, so that both have places. */
async function parseData(file: string, shown: string, locale: Locale): Promise<ParsedData> {
  const { isNode, isPair, LineCounter, parseDocument, isMap } = await import('yaml')
  const lines = new LineCounter()
  const document = parseDocument(readConfigText(file, shown, locale), { lineCounter: lines, prettyErrors: false })
  const at = (offset: number) => {
    const { line, col } = lines.linePos(offset)
    return `${shown}:${line}:${col}`
  }
  const [error] = document.errors
  if (error) throw new UsageError(`${at(error.pos[0])}: ${syntaxMessage(error.message, locale)}`)
  const base = path.basename(file) === 'package.json' ? ['oss-process'] : []
  const value: unknown = document.toJS()
  return {
    value: base.length === 0 ? value : isRecord(value) ? value['oss-process'] : undefined,
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

function syntaxMessage(message: string, locale: Locale): string {
  const reason = message.replace(/\s+/g, ' ').replace(/[.:]?$/, '.')
  return locale === 'zh' ? `配置无法解析：${reason}` : `The configuration cannot be parsed: ${reason}`
}

function readConfigText(file: string, shown: string, locale: Locale): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    throw new UsageError(fileProblem(error, shown, locale))
  }
}

async function importConfig(file: string, shown: string, locale: Locale): Promise<unknown> {
  try {
    const loaded: unknown = await import(pathToFileURL(file).href)
    const value = isRecord(loaded) || isModule(loaded) ? Reflect.get(loaded, 'default') : undefined
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

function isModule(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}

function importMessage(error: unknown, file: string, locale: Locale): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (/ts$/.test(file) && code === 'ERR_UNKNOWN_FILE_EXTENSION')
    return locale === 'zh'
      ? `Node.js ${process.versions.node} 不能读取 TypeScript 配置；需要 22.18 或更高版本，或改用 .js、.json、.yaml。`
      : `Node.js ${process.versions.node} cannot read a configuration in TypeScript; expected 22.18 or later, or the configuration as .js, .json or .yaml.`
  const reason = error instanceof Error ? `${error.name}: ${error.message}` : String(error)
  return locale === 'zh' ? `配置运行失败：${reason}` : `The configuration failed while it ran: ${reason}`
}
