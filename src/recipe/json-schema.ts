import type { Localized } from '../../grammar/catalogue/localized.ts'

/** A JSON Schema, or a part of one. */
export interface JsonSchema {
  readonly [keyword: string]: unknown
}

/** Names of the writer's own. */
const NAME = '^[A-Za-z_][A-Za-z0-9_-]*$'

/** A reference to a definition. Not every editor knows the escape of a slash. */
export function ref(name: string): { readonly $ref: string } {
  return { $ref: `#/$defs/${definitionOf(name)}` }
}

/** The name of a definition for an id. */
export function definitionOf(name: string): string {
  return name.replaceAll('/', '.')
}

/** A schema with its words in both languages. */
export function described(text: Localized, schema: JsonSchema): JsonSchema {
  return { description: `${text.en} / ${text.zh}`, ...schema }
}

/** A mapping of known keys. */
export const OBJECT = { type: 'object', additionalProperties: false } as const

/** Values under names of the writer's own; "source" has a meaning already. */
export function named(value: JsonSchema): JsonSchema {
  return { type: 'object', propertyNames: { pattern: NAME, not: { const: 'source' } }, additionalProperties: value }
}
