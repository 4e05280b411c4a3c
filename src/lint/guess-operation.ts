import type { CatalogCategory } from '../catalogue/catalogue.ts'
import { ownValue } from '../language/own.ts'
import { nearest } from '../language/suggest.ts'

/** The operation that was meant by a name that the category does not have; '' where OSS has nothing like it, undefined where nothing is near. */
export function guessOperation({ spec, operations }: CatalogCategory, found: string): string | undefined {
  return ownValue(spec.misnamed, found) ?? nearest(found, operations.keys())
}
