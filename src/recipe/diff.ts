import { builtInStyles } from '../../grammar/operations/styles.ts'
import type { CatalogOperation } from '../catalog/catalog.ts'
import { canonicalTree } from '../catalog/format.ts'
import type { ParameterSpec } from '../catalog/types.ts'
import { decodeBase64Url } from '../language/base64url.ts'
import { fillMessage, type Locale, type Localized } from '../language/diagnostic.ts'
import { parseTree } from '../language/parser.ts'
import type { Operation, Pipeline, StageNode } from '../language/tree.ts'
import { expand } from './expand.ts'
import type { IncludeLoader } from './include.ts'
import { readInput } from './input.ts'
import { compileListed } from './jobs.ts'
import { readRecipe } from './read.ts'
import { findEntry } from './read-steps.ts'
import type { RecipeDiagnostic } from './recipe.ts'
import type { VariableValues } from './variables.ts'

/** One thing that two process strings do differently. */
export interface Difference {
  readonly kind: 'added' | 'removed' | 'changed'
  /** The operation, `video/animation`, with its parameter where one differs, `video/animation w`. */
  readonly subject: string
  /** What the first string has; absent where it has nothing. */
  readonly left?: string
  readonly right?: string
  readonly message: string
}

/** How to compare. */
export interface DiffOptions {
  readonly locale?: Locale
  /** Names of the files that the two texts come from, where they are recipes. */
  readonly names?: readonly [left?: string, right?: string]
  /** Reads the files that recipes include. */
  readonly load?: IncludeLoader
  /** Values of the variables of recipes. */
  readonly variables?: VariableValues
}

/** The differences of two texts, and what is wrong with those that are recipes. */
export interface DiffResult {
  readonly differences: readonly Difference[]
  readonly diagnostics: readonly RecipeDiagnostic[]
}

const MESSAGES = {
  added: { en: 'Only the second has {subject}{right}.', zh: '仅第二个有 {subject}{right}。' },
  removed: { en: 'Only the first has {subject}{left}.', zh: '仅第一个有 {subject}{left}。' },
  changed: {
    en: '{subject} is {left} in the first and {right} in the second.',
    zh: '{subject} 在第一个中为 {left}，在第二个中为 {right}。',
  },
} as const satisfies Readonly<Record<Difference['kind'], Localized>>

/**
 * Compares two process strings, URLs, request bodies or recipes by what they mean: the order of parameters, defaults that
 * are written or left out, spellings of Base64, colours and numbers, and built-in styles make no difference.
 */
export function diff(left: string, right: string, options: DiffOptions = {}): DiffResult {
  const { locale = 'en', names: [leftName, rightName] = [] } = options
  const [a, b] = [stringsOf(left, leftName, options), stringsOf(right, rightName, options)]
  const count = Math.max(a.strings.length, b.strings.length)
  const differences = Array.from({ length: count }, (_, index) => compare(a.strings[index], b.strings[index]))
  return {
    differences: differences.flat().map(found => ({ ...found, message: describe(found, locale) })),
    diagnostics: [...a.diagnostics, ...b.diagnostics],
  }
}

type Found = Omit<Difference, 'message'>

function describe(found: Found, locale: Locale): string {
  const { kind, subject, left = '', right = '' } = found
  const shown = (text: string) => (kind === 'changed' ? `"${text}"` : text && ` "${text}"`)
  return fillMessage(MESSAGES[kind], { subject, left: shown(left), right: shown(right) }, locale)
}

/** The process strings of a text; a recipe has one for each job, or for each cell where it names no input. */
function stringsOf(text: string, fileName: string | undefined, { locale, load, variables }: DiffOptions) {
  if (!/^(?:version|steps|process|sources):/m.test(text)) return { strings: [readInput(text).process], diagnostics: [] }
  const spoken = locale && { locale }
  const { recipe, diagnostics } = readRecipe(text, { ...spoken, ...(fileName && { fileName }), ...(load && { load }) })
  if (!recipe) return { strings: [], diagnostics }
  const expansion = expand(recipe, { ...spoken, ...(variables && { variables }) })
  const jobs = compileListed(expansion).jobs.map(({ process }) => process)
  const cells = expansion.cells.map(({ template }) => template.text)
  return { strings: jobs.length > 0 ? jobs : cells, diagnostics: [...diagnostics, ...expansion.diagnostics] }
}

/** An operation as it acts: its values by parameter, in one spelling. */
interface Meaning {
  readonly id: string
  readonly entry: CatalogOperation | undefined
  readonly values: ReadonlyMap<string, string>
}

