import { listOf } from '../../../../grammar/catalogue/localized.ts'
import { memoize } from '../../../../grammar/catalogue/memo.ts'
import type { Status } from '../../../../grammar/catalogue/types.ts'
import { type CatalogOperation, listOperations } from '../../../catalogue/catalogue.ts'
import type { Severity } from '../../../language/diagnostic.ts'
import { ownValue } from '../../../language/own.ts'
import { nearest } from '../../../language/suggest.ts'
import { HOLE, nameSpan, type Parameter } from '../../../language/tree.ts'
import { findParameter, type KnownOperation } from '../../bind.ts'
import { parameterOfWord, separateParameter } from '../../guess-parameter.ts'
import { replacement } from '../../replacement.ts'
import { ABSENCES, defineRule, type Rule, type RuleContext } from '../../rule.ts'
import { isPlainPage } from './document-pages.ts'

type MessageId =
  | 'unknown'
  | 'nameless'
  | 'misspelt'
  | 'elsewhere'
  | 'none'
  | 'bare'
  | 'unseparated'
  | 'valueless'
  | 'extra'

export const unknownParameter: Rule<MessageId> = defineRule({
  id: 'unknown-parameter',
  severity: 'error',
  description: {
    en: 'OSS drops a parameter that the operation does not have, or refuses the string. For pictures it is dropped silently, so the finding is a warning there.',
    zh: '操作没有的参数会被 OSS 忽略或拒绝。图片处理会悄悄忽略，因此在那里只是警告。',
  },
  messages: {
    unknown: {
      en: '"{operation}" has no parameter "{found}"; it takes {expected}.',
      zh: '"{operation}" 没有参数 "{found}"；可用的有 {expected}。',
    },
    nameless: {
      en: '"{operation}" has no parameter "{found}"; it takes a value without a name, {expected}.',
      zh: '"{operation}" 没有参数 "{found}"；它接受一个没有名称的值：{expected}。',
    },
    misspelt: {
      en: '"{operation}" has no parameter "{found}"; did you mean "{nearest}"?',
      zh: '"{operation}" 没有参数 "{found}"；是否想写 "{nearest}"？',
    },
    elsewhere: {
      en: '"{operation}" has no parameter "{found}"; that belongs to {others}.',
      zh: '"{operation}" 没有参数 "{found}"；它是 {others} 的参数。',
    },
    none: {
      en: '"{operation}" takes no parameter, but found "{found}".',
      zh: '"{operation}" 不接受参数，却写了 "{found}"。',
    },
    bare: {
      en: '"{operation}" takes no value without a name, but found "{found}"; expected a name and an underscore before it.',
      zh: '"{operation}" 不接受没有名称的值，却写了 "{found}"；前面应有名称和下划线。',
    },
    unseparated: {
      en: '"{operation}" takes no value without a name, but found "{found}"; did you mean "{nearest}"?',
      zh: '"{operation}" 不接受没有名称的值，却写了 "{found}"；是否想写 "{nearest}"？',
    },
    valueless: {
      en: '"{found}" in "{operation}" has no value; expected "{found}_" and {expected}.',
      zh: '"{operation}" 中的 "{found}" 没有值；应为 "{found}_" 加上{expected}。',
    },
    extra: {
      en: '"{operation}" takes one value, but found "{found}" as another one.',
      zh: '"{operation}" 只接受一个值，却多写了 "{found}"。',
    },
  },
  examples: {
    invalid: [
      { text: 'image/crop,w_100,h_100,r_1' },
      { text: 'image/crop,w_100,h_100,north' },
      { text: 'image/resize,w=100' },
      { text: 'image/rotate,90,200' },
      { text: 'image/rotate,angle_90' },
      { text: 'image/watermark,text' },
      { text: 'video/animation,f_gif,interval_1000|sys/saveas,o_b3V0LmdpZg' },
      { text: 'video/info,t_1' },
    ],
    valid: [{ text: 'image/crop,w_100,h_100,g_north' }],
  },
  checkUnknownParameter(parameter, operation, context) {
    const { entry } = operation
    const { name, value } = parameter
    if (isUntold(entry.spec.status) || name === '' || isOfSwallower(name, operation)) return
    if (name !== undefined) reportNamed(parameter, name, operation, context)
    else if (value !== '' && parameter !== operation.slip && !isPlainPage(parameter, operation))
      reportBare(parameter, operation, context)
  },
})

