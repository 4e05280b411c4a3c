/** The language of Alibaba Cloud OSS process strings: parser, printer, catalogue, linter. Runs in Node and in browsers. */

export {
  type CatalogCategory,
  type CatalogOperation,
  findCategory,
  findOperation,
  getCatalog,
  listOperations,
} from './catalog/catalog.ts'
export { type ExplainOptions, explain } from './catalog/explain.ts'
export { canonicalTree, format } from './catalog/format.ts'
export type {
  Access,
  CategorySpec,
  Condition,
  Confidence,
  Constraint,
  OperationSpec,
  Output,
  ParameterSpec,
  Status,
  SubOperationSpec,
  Via,
} from './catalog/types.ts'
export type { Size, TextRole, ValueProblem, ValueType } from './catalog/values.ts'
export type { Config, PathConfig, RuleSetting } from './config/config.ts'
export {
  type Base64Problem,
  type Base64Reading,
  decodeBase64Url,
  encodeBase64Url,
  readBase64,
} from './language/base64url.ts'
export type { Diagnostic, Locale, Localized, MessageData, Severity, Suggestion } from './language/diagnostic.ts'
export { applyEdits, type Edit, overlaps } from './language/edit.ts'
export { type ParseResult, parse } from './language/parser.ts'
export { type Position, positionsOf } from './language/position.ts'
export { print } from './language/printer.ts'
export {
  type Conditional,
  categorySpan,
  HOLE,
  type Node,
  nameSpan,
  type Operation,
  type Parameter,
  type Pipeline,
  type Span,
  type Stage,
  type StageNode,
  valueSpan,
} from './language/tree.ts'
export { childrenOf, nodeAt, type Visitor, walk } from './language/walk.ts'
export type { BoundOperation, BoundParameter, KnownOperation, UnknownOperation } from './lint/bind.ts'
export { type FixResult, fixText } from './lint/fix.ts'
export { getRules, type LintOptions, type LintResult, lint, lintText } from './lint/lint.ts'
export { defineRule, type Example, type Finding, type Rule, type RuleContext } from './lint/rule.ts'
