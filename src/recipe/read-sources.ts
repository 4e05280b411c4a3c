import type { Findings } from './findings.ts'
import { asList, readRecord } from './read-record.ts'
import { readWord } from './read-variables.ts'
import type { Manifest, ManifestFormat, Place, SourceItem, Sources } from './recipe.ts'
import { readScalar, readText } from './text.ts'
import type { YamlEntry, YamlNode } from './yaml.ts'

/** The keys of `sources` where it is a mapping. */
export const SOURCE_KEYS = [
  'keys',
  'manifest',
  'prefix',
  'pattern',
  'format',
  'compression',
  'key',
  'bucket',
  'columns',
] as const

/** The forms of manifests. */
export const MANIFEST_FORMATS: readonly ManifestFormat[] = ['lines', 'csv', 'jsonl', 'inventory']

type SourceRecord = ReadonlyMap<string, YamlEntry>

/** The inputs: an object name, a list of them, or a mapping with `keys` or `manifest` and what chooses among them. */
export function readSources(node: YamlNode, place: Place, findings: Findings): Sources {
  if (node.kind !== 'map') return { items: readItems(node, findings), place }
  const record = readRecord(node, { en: 'sources', zh: 'sources ' }, SOURCE_KEYS, findings)
  const keys = record.get('keys')
  // Where there are unknown keys, one of them was meant.
  if (!keys && !record.has('manifest') && record.size === node.entries.length) {
    findings.add('missing-key', place, { owner: { en: '"sources"', zh: '"sources" ' }, name: 'keys' })
  }
  const manifest = readManifest(record, findings)
  const prefix = textOf(record, 'prefix', findings)
  const pattern = textOf(record, 'pattern', findings)
  return {
    items: keys ? readItems(keys.value, findings) : [],
    place,
    ...(manifest && { manifest }),
    ...(prefix && { prefix }),
    ...(pattern && { pattern }),
  }
}

function textOf(record: SourceRecord, name: string, findings: Findings) {
  const entry = record.get(name)
  return entry && readText(entry.value, name, findings)
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
  const path = textOf(record, 'manifest', findings)
  const format = readWord(record.get('format')?.value, 'format', MANIFEST_FORMATS, findings)
  const compression = readWord(record.get('compression')?.value, 'compression', ['gzip', 'none'], findings)
  const columns = record.get('columns')
  const bucket = wordOf(record, 'bucket', findings)
  if (!path) return undefined
  const last = path.parts.at(-1)
  const name = typeof last === 'string' ? last : ''
  return {
    path,
    format: format ?? formatOf(name),
    gzip: compression ? compression === 'gzip' : /\.gz$/i.test(name),
    key: wordOf(record, 'key', findings) ?? 'key',
    ...(bucket && { bucket }),
    ...(columns && {
      columns: asList(columns.value, 'columns', findings).flatMap(
        item => readScalar(item, 'columns', findings)?.text ?? [],
      ),
    }),
  }
}

/** What the name of a manifest says of its form. */
function formatOf(name: string): ManifestFormat {
  const [, extension] = /\.(csv|jsonl|ndjson)(?:\.gz)?$/i.exec(name) ?? []
  return extension === undefined ? 'lines' : extension.toLowerCase() === 'csv' ? 'csv' : 'jsonl'
}