/** Nobody tells the parameters of what no page names. */
function isUntold(status: Status | undefined): boolean {
  return status === 'undocumented' || status === 'thirdParty'
}

/** True for what the operation has that took this one as a value: there it counts. */
function isOfSwallower(name: string | undefined, { swallowedBy }: KnownOperation): boolean {
  return name !== undefined && swallowedBy?.entry?.parameters.has(name) === true
}

/** OSS drops what it does not know of a picture, and refuses it elsewhere; where the table is in doubt, nobody knows. */
function severityOf(found: string, { category, main }: CatalogOperation): Severity {
  return category === 'image' || main?.doubtful?.includes(found) ? 'warning' : 'error'
}

function reportNamed(
  { start }: Parameter,
  found: string,
  operation: KnownOperation,
  context: RuleContext<MessageId>,
): void {
  const { entry } = operation
  const names = namesOf(entry)
  const guess = guessOf(found, names, operation)
  const others = guess ? [] : elsewhere(entry.category, found)
  const positional = entry.parameters.get('')
  const span = { start, end: start + found.length }
  const want = wantOf(guess, undefined, operation)
  const data = { operation: entry.id, found }
  const cause = { span, ...weightOf(want, severityOf(found, entry), operation) }
  if (entry.parameters.size === 0) context.report({ messageId: 'none', data, ...cause })
  else if (guess) {
    const suggestions = [replacement(span, guess)]
    context.report({ messageId: 'misspelt', data: { ...data, nearest: guess }, suggestions, ...cause })
  } else if (others.length > 0)
    context.report({ messageId: 'elsewhere', data: { ...data, others: listOf(others) }, ...cause })
  else if (positional && names.length === 0) {
    const expected = positional.type.description
    context.report({ messageId: 'nameless', data: { ...data, expected }, ...cause })
  } else context.report({ messageId: 'unknown', data: { ...data, expected: listOf(names) }, ...cause })
}

function reportBare(node: Parameter, operation: KnownOperation, context: RuleContext<MessageId>): void {
  const { entry } = operation
  const named = entry.parameters.get(node.value)
  const severity = severityOf(node.value, entry)
  const data = { operation: entry.id, found: node.value }
  if (named) {
    // A later statement may go on with the value.
    if (context.open && node.end === context.text.length) return
    const serverCode = named.missingCode ?? named.serverCode
    const expected = named.type.description
    context.report({ messageId: 'valueless', data: { ...data, expected }, span: node, serverCode })
  } else if (entry.parameters.has('')) {
    const serverCode = entry.main?.extraValueCode
    context.report({ messageId: 'extra', severity: serverCode ? 'error' : severity, data, span: node, serverCode })
  } else if (entry.parameters.size === 0) context.report({ messageId: 'none', severity, data, span: node })
  else reportNameless(node, operation, context)
}

/** Values without their names; of several in a row the first tells of all. */
function reportNameless(node: Parameter, operation: KnownOperation, context: RuleContext<MessageId>): void {
  const { entry } = operation
  const guess = separateParameter(node.value, entry)
  const row = guess ? [node] : bareRows(operation).get(node)
  if (!row) return
  const isPair =
    row.length === 2 &&
    row.every(({ value }) => /^\d+$/.test(value)) &&
    SIDES.every(side => entry.parameters.has(side) && !findParameter(operation, side))
  const likely = isPair ? row.map(({ value }, index) => `${SIDES[index]}_${value}`).join(',') : guess
  const owner = row.length === 1 && ownerOf(node.value, entry)
  const meant = likely ?? (owner && `${owner}_${node.value}`)
  const found = row.length > 2 ? `${node.value},...` : row.map(({ value }) => value).join(',')
  const span = { start: node.start, end: row.at(-1)?.end ?? node.end }
  context.report({
    messageId: likely ? 'unseparated' : 'bare',
    data: { operation: entry.id, found, nearest: likely ?? '' },
    span,
    suggestions: meant ? [replacement(span, meant)] : [],
    ...weightOf(wantOf(likely?.split('_', 1)[0], node.value, operation), severityOf(found, entry), operation),
  })
}

