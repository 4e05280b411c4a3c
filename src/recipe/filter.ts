import { type Localized, listOf } from '../../grammar/catalogue/localized.ts'
import { type CellValues, constantOf, fillText } from './fill.ts'
import type { Findings } from './findings.ts'
import { globToRegExp } from './glob.ts'
import { readSize, readStorageClass, STORAGE_CLASSES } from './quantities.ts'
import type { Place, Recipe, WrittenFilter } from './recipe.ts'
import type { SourceObject } from './source.ts'

/** What an input has to be like to become a job. */
export interface SourceFilter {
  readonly prefix: string | undefined
  readonly pattern: string | undefined
  readonly rows: readonly RowFilter[]
}

/** A condition on a field of a row. */
export interface RowFilter {
  /** As it is written, `larger-than`. */
  readonly name: string
  /** Its value as it is written. */
  readonly text: string
  readonly place: Place
  /** Names of columns that may hold the field, in lower case. */
  readonly columns: readonly string[]
  /** Undefined where the text cannot be read. */
  readonly test: (text: string) => boolean | undefined
}

const SIZES = ['size', 'size(b)', 'bytes', 'content-length', 'contentlength', 'length']
const TIMES = ['lastmodifieddate', 'lastmodified', 'last-modified', 'last_modified', 'lastmodifiedtime', 'mtime']
const CLASSES = ['storageclass', 'storage-class', 'storage_class']

const AGES: Readonly<Record<string, number>> = { h: 3_600_000, d: 86_400_000, w: 604_800_000 }

/** A time: ISO 8601 in the forms that inventories and listings have, seconds or milliseconds since 1970, or `30d` for so long ago. */
function readTime(text: string, now: number): number | undefined {
  const trimmed = text.trim()
  const [, count, unit = ''] = /^(\d+)([hdw])$/.exec(trimmed) ?? []
  if (count !== undefined) return now - Number(count) * (AGES[unit] ?? 0)
  if (/^\d{10}$/.test(trimmed)) return Number(trimmed) * 1000
  if (/^\d{13}$/.test(trimmed)) return Number(trimmed)
  const [, day, clock = '00:00:00', zone = 'Z'] =
    /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d[:-]\d\d(?:[:-]\d\d(?:\.\d+)?)?) ?(Z|[+-]\d\d:?\d\d)?)?$/i.exec(trimmed) ?? []
  if (day === undefined) return undefined
  const time = Date.parse(`${day}T${clock.replaceAll('-', ':')}${zone.replace(/^([+-]\d\d)(\d\d)$/, '$1:$2')}`)
  return Number.isNaN(time) ? undefined : time
}

/** The filters of a recipe with all variables filled in. */
export function resolveFilter({ sources }: Recipe, values: CellValues, now: number, findings: Findings): SourceFilter {
  const constant = (text: NonNullable<typeof sources>['prefix']) => text && constantOf(fillText(text, values))
  return {
    prefix: constant(sources?.prefix),
    pattern: constant(sources?.pattern),
    rows: sources?.filters.flatMap(filter => toRowFilter(filter, values, now, findings) ?? []) ?? [],
  }
}

function toRowFilter(
  filter: WrittenFilter,
  values: CellValues,
  now: number,
  findings: Findings,
): RowFilter | undefined {
  const { name, place } = filter
  const texts = filter.values.map(text => constantOf(fillText(text, values)) ?? '')
  if (name === 'storage-class' || name === 'class') {
    const words = texts.map(text => text.toLowerCase())
    const strange = texts.findIndex(text => readStorageClass(text) === undefined)
    if (strange >= 0) {
      const expected = listOf(STORAGE_CLASSES)
      findings.add('filter-value', filter.values[strange]?.place ?? place, {
        name,
        found: texts[strange] ?? '',
        expected,
      })
      return undefined
    }
    return { name, text: texts.join(), place, columns: CLASSES, test: text => words.includes(text.toLowerCase()) }
  }
  const isSize = name === 'larger-than' || name === 'smaller-than'
  const read = isSize ? readSize : (text: string) => readTime(text, now)
  const [text = ''] = texts
  const bound = read(text)
  if (bound === undefined) {
    findings.add('filter-value', filter.values[0]?.place ?? place, {
      name,
      found: text,
      expected: EXPECTED[isSize ? 0 : 1],
    })
    return undefined
  }
  const isAbove = name === 'larger-than' || name === 'newer-than'
  const test = (field: string) => {
    const value = read(field)
    return value === undefined ? undefined : isAbove ? value > bound : value < bound
  }
  return { name, text, place, columns: isSize ? SIZES : TIMES, test }
}

const EXPECTED: readonly [Localized, Localized] = [
  { en: 'a size such as 10MB', zh: '大小，例如 10MB' },
  {
    en: 'a time such as 2026-11-27, 2026-11-27T08:00:00Z or 30d for 30 days ago',
    zh: '时间，例如 2026-11-27、2026-11-27T08:00:00Z，或 30d 表示 30 天前',
  },
]

/** Whether an input passes; a finding where a row does not hold what a condition is about. */
export function createFilter(filter: SourceFilter, findings: Findings): (source: SourceObject) => boolean {
  const { prefix = '', pattern, rows } = filter
  const form = pattern === undefined ? undefined : globToRegExp(pattern)
  const passes = rows.map(row => createRowTest(row, findings))
  return source => {
    const { key } = source
    if (!key.startsWith(prefix) || !(form?.test(key.slice(prefix.length)) ?? true)) return false
    return passes.every(test => test(source))
  }
}

function createRowTest(
  { name, place, columns, test }: RowFilter,
  findings: Findings,
): (source: SourceObject) => boolean {
  let isTold = false
  let column: string | undefined
  const tell = (key: string, isBare: boolean) => {
    if (!isTold)
      findings.add(isBare ? 'filter-alone' : 'filter-field', place, { name, key, expected: columns[0] ?? '' })
    isTold = true
    return false
  }
  return ({ key, fields }) => {
    if (fields && (column === undefined || !Object.hasOwn(fields, column))) {
      column = Object.keys(fields).find(known => columns.includes(known.toLowerCase()))
    }
    const text = column === undefined ? undefined : fields?.[column]
    return (text === undefined ? undefined : test(text)) ?? tell(key, fields === undefined)
  }
}
