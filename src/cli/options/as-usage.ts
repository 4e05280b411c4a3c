import type { Locale } from '../../../grammar/catalogue/localized.ts'
import { UsageError } from '../../files/problem.ts'
import { EXIT } from '../output/exit-codes.ts'

/** Runs something; a RequestError becomes a sentence for the user. */
export async function asUsage<T>(run: () => T | Promise<T>, locale: Locale): Promise<T> {
  const { RequestError } = await import('../../request/index.ts')
  try {
    return await run()
  } catch (error) {
    if (!(error instanceof RequestError)) throw error
    throw new UsageError(error.text[locale], error.id === 'credentials-refused' ? EXIT.credentials : 2)
  }
}