/** What two numbers without names are most likely meant for. */
const SIDES = ['w', 'h']

/** By the first of each row of values that nothing else is known of: the row. */
const bareRows = memoize(({ node, entry, slip }: KnownOperation) => {
  const rows = new Map<Parameter, Parameter[]>()
  let row: Parameter[] | undefined
  for (const parameter of node.parameters) {
    const { name, value } = parameter
    const isOther = name !== undefined || parameter === slip || value === '' || value.includes(HOLE)
    if (isOther || entry.parameters.has(value) || separateParameter(value, entry)) row = undefined
    else if (row) row.push(parameter)
    else {
      row = [parameter]
      rows.set(parameter, row)
    }
  }
  return rows
})

/** The parameter that has this word among its values, or the only one that has to be there. */
function ownerOf(value: string, { parameters, required: [needed, ...others] }: CatalogOperation): string | undefined {
  const isNeeded = needed !== undefined && others.length === 0 && parameters.get(needed)?.type.test(value) === undefined
  return [...parameters].find(([, { type }]) => type.values?.includes(value))?.[0] ?? (isNeeded ? needed : undefined)
}

/** What OSS makes of it that a parameter is not there. */
interface Want {
  readonly severity: Severity
  readonly serverCode: string | undefined
}

/** What is not there has the same cause: it is told here alone, and weighs here. */
function weightOf(want: Want | undefined, severity: Severity, { node }: KnownOperation) {
  if (!want) return { severity }
  const isRefused = want.severity === 'error'
  const cover = { covers: nameSpan(node), coversRules: ABSENCES }
  return { severity: isRefused ? want.severity : severity, serverCode: want.serverCode, ...cover }
}

/** What OSS makes of it that this parameter, or one that only what is unknown can have been meant for, or that takes the value, is not there. */
function wantOf(name: string | undefined, value: string | undefined, operation: KnownOperation): Want | undefined {
  const { required, alternatives, parameters } = operation.entry
  if (operation.swallowedBy || operation.open) return undefined
  const isAlone = name === undefined && !hasKnown(operation)
  const takes = (one: string) => value !== undefined && parameters.get(one)?.type.test(value) === undefined
  const isMeant = (one: string) => isAlone || (name === undefined ? takes(one) : name === one)
  const wanted = required.find(one => isMeant(one) && !findParameter(operation, one))
  const spec = wanted === undefined ? undefined : parameters.get(wanted)
  if (spec?.required) return { severity: spec.required, serverCode: spec.missingCode ?? spec.serverCode }
  const unmet = alternatives.find(
    ({ parameters: names }) => names.some(isMeant) && !names.some(other => findParameter(operation, other)),
  )
  return unmet && { severity: unmet.severity ?? 'error', serverCode: unmet.serverCode }
}

const hasKnown = memoize(({ entry, node }: KnownOperation) =>
  node.parameters.some(({ name }) => name !== undefined && entry.parameters.has(name)),
)

function namesOf(entry: CatalogOperation): string[] {
  return [...entry.parameters.keys()].filter(name => name !== '')
}

/** The name that was meant; none where the catalogue says that nothing replaces it, or where it already stands there. */
function guessOf(found: string, names: readonly string[], operation: KnownOperation): string | undefined {
  const { entry } = operation
  const own = ownValue(entry.main?.misnamed, found)
  if (own === undefined) return nearest(found, names) ?? parameterOfWord(entry, found)
  return own === '' || findParameter(operation, own) ? undefined : own
}

function elsewhere(category: string, name: string): string[] {
  const main = listOperations().filter(operation => operation.category === category && !operation.parent)
  return main.filter(({ parameters }) => parameters.has(name)).map(({ id }) => `"${id}"`)
}
