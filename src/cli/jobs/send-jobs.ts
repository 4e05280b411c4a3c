import type { Locale, Localized } from '../../../grammar/catalogue/localized.ts'
import type { CompiledJob } from '../../recipe/index.ts'
import type { SendJob } from '../../submit/index.ts'
import { asUsage } from '../options/as-usage.ts'
import { usage } from '../options/usage.ts'
import { jobsOf, type LoadedRecipe } from './load.ts'
import { requestMaker } from './requests.ts'

/** A job to send with what its row tells beside. */
export interface Sendable {
  readonly compiled: CompiledJob
  readonly job: SendJob
}

const NOT_SENT: Localized = {
  en: '"{key}" is processed by GET, which gives the result to whoever asks and saves nothing; add "saveas" to the recipe, or use compile.',
  zh: '"{key}" 通过 GET 处理，结果直接返回给请求者而不保存；请在配方中加上 "saveas"，或使用 compile。',
}

/**
 * The jobs of a recipe as they are sent. May be gone through more than once; findings about inputs are added the first time.
 * Throws a UsageError for a job that cannot be sent.
 */
export async function* sendJobs(recipe: LoadedRecipe, locale: Locale): AsyncGenerator<Sendable> {
  const make = await requestMaker({ credentials: undefined, version: 'v4', isRequired: true, locale })
  const { toSendJob } = await import('../../submit/index.ts')
  const convert = (compiled: CompiledJob): Sendable => {
    const { key, via, process, label, region } = compiled
    const { request } = make(compiled)
    if (via === 'get' || !request) throw usage(NOT_SENT, { key }, locale)
    return { compiled, job: toSendJob(request, process, label, region) }
  }
  for await (const jobs of jobsOf(recipe, locale)) yield* await asUsage(() => jobs.map(convert), locale)
}

/** The same recipes, whose findings are not collected again. */
export function withoutFindings(recipes: readonly LoadedRecipe[]): readonly LoadedRecipe[] {
  return recipes.map(recipe => ({ ...recipe, diagnostics: [] }))
}
