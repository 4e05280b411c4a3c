import { isRecord, readJson } from '../language/record.ts'
import { findingsWithText, type LintedFile, type PlacedDiagnostic } from '../report/report.ts'

/** Findings that are known and not reported, by file: how many of a rule in strings of a text. Lines are left out, as they move. */
export type Baseline = ReadonlyMap<string, readonly BaselineEntry[]>

/** Equal findings of one file. */
export interface BaselineEntry {
  readonly ruleId: string
  readonly text: string
  readonly count: number
}

/** The findings of some files as a baseline. */
export function toBaseline(files: readonly LintedFile[]): Baseline {
  const baseline = new Map<string, readonly BaselineEntry[]>()
  for (const file of files) {
    const counts = new Map<string, BaselineEntry>()
    for (const [{ ruleId }, text] of findingsWithText(file)) {
      const key = `${ruleId}\0${text}`
      counts.set(key, { ruleId, text, count: (counts.get(key)?.count ?? 0) + 1 })
    }
    if (counts.size > 0) baseline.set(file.file, [...counts.values()])
  }
  return baseline
}

/** A file without the findings that the baseline knows. */
export function withoutBaseline(file: LintedFile, baseline: Baseline): LintedFile {
  const entries = baseline.get(file.file)
  if (!entries) return file
  const left = new Map(entries.map(({ ruleId, text, count }) => [`${ruleId}\0${text}`, count]))
  const isNew =
    (text: string) =>
    ({ ruleId }: PlacedDiagnostic) => {
      const count = left.get(`${ruleId}\0${text}`) ?? 0
      left.set(`${ruleId}\0${text}`, count - 1)
      return count <= 0
    }
  const strings = file.strings.map(string => ({
    ...string,
    diagnostics: string.diagnostics.filter(isNew(string.text)),
  }))
  return { ...file, strings, diagnostics: file.diagnostics.filter(isNew('')) }
}

/** The baseline without what is not found any more; files that were not linted and `exists` keep their entries. */
export function pruneBaseline(
  baseline: Baseline,
  files: readonly LintedFile[],
  exists: (file: string) => boolean,
): Baseline {
  const linted = new Set(files.map(({ file }) => file))
  const found = toBaseline(files)
  const pruned = [...baseline].flatMap(([file, entries]): [string, readonly BaselineEntry[]][] => {
    if (!linted.has(file)) return exists(file) ? [[file, entries]] : []
    const kept = entries.flatMap(entry => {
      const now = found.get(file)?.find(({ ruleId, text }) => ruleId === entry.ruleId && text === entry.text)
      return now ? [{ ...entry, count: Math.min(entry.count, now.count) }] : []
    })
    return kept.length > 0 ? [[file, kept]] : []
  })
  return new Map(pruned)
}

/** How many findings a baseline knows. */
export function countBaseline(baseline: Baseline): number {
  return [...baseline.values()].flat().reduce((sum, { count }) => sum + count, 0)
}

/** The baseline as its file holds it: sorted, so that two branches merge. */
export function printBaseline(baseline: Baseline): string {
  const sorted = [...baseline].sort(([a], [b]) => (a < b ? -1 : 1))
  return `${JSON.stringify({ version: 1, files: Object.fromEntries(sorted) }, undefined, 2)}\n`
}

/** Reads the file of a baseline; undefined where it is none. */
export function parseBaseline(text: string): Baseline | undefined {
  const value = readJson(text)
  if (!isRecord(value) || value.version !== 1 || !isRecord(value.files)) return undefined
  const entries = Object.entries(value.files)
  const baseline = entries.flatMap(([file, list]): [string, BaselineEntry[]][] =>
    Array.isArray(list) && list.every(isEntry) ? [[file, list]] : [],
  )
  return baseline.length === entries.length ? new Map(baseline) : undefined
}

function isEntry(value: unknown): value is BaselineEntry {
  return (
    isRecord(value) &&
    typeof value.ruleId === 'string' &&
    typeof value.text === 'string' &&
    Number.isInteger(value.count)
  )
}
