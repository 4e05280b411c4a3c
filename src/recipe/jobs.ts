import type { Locale, Localized } from '../../grammar/catalogue/localized.ts'
import type { Via } from '../../grammar/catalogue/types.ts'
import { fillInBoth } from '../language/diagnostic.ts'
import { shorten } from '../language/shorten.ts'
import { isBucketName } from '../request/endpoint.ts'
import type { Addressing } from '../request/request.ts'
import type { RefusedValue } from './compile.ts'
import type { Cell, Expansion } from './expand.ts'
import { createFilter } from './filter.ts'
import { createFindings, type Findings } from './findings.ts'
import type { InputService, ManifestOpener } from './manifest-input.ts'
import { MESSAGES, type RecipeMessageId } from './messages.ts'
import { isObjectName } from './object-name.ts'
import { oddity, writtenOddity } from './odd-name.ts'
import type { RecipeDiagnostic } from './recipe.ts'
import { createRowCheck } from './row-check.ts'
import type { Selection } from './selection.ts'
import type { SourceObject } from './source.ts'
import { createTargetCheck } from './target-check.ts'

/** One input in one cell. */
export interface Job {
  readonly cell: Cell
  readonly source: SourceObject
  readonly expansion: Expansion
}

/** A job compiled: everything that a request needs. */
export interface CompiledJob {
  readonly process: string
  readonly via: Via
  /** The input. */
  readonly key: string
  readonly bucket: string | undefined
  readonly endpoint: string | undefined
  readonly region: string | undefined
  /** `cname` where the endpoint is a domain bound to the bucket. */
  readonly addressing?: Addressing | undefined
  /** The values of the matrix, `width=100, format=gif`; empty without a matrix. */
  readonly label: string
  /** The columns of the input's row, where a manifest lists it. */
  readonly fields?: SourceObject['fields'] | undefined
}

/** How to run through the jobs. */
export interface JobOptions {
  /** Called for everything that is wrong with single inputs, as it is found. */
  readonly report?: (diagnostic: RecipeDiagnostic) => void
  /** Opens manifests; without it a manifest cannot be read. */
  readonly open?: ManifestOpener
  /** Asks OSS; without it nothing can be listed, nor read at `oss://`. */
  readonly service?: InputService
  /** True where rows of manifests that are not as they should be are warnings: they are left out, and the others are done. */
  readonly skipsBadRows?: boolean
  /** Chooses among the jobs. */
  readonly selection?: Selection | undefined
  readonly locale?: Locale
}

/** Compiles one job, without the checks among several jobs. */
export function compileJob({ cell, source }: Job): CompiledJob {
  const placed = placeSource(source, cell)
  const { constant, fill, via } = cell.template.choose?.(placed) ?? cell.template
  return toCompiled(cell, source, constant ?? fill(placed).process, via)
}

function toCompiled({ connection, label }: Cell, source: SourceObject, process: string, via: Via): CompiledJob {
  return {
    process,
    via,
    key: source.key,
    bucket: source.bucket ?? connection.bucket,
    endpoint: connection.endpoint,
    region: connection.region,
    addressing: connection.addressing,
    label,
    fields: source.fields,
  }
}

/** The jobs of the inputs that the recipe names itself, cell by cell for each input. */
export function* listJobs(expansion: Expansion): Generator<Job> {
  if (!expansion.isSound) return
  for (const source of expansion.sources) for (const cell of expansion.cells) yield { cell, source, expansion }
}

/** Compiles the jobs of the inputs that the recipe names itself, with the findings among them. */
export function compileListed(
  expansion: Expansion,
  { locale }: JobOptions = {},
): {
  readonly jobs: readonly CompiledJob[]
  readonly diagnostics: readonly RecipeDiagnostic[]
} {
  if (!expansion.isSound) return { jobs: [], diagnostics: [] }
  const findings = createFindings(locale)
  const compile = createCompiler(expansion, findings)
  const isWanted = createFilter(expansion.filter, findings)
  const jobs: CompiledJob[] = []
  for (const source of expansion.sources.filter(isWanted)) compile(source, jobs)
  const isAll = expansion.manifests.length + expansion.lists.length === 0
  if (jobs.length === 0 && findings.diagnostics.length === 0 && isAll) {
    noneWanted(expansion, findings)
  }
  return { jobs, diagnostics: findings.diagnostics }
}

