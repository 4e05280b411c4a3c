import type { MessageData, Severity } from './diagnostic.ts'
import type { Edit } from './edit.ts'
import type { Conditional, Operation, Pipeline, Span, Stage } from './tree.ts'

/** The ids of the mistakes of form. */
export type SyntaxMessageId =
  | 'emptyText'
  | 'emptyStage'
  | 'emptyBraces'
  | 'missingCategory'
  | 'emptyCategory'
  | 'categoryComma'
  | 'missingOperation'
  | 'missingStyle'
  | 'emptyOperation'
  | 'emptyParameter'
  | 'emptyName'
  | 'blank'
  | 'unclosedConditional'
  | 'trailingText'

/** What the parser finds wrong with the form of a string, as ids and data; the rule `syntax` has the words. */
export interface SyntaxMistake {
  readonly messageId: SyntaxMessageId
  readonly span: Span
  readonly data?: MessageData
  readonly severity?: Severity
  readonly serverCode?: string
  readonly fix?: readonly Edit[]
}

/** Blanks, line breaks and control characters: none stands in a process string. */
const BLANK = /[\s\p{Cc}]+/gu

/** Finds what is wrong with the form of a text, in the order of the text. `tree` is that of `text`. */
export function findMistakes(tree: Pipeline, text: string): readonly SyntaxMistake[] {
  const mistakes: SyntaxMistake[] = []
  if (text.trim() === '') return [{ messageId: 'emptyText', span: { start: 0, end: text.length } }]
  checkPipeline(tree, mistakes)
  for (const match of text.matchAll(BLANK)) mistakes.push(blankMistake(match[0], match.index, text))
  return mistakes.length > 1 ? mistakes.sort((a, b) => a.span.start - b.span.start) : mistakes
}

function checkPipeline(pipeline: Pipeline, mistakes: SyntaxMistake[]): void {
  for (const stage of pipeline.stages) {
    if (stage.kind === 'conditional') checkConditional(stage, mistakes)
    else checkStage(stage, mistakes)
  }
}

function checkConditional(conditional: Conditional, mistakes: SyntaxMistake[]): void {
  const { condition, closed, trailing, start, end } = conditional
  const braces = { start: start + condition.length, end: conditional.body.end + (closed ? 1 : 0) }
  if (conditional.body.start === conditional.body.end) mistakes.push({ messageId: 'emptyBraces', span: braces })
  else checkPipeline(conditional.body, mistakes)
  if (!closed) {
    const fix = [{ span: { start: end, end }, text: '}' }]
    mistakes.push({
      messageId: 'unclosedConditional',
      span: { start, end: start + condition.length + 1 },
      data: { found: condition },
      fix,
    })
  }
  if (trailing)
    mistakes.push({ messageId: 'trailingText', span: { start: end - trailing.length, end }, data: { found: trailing } })
}

function checkStage(stage: Stage, mistakes: SyntaxMistake[]): void {
  const { category, operations, start, end } = stage
  const span = { start, end }
  const [first] = operations
  if (!first) {
    // Blanks alone are told as blanks.
    if (category?.trim() === '' && category !== '') return
    mistakes.push(category ? missingOperation(category, span) : { messageId: 'emptyStage', span })
    return
  }
  if (category === undefined) {
    const found = first.name
    mistakes.push({
      messageId: 'missingCategory',
      span: { start, end: start + found.length },
      data: { found, example: `image/${found}` },
    })
  } else if (category === '') {
    mistakes.push({ messageId: 'emptyCategory', span: { start, end: start + 1 } })
  } else if (operations.length === 1 && first.name === '' && first.parameters.length === 0) {
    mistakes.push({ ...missingOperation(category, span), ...(category === 'image' && { serverCode: '0040-00000212' }) })
    return
  }
  const isSome = operations.some(({ name }) => name !== '')
  for (const operation of operations) checkOperation(operation, operation.start > start, isSome, mistakes)
}

function missingOperation(category: string, span: Span): SyntaxMistake {
  return category === 'style'
    ? { messageId: 'missingStyle', span }
    : { messageId: 'missingOperation', span, data: { found: category } }
}

function checkOperation(operation: Operation, hasSlash: boolean, isSome: boolean, mistakes: SyntaxMistake[]): void {
  const { name, start, end, parameters } = operation
  if (name === '' && hasSlash) {
    // No page tells what becomes of a slash too many beside operations; strings with one, at the end and between two, are served.
    const isServed = isSome && start === end
    mistakes.push({
      messageId: 'emptyOperation',
      ...(isServed && { severity: 'warning' }),
      ...removedWithSeparator(start),
    })
  }
  for (const parameter of parameters) {
    if (parameter.name === '')
      mistakes.push({ messageId: 'emptyName', span: parameter, data: { found: `_${parameter.value}` } })
    else if (parameter.name === undefined && parameter.value === '') {
      // A live test has seen OSS take a comma at the end, and strings with two in a row are served.
      mistakes.push({ messageId: 'emptyParameter', severity: 'warning', ...removedWithSeparator(parameter.start) })
    }
  }
}

/** The separator before an empty word is what is wrong, and what has to go. */
function removedWithSeparator(start: number): { span: Span; fix: readonly Edit[] } {
  const span = { start: Math.max(0, start - 1), end: start }
  return { span, fix: [{ span, text: '' }] }
}

/** A blank beside a separator or at an end is surely not meant; inside a word it may stand for anything. */
export function blankMistake(blank: string, start: number, text: string): SyntaxMistake {
  const span = { start, end: start + blank.length }
  const atEdge = /[/,|{]/.test(text[start - 1] ?? '/') || /[/,|}]/.test(text[span.end] ?? '/')
  const found = blank.includes('\n') ? 'line break' : /^ +$/.test(blank) ? 'blank' : 'control character'
  return {
    messageId: 'blank',
    span,
    data: { found },
    ...(atEdge && blank.length < text.length && { fix: [{ span, text: '' }] }),
  }
}
