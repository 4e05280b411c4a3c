import type { Locale } from '../../language/diagnostic.ts'
import { UsageError } from '../io.ts'

/** Runs something; a RequestError becomes a sentence for the user. */
export async function asUsage<T>(run: () => T | Promise<T>, locale: Locale): Promise<T> {
  const { RequestError } = await import('../../request/index.ts')
  try {
    return await run()
  } catch (error) {
    throw error instanceof RequestError ? new UsageError(error.text[locale]) : error
  }
}
