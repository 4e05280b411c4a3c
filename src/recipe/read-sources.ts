import { splitAddress } from './address.ts'
import type { Findings } from './findings.ts'
import { asList, asMap, isAllKnown, readRecord } from './read-record.ts'
import { readWord } from './read-variables.ts'
import {
  FACT_KEYS,
  type FactKey,
  FILTER_KEYS,
  type Manifest,
  type ManifestFormat,
  type Place,
  type SourceItem,
  type Sources,
  type Text,
  type WrittenFilter,
} from './recipe.ts'
import { readScalar, readText, wordsOf } from './text.ts'
import type { YamlEntry, YamlNode } from './yaml.ts'

/** The keys of `sources` where it is a mapping. */
const SOURCE_KEYS: readonly string[] = [
  'keys',
  'manifest',
  'inventory',
  'list',
  'prefix',
  'pattern',
  ...FILTER_KEYS,
  'facts',
  'format',
  'compression',
  'key',
  'bucket',
  'columns',
]

/** The forms of manifests. */
export const MANIFEST_FORMATS: readonly ManifestFormat[] = ['lines', 'csv', 'tsv', 'jsonl', 'json', 'inventory']

type SourceRecord = ReadonlyMap<string, YamlEntry>

/** Where inputs come from, as the keys of `sources` say. */
const ORIGINS = ['keys', 'manifest', 'inventory', 'list'] as const

/** The inputs: an object name, a list of them, or a mapping that says where they come from and what chooses among them. */
export function readSources(node: YamlNode, place: Place, findings: Findings): Sources {
  if (node.kind !== 'map') return { items: readItems(node, findings), lists: [], filters: [], place }
  const record = readRecord(node, { en: 'sources', zh: 'sources ' }, SOURCE_KEYS, findings)
  const keys = record.get('keys')
  // Where there are unknown keys, one of them was meant.
  if (!ORIGINS.some(name => record.has(name)) && isAllKnown(node, record)) {
    findings.add('missing-key', place, { owner: { en: '"sources"', zh: '"sources" ' }, name: ORIGIN_NAMES })
  }
  const manifest = readManifest(record, findings)
  const prefix = textOf(record, 'prefix', findings)
  const pattern = textOf(record, 'pattern', findings)
  const facts = readFacts(record, findings)
  const lists = readLists(record, findings)
  return {
    items: keys ? readItems(keys.value, findings) : [],
    lists,
    filters: readFilters(record, findings),
    place,
    ...(manifest && { manifest }),
    ...(prefix && { prefix }),
    ...(pattern && { pattern }),
    ...(facts && { facts }),
  }
}

/** What is known of the inputs, `facts: { width: 1920, height: 1080, duration: 2m, fps: 25 }`. */
function readFacts(record: SourceRecord, findings: Findings): ReadonlyMap<FactKey, Text> | undefined {
  const entry = record.get('facts')
  const map = entry && asMap(entry.value, 'facts', findings)
  const facts = map && readRecord(map, { en: '"facts"', zh: '"facts" ' }, FACT_KEYS, findings)
  return (
    facts &&
    new Map(
      FACT_KEYS.flatMap(name => {
        const text = textOf(facts, name, findings)
        return text ? [[name, text] as const] : []
      }),
    )
  )
}

const ORIGIN_NAMES = { en: 'keys", "manifest", "inventory" or "list', zh: 'keys"、"manifest"、"inventory" 或 "list' }

/** Addresses of lists: a bucket, and how the names of objects start. */
function readLists(record: SourceRecord, findings: Findings): readonly Text[] {
  const entry = record.get('list')
  const texts = entry ? textsOf(entry, 'list', findings) : []
  const right = texts.filter(text => {
    const found = wordsOf(text)
    const [bucket] = splitAddress(text)
    const isRight = bucket !== undefined && bucket.parts.length > 0 && bucket.parts[0] !== ''
    const [, list = '', pattern] = /^(oss:\/\/[^/]+\/(?:[^*?]*\/)?)([^/]*[*?].*)$/.exec(found) ?? []
    if (!isRight) findings.add('list-address', text.place, { found })
    else if (pattern !== undefined) findings.add('list-glob', text.place, { found, list, pattern })
    return isRight && pattern === undefined
  })
  const holders = holdersOf(right)
  return right.filter(text => {
    const holder = holders.get(text)
    if (holder) findings.add('list-within', text.place, { found: wordsOf(text), other: wordsOf(holder) })
    return !holder
  })
}

