import type { Localized } from '../../grammar/catalogue/localized.ts'
import type { Sourced } from '../../grammar/catalogue/types.ts'
import type { MessageData, RawDiagnostic } from '../language/diagnostic.ts'
import { valueSpan } from '../language/tree.ts'
import type { BoundParameter } from './bind.ts'

const SURE: Localized = { en: '', zh: '' }

/** A sentence to end a message with: that little supports it, and what; empty where the source is good. */
export function doubtOf({ source, confidence }: Sourced): Localized {
  if (confidence === undefined || confidence === 'high') return SURE
  return { en: ` Known from ${source} alone.`, zh: `仅见于 ${source}。` }
}

/** What is reported of a value that its parameter does not take, with `more` for the message: where it is an error, the source is good enough. */
export function valueFinding(
  { name, node, spec, operation }: BoundParameter,
  more: MessageData,
): Pick<RawDiagnostic, 'severity' | 'data' | 'span'> {
  const data = {
    name: name || operation.node.name,
    value: node.value,
    operation: operation.entry.id,
    expected: spec.type.description,
    ...more,
    doubt: spec.gentle ? doubtOf(spec) : SURE,
  }
  return { severity: spec.gentle ? 'warning' : 'error', data, span: valueSpan(node) }
}
