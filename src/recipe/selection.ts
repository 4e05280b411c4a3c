import type { Locale } from '../../grammar/catalogue/localized.ts'
import type { Cell } from './expand.ts'
import { createFindings } from './findings.ts'
import { globToRegExp } from './glob.ts'
import type { Recipe, RecipeDiagnostic } from './recipe.ts'
import type { SourceObject } from './source.ts'

/** Chooses some of the jobs of recipes. */
export interface Selection {
  takes(source: SourceObject, cell: Cell): boolean
  /** What was asked for and chose nothing yet, as it was written. */
  unmet(): readonly string[]
}

/** Lines of manifests, the first and the last one included. */
interface LineRange {
  readonly first: number
  readonly last: number
}

/** What tells which jobs are wanted; each of both has to hold where it is given. */
export interface WantedJobs {
  /** Names of inputs, patterns over them, or `oss://bucket/` in front; with the values of the matrix behind, as findings name jobs, `a.jpg (width=100)`. */
  readonly names?: readonly string[]
  /** Such as `3` or `10-20`. */
  readonly lines?: readonly string[]
}

const LINES = /^([1-9]\d*)(?:-([1-9]\d*))?$/

/** Whether a text names lines, `3` or `10-20`. */
export function isLines(text: string): boolean {
  const range = readLines(text)
  return range !== undefined && range.first <= range.last
}

function readLines(text: string): LineRange | undefined {
  const [, first, last = first] = LINES.exec(text) ?? []
  return first === undefined ? undefined : { first: Number(first), last: Number(last) }
}

/** Makes a selection, for one or more recipes. */
export function createSelection({ names, lines }: WantedJobs): Selection {
  const unmet = new Set([...(names ?? []), ...(lines ?? [])])
  const forms = (names ?? []).filter(name => /[*?{]/.test(name)).map(name => ({ name, form: globToRegExp(name) }))
  const whole = new Set(names)
  const ranges = (lines ?? []).flatMap(text => {
    const range = readLines(text)
    return range ? [{ text, ...range }] : []
  })
  const hasName = (text: string): readonly string[] => [
    ...(whole.has(text) ? [text] : []),
    ...forms.filter(({ form }) => form.test(text)).map(({ name }) => name),
  ]
  const namesOf = ({ key, bucket: own }: SourceObject, { label, connection }: Cell): readonly string[] => {
    const bucket = own ?? connection.bucket
    const found = bucket === undefined ? [key] : [key, `oss://${bucket}/${key}`]
    return label === '' ? found : [...found, ...found.map(name => `${name} (${label})`)]
  }
  return {
    takes: (source, cell) => {
      const { line } = source
      const met = names ? namesOf(source, cell).flatMap(hasName) : undefined
      const held = lines
        ? ranges.filter(({ first, last }) => line !== undefined && line >= first && line <= last)
        : undefined
      if (met?.length === 0 || held?.length === 0) return false
      for (const name of met ?? []) unmet.delete(name)
      for (const { text } of held ?? []) unmet.delete(text)
      return true
    },
    unmet: () => [...unmet],
  }
}

/** Findings for what was asked for and is not there. */
export function tellUnmet(
  { file, sources }: Recipe,
  { unmet }: Selection,
  locale: Locale,
): readonly RecipeDiagnostic[] {
  const findings = createFindings(locale)
  for (const found of unmet()) findings.add('not-selected', sources?.place ?? { file, start: 0, end: 0 }, { found })
  return findings.diagnostics
}
