import type { Findings } from './findings.ts'
import { asMap, readRecord } from './read-record.ts'
import { readWord } from './read-variables.ts'
import type { Connection } from './recipe.ts'
import { readText } from './text.ts'
import type { YamlNode } from './yaml.ts'

/** The keys of `connection`. */
export const CONNECTION_KEYS = ['endpoint', 'region', 'bucket', 'imm', 'cname'] as const

/** Where requests go. */
export function readConnection(node: YamlNode, findings: Findings): Connection {
  const map = asMap(node, 'connection', findings)
  const record = map && readRecord(map, { en: 'connection', zh: 'connection ' }, CONNECTION_KEYS, findings)
  const connection: { -readonly [K in keyof Connection]: Connection[K] } = { place: node.place }
  for (const key of ['endpoint', 'region', 'bucket', 'imm'] as const) {
    const entry = record?.get(key)
    const text = entry && readText(entry.value, key, findings)
    if (text) connection[key] = text
  }
  const cname = readWord(record?.get('cname')?.value, 'cname', ['true', 'false'], findings)
  if (cname !== undefined) connection.cname = cname === 'true'
  return connection
}
