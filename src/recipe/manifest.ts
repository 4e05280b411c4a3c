import { nearest } from '../language/suggest.ts'
import { createCsvReader, readLines } from './lines.ts'
import type { Manifest, Place } from './recipe.ts'
import type { Source } from './source.ts'

/** Why a line of a manifest is no input, in both languages. */
export interface ManifestProblem {
  readonly line: number
  readonly reason: { readonly en: string; readonly zh: string }
}

/** Called for each line that is no input. */
export type ReportProblem = (problem: ManifestProblem) => void

/** Makes an input of a line; undefined where the line holds none. */
type LineReader = (line: string, number: number) => Source | undefined

/** Reads the inputs of a manifest, in batches. Memory stays flat however long it is. */
export async function* readManifest(
  chunks: AsyncIterable<Uint8Array | string>,
  manifest: Manifest,
  report: ReportProblem,
): AsyncGenerator<readonly Source[]> {
  const read = READERS[manifest.format](manifest, report)
  let number = 0
  for await (const lines of readLines(chunks)) {
    const sources: Source[] = []
    for (const line of lines) {
      number++
      const text = line.endsWith('\r') ? line.slice(0, -1) : line
      const source = text === '' ? undefined : read(number === 1 ? text.replace(/^\uFEFF/, '') : text, number)
      if (source) sources.push(source)
    }
    yield sources
  }
}

const READERS: Readonly<Record<Manifest['format'], (manifest: Manifest, report: ReportProblem) => LineReader>> = {
  lines:
    ({ path }) =>
    line =>
      line.startsWith('#') ? undefined : toSource(line, undefined, path.place),
  csv: createTableReader,
  inventory: manifest => createInventoryReader(manifest),
  jsonl: createJsonReader,
}

const ADDRESS = /^oss:\/\/([^/]*)\/(.*)$/s

function toSource(name: string, fields: Readonly<Record<string, string>> | undefined, place: Place): Source {
  const [, bucket, key] = name.startsWith('oss://') ? (ADDRESS.exec(name) ?? []) : []
  return { key: key ?? name, place, ...(bucket && { bucket }), ...(fields && { fields }) }
}

function createTableReader(manifest: Manifest, report: ReportProblem): LineReader {
  const { path, bucket } = manifest
  const readRow = createCsvReader()
  let columns = manifest.columns
  return (line, number) => {
    const row = readRow(line)
    if (!row) return undefined
    if (!columns) {
      columns = row.map(name => name.trim())
      if (!columns.includes(manifest.key)) report({ line: number, reason: missingColumn(manifest.key, columns) })
      return undefined
    }
    const fields = toFields(columns, row)
    const key = fields[manifest.key]
    if (key === undefined || key === '') {
      if (columns.includes(manifest.key)) report({ line: number, reason: emptyColumn(manifest.key) })
      return undefined
    }
    const source = toSource(key, fields, path.place)
    const own = bucket === undefined ? undefined : fields[bucket]
    return own ? { ...source, bucket: own } : source
  }
}

function toFields(columns: readonly string[], row: readonly string[]): Record<string, string> {
  const fields: Record<string, string> = {}
  for (let at = 0; at < columns.length; at++) fields[columns[at] ?? ''] = row[at] ?? ''
  return fields
}

function missingColumn(key: string, columns: readonly string[]): ManifestProblem['reason'] {
  const meant = nearest(key, columns)
  const known = columns.join(', ')
  return {
    en: `no column is called "${key}"; there are ${known}${meant ? `. Did you mean "key: ${meant}"?` : ''}`,
    zh: `没有名为 "${key}" 的列；现有 ${known}${meant ? `。是否想写 "key: ${meant}"？` : ''}`,
  }
}

function emptyColumn(key: string): ManifestProblem['reason'] {
  return { en: `"${key}" is empty`, zh: `"${key}" 为空` }
}

/** The inventory of OSS: no header, bucket and object name first, names percent-encoded ("Bucket inventory"). */
function createInventoryReader({ path, columns = ['Bucket', 'Key'] }: Manifest): LineReader {
  const readRow = createCsvReader()
  return line => {
    const row = readRow(line)
    if (!row) return undefined
    const fields = toFields(columns, row)
    const { Bucket: bucket, Key: key } = fields
    // A deleted object and an old version cannot be processed.
    if (!key || fields.IsDeleteMarker === 'true' || fields.IsLatest === 'false') return undefined
    return { key: decodeName(key), fields, place: path.place, ...(bucket && { bucket }) }
  }
}

function decodeName(name: string): string {
  if (!name.includes('%') && !name.includes('+')) return name
  try {
    return decodeURIComponent(name.replaceAll('+', ' '))
  } catch {
    return name
  }
}

function createJsonReader(manifest: Manifest, report: ReportProblem): LineReader {
  return (line, number) => {
    const value = parseJson(line)
    if (typeof value === 'string') return toSource(value, undefined, manifest.path.place)
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      report({ line: number, reason: { en: 'the line is no JSON object', zh: '该行不是 JSON 对象' } })
      return undefined
    }
    const fields = Object.fromEntries(Object.entries(value).map(([name, field]) => [name, textOf(field)]))
    const key = fields[manifest.key]
    if (!key) {
      report({ line: number, reason: emptyColumn(manifest.key) })
      return undefined
    }
    const bucket = manifest.bucket === undefined ? undefined : fields[manifest.bucket]
    return { ...toSource(key, fields, manifest.path.place), ...(bucket && { bucket }) }
  }
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : value === null || value === undefined ? '' : JSON.stringify(value)
}
