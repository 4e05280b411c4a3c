/** The language of Alibaba Cloud OSS process strings: parser, printer, catalogue, linter. Runs in Node and in browsers. */

export {
  type Base64Problem,
  type Base64Reading,
  decodeBase64Url,
  encodeBase64Url,
  readBase64,
} from '../grammar/catalogue/base64url.ts'
export type { Locale, Localized } from '../grammar/catalogue/localized.ts'
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
} from '../grammar/catalogue/types.ts'
export type { Size, TextRole, ValueProblem, ValueType } from '../grammar/catalogue/values.ts'
export { audio, build, doc, hls, image, processString, video } from './catalogue/build.ts'
export {
  type CatalogCategory,
  type CatalogOperation,
  findCategory,
  findOperation,
  getCatalog,
  listOperations,
} from './catalogue/catalogue.ts'
export { type ExplainOptions, explain } from './catalogue/explain.ts'
export { canonicalTree, format, isSameProcess } from './catalogue/format.ts'
export {
  addOperation,
  type Change,
  removeOperation,
  removeParameter,
  setParameter,
  transform,
} from './language/change.ts'
export type { Diagnostic, MessageData, Severity, Suggestion } from './language/diagnostic.ts'
export { applyEdits, type Edit, overlaps } from './language/edit.ts'
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
export { parseUrl, type UrlProcess, withProcess } from './language/url.ts'
export { childrenOf, nodeAt, type Visitor, walk } from './language/walk.ts'
export type { BoundOperation, BoundParameter, KnownOperation, UnknownOperation } from './lint/bind.ts'
export { type FixResult, fixText } from './lint/fix.ts'
export { getRules } from './lint/get-rules.ts'
export type { KnownFacts } from './lint/known-facts.ts'
export { type LintOptions, type LintResult, lint, lintText } from './lint/lint.ts'
export { type ParseResult, parse } from './lint/parse.ts'
export { defineRule, type Example, type Finding, type Rule, type RuleContext } from './lint/rule.ts'
export type { Config, PathConfig, RuleSetting } from './project/config.ts'
export { fixSource, type LintSourceOptions, lintSource } from './project/lint-source.ts'
export type {
  Amount,
  Charge,
  Facts,
  Kind,
  OutputKind,
  Range,
  Remark,
  Step,
  Trace,
  TraceOutput,
} from './trace/facts.ts'
export { factsOfInfo } from './trace/info.ts'
export { remarkText } from './trace/remarks.ts'
export { readSource, type SourceReading } from './trace/source-text.ts'
export { traceSvg } from './trace/svg.ts'
export { type TraceOptions, trace } from './trace/trace.ts'
