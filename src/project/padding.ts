import type { RawDiagnostic } from '../language/diagnostic.ts'

/** A string with its findings, as far as it matters here. */
interface StringFindings {
  readonly diagnostics: readonly RawDiagnostic[]
}

const isPadding = ({ ruleId, messageId, severity }: RawDiagnostic): boolean =>
  ruleId === 'base64' && messageId === 'padding' && severity === 'info'

/** One remark about "=" at the end of values a file, with their number and all of their fixes; none in manuals, which copy addresses. */
export function withOnePadding<T extends StringFindings>(strings: readonly T[], file: string): readonly T[] {
  const all = strings.flatMap(({ diagnostics }) => diagnostics.filter(isPadding))
  const first = /\.(?:md|mdx|markdown)$/i.test(file) ? undefined : all[0]
  if (all.length === 0 || (first && all.length === 1)) return strings
  const only = first && summaryOf(first, all)
  return strings.map(string => ({
    ...string,
    diagnostics: string.diagnostics.flatMap(found =>
      found === first && only ? [only] : isPadding(found) ? [] : [found],
    ),
  }))
}

function summaryOf(first: RawDiagnostic, all: readonly RawDiagnostic[]): RawDiagnostic {
  const { en, zh } = first.template
  return {
    ...first,
    template: { en: `${en} So do {more} more values of this file.`, zh: `${zh}本文件另有 {more} 处同样如此。` },
    data: { ...first.data, more: all.length - 1 },
    fix: all.flatMap(({ fix = [] }) => fix),
  }
}
