import type { Localized } from '../../../../grammar/catalogue/localized.ts'
import { memoize } from '../../../../grammar/catalogue/memo.ts'
import { findOperation } from '../../../catalogue/catalogue.ts'
import { HOLE, nameSpan, type Operation, type Parameter, type Span, type Stage } from '../../../language/tree.ts'
import type { KnownOperation } from '../../bind.ts'
import { defineRule, type Rule, type RuleContext } from '../../rule.ts'

export const SEMICOLON_MESSAGE: Localized = {
  en: '"{found}" is not a separator of process strings; expected "{expected}".',
  zh: '"{found}" 不是处理字符串的分隔符；应为 "{expected}"。',
}

export const wrongSeparator: Rule = defineRule({
  id: 'wrong-separator',
  severity: 'warning',
  description: {
    en: 'A slash starts an operation, a comma a parameter, a pipe a category. Mixed up, the rest of the string is read as something else or not at all.',
    zh: '斜杠后是操作，逗号后是参数，竖线后是类别。写混时，后面的内容会被误读或忽略。',
  },
  messages: {
    sign: SEMICOLON_MESSAGE,
    category: {
      en: '",{found}/" is between two operations, where "/" alone is expected; OSS reads "{found}" as a value of "{operation}".',
      zh: '两个操作之间写了 ",{found}/"，应只写 "/"；OSS 会把 "{found}" 当作 "{operation}" 的值。',
    },
    operation: {
      en: '"{found}" is an operation, but follows a comma and is read as a value of "{operation}"; expected "/{found}".',
      zh: '"{found}" 是操作，但写在逗号后，会被当作 "{operation}" 的值；应写 "/{found}"。',
    },
    repeated: {
      en: '"{found}" is repeated; operations of one category follow each other after "/".',
      zh: '重复写了 "{found}"；同一类别的操作之间只写 "/"。',
    },
    behindHole: {
      en: '"{found}" after what is filled in is read as an operation; expected "|{found}/", or "/" alone in one category.',
      zh: '填入的内容之后的 "{found}" 会被当作操作；应写 "|{found}/"，同一类别内只写 "/"。',
    },
    pipe: {
      en: '"{sign}{found}/{operation}" starts a new category, which needs "|" instead of "{sign}".',
      zh: '"{sign}{found}/{operation}" 开始了新的类别，前面应写 "|" 而不是 "{sign}"。',
    },
  },
  examples: {
    invalid: [
      { text: 'image/format,webp,image/resize,w_100' },
      { text: 'image/resize,p_40,format,webp' },
      { text: 'image/resize,w_100;h_100' },
      { text: 'image/format,webp,x-oss-process=image/circle,r_8' },
      { text: 'image/resize,w_100/image/format,webp' },
      { text: 'image/quality,88,image/format,jpg' },
      { text: 'video/animation,f_gif/sys/saveas,o_ZGVzdC5naWY' },
    ],
    valid: [{ text: 'image/format,webp/resize,w_100' }],
  },
  check(context) {
    if (!context.holes) return
    for (const stage of context.tree.stages) {
      // Behind a known category the operations are told one by one.
      if (stage.kind !== 'stage' || !stage.category?.includes(HOLE)) continue
      const at = stage.operations.findIndex((node, index) => isCategory(node, stage.operations[index + 1]))
      const node = stage.operations[at]
      if (node)
        context.report({ messageId: 'behindHole', severity: 'error', data: { found: node.name }, span: nameSpan(node) })
    }
  },
  checkUnknownParameter(parameter, operation, context) {
    const { node, entry, stage } = operation
    if (parameter !== operation.slip) return
    const next = stage.operations[operation.index + 1]
    if (next && parameter.value !== stage.category && findOperation(parameter.value, next.name)) {
      reportPipe(parameter.value, parameter, next, stage, context)
      return
    }
    const slip = findOperation(entry.category, parameter.value) ? 'operation' : 'category'
    const { start, end } = parameter
    const comma = { start: start - 1, end: slip === 'category' ? end : start }
    const fix = isSplitClean(parameter, operation) ? [{ span: comma, text: slip === 'category' ? '' : '/' }] : undefined
    const isRefused = entry.id === 'image/quality' || isOnlyValue(parameter, operation)
    const severity = isRefused ? 'error' : 'warning'
    const serverCode = isRefused ? entry.parameters.get('')?.serverCode : undefined
    const data = { found: parameter.value, operation: node.name }
    context.report({ messageId: slip, severity, data, span: parameter, fix, serverCode })
  },
  checkUnknownOperation({ node, stage, index }, context) {
    const next = stage.operations[index + 1]
    // A slash in front of all is told already.
    if (!next || !stage.category) return
    if (node.name === stage.category && node.parameters.length === 0) {
      const again = { start: node.start - 1, end: next.start - 1 }
      context.report({
        messageId: 'repeated',
        severity: 'error',
        data: { found: node.name },
        span: nameSpan(node),
        fix: [{ span: again, text: '' }],
      })
      return
    }
    if (isCategory(node, next)) reportPipe(node.name, nameSpan(node), next, stage, context)
  },
})

/** True for the name of a category in the place of an operation, with an operation of it behind. */
function isCategory({ name, parameters }: Operation, next: Operation | undefined): boolean {
  return next !== undefined && parameters.length === 0 && findOperation(name, next.name) !== undefined
}

const placesIn = memoize(
  ({ parameters }: Operation) => new Map(parameters.map((parameter, place) => [parameter, place])),
)

/** False where a parameter behind the second operation belongs to the first one: a slash alone does not mend the string. */
function isSplitClean(parameter: Parameter, { entry, stage, index }: KnownOperation): boolean {
  const whole = stage.operations[index]
  const known = findOperation(entry.category, parameter.value)?.parameters
  if (!whole || !known) return true
  for (
    let place = (placesIn(whole).get(parameter) ?? whole.parameters.length) + 1;
    place < whole.parameters.length;
    place++
  ) {
    const { name, value } = whole.parameters[place] ?? parameter
    if (name === undefined && findOperation(entry.category, value)) return true
    if (name !== undefined && entry.parameters.has(name) && !known.has(name)) return false
  }
  return true
}

/** The name of another category behind a slash or a comma: what stands behind it in the stage belongs to that one. */
function reportPipe(
  found: string,
  { start, end }: Span,
  { name: operation }: Operation,
  stage: Stage,
  context: RuleContext,
): void {
  const before = { start: start - 1, end: start }
  context.report({
    messageId: 'pipe',
    severity: 'error',
    data: { sign: context.text.slice(before.start, before.end), found, operation },
    span: { start, end },
    fix: [{ span: before, text: '|' }],
    covers: { start, end: stage.end },
  })
}

/** The word stands where the value of the operation is expected, so that OSS refuses it there. */
function isOnlyValue(parameter: Parameter, { node, entry }: KnownOperation): boolean {
  return entry.parameters.has('') && node.parameters.find(({ name, value }) => !name && value) === parameter
}
