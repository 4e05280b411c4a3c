import type { Expansion } from './expand.ts'
import { createFindings, limitFindings } from './findings.ts'
import { readInputs } from './inputs.ts'
import { type CompiledJob, createCompiler, type JobOptions, noneWanted } from './jobs.ts'
import type { RecipeMessageId } from './messages.ts'

/** Compiles all jobs, those of manifests and lists as they are read; memory stays flat. Findings go to `report`. */
export async function* compileAll(expansion: Expansion, options: JobOptions = {}): AsyncGenerator<CompiledJob> {
  for await (const jobs of compileBatches(expansion, options)) yield* jobs
}

/** Jobs that are handed on together: a promise for each job would cost as much as the job. */
const BATCH = 100

/** What is wrong with a row alone. */
const ROWS: ReadonlySet<RecipeMessageId> = new Set([
  'manifest-row',
  'row-address',
  'row-bucket',
  'row-key',
  'row-value',
])

/** Like {@link compileAll}, some jobs at a time. */
export async function* compileBatches(
  expansion: Expansion,
  options: JobOptions = {},
): AsyncGenerator<readonly CompiledJob[]> {
  if (!expansion.isSound) return
  const findings = limitFindings(createFindings(options.locale, options.skipsBadRows ? ROWS : undefined))
  let isQuiet = true
  const flush = () => {
    for (const diagnostic of findings.diagnostics.splice(0)) {
      isQuiet = false
      options.report?.(diagnostic)
    }
  }
  const compile = createCompiler(expansion, findings, options.selection)
  let hasJobs = false
  for await (const sources of readInputs(expansion, findings, options)) {
    let jobs: CompiledJob[] = []
    for (const source of sources) {
      hasJobs = true
      compile(source, jobs)
      if (jobs.length < BATCH) continue
      yield jobs
      jobs = []
    }
    if (jobs.length > 0) yield jobs
    flush()
  }
  flush()
  if (!hasJobs && isQuiet) noneWanted(expansion, findings)
  flush()
}
