import { findEqualKey, isRecord, readJson } from '../language/record.ts'
import { nearest } from '../language/suggest.ts'
import { createArraySplitter } from './json-array.ts'
import { readText } from './lines.ts'
import type { Chunks, ManifestProblem, ReportProblem } from './manifest-input.ts'
import { fromFields, type ManifestFile, toSource } from './row-source.ts'
import { SOURCE_FIELDS, type SourceObject } from './source.ts'

/** Makes inputs of values of JSON. */
interface JsonReader {
  readonly read: (text: string, line: number) => SourceObject | undefined
  /** The inputs are none where a name that the recipe uses stands in no value at all. */
  readonly end: () => readonly []
}

/** Half a character, or none: what has no UTF-8 cannot be sent. */
const NO_CHARACTER = /[\0\p{Cs}]/u

/** A reader of names and objects. */
export function createJsonReader(file: ManifestFile, report: ReportProblem): JsonReader {
  const unseen = new Set([...file.needed].filter(name => !SOURCE_FIELDS.some(known => known === name)))
  let known: readonly string[] = []
  const read: JsonReader['read'] = (text, line) => {
    const value = readJson(text)
    if (typeof value !== 'string' && !isRecord(value)) {
      report({ line, reason: NO_INPUT })
      return undefined
    }
    const entries = typeof value === 'string' ? [[file.key, value] as const] : Object.entries(value)
    if (unseen.size > 0) {
      for (const [name] of entries) unseen.delete(name)
      if (entries.length > known.length) known = entries.map(([name]) => name)
    }
    const problem = equalKey(text, entries.length) ?? spoiledField(entries, file)
    if (problem) report({ line, reason: problem })
    if (problem) return undefined
    if (typeof value === 'string') return toSource(value, line, file)
    return fromFields(Object.fromEntries(entries.map(([name, field]) => [name, textOf(field)])), line, file, report)
  }
  const end = () => {
    const [missing] = known.length > 0 ? unseen : []
    if (missing !== undefined) report({ line: 1, reason: missingField(missing, known), cutsMore: true })
    return [] as const
  }
  return { read, end }
}

/** Of fields of one name only one could be meant. They are looked for where there are more names than fields. */
function equalKey(text: string, fields: number): ManifestProblem['reason'] | undefined {
  const name = text.split(/"\s*:/, fields + 2).length > fields + 1 ? findEqualKey(text) : undefined
  return name === undefined ? undefined : { en: `"${name}" appears twice in the object`, zh: `对象中有两个 "${name}"` }
}

function spoiledField(
  entries: readonly (readonly [string, unknown])[],
  file: ManifestFile,
): ManifestProblem['reason'] | undefined {
  for (const [name, field] of entries) {
    const problem = fieldProblem(name, field, file)
    if (problem) return problem
  }
  return undefined
}

/** What would be spoiled if the value of a field became a text. */
function fieldProblem(
  name: string,
  value: unknown,
  { key, bucket, needed }: ManifestFile,
): ManifestProblem['reason'] | undefined {
  if (typeof value === 'string') return NO_CHARACTER.test(value) ? noCharacter(name) : undefined
  const isUsed = name === key || name === bucket || needed.has(name)
  if (!isUsed) return undefined
  if (typeof value === 'object' && value !== null) return nested(name)
  return typeof value === 'number' && Number.isInteger(value) && !Number.isSafeInteger(value)
    ? rounded(name)
    : undefined
}

const NO_INPUT = {
  en: 'a JSON object is expected, or a name in quotes',
  zh: '应为 JSON 对象，或带引号的文件名',
}

function noCharacter(name: string): ManifestProblem['reason'] {
  return {
    en: `"${name}" holds something that is not a character: a zero, or half of a surrogate pair`,
    zh: `"${name}" 中含有不是字符的内容：零，或半个代理对`,
  }
}

function nested(name: string): ManifestProblem['reason'] {
  return { en: `"${name}" is a list or an object; expected a text`, zh: `"${name}" 是列表或对象；应为文本` }
}

function rounded(name: string): ManifestProblem['reason'] {
  return {
    en: `"${name}" is a number of more digits than JSON keeps; put it in quotes`,
    zh: `"${name}" 的位数超出 JSON 能保存的范围；请加上引号`,
  }
}

function missingField(name: string, known: readonly string[]): ManifestProblem['reason'] {
  const meant = nearest(name, known)
  const names = known.join(', ')
  return {
    en: `no value has a field "${name}"; there are ${names}${meant ? ` (did you mean "\${source.${meant}}"?)` : ''}`,
    zh: `没有任何值含有字段 "${name}"；现有 ${names}${meant ? `（是否想写 "\${source.${meant}}"？）` : ''}`,
  }
}

/** A JSON array of names or objects. */
export async function* readArray(
  chunks: Chunks,
  file: ManifestFile,
  report: ReportProblem,
): AsyncGenerator<readonly SourceObject[]> {
  const splitter = createArraySplitter()
  const reader = createJsonReader(file, report)
  let problem: ManifestProblem | undefined
  const pieces = readText(chunks, found => {
    problem = found
  })
  for await (const piece of pieces) {
    const split = splitter.push(piece)
    yield split.items.flatMap(({ text, line }) => reader.read(text, line) ?? [])
    if (split.problem) return report(split.problem)
  }
  problem ??= splitter.end()
  if (problem) report(problem)
  else reader.end()
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : value === null || value === undefined ? '' : JSON.stringify(value)
}
