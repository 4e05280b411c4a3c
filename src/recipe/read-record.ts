import { type Localized, listOf } from '../../grammar/catalogue/localized.ts'
import { type Findings, hint } from './findings.ts'
import { KIND_WORDS } from './text.ts'
import { tellEmpty, type YamlEntry, type YamlMap, type YamlNode } from './yaml.ts'

/** The entries of a mapping with known keys; a finding for each key that is none of them. */
export function readRecord(
  map: YamlMap,
  owner: Localized,
  keys: readonly string[],
  findings: Findings,
): ReadonlyMap<string, YamlEntry> {
  const record = new Map<string, YamlEntry>()
  for (const entry of withoutLostItems(map.entries, findings, key => keys.includes(key))) {
    // Keys with "x-" are for anchors and for other programs, as in Compose files.
    if (keys.includes(entry.key)) record.set(entry.key, entry)
    else if (!entry.key.startsWith('x-')) unknownKey(entry, owner, keys, findings)
  }
  return record
}

/** Whether each key of a mapping is known; of those that are not, one may have been meant for what is missing. */
export function isAllKnown({ entries }: YamlMap, record: ReadonlyMap<string, YamlEntry>): boolean {
  return entries.every(({ key }) => record.has(key) || key.startsWith('x-'))
}

/** The entries of a mapping without those that are items of a list whose brackets are missing, `{ width: 100, 200 }`; a finding for each list. */
export function withoutLostItems(
  entries: readonly YamlEntry[],
  findings: Findings,
  isKey: (name: string) => boolean = () => false,
): readonly YamlEntry[] {
  const kept: YamlEntry[] = []
  const lost = new Map<YamlEntry, YamlEntry[]>()
  for (const entry of entries) {
    const before = kept.at(-1)
    const isLost = entry.isBare && !isKey(entry.key) && before?.value.kind === 'scalar' && before.value.text !== ''
    if (isLost) lost.set(before, [...(lost.get(before) ?? []), entry])
    else kept.push(entry)
  }
  for (const [{ key: name, value }, [first, ...more]] of lost) {
    if (!first || value.kind !== 'scalar') continue
    const items = [value.text, ...[first, ...more].map(({ key }) => key)].join(', ')
    findings.add('lost-brackets', first.place, { found: first.key, name, items })
  }
  return kept
}

const SECRET_NAME =
  /secret(?![a-z])|passw(?:or)?d|passphrase|(?:access|api|private)-?_?key|(?:security|sts|session|access|api|auth)-?_?token|authorization|credential|密码|密钥|口令/i

/** What people write for attributes of the result. */
const RESULT_ATTRIBUTE =
  /^(?:headers?|meta(?:data)?|acl|object-?acl|storage-?class|tags|tagging|callback|content-?type|cache-?control)$/i

/** Whether a word is an attribute of the result. */
export function isResultAttribute(name: string): boolean {
  return RESULT_ATTRIBUTE.test(name)
}

/** What other programs call the order of jobs. */
const JOB_ORDER = /^(?:needs?|depends[-_]?on|dependencies|after|before|requires|order)$/i

/** Whether a word says that it stands for a part of credentials. */
export function isSecretName(name: string): boolean {
  return SECRET_NAME.test(name)
}

function unknownKey({ key, place }: YamlEntry, owner: Localized, keys: readonly string[], findings: Findings): void {
  if (isSecretName(key)) {
    findings.add('secret-key', place, { name: key })
    return
  }
  if (isResultAttribute(key) && keys.includes('saveas')) {
    findings.add('result-attributes', place, { name: key, owner })
    return
  }
  if (JOB_ORDER.test(key) && keys.includes('saveas')) {
    findings.add('job-order', place, { name: key, owner })
    return
  }
  findings.add('unknown-key', place, { name: key, owner, expected: listOf(keys), hint: hint(key, keys) })
}

/** The node as a mapping, or a finding. */
export function asMap(node: YamlNode, name: string, findings: Findings): YamlMap | undefined {
  if (node.kind === 'map') return node
  if (node.kind === 'scalar' && node.text === '') tellEmpty(node, name, findings)
  else findings.add('not-map', node.place, { name, found: KIND_WORDS[node.kind] })
  return undefined
}

/** The items of a list; a value alone counts as a list of one. */
export function asList(node: YamlNode, name: string, findings: Findings): readonly YamlNode[] {
  if (node.kind === 'list') return node.items
  if (node.kind === 'scalar' && node.text !== '') return [node]
  if (node.kind === 'scalar') tellEmpty(node, name, findings)
  else findings.add('not-list', node.place, { name, found: KIND_WORDS[node.kind] })
  return []
}
