import { COLON, inBoth, type Locale, type Localized } from '../../grammar/catalogue/localized.ts'
import { fillMessage } from '../language/diagnostic.ts'
import { shorten } from '../language/shorten.ts'
import { readEndpoint, regionEndpoint } from '../request/endpoint.ts'
import { compareStrings, compareValue, type StringDifference } from './compare-strings.ts'
import { conditionsOf } from './compile.ts'
import { type Expansion, expand } from './expand.ts'
import type { IncludeLoader } from './include.ts'
import { readInput } from './input.ts'
import { compileListed } from './jobs.ts'
import { readRecipe } from './read.ts'
import { formatOf } from './read-sources.ts'
import type { RecipeDiagnostic, StepCondition } from './recipe.ts'
import { wordsOf } from './text.ts'
import type { VariableValues } from './variables.ts'

/** One thing that two texts do differently. */
export interface Difference extends StringDifference {
  /** The job, `a.jpg (width=100)`, where there are several. */
  readonly job?: string
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
  /** Why one of the texts holds no process string. */
  readonly problem?: Localized
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
 * are written or left out, spellings of Base64, colours and numbers, and built-in styles make no difference. Where requests go and what
 * they are about counts for recipes, and wherever both texts say it. Jobs are matched by their input and their values of the matrix.
 */
export function diff(left: string, right: string, options: DiffOptions = {}): DiffResult {
  const { locale = 'en', names: [leftName, rightName] = [] } = options
  const [a, b] = [jobsOf(left, leftName, options), jobsOf(right, rightName, options)]
  const isStrict = a.isRecipe && b.isRecipe
  const problem = problemOf(left, a) ?? problemOf(right, b)
  const differences = match(a.jobs, b.jobs).flatMap(([one, other]): readonly Omit<Difference, 'message'>[] => {
    const name = (one ?? other)?.name ?? ''
    if (one && other) {
      const found = [...compareProperties(one, other, isStrict), ...compareStrings(placed(one), placed(other))]
      return a.jobs.length + b.jobs.length > 2 && name ? found.map(item => ({ ...item, job: name })) : found
    }
    return [{ kind: one ? 'removed' : 'added', subject: NOUN[locale], [one ? 'left' : 'right']: name }]
  })
  return {
    differences: differences.map(found => ({ ...found, message: describe(found, locale) })),
    diagnostics: [...a.diagnostics, ...b.diagnostics],
    ...(problem && { problem }),
  }
}

/** What is wrong with a text, and how it begins; behind "?" a URL may hold a signature. */
function problemOf(text: string, { problem }: ReadRecipe): Localized | undefined {
  if (!problem) return undefined
  const start = shorten(text.split(/[\n?]/, 1)[0] ?? '', 60)
  return inBoth(locale => `"${start}"${COLON[locale]}${problem[locale]}`)
}

const NOUN: Localized = { en: 'the job', zh: '任务' }

function describe({ kind, subject, left = '', right = '', job }: Omit<Difference, 'message'>, locale: Locale): string {
  const shown = (text: string) => (kind === 'changed' ? `"${text}"` : text && ` "${text}"`)
  const message = fillMessage(MESSAGES[kind], { subject, left: shown(left), right: shown(right) }, locale)
  return job === undefined ? message : `${job}: ${message}`
}

const placed = ({ process, properties: { bucket } }: Compared) => ({ process, bucket })

/** What is compared: a string, and where it goes. */
interface Compared {
  /** The input and the values of the matrix; empty for a string. */
  readonly name: string
  readonly process: string
  readonly properties: Readonly<Record<string, string | undefined>>
}

interface ReadRecipe {
  readonly jobs: readonly Compared[]
  readonly isRecipe: boolean
  readonly diagnostics: readonly RecipeDiagnostic[]
  readonly problem?: Localized
}

/** The jobs of a text; a recipe has one for each cell where it names no input. */
function jobsOf(text: string, fileName: string | undefined, { locale, load, variables }: DiffOptions): ReadRecipe {
  if (!/^(?:version|steps|process|sources):/m.test(text)) return readString(text)
  const spoken = locale && { locale }
  const { recipe, diagnostics } = readRecipe(text, { ...spoken, ...(fileName && { fileName }), ...(load && { load }) })
  if (!recipe) return { jobs: [], isRecipe: true, diagnostics }
  const expansion = expand(recipe, { ...spoken, ...(variables && { variables }) })
  const rows = rowsOf(expansion)
  const listed = compileListed(expansion).jobs.map(({ key, label, process, via, ...connection }): Compared => {
    const name = label === '' ? key : `${key} (${label})`
    return { name, process, properties: { via, ...placeOf(connection), key, ...rows } }
  })
  const cells = expansion.cells.map(({ label: name, template: { words: process, via }, connection }): Compared => {
    return { name, process, properties: { via, ...placeOf(connection), ...rows } }
  })
  const jobs = listed.length > 0 ? listed : cells
  return { jobs, isRecipe: true, diagnostics: [...diagnostics, ...expansion.diagnostics] }
}

function readString(text: string): ReadRecipe {
  const input = readInput(text)
  const nothing = { isRecipe: false, diagnostics: [] }
  if ('problem' in input) return { jobs: [], ...nothing, problem: input.problem }
  const { process, via, key, cname, ...connection } = input
  const place = placeOf({ ...connection, ...(cname && { addressing: 'cname' }) })
  return { jobs: [{ name: '', process, properties: { via, ...place, key } }], ...nothing }
}

/** Bucket and endpoint, the latter in one spelling, and the region where the endpoint does not tell it. */
function placeOf({ endpoint, region, bucket, addressing }: ComparedPlace) {
  const { scheme, host, region: own } = readEndpoint(endpoint ?? (region ? regionEndpoint(region) : ''))
  return {
    endpoint: host === '' ? undefined : `${scheme}://${host}`,
    region: own === undefined ? region : undefined,
    bucket,
    cname: addressing === 'cname' ? 'true' : undefined,
  }
}

type ComparedPlace = { readonly [K in 'endpoint' | 'region' | 'bucket' | 'addressing']?: string | undefined }

/** Where more inputs come from, which of them count, and where their tasks are asked for. */
function rowsOf({ recipe, cells, manifests, lists, filter: { prefix, pattern, rows } }: Expansion) {
  const { format, compression, key: column, bucket, columns } = recipe.sources?.manifest ?? {}
  const isChosen = cells.some(({ template }) => template.choose)
  return {
    manifest: manifests.map(({ path }) => path).join(', ') || undefined,
    'sources format': manifests.map(({ path }) => format ?? formatOf(path)).join(', ') || undefined,
    'sources compression': compression,
    'sources key': manifests.length > 0 ? column : undefined,
    'sources bucket': bucket,
    'sources columns': columns?.join(', '),
    list: lists.map(({ bucket: name, prefix: start }) => `oss://${name}/${start}`).join(', ') || undefined,
    prefix,
    pattern,
    ...Object.fromEntries(rows.map(({ name, text }) => [name, text])),
    when: isChosen ? conditionsOf(recipe.steps).map(conditionText).join(', ') : undefined,
    skip: recipe.skip,
    imm: [...new Set(cells.map(({ connection }) => connection.imm ?? ''))].join(', ') || undefined,
  }
}

function conditionText({ left, operator = '', right, isNegated }: StepCondition): string {
  return `${isNegated ? 'not ' : ''}${wordsOf(left)} ${operator} ${right ? wordsOf(right) : ''}`.trim()
}

type Pair = readonly [one: Compared | undefined, other: Compared | undefined]

/** Pairs of jobs of the same name, in their order; the only jobs of both sides belong together whatever they are called. */
function match(a: readonly Compared[], b: readonly Compared[]): readonly Pair[] {
  if (a.length === 1 && b.length === 1) return [[a[0], b[0]]]
  const open = new Map<string, Compared[]>()
  for (const other of b) open.set(other.name, [...(open.get(other.name) ?? []), other])
  const pairs = a.map((one): Pair => [one, open.get(one.name)?.shift()])
  return [...pairs, ...[...open.values()].flat().map((other): Pair => [undefined, other])]
}

/** Properties that differ; where one side is no recipe, only those that both sides tell. */
function compareProperties(one: Compared, other: Compared, isStrict: boolean): readonly StringDifference[] {
  const names = new Set([...Object.keys(one.properties), ...Object.keys(other.properties)])
  return [...names].flatMap(name => {
    const [left, right] = [one.properties[name], other.properties[name]]
    return isStrict || (left !== undefined && right !== undefined) ? compareValue(name, left, right) : []
  })
}