/** The lists whose objects another one lists already, with that one. In the order of their names what starts alike stands together. */
function holdersOf(lists: readonly Text[]): ReadonlyMap<Text, Text> {
  const named = lists.map(text => ({ text, name: wordsOf(text).replace(/^oss:\/\/[^/]*$/, '$&/') }))
  const holders = new Map<Text, Text>()
  let holder: (typeof named)[number] | undefined
  for (const one of named.sort((a, b) => (a.name < b.name ? -1 : Number(a.name > b.name)))) {
    if (holder && one.name.startsWith(holder.name)) holders.set(one.text, holder.text)
    else holder = one
  }
  return holders
}

/** Paths without those that are named a second time. */
function withoutTwice(paths: readonly Text[], findings: Findings): readonly Text[] {
  const seen = new Set<string>()
  return paths.filter(path => {
    const found = wordsOf(path)
    const isAgain = seen.has(found)
    if (isAgain) findings.add('path-twice', path.place, { found })
    seen.add(found)
    return !isAgain
  })
}

function textOf(record: SourceRecord, name: string, findings: Findings) {
  const entry = record.get(name)
  return entry && readText(entry.value, name, findings)
}

function readFilters(record: SourceRecord, findings: Findings): readonly WrittenFilter[] {
  return FILTER_KEYS.flatMap(name => {
    const entry = record.get(name)
    return entry ? [{ name, values: textsOf(entry, name, findings), place: entry.place }] : []
  })
}

function textsOf({ value }: YamlEntry, name: string, findings: Findings): readonly Text[] {
  return asList(value, name, findings).flatMap(item => readText(item, name, findings) ?? [])
}

function wordOf(record: SourceRecord, name: string, findings: Findings): string | undefined {
  const entry = record.get(name)
  return entry && readScalar(entry.value, name, findings)?.text
}

function readItems(node: YamlNode, findings: Findings): readonly SourceItem[] {
  return asList(node, 'sources', findings).flatMap(item => {
    const key = readText(item, 'sources', findings)
    return key ? [{ key }] : []
  })
}

function readManifest(record: SourceRecord, findings: Findings): Manifest | undefined {
  const [entry, inventory] = [record.get('manifest'), record.get('inventory')]
  if (entry && inventory) findings.add('both-keys', inventory.place, { name: 'manifest', other: 'inventory' })
  const [named, name] = entry ? [entry, 'manifest'] : [inventory, 'inventory']
  const paths = named ? withoutTwice(textsOf(named, name, findings), findings) : []
  const written = readWord(record.get('format')?.value, 'format', MANIFEST_FORMATS, findings)
  const compression = readWord(record.get('compression')?.value, 'compression', ['gzip', 'none'] as const, findings)
  const format = inventory ? 'inventory' : written
  const columns = record.get('columns')
  const bucket = wordOf(record, 'bucket', findings)
  const key = wordOf(record, 'key', findings) ?? 'key'
  if (paths.length === 0) return undefined
  return {
    paths,
    key,
    ...(format && { format }),
    ...(compression && { compression }),
    ...(bucket && { bucket }),
    ...(columns && {
      columns: asList(columns.value, 'columns', findings).flatMap(
        item => readScalar(item, 'columns', findings)?.text ?? [],
      ),
    }),
  }
}

const EXTENSIONS: Readonly<Record<string, ManifestFormat>> = {
  csv: 'csv',
  tsv: 'tsv',
  tab: 'tsv',
  jsonl: 'jsonl',
  ndjson: 'jsonl',
  json: 'json',
}

/** What the name of a manifest says of its form. */
export function formatOf(name: string): ManifestFormat {
  if (/(?:^|[/\\])manifest\.json$/i.test(name)) return 'inventory'
  const [, extension = ''] = /\.(csv|tsv|tab|jsonl|ndjson|json)(?:\.gz)?$/i.exec(name) ?? []
  return EXTENSIONS[extension.toLowerCase()] ?? 'lines'
}
