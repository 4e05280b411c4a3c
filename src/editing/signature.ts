import type { Locale } from '../../grammar/catalogue/localized.ts'
import { parseTree } from '../language/parser.ts'
import { nameSpan, type Span } from '../language/tree.ts'
import { describeParameter } from './describe.ts'
import { knownIn } from './known.ts'

/** An operation with all that it takes, for who writes its parameters. */
export interface OperationSignature {
  /** `resize,m_,w_,h_` */
  readonly label: string
  readonly title: string
  readonly parameters: readonly SignatureParameter[]
  /** The parameter at the caret, counted from 0; undefined where it is none of them. */
  readonly active: number | undefined
}

/** A parameter of a signature. */
export interface SignatureParameter {
  /** Where it stands in the label. */
  readonly span: Span
  readonly notes: readonly string[]
}

/**
 * The operation whose parameters are written at the caret; undefined in front of its first comma, and where nothing is known.
 *
 *     signatureAt('image/resize,w_200', 18, 'en')?.label // 'resize,m_,w_,h_,l_,s_,limit_,color_,p_'
 */
export function signatureAt(text: string, caret: number, locale: Locale): OperationSignature | undefined {
  const { operations } = knownIn(parseTree(text).tree)
  const found = operations.findLast(({ node }) => nameSpan(node).end < caret && caret <= node.end)
  if (!found) return undefined
  const { node, entry } = found
  const names = [...entry.parameters.keys()]
  let label = entry.name
  const parameters = [...entry.parameters].map(([name, spec]) => {
    const start = label.length + 1
    label += `,${name === '' ? spec.word : `${name}_`}`
    return { span: { start, end: label.length }, notes: describeParameter(name, spec, locale) }
  })
  const at = node.parameters.find(({ start, end }) => start <= caret && caret <= end)
  const active = at ? names.indexOf(at.name ?? '') : -1
  return {
    label,
    title: `${entry.id}: ${entry.spec.title[locale]}`,
    parameters,
    active: active < 0 ? undefined : active,
  }
}