function compare(left: string | undefined, right: string | undefined): readonly Found[] {
  const [a, b] = [meaningsOf(left), meaningsOf(right)]
  const pairs = align(a, b)
  return pairs.flatMap(([one, other]): readonly Found[] => {
    if (one && other) return compareValues(one, other)
    if (one) return [{ kind: 'removed', subject: one.id }]
    return other ? [{ kind: 'added', subject: other.id }] : []
  })
}

function meaningsOf(text: string | undefined): readonly Meaning[] {
  return text === undefined ? [] : treeMeanings(canonicalTree(parseTree(text).tree))
}

function treeMeanings(tree: Pipeline): readonly Meaning[] {
  return tree.stages.flatMap(stageMeanings)
}

function stageMeanings(stage: StageNode): readonly Meaning[] {
  if (stage.kind === 'conditional') {
    return [{ id: stage.condition, entry: undefined, values: new Map() }, ...treeMeanings(stage.body)]
  }
  const { category = '', operations } = stage
  const style = category === 'style' ? expandStyle(operations) : undefined
  if (style !== undefined) return meaningsOf(style)
  let main = ''
  return operations.map(operation => {
    const sub = findEntry(`${main}/${operation.name}`)
    if (!sub) main = `${category}/${operation.name}`
    return toMeaning(sub?.id ?? main, sub ?? findEntry(main), operation)
  })
}

/** What a built-in style stands for. */
function expandStyle([style, more]: readonly Operation[]): string | undefined {
  const name = style?.name.startsWith('::') && !more ? style.name.slice(2) : ''
  return Object.hasOwn(builtInStyles, name) ? builtInStyles[name]?.expansion : undefined
}

function toMeaning(id: string, entry: CatalogOperation | undefined, { parameters }: Operation): Meaning {
  const values = new Map<string, string>()
  for (const { name = '', value } of parameters) {
    // Values without name or repeated ones count by their place.
    const key = values.has(name) ? `${name}#${values.size}` : name
    values.set(key, normalize(value, entry?.parameters.get(name)))
  }
  return { id, entry, values }
}

function normalize(value: string, spec: ParameterSpec | undefined): string {
  if (spec?.type.kind === 'base64') return decodeBase64Url(value) ?? value
  if (spec?.type.kind === 'integer' || spec?.type.kind === 'number')
    return /^-?\d+(\.\d+)?$/.test(value) ? String(Number(value)) : value
  if (spec?.type.values?.includes('jpg') && value === 'jpeg') return 'jpg'
  return value
}

/** Pairs operations of the same name in their order, as many as possible (the longest common subsequence). */
function align(
  a: readonly Meaning[],
  b: readonly Meaning[],
): readonly (readonly [Meaning | undefined, Meaning | undefined])[] {
  const lengths = Array.from({ length: a.length + 1 }, () => new Array<number>(b.length + 1).fill(0))
  const at = (i: number, j: number) => lengths[i]?.[j] ?? 0
  for (let i = a.length - 1; i >= 0; i--) {
    const row = lengths[i] ?? []
    for (let j = b.length - 1; j >= 0; j--) {
      row[j] = a[i]?.id === b[j]?.id ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1))
    }
  }
  const pairs: (readonly [Meaning | undefined, Meaning | undefined])[] = []
  let i = 0
  let j = 0
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i]?.id === b[j]?.id) pairs.push([a[i++], b[j++]])
    else if (j >= b.length || (i < a.length && at(i + 1, j) >= at(i, j + 1))) pairs.push([a[i++], undefined])
    else pairs.push([undefined, b[j++]])
  }
  return pairs
}

function compareValues(one: Meaning, other: Meaning): readonly Found[] {
  const names = new Set([...one.values.keys(), ...other.values.keys()])
  return [...names].flatMap((name): readonly Found[] => {
    const fallback = one.entry?.parameters.get(name)?.default
    const spec = one.entry?.parameters.get(name)
    const standard = fallback === undefined ? undefined : normalize(fallback, spec)
    const [left, right] = [one.values.get(name), other.values.get(name)]
    if ((left ?? standard) === (right ?? standard)) return []
    const subject = name === '' ? one.id : `${one.id} ${name}`
    if (left !== undefined && right !== undefined) return [{ kind: 'changed', subject, left, right }]
    return left === undefined ? [{ kind: 'added', subject, right: right ?? '' }] : [{ kind: 'removed', subject, left }]
  })
}
