/**
 * The language as data: the Chevrotain grammar with its tokens and productions, and the catalogue of what OSS accepts. This is the only entry
 * that loads Chevrotain; `parse` runs a parser that is generated from the same grammar.
 */

export { type Form, toConditional, toOperation, toParameter, toPipeline, toStage } from './build-tree.ts'
export type { Locale, Localized } from './catalogue/localized.ts'
export type * from './catalogue/types.ts'
export type { Size, TextRole, ValueProblem, ValueType } from './catalogue/values.ts'
export { categories } from './operations/index.ts'
export {
  Close,
  Comma,
  getProductions,
  InnerParameterName,
  InnerWord,
  Open,
  ParameterName,
  Pipe,
  ProcessGrammar,
  parseByGrammar,
  REGULAR,
  Slash,
  TOKENS,
  tokenize,
  Word,
} from './process.ts'
export type * from './tree.ts'
