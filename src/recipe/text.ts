import { listOf } from '../../grammar/catalogue/localized.ts'
import { FUNCTION_NAMES, readExpression } from './expression.ts'
import { type Findings, hint } from './findings.ts'
import type { Place, Reference, Text, WrittenStep } from './recipe.ts'
import { tellEmpty, type YamlNode, type YamlScalar } from './yaml.ts'
import { findDouble } from './yaml-traps.ts'

/** `$${` is a literal `${`. */
const REFERENCE = /\$\$\{|\$\{([^{}]*)\}|\$\{\{[^{}]*\}\}|\$\{/g
/** The name of a reference that could not be read. */
export const BROKEN = ''

const FORM = {
  en: '"${name}", "${name:-default}", "${table[name]}", "${name * 2}" or "${name | lower}"',
  zh: ' "${name}"、"${name:-默认值}"、"${table[name]}"、"${name * 2}" 或 "${name | lower}"',
}

/** Takes a scalar apart at its references. */
export function toText(scalar: YamlScalar, findings: Findings): Text {
  const { text, place, inner, isPlain } = scalar
  const parts: (string | Reference)[] = []
  let from = 0
  for (const match of text.matchAll(REFERENCE)) {
    const [written, name] = match
    const end = match.index + written.length
    const where = inner === undefined ? place : { ...place, start: inner + match.index, end: inner + end }
    if (match.index > from) parts.push(text.slice(from, match.index))
    from = end
    if (written === '$${') parts.push('${')
    else parts.push(readReference(written, name, where, findings))
  }
  if (from < text.length || parts.length === 0) parts.push(text.slice(from))
  return { parts, place, ...(inner !== undefined && { inner }), ...(isPlain && { isPlain }) }
}

function readReference(written: string, inside: string | undefined, place: Place, findings: Findings): Reference {
  const expected = findDouble(written)
  if (expected) {
    findings.add('foreign-reference', place, { found: written, expected })
    return { name: BROKEN, operations: [], place }
  }
  const read = inside === undefined ? ({ problem: 'form' } as const) : readExpression(inside.trim())
  if (!('problem' in read)) return { ...read, place }
  if (read.problem === 'form') {
    findings.add('reference-form', place, { found: written, form: FORM, escape: `$\${` })
  } else {
    const { found } = read
    findings.add('unknown-function', place, {
      found,
      expected: listOf(FUNCTION_NAMES),
      hint: hint(found, FUNCTION_NAMES),
    })
  }
  return { name: BROKEN, operations: [], place }
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
  tellEmpty(node, name, findings)
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

/** A text as it is written, of references the names alone. */
export function wordsOf({ parts }: Text): string {
  return parts.map(part => (typeof part === 'string' ? part : `\${${part.name}}`)).join('')
}

/** A text without references, as it stands. */
export function plainText(text: string, place: Place): Text {
  return { parts: [text], place }
}

/** The texts of a step and of those in it, its conditions among them. */
export function textsOf(step: WrittenStep): readonly Text[] {
  const guards = ('when' in step ? (step.when ?? []) : []).flatMap(({ left, right }) =>
    right ? [left, right] : [left],
  )
  switch (step.kind) {
    case 'operation':
      return [...guards, ...step.arguments.map(({ value }) => value)]
    case 'process':
      return [...guards, step.text]
    case 'conditional':
    case 'named':
    case 'guarded':
      return [...guards, ...step.steps.flatMap(textsOf)]
    case 'use':
      return [...guards, ...step.arguments.values()]
    default:
      return guards
  }
}