/** Says why there is no job, where nothing else has. */
export function noneWanted({ recipe, cells, sources, filter }: Expansion, findings: Findings): void {
  const { prefix, pattern, rows } = filter
  const isFiltered = sources.length > 0 || prefix !== undefined || pattern !== undefined || rows.length > 0
  if (cells.length === 0) return
  if (!recipe.sources) findings.add('no-sources', { file: recipe.file, start: 0, end: 0 })
  else findings.add(isFiltered ? 'source-filter' : 'no-inputs', recipe.sources.place)
}

/** Compiles an input in every cell and adds the jobs to those given; an input that cannot be processed makes none. */
export function createCompiler(
  expansion: Expansion,
  findings: Findings,
  selection?: Selection,
): (source: SourceObject, jobs: CompiledJob[]) => void {
  const check = createTargetCheck(expansion, findings)
  const lint = createRowCheck(expansion.options, findings)
  const { cells, neededFields } = expansion
  // To put the bucket into each input would cost more than to find its string.
  const needsBucket =
    neededFields.has('bucket') || cells.some(({ template }) => template.signature.includes('"field":"bucket"'))
  const isMedia = cells.every(({ template }) => MEDIA.test(template.text))
  const leaveOut = (source: SourceObject, reason: string | Localized) => {
    const { key: name, place, line, manifest } = source
    if (line === undefined || manifest === undefined) findings.add('input-value', place, { name, reason })
    else findings.add('row-value', place, { name, reason, line, manifest })
  }
  return (source, jobs) => {
    const wanted = selection ? cells.filter(cell => selection.takes(source, cell)) : cells
    if (wanted.length === 0 || !checkName(source, findings, isMedia)) return
    for (const cell of wanted) {
      const placed = needsBucket ? placeSource(source, cell) : source
      const template = cell.template.choose?.(placed) ?? cell.template
      const filling = template.fill(placed)
      for (const { reading } of filling.problems) leaveOut(source, reasonFor(reading))
      if (!template.hasSteps) leaveOut(source, reasonFor({ messageId: 'nothing-left', data: {} }))
      const error = filling.problems.length > 0 ? undefined : lint(filling, template)
      if (error) leaveOut(source, error)
      if (filling.problems.length > 0 || error || !template.hasSteps) continue
      check(source, cell, template)
      jobs.push(toCompiled(cell, source, filling.process, template.via))
    }
  }
}

/** The input with the bucket that it lies in. */
function placeSource(source: SourceObject, { connection: { bucket } }: Cell): SourceObject {
  return source.bucket !== undefined || bucket === undefined ? source : { ...source, bucket }
}

/** Strings of categories that take no tables and texts. */
const MEDIA = /^(?:image|video|audio)\//

/** Names of which nothing has to be said; most are. */
const ORDINARY = /^(?:[\w-][\w.-]*\/)*[\w-][\w.-]*$/
const ADDRESS = /^[a-z][a-z0-9+.-]*:\/\//i

/** Whether an object can have the name of an input. */
function checkName(
  { key, bucket, place, line, manifest, isListed }: SourceObject,
  findings: Findings,
  isMedia: boolean,
): boolean {
  // It becomes part of the host that the request goes to.
  const isPlaced = bucket === undefined || isBucketName(bucket)
  if (isPlaced && (isListed || (line !== undefined && ORDINARY.test(key) && isObjectName(key)))) return true
  const found = isPlaced ? key : bucket
  const row = line === undefined || manifest === undefined ? undefined : { line, manifest }
  const add = (listed: RecipeMessageId, inRow: RecipeMessageId, reason: Localized | string = '') =>
    findings.add(row ? inRow : listed, place, { found: shorten(found, SHOWN), reason, ...row })
  if (!isPlaced) add('source-bucket-name', 'row-bucket')
  else if (ADDRESS.test(found)) add('source-address', 'row-address')
  else if (!isObjectName(found)) add('source-key', 'row-key')
  else {
    const isPattern = /[*?]/.test(found)
    const odd = row ? oddity(found) : writtenOddity(found, isMedia)
    if (isPattern && !(row && odd)) add('source-glob', 'row-glob')
    if (odd) add('source-odd', 'row-odd', odd)
    return !isPattern || row !== undefined
  }
  return false
}

/** Characters of a name that are shown. */
const SHOWN = 120

/** Why a value of one input is none, in both languages. */
function reasonFor({ messageId, data }: RefusedValue['reading']): Localized {
  const { en, zh } = MESSAGES[messageId]
  return fillInBoth({ en, zh }, data)
}
