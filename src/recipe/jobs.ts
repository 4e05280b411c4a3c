import type { Via } from '../catalog/types.ts'
import { fillMessage, type Locale, type Localized } from '../language/diagnostic.ts'
import type { Problem } from './compile.ts'
import type { Cell, Expansion } from './expand.ts'
import { createFindings, type Findings } from './findings.ts'
import { globToRegExp } from './glob.ts'
import { type ManifestProblem, readManifest } from './manifest.ts'
import { MESSAGES } from './messages.ts'
import { isObjectName } from './object-name.ts'
import type { RecipeDiagnostic } from './recipe.ts'
import type { Source } from './source.ts'
import { createTargetCheck } from './target-check.ts'

/** One input in one cell. */
export interface Job {
  readonly cell: Cell
  readonly source: Source
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
  /** The values of the matrix, `width=100, format=gif`; empty without a matrix. */
  readonly label: string
  /** The columns of the input's row, where a manifest lists it. */
  readonly fields?: Source['fields'] | undefined
}

/** Opens a manifest named in the file `from`; errors come out of the stream. */
export type ManifestOpener = (path: string, from: string, gzip: boolean) => AsyncIterable<Uint8Array | string>

/** How to run through the jobs. */
export interface JobOptions {
  /** Called for everything that is wrong with single inputs, as it is found. */
  readonly report?: (diagnostic: RecipeDiagnostic) => void
  /** Opens manifests; without it a manifest cannot be read. */
  readonly open?: ManifestOpener
  readonly locale?: Locale
}

/** Compiles one job, without the checks among several jobs. */
export function compileJob({ cell, source, expansion }: Job): CompiledJob {
  const { constant, fill, via } = cell.template
  return toCompiled(cell, source, expansion, constant ?? fill(source).process, via)
}

function toCompiled(cell: Cell, source: Source, { connection }: Expansion, process: string, via: Via): CompiledJob {
  return {
    process,
    via,
    key: source.key,
    bucket: source.bucket ?? connection.bucket,
    endpoint: connection.endpoint,
    region: connection.region,
    label: cell.label,
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
  const isWanted = createFilter(expansion)
  const jobs = expansion.sources.filter(isWanted).flatMap(compile)
  if (jobs.length === 0) noneWanted(expansion, findings)
  return { jobs, diagnostics: findings.diagnostics }
}

/** Compiles all jobs, those of a manifest as it is read; memory stays flat. Findings go to `report`. */
export async function* compileAll(expansion: Expansion, options: JobOptions = {}): AsyncGenerator<CompiledJob> {
  for await (const jobs of compileBatches(expansion, options)) yield* jobs
}

/** Jobs that are handed on together: a promise for each job would cost as much as the job. */
const BATCH = 100

/** Like {@link compileAll}, some jobs at a time. */
export async function* compileBatches(
  expansion: Expansion,
  options: JobOptions = {},
): AsyncGenerator<readonly CompiledJob[]> {
  if (!expansion.isSound) return
  const findings = createFindings(options.locale)
  const flush = () => {
    for (const diagnostic of findings.diagnostics.splice(0)) options.report?.(diagnostic)
  }
  const compile = createCompiler(expansion, findings)
  const isWanted = createFilter(expansion)
  let hasJobs = false
  for await (const sources of readBatches(expansion, findings, options)) {
    let jobs: CompiledJob[] = []
    for (const source of sources) {
      if (!isWanted(source)) continue
      hasJobs = true
      for (const job of compile(source)) jobs.push(job)
      if (jobs.length < BATCH) continue
      yield jobs
      jobs = []
    }
    if (jobs.length > 0) yield jobs
    flush()
  }
  if (!hasJobs) noneWanted(expansion, findings)
  flush()
}

async function* readBatches(
  expansion: Expansion,
  findings: Findings,
  { open }: JobOptions,
): AsyncGenerator<readonly Source[]> {
  yield expansion.sources
  const { manifestPath: path, recipe } = expansion
  const manifest = recipe.sources?.manifest
  if (!manifest || path === undefined) return
  const { place } = manifest.path
  const report = ({ line, reason }: ManifestProblem) =>
    findings.add('manifest-row', place, { name: path, line, reason })
  try {
    if (!open) throw new Error('no files can be opened here')
    yield* readManifest(open(path, place.file, manifest.gzip), manifest, report)
  } catch (error) {
    findings.add('manifest-read', place, { name: path, reason: reasonOf(error) })
  }
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return 'code' in error && error.code === 'ENOENT' ? 'there is no such file' : error.message
}

/** Whether an input passes `prefix` and `pattern`. */
function createFilter({ prefix, pattern }: Expansion): (source: Source) => boolean {
  if (prefix === undefined && pattern === undefined) return () => true
  const form = pattern === undefined ? undefined : globToRegExp(pattern)
  const start = prefix ?? ''
  return ({ key }) => key.startsWith(start) && (form?.test(key.slice(start.length)) ?? true)
}

/** Says why there is no job, where nothing else has. */
function noneWanted({ recipe, cells, sources, prefix, pattern }: Expansion, findings: Findings): void {
  if (findings.diagnostics.length > 0 || cells.length === 0) return
  if (!recipe.sources) findings.add('no-sources', { file: recipe.file, start: 0, end: 0 })
  else if (sources.length > 0 || prefix !== undefined || pattern !== undefined) {
    findings.add('source-filter', recipe.sources.place)
  }
}

/** Compiles an input in every cell; an input that cannot be processed makes no job. */
function createCompiler(expansion: Expansion, findings: Findings): (source: Source) => readonly CompiledJob[] {
  const check = createTargetCheck(expansion, findings)
  const { cells } = expansion
  return source => {
    if (!isObjectName(source.key)) {
      findings.add('source-key', source.place, { found: source.key })
      return []
    }
    const jobs: CompiledJob[] = []
    for (const cell of cells) {
      const { template } = cell
      const { process, problems } = template.fill(source)
      for (const { written, reading } of problems) {
        findings.add('input-value', written.filled.place, { name: source.key, reason: reasonFor(reading) })
      }
      if (problems.length > 0) continue
      check(source, cell)
      jobs.push(toCompiled(cell, source, expansion, process, template.via))
    }
    return jobs
  }
}

/** Why a value of one input is none, in both languages. */
function reasonFor({ messageId, data }: Problem['reading']): Localized {
  const { en, zh } = MESSAGES[messageId]
  return { en: fillMessage({ en, zh }, data, 'en'), zh: fillMessage({ en, zh }, data, 'zh') }
}
