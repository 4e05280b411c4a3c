import type { Findings } from './findings.ts'
import type { Place, Reference, Text } from './recipe.ts'
import type { YamlNode, YamlScalar } from './yaml.ts'

/** `$${` is a literal `${`. */
const REFERENCE = /\$\$\{|\$\{([^{}]*)\}|\$\{/g
/** The name of a reference that could not be read. */
export const BROKEN = ''
const NAME = /^[A-Za-z_][\w-]*(\.[\w-]+)*$/

/** Takes a scalar apart at its references. */
export function toText(scalar: YamlScalar, findings: Findings): Text {
  const { text, place, inner } = scalar
  const parts: (string | Reference)[] = []
  let from = 0
  for (const match of text.matchAll(REFERENCE)) {
    const [written, name] = match
    const end = match.index + written.length
    const where = inner === undefined ? place : { ...place, start: inner + match.index, end: inner + end }
    if (match.index > from) parts.push(text.slice(from, match.index))
    from = end
    if (written === '$${') parts.push('${')
    else if (name !== undefined && NAME.test(name.trim())) parts.push({ name: name.trim(), place: where })
    else {
      parts.push({ name: BROKEN, place: where })
      findings.add('reference-form', where, { found: written, form: `\${name}`, escape: `$\${` })
    }
  }
  if (from < text.length || parts.length === 0) parts.push(text.slice(from))
  return { parts, place, ...(inner !== undefined && { inner }) }
}

/** The text of a node that must be a scalar; a finding where it is not or where nothing is written. */
export function readText(node: YamlNode, name: string, findings: Findings): Text | undefined {
  const scalar = readScalar(node, name, findings)
  return scalar && toText(scalar, findings)
}

/** A scalar in which something is written. */
export function readScalar(node: YamlNode, name: string, findings: Findings): YamlScalar | undefined {
  if (node.kind !== 'scalar') {
    findings.add('not-text', node.place, { name, found: KIND_WORDS[node.kind] })
    return undefined
  }
  if (node.text !== '') return node
  findings.add('empty', node.place, { name })
  return undefined
}

/** What a node is called in messages. */
export const KIND_WORDS = {
  scalar: { en: 'a single value', zh: '单个值' },
  list: { en: 'a list', zh: '列表' },
  map: { en: 'a mapping', zh: '映射' },
} as const

/** The references of a text. */
export function referencesOf(text: Text): readonly Reference[] {
  return text.parts.filter(part => typeof part !== 'string')
}

/** A text without references, as it stands. */
export function plainText(text: string, place: Place): Text {
  return { parts: [text], place }
}
