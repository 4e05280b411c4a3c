import { isRecord, readJson } from '../language/record.ts'
import { shorten } from '../language/shorten.ts'
import { nearest } from '../language/suggest.ts'
import { percentDecode } from '../language/url.ts'
import { type CsvRow, createCsvReader, RETURN_INSIDE, type Separator } from './csv.ts'
import { readLines } from './lines.ts'
import type { Chunks, ManifestProblem, ReportProblem } from './manifest-input.ts'
import { createJsonReader, readArray } from './manifest-json.ts'
import type { ManifestFormat } from './recipe.ts'
import { emptyColumn, fromFields, type ManifestFile, toSource } from './row-source.ts'
import { SOURCE_FIELDS, type SourceObject } from './source.ts'

/** Makes inputs of lines. */
interface LineReader {
  /** Undefined where the line holds no input. */
  readonly read: (line: string, number: number) => SourceObject | undefined
  /** The inputs that only the end of the file shows. */
  readonly end?: () => readonly SourceObject[]
}

/** Reads the inputs of a manifest, in batches. Memory stays flat however long it is. */
export async function* readManifest(
  chunks: Chunks,
  manifest: ManifestFile,
  report: ReportProblem,
): AsyncGenerator<readonly SourceObject[]> {
  if (manifest.format === 'json') return yield* readArray(chunks, manifest, report)
  const reader = READERS[manifest.format](manifest, report)
  let number = 0
  for await (const lines of readLines(chunks, report)) {
    let sources: SourceObject[] = []
    for (const line of lines) {
      number++
      const source = reader.read(number === 1 && line.startsWith(MARK) ? line.slice(1) : line, number)
      if (source) sources.push(source)
      if (sources.length < BATCH) continue
      yield sources
      sources = []
    }
    yield sources
  }
  yield reader.end?.() ?? []
}

/** Inputs that are handed on together: a promise for each would cost as much as the input, and many at once outlive the young ones. */
const BATCH = 200

/** The byte order mark. */
const MARK = '\uFEFF'

const READERS: Readonly<
  Record<Exclude<ManifestFormat, 'json'>, (manifest: ManifestFile, report: ReportProblem) => LineReader>
> = {
  lines: createListReader,
  csv: createTableReader,
  tsv: createTableReader,
  inventory: createInventoryReader,
  jsonl: (manifest, report) => {
    const reader = createJsonReader(manifest, report)
    return {
      read: (line, number) => (line.trim() === '' ? undefined : reader.read(line, number)),
      end: reader.end,
    }
  },
}

/** What `ossutil ls` prints around the objects. */
const LISTING_HEAD = /^LastModifiedTime\s+Size\(B\)\s+StorageClass\s+ETAG\s+ObjectName$/
const LISTING_END = /^(?:Object Number is: \d+|\d+\.\d+\(s\) elapsed)$/
const LISTED = /^(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d [+-]\d{4}) \S+\s+(\d+)\s+(\S+)\s+(\S+)\s+(oss:\/\/.*)$/

/** A name a line, or what `ossutil ls` prints. */
function createListReader(file: ManifestFile, report: ReportProblem): LineReader {
  let isListing = false
  /** Undefined before the first name. */
  let isUsable: boolean | undefined
  const read: LineReader['read'] = (line, number) => {
    const text = withoutReturn(line)
    if (text === '' || text.startsWith('#') || isUsable === false) return undefined
    const other = isUsable ? undefined : otherFormat(text, file)
    const problem = text.includes('\r') ? RETURN_INSIDE : other
    isUsable = other === undefined
    if (problem) report({ line: number, reason: problem, cutsMore: true })
    if (problem) return undefined
    if (LISTING_HEAD.test(text)) isListing = true
    if (LISTING_HEAD.test(text) || LISTING_END.test(text)) return undefined
    const [, LastModified = '', Size = '', StorageClass = '', ETag = '', name] = (isListing && LISTED.exec(text)) || []
    return name === undefined
      ? toSource(text, number, file)
      : toSource(name, number, file, { LastModified, Size, StorageClass, ETag })
  }
  return { read }
}

/** Why a first line is no name, where it begins a table or JSON. */
function otherFormat(line: string, { key }: ManifestFile): ManifestProblem['reason'] | undefined {
  const plain = line.replaceAll('"', '')
  if (SEPARATORS.some(separator => plain.startsWith(key + separator))) return IS_TABLE
  if (!/^\s*(?:\{\s*(?:"|$)|\[\s*(?:[{"]|$))/.test(line)) return undefined
  return isRecord(readJson(line)) ? IS_JSON_LINES : IS_JSON
}

