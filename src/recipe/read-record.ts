import { type Localized, listOf } from '../language/diagnostic.ts'
import { type Findings, hint } from './findings.ts'
import { KIND_WORDS } from './text.ts'
import type { YamlEntry, YamlMap, YamlNode } from './yaml.ts'

/** The entries of a mapping with known keys; a finding for each key that is none of them. */
export function readRecord(
  map: YamlMap,
  owner: Localized,
  keys: readonly string[],
  findings: Findings,
): ReadonlyMap<string, YamlEntry> {
  const record = new Map<string, YamlEntry>()
  for (const entry of map.entries) {
    // Keys with "x-" are for anchors and for other programs, as in Compose files.
    if (keys.includes(entry.key)) record.set(entry.key, entry)
    else if (!entry.key.startsWith('x-')) unknownKey(entry, owner, keys, findings)
  }
  return record
}

function unknownKey({ key, place }: YamlEntry, owner: Localized, keys: readonly string[], findings: Findings): void {
  if (/secret|password|access-?_?key|security-?_?token|credential/i.test(key)) {
    findings.add('secret-key', place, { name: key })
    return
  }
  findings.add('unknown-key', place, { name: key, owner, expected: listOf(keys), hint: hint(key, keys) })
}

/** The node as a mapping, or a finding. */
export function asMap(node: YamlNode, name: string, findings: Findings): YamlMap | undefined {
  if (node.kind === 'map') return node
  findings.add(node.kind === 'scalar' && node.text === '' ? 'empty' : 'not-map', node.place, {
    name,
    found: KIND_WORDS[node.kind],
  })
  return undefined
}

/** The items of a list; a value alone counts as a list of one. */
export function asList(node: YamlNode, name: string, findings: Findings): readonly YamlNode[] {
  if (node.kind === 'list') return node.items
  if (node.kind === 'scalar' && node.text !== '') return [node]
  findings.add(node.kind === 'scalar' ? 'empty' : 'not-list', node.place, { name, found: KIND_WORDS[node.kind] })
  return []
}
