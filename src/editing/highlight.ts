import type { Severity } from '../language/diagnostic.ts'
import { categorySpan, nameSpan, type Pipeline, type Span, valueSpan } from '../language/tree.ts'
import { walk } from '../language/walk.ts'

/** What a piece of a string is. */
export type SegmentKind = 'category' | 'operation' | 'name' | 'value' | 'mark'

/** A piece of a string that looks the same all along. */
export interface Segment extends Span {
  readonly text: string
  readonly part: SegmentKind
  readonly severity?: Severity | undefined
}

/** A span to underline. */
export interface Mark {
  readonly span: Span
  readonly severity: Severity
}

const RANK: Readonly<Record<Severity, number>> = { info: 1, warning: 2, error: 3 }

/** Cuts a string into pieces by what they are and by what was found at them. An empty span marks the character beside it. */
export function segmentsOf(text: string, tree: Pipeline, marks: readonly Mark[]): readonly Segment[] {
  const parts = partsOf(text, tree)
  const severities = new Array<Severity | undefined>(text.length).fill(undefined)
  for (const { span, severity } of marks) {
    const end = Math.max(span.end, span.start + 1)
    const start = end > text.length ? text.length - 1 : span.start
    for (let at = Math.max(0, start); at < Math.min(end, text.length); at++) {
      const before = severities[at]
      if (!before || RANK[before] < RANK[severity]) severities[at] = severity
    }
  }
  return joinEqual(text, parts, severities)
}

function partsOf(text: string, tree: Pipeline): readonly SegmentKind[] {
  const parts = new Array<SegmentKind>(text.length).fill('mark')
  const paint = ({ start, end }: Span, part: SegmentKind) => parts.fill(part, start, end)
  walk(tree, {
    stage: stage => paint(categorySpan(stage), 'category'),
    operation: operation => paint(nameSpan(operation), 'operation'),
    parameter: parameter => {
      if (parameter.name !== undefined) paint({ start: parameter.start, end: valueSpan(parameter).start - 1 }, 'name')
      paint(valueSpan(parameter), 'value')
    },
  })
  return parts
}

function joinEqual(
  text: string,
  parts: readonly SegmentKind[],
  severities: readonly (Severity | undefined)[],
): readonly Segment[] {
  const segments: Segment[] = []
  let start = 0
  for (let at = 1; at <= text.length; at++) {
    const isSame = at < text.length && parts[at] === parts[start] && severities[at] === severities[start]
    if (isSame) continue
    const severity = severities[start]
    segments.push({
      ...{ start, end: at, text: text.slice(start, at), part: parts[start] ?? 'mark' },
      ...(severity && { severity }),
    })
    start = at
  }
  return segments
}