const IS_TABLE = {
  en: 'it begins with names of columns, as a table does; write "format: csv"',
  zh: '以列名开头，像是表格；请写 "format: csv"',
}

const IS_JSON_LINES = {
  en: 'it begins with an object of JSON; write "format: jsonl"',
  zh: '以 JSON 对象开头；请写 "format: jsonl"',
}

const IS_JSON = {
  en: 'it begins as JSON does; write "format: json"',
  zh: '以 JSON 的形式开头；请写 "format: json"',
}

function withoutReturn(line: string): string {
  return line.endsWith('\r') ? line.slice(0, -1) : line
}

/** Rows of CSV with what is wrong with their form. */
function createRowReader(
  report: ReportProblem,
  separator?: Separator,
): {
  readonly read: (line: string, number: number) => Extract<CsvRow, { fields: unknown }> | undefined
  readonly end: () => readonly SourceObject[]
} {
  const csv = createCsvReader(separator)
  const take = (row: CsvRow | undefined) => {
    if (!row || 'fields' in row) return row
    report(row.problem)
    return undefined
  }
  return {
    read: (line, number) => take(csv.read(line, number)),
    end: () => {
      const problem = csv.end()
      if (problem) report(problem)
      return []
    },
  }
}

/** `sep=;` in front of a table, which Excel reads. */
const SEPARATOR_LINE = /^"?sep=([,;\t])"?\r?$/i

/** What parts the fields of a table: the row of names tells, since Excel writes `;` in countries whose numbers have a decimal comma. */
function separatorOf(head: string, { format, columns }: ManifestFile): Separator {
  if (format === 'tsv') return '\t'
  const bare = head.replace(/"[^"]*"/g, '')
  if (columns || bare.includes(',')) return ','
  return bare.includes('\t') ? '\t' : bare.includes(';') ? ';' : ','
}

function createTableReader(file: ManifestFile, report: ReportProblem): LineReader {
  let rows: ReturnType<typeof createRowReader> | undefined
  let separator: Separator = ','
  let columns = file.columns
  let isUsable = true
  const readHead = (row: readonly string[], line: number) => {
    columns = row.map(name => name.trim())
    const problem = headProblem(columns, file)
    isUsable = problem === undefined
    if (problem) report({ line, reason: problem, cutsMore: true })
    return undefined
  }
  const read: LineReader['read'] = (line, number) => {
    if (!rows) {
      if (withoutReturn(line) === '') return undefined
      const told = SEPARATORS.find(separator => separator === SEPARATOR_LINE.exec(line)?.[1])
      separator = told ?? separatorOf(line, file)
      rows = createRowReader(report, separator)
      if (told) return undefined
    }
    const { fields: row, start = number } = rows.read(line, number) ?? {}
    if (!row) return undefined
    if (!columns) return readHead(row, number)
    if (!isUsable) return undefined
    // The names are those of the file, where it names them.
    if (!file.columns && row[0]?.trim() === columns[0] && row.join().replace(/ *, */g, ',').trim() === columns.join()) {
      report({ line: number, reason: HEAD_AGAIN })
      return undefined
    }
    if (row.length !== columns.length) {
      report({ line: number, reason: wrongCount(row.length, columns.length) })
      return undefined
    }
    if (start < number) checkSwallowed(row, columns, start)
    return fromFields(toFields(columns, row), number, file, report)
  }
  /** A quote too many takes the rows up to the next one into its field, which is a text like others. */
  const checkSwallowed = (row: readonly string[], columns: readonly string[], start: number) => {
    const keyAt = columns.indexOf(file.key)
    const isSwallowed = row.some(field =>
      field.split('\n').some((line, at) => {
        const fields = at === 0 ? [] : withoutReturn(line).split(separator)
        return fields.length === columns.length && NAME_LIKE.test(fields[keyAt] ?? '')
      }),
    )
    if (isSwallowed) report({ line: start, reason: ROW_IN_QUOTES, isDoubt: true })
  }
  return { read, end: () => rows?.end() ?? [] }
}

/** An object with an extension or in a folder, which a line of a sentence does not begin with. */
const NAME_LIKE = /^[^\s"]*[./][^\s"]+$/

