import { decodeBase64Url } from '../../grammar/catalogue/base64url.ts'
import type { ParameterSpec } from '../../grammar/catalogue/types.ts'
import { builtInStyles } from '../../grammar/operations/styles.ts'
import type { CatalogOperation } from '../catalogue/catalogue.ts'
import { canonicalTree } from '../catalogue/format.ts'
import { parseTree } from '../language/parser.ts'
import type { Operation, Pipeline, StageNode } from '../language/tree.ts'
import { ratePlayed } from '../trace/video/sampling.ts'
import { findEntry } from './read-steps.ts'

/** One thing that is there on one side only, or differs. */
export interface StringDifference {
  readonly kind: 'added' | 'removed' | 'changed'
  /** The operation, `video/animation`, with its parameter where one differs, `video/animation w`; or a property of a job, `bucket`. */
  readonly subject: string
  /** What the first has; absent where it has nothing. */
  readonly left?: string
  readonly right?: string
}

/** Compares a value of both sides. */
export function compareValue(
  subject: string,
  left: string | undefined,
  right: string | undefined,
): readonly StringDifference[] {
  if (left === right) return []
  if (left !== undefined && right !== undefined) return [{ kind: 'changed', subject, left, right }]
  return left === undefined ? [{ kind: 'added', subject, right: right ?? '' }] : [{ kind: 'removed', subject, left }]
}

/** An operation as it acts: its values by parameter, in one spelling. */
interface Meaning {
  readonly id: string
  readonly entry: CatalogOperation | undefined
  readonly values: ReadonlyMap<string, string>
}

/** A string, and the bucket of its source where that is known. */
export interface PlacedString {
  readonly process: string
  readonly bucket?: string | undefined
}

/** What two process strings do differently. */
export function compareStrings(left: PlacedString, right: PlacedString): readonly StringDifference[] {
  const [a, b] = [placedMeanings(left), placedMeanings(right)]
  const pairs = align(a, b)
  return pairs.flatMap(([one, other]): readonly StringDifference[] => {
    if (one && other) return compareValues(one, other)
    if (one) return [{ kind: 'removed', subject: one.id }]
    return other ? [{ kind: 'added', subject: other.id }] : []
  })
}

/** Results go into the bucket of the source, whether it is named or not. */
function placedMeanings({ process, bucket }: PlacedString): readonly Meaning[] {
  return meaningsOf(process).map(meaning =>
    meaning.id === 'sys/saveas' && bucket !== undefined && meaning.values.get('b') === bucket
      ? { ...meaning, values: new Map([...meaning.values].filter(([name]) => name !== 'b')) }
      : meaning,
  )
}

function meaningsOf(text: string): readonly Meaning[] {
  return treeMeanings(canonicalTree(parseTree(text).tree))
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

function compareValues(one: Meaning, other: Meaning): readonly StringDifference[] {
  const names = new Set([...one.values.keys(), ...other.values.keys()])
  return [...names].flatMap((name): readonly StringDifference[] => {
    const [left, right] = [one.values.get(name), other.values.get(name)]
    if ((left ?? defaultOf(one, name)) === (right ?? defaultOf(other, name))) return []
    return compareValue(name === '' ? one.id : `${one.id} ${name}`, left, right)
  })
}

/** What OSS takes for a parameter that is left out. An animation plays as fast as its frames were taken ("Video to animated picture"). */
function defaultOf({ id, entry, values }: Meaning, name: string): string | undefined {
  if (id === 'video/animation' && name === 'fps') {
    const interval = Number(values.get('inter'))
    return interval > 0 ? String(ratePlayed(interval)) : undefined
  }
  const spec = entry?.parameters.get(name)
  return spec?.default === undefined ? undefined : normalize(spec.default, spec)
}
