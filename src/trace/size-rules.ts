import type { Localized } from '../../grammar/catalogue/localized.ts'

/** What a help page says of the sizes and frames of an operation, or what is taken where pages say nothing. */
export interface Statement {
  readonly text: Localized
  /** The title of the page; `KB 311238` and `EC 0040-00000007` are pages, too. */
  readonly page?: string
  /** True where no page says it, or pages differ, and one reading is taken. */
  readonly isAssumed?: true
}

/** Operations with what their sizes follow from, and strings that show it with their sources. */
export interface SizeRules {
  readonly operations: readonly string[]
  readonly statements: readonly Statement[]
  readonly examples: readonly (readonly [text: string, source: string])[]
}