const ROW_IN_QUOTES = {
  en: 'a field in quotes goes on to another line, which looks like a row of its own; a quote may be too many',
  zh: '带引号的字段延续到另一行，而那一行看起来是独立的一行数据；可能多了一个引号',
}

const HEAD_AGAIN = {
  en: 'the names of the columns appear here again, as when files are joined; take the line out',
  zh: '列名在此再次出现（常见于合并的文件）；请去掉该行',
}

const SEPARATORS: readonly Separator[] = [',', ';', '\t']

function toFields(columns: readonly string[], row: readonly string[]): Record<string, string> {
  const fields: Record<string, string> = {}
  for (let at = 0; at < columns.length; at++) fields[columns[at] ?? ''] = row[at] ?? ''
  return fields
}

/** What is wrong with the names of the columns. */
function headProblem(columns: readonly string[], file: ManifestFile): ManifestProblem['reason'] | undefined {
  const seen = new Set<string>()
  const twice = columns.find(name => name !== '' && seen.size === seen.add(name).size)
  if (twice !== undefined) {
    return { en: `two columns are called "${twice}"`, zh: `有两列名为 "${twice}"` }
  }
  if (!seen.has(file.key)) return missingColumn(file.key, columns, 'key')
  if (file.bucket !== undefined && !seen.has(file.bucket)) return missingColumn(file.bucket, columns, 'bucket')
  const missing = [...file.needed].find(name => !seen.has(name) && !SOURCE_FIELDS.some(known => known === name))
  return missing === undefined ? undefined : missingColumn(missing, columns)
}

/** Characters of the names of columns that are shown. */
const SHOWN = 400

function missingColumn(name: string, columns: readonly string[], option?: string): ManifestProblem['reason'] {
  const meant = nearest(name, columns)
  const known = shorten(columns.join(', '), SHOWN)
  const written = meant && (option ? `${option}: ${meant}` : `\${source.${meant}}`)
  const [en, zh] = written
    ? [` (did you mean "${written}"?)`, `（是否想写 "${written}"？）`]
    : option === 'key'
      ? ['; "key: COLUMN" says which holds the object names', '；"key: 列名" 说明哪一列是文件名']
      : ['', '']
  return {
    en: `no column is called "${name}"; there are ${known}${en}`,
    zh: `没有名为 "${name}" 的列；现有 ${known}${zh}`,
  }
}

function wrongCount(found: number, expected: number): ManifestProblem['reason'] {
  return {
    en: `the row has ${found} ${found === 1 ? 'column' : 'columns'}; expected ${expected}`,
    zh: `该行有 ${found} 列；应为 ${expected} 列`,
  }
}

/** The columns of an inventory that names none. */
const INVENTORY_COLUMNS = ['Bucket', 'Key']

/**
 * A file of OSS's inventory: no row of names, object names percent-encoded, names of columns in any case (documentation, "Bucket
 * inventory"). A deleted object and an old version cannot be processed.
 */
function createInventoryReader(file: ManifestFile, report: ReportProblem): LineReader {
  const rows = createRowReader(report)
  const columns = file.columns ?? INVENTORY_COLUMNS
  const words = columns.map(name => name.toLowerCase())
  const at = (name: string) => words.indexOf(name.toLowerCase())
  const [bucketAt, keyAt, latestAt, deletedAt] = [at('bucket'), at('key'), at('islatest'), at('isdeletemarker')]
  const is = (row: readonly string[], index: number, word: string) => row[index]?.toLowerCase() === word
  const read: LineReader['read'] = (line, number) => {
    const row = rows.read(line, number)?.fields
    if (!row || is(row, deletedAt, 'true') || is(row, latestAt, 'false')) return undefined
    if (number === 1 && is(row, keyAt, 'key')) return undefined
    const isFitting = file.columns ? row.length === columns.length : row.length >= columns.length
    if (!isFitting) report({ line: number, reason: wrongCount(row.length, columns.length) })
    const [bucket, key] = [row[bucketAt], row[keyAt]]
    if (isFitting && !key) report({ line: number, reason: emptyColumn('Key') })
    if (!isFitting || !key) return undefined
    const { place, name: manifest } = file
    return {
      key: percentDecode(key.replaceAll('+', ' ')),
      fields: toFields(columns, row),
      place,
      line: number,
      manifest,
      isListed: true,
      ...(bucket && { bucket }),
    }
  }
  return { read, end: rows.end }
}
