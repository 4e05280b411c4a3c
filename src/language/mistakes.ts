import {
  type Diagnostic,
  fillMessage,
  type Locale,
  type Localized,
  type MessageData,
  rulePage,
  type Severity,
} from './diagnostic.ts'
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

/** What the parser reports, by message id. The rule `syntax` shows these to people. */
export const SYNTAX_MESSAGES: Readonly<Record<SyntaxMessageId, Localized>> = {
  emptyText: {
    en: 'The process string is empty; expected a category and an operation, such as "image/resize,w_200".',
    zh: '处理字符串为空；应为“类别/操作”，例如 "image/resize,w_200"。',
  },
  emptyStage: {
    en: 'Found nothing between two pipes or at the end; expected a stage such as "sys/saveas,o_..." on each side of "|".',
    zh: '管道符 "|" 的一侧为空；两侧都应有一段，例如 "sys/saveas,o_..."。',
  },
  emptyBraces: {
    en: 'Found nothing between the braces; expected a stage such as "hls/ts,from_...".',
    zh: '花括号中为空；应有一段，例如 "hls/ts,from_..."。',
  },
  missingCategory: {
    en: 'Found "{found}" at the start of a stage; expected a category and a slash first, such as "{example}".',
    zh: '此段以 "{found}" 开头；前面应先写类别和斜杠，例如 "{example}"。',
  },
  categoryComma: {
    en: '"{found}" is a category; expected "/" behind it instead of ",".',
    zh: '"{found}" 是类别；其后应为 "/" 而不是 ","。',
  },
  emptyCategory: {
    en: 'Found a slash with no category before it; expected a category such as "image".',
    zh: '斜杠前没有类别；应写类别，例如 "image"。',
  },
  missingOperation: {
    en: 'Found the category "{found}" alone; expected an operation behind it, such as "{found}/<operation>".',
    zh: '只有类别 "{found}"；后面应有操作，例如 "{found}/<操作>"。',
  },
  missingStyle: {
    en: 'Found "style" without a name; expected "style/<name>".',
    zh: '"style" 后没有样式名；应为 "style/<name>"。',
  },
  emptyOperation: {
    en: 'Found a slash with no operation behind it; expected an operation name, or no slash.',
    zh: '斜杠后没有操作；应写操作名，或去掉斜杠。',
  },
  emptyParameter: {
    en: 'Found a comma with no parameter behind it; expected a parameter, or no comma.',
    zh: '逗号后没有参数；应写参数，或去掉逗号。',
  },
  emptyName: {
    en: 'Found "{found}", which starts with an underscore; expected a parameter name before it.',
    zh: '"{found}" 以下划线开头；下划线前应有参数名。',
  },
  blank: {
    en: 'Found {found} in the process string; expected no blanks, line breaks or control characters.',
    zh: '处理字符串中有{found}；不应有空格、换行或控制字符。',
  },
  unclosedConditional: {
    en: 'Found "{found}{" without a closing brace; expected "}" behind the last operation.',
    zh: '"{found}{" 没有右花括号；最后一个操作后应有 "}"。',
  },
  trailingText: {
    en: 'Found "{found}" behind the closing brace; expected "|" or the end of the string.',
    zh: '右花括号后有 "{found}"；应为 "|" 或字符串结尾。',
  },
}

/** Collects what the parser finds, so that it can go on. */
export interface Mistake {
  readonly messageId: SyntaxMessageId
  readonly span: Span
  readonly data?: MessageData
  readonly severity?: Severity
  readonly serverCode?: string
  readonly fix?: readonly Edit[]
}

/** The diagnostic of a mistake in one language. */
export function mistakeDiagnostic(mistake: Mistake, locale: Locale): Diagnostic {
  const { messageId, span, data = {}, severity = 'error', serverCode, fix } = mistake
  return {
    ruleId: 'syntax',
    messageId,
    severity,
    message: fillMessage(SYNTAX_MESSAGES[messageId], data, locale),
    span,
    url: rulePage('syntax'),
    ...(serverCode && { serverCode }),
    ...(fix && { fix }),
  }
}

/** Blanks, line breaks and control characters: none stands in a process string. */
const BLANK = /[\s\p{Cc}]+/gu

/** Finds what is wrong with the form of a text, in the order of the text. `tree` is that of `text`. */
export function findMistakes(tree: Pipeline, text: string): readonly Mistake[] {
  const mistakes: Mistake[] = []
  if (text === '') mistakes.push({ messageId: 'emptyText', span: { start: 0, end: 0 } })
  else checkPipeline(tree, mistakes)
  for (const match of text.matchAll(BLANK)) mistakes.push(blankMistake(match[0], match.index, text))
  return mistakes.length > 1 ? mistakes.sort((a, b) => a.span.start - b.span.start) : mistakes
}

function checkPipeline(pipeline: Pipeline, mistakes: Mistake[]): void {
  for (const stage of pipeline.stages) {
    if (stage.kind === 'conditional') checkConditional(stage, mistakes)
    else checkStage(stage, mistakes)
  }
}

function checkConditional(conditional: Conditional, mistakes: Mistake[]): void {
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

function checkStage(stage: Stage, mistakes: Mistake[]): void {
  const { category, operations, start, end } = stage
  const span = { start, end }
  const [first] = operations
  if (!first) {
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
  for (const operation of operations) checkOperation(operation, operation.start > start, mistakes)
}

function missingOperation(category: string, span: Span): Mistake {
  return category === 'style'
    ? { messageId: 'missingStyle', span }
    : { messageId: 'missingOperation', span, data: { found: category } }
}

function checkOperation(operation: Operation, hasSlash: boolean, mistakes: Mistake[]): void {
  const { name, start, parameters } = operation
  if (name === '' && hasSlash) mistakes.push({ messageId: 'emptyOperation', ...removedWithSeparator(start) })
  for (const parameter of parameters) {
    if (parameter.name === '')
      mistakes.push({ messageId: 'emptyName', span: parameter, data: { found: `_${parameter.value}` } })
    else if (parameter.name === undefined && parameter.value === '') {
      // A live test has seen OSS take a comma at the end; what it makes of one in the middle is not known.
      const severity = parameter === parameters.at(-1) ? 'warning' : 'error'
      mistakes.push({ messageId: 'emptyParameter', severity, ...removedWithSeparator(parameter.start) })
    }
  }
}

/** The separator before an empty word is what is wrong, and what has to go. */
function removedWithSeparator(start: number): { span: Span; fix: readonly Edit[] } {
  const span = { start: Math.max(0, start - 1), end: start }
  return { span, fix: [{ span, text: '' }] }
}

/** A blank beside a separator or at an end is surely not meant; inside a word it may stand for anything. */
function blankMistake(blank: string, start: number, text: string): Mistake {
  const span = { start, end: start + blank.length }
  const atEdge = /[/,|{]/.test(text[start - 1] ?? '/') || /[/,|}]/.test(text[span.end] ?? '/')
  const found = blank.includes('\n')
    ? { en: 'a line break', zh: '换行' }
    : /^ +$/.test(blank)
      ? { en: 'a blank', zh: '空格' }
      : { en: 'a blank or control character', zh: '空白或控制字符' }
  return {
    messageId: 'blank',
    span,
    data: { found },
    ...(atEdge && blank.length < text.length && { fix: [{ span, text: '' }] }),
  }
}
