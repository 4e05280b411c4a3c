import type { RawDiagnostic } from '../language/diagnostic.ts'

/** A string with its findings, as far as it matters here. */
interface StringFindings {
  readonly diagnostics: readonly RawDiagnostic[]
}

const isPadding = ({ ruleId, messageId, severity }: RawDiagnostic): boolean =>
  ruleId === 'base64' && messageId === 'padding' && severity === 'info'

/** No remark about "=" at the end of values in manuals, which copy addresses. */
export function withoutCopiedPadding<T extends StringFindings>(strings: readonly T[], file: string): readonly T[] {
  return /\.(?:md|mdx|markdown)$/i.test(file) ? withPadding(strings, () => []) : strings
}

/** One remark about "=" at the end of values a file, with their number and all of their fixes. */
export function withOnePadding<T extends StringFindings>(strings: readonly T[]): readonly T[] {
  const all = strings.flatMap(({ diagnostics }) => diagnostics.filter(isPadding))
  const [first] = all
  if (!first || all.length === 1) return strings
  return withPadding(strings, found => (found === first ? [summaryOf(first, all)] : []))
}

function withPadding<T extends StringFindings>(
  strings: readonly T[],
  kept: (found: RawDiagnostic) => readonly RawDiagnostic[],
): readonly T[] {
  if (!strings.some(({ diagnostics }) => diagnostics.some(isPadding))) return strings
  return strings.map(string => ({
    ...string,
    diagnostics: string.diagnostics.flatMap(found => (isPadding(found) ? kept(found) : [found])),
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
