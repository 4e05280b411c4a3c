/** Both stand in a text where nothing could be worked out, so that whoever reads the text says so. */
const IMPOSSIBLE = '\uFDD0'
const END = '\uFDD1'
const FAILED = /\uFDD0(?:([^\uFDD1\uFDD2]*)\uFDD2([^\uFDD1]*))?\uFDD1/

/** True for a text of which a part could not be worked out. */
export const isImpossible = (text: string): boolean => FAILED.test(text)

/** What could not be found in a table. */
export interface MissingEntry {
  readonly table: string
  readonly key: string
}

function missingEntry(table: string, key: string): string {
  return `${IMPOSSIBLE}${table}\uFDD2${key}${END}`
}

/** The entry for whose lack nothing could be worked out; undefined where that has another reason. */
export function findMissingEntry(text: string): MissingEntry | undefined {
  const [, table, key] = FAILED.exec(text) ?? []
  return table === undefined || key === undefined ? undefined : { table, key }
}

/** What is done to the value of a reference, in order. */
export type ValueOperation =
  | ArithmeticOperation
  | { readonly kind: 'lookup'; readonly table: string }
  | { readonly kind: 'function'; readonly name: FunctionName; readonly argument: string }

interface ArithmeticOperation {
  readonly kind: 'arithmetic'
  readonly operator: '+' | '-' | '*' | '/'
  readonly operand: string
}

/** The names that operations calculate with or look up in. */
export function operandNames(operations: readonly ValueOperation[]): readonly string[] {
  return operations.flatMap(operation => {
    if (operation.kind === 'lookup') return operation.table
    return operation.kind === 'arithmetic' && /^[A-Za-z_]/.test(operation.operand) ? operation.operand : []
  })
}

/** A reference read apart: a name, what is done to its value, and what stands for it where it has none. */
export interface Expression {
  readonly name: string
  readonly operations: readonly ValueOperation[]
  readonly fallback?: string
}

type FunctionName = 'lower' | 'upper' | 'slug' | 'date'

/** What a function makes of a text; undefined where it can make nothing. */
const FUNCTIONS: Readonly<Record<FunctionName, (text: string, argument: string) => string | undefined>> = {
  lower: text => text.toLowerCase(),
  upper: text => text.toUpperCase(),
  slug: toSlug,
  date: (text, form) => toDate(text, form || 'YYYY-MM-DD'),
}

/** The functions that a reference may call, `${title | slug}`. */
export const FUNCTION_NAMES: readonly string[] = Object.keys(FUNCTIONS)

/** Columns are called in any language, `source.标题`. */
const NAME = /^[A-Za-z_][\w-]*(\.[\p{L}\p{M}\p{N}_-]+)*$/u
/** What stands in front of the first sign. */
const FIRST = /^[A-Za-z_][\w-]*(?:\.[\p{L}\p{M}\p{N}_-]+)*/u
/** A sign and its operand. A minus needs blanks around it, since names may hold one. */
const ARITHMETIC = /(?:\s*([*/+])\s*|\s+(-)\s+)(\d+(?:\.\d+)?|[A-Za-z_][\w-]*)(?=$|[\s*/+])/y
/** `${widths[size]}` */
const LOOKUP = /^([A-Za-z_][\w-]*)\[\s*([A-Za-z_][\w-]*(?:\.[\p{L}\p{M}\p{N}_-]+)*)\s*\](.*)$/u

/** Why a text is no reference. */
export type ExpressionProblem = { readonly problem: 'form' } | { readonly problem: 'function'; readonly found: string }

/** Reads what stands between the braces: `name`, `table.key`, `table[name]`, `name * 2`, `name * 9 / 16`, `name | lower`, `name:-default`. */
export function readExpression(text: string): Expression | ExpressionProblem {
  const at = text.indexOf(':-')
  const [head = '', ...calls] = (at < 0 ? text : text.slice(0, at)).split('|').map(part => part.trim())
  const [, table, key, behind = ''] = LOOKUP.exec(head) ?? []
  // An entry of a table is the value of the name that stands in brackets, looked up.
  const bare = key === undefined ? head : key + behind
  const [left = ''] = FIRST.exec(bare) ?? []
  const sums = readArithmetic(bare.slice(left.length))
  if (!NAME.test(left) || !sums) return { problem: 'form' }
  const operations: ValueOperation[] = [...(table === undefined ? [] : [{ kind: 'lookup', table } as const]), ...sums]
  for (const call of calls) {
    const [, name = '', argument = ''] = /^(\w*)\s*(.*)$/s.exec(call) ?? []
    if (!isFunction(name) || (argument !== '' && name !== 'date')) return { problem: 'function', found: call }
    operations.push({ kind: 'function', name, argument })
  }
  return { name: left, operations, ...(at >= 0 && { fallback: text.slice(at + 2) }) }
}

/** What is calculated from left to right, ` * 9 / 16`; undefined where it is something else, or where `*` or `/` would go before a sign in front of it. */
function readArithmetic(text: string): readonly ArithmeticOperation[] | undefined {
  const operations: ArithmeticOperation[] = []
  const form = new RegExp(ARITHMETIC)
  while (form.lastIndex < text.length) {
    const [, sign, minus, operand = ''] = form.exec(text) ?? []
    const operator = sign ?? minus
    if (!isOperator(operator)) return undefined
    const isProduct = operator === '*' || operator === '/'
    if (isProduct && operations.some(({ operator: before }) => before === '+' || before === '-')) return undefined
    operations.push({ kind: 'arithmetic', operator, operand })
  }
  return operations
}

function isOperator(text: string | undefined): text is '+' | '-' | '*' | '/' {
  return text !== undefined && '+-*/'.includes(text)
}

function isFunction(name: string): name is FunctionName {
  return Object.hasOwn(FUNCTIONS, name)
}

/**
 * The value of a reference. Its default stands for a missing and for an empty text. It is impossible where nothing can be made of the text; undefined where there is neither a value nor a default.
 */
export function evaluate(
  { operations, fallback }: Omit<Expression, 'name'>,
  text: string | undefined,
  operandOf: (name: string) => string | undefined,
): string | undefined {
  if (!text) return fallback ?? text
  let current = text
  for (const [index, operation] of operations.entries()) {
    const value = apply(operation, current, operandOf)
    const goesOn = operations[index + 1]?.kind === 'arithmetic'
    const made = operation.kind === 'arithmetic' && !goesOn && value !== undefined ? rounded(value) : value
    if (made === undefined)
      return operation.kind === 'lookup' ? (fallback ?? missingEntry(operation.table, current)) : IMPOSSIBLE + END
    current = made
  }
  return current
}

/** The name of an entry of a table among the values of a cell. */
export function entryName(table: string, key: string): string {
  return `${table}.${key}`
}

function apply(
  operation: ValueOperation,
  text: string,
  operandOf: (name: string) => string | undefined,
): string | undefined {
  if (operation.kind === 'function') return FUNCTIONS[operation.name](text, operation.argument)
  if (operation.kind === 'lookup') return operandOf(entryName(operation.table, text))
  const { operator, operand } = operation
  const [left, right] = [readNumber(text), readNumber(operandOf(operand) ?? operand)]
  const result = left === undefined || right === undefined ? undefined : calculate(left, operator, right)
  return Number.isFinite(result) ? String(result) : undefined
}

/** A number, with the unit of pixels or without one. */
function readNumber(text: string): number | undefined {
  const [, digits] = /^(-?\d+(?:\.\d+)?)(?:px)?$/.exec(text.trim()) ?? []
  return digits === undefined ? undefined : Number(digits)
}

function calculate(left: number, operator: '+' | '-' | '*' | '/', right: number): number {
  if (operator === '+') return left + right
  if (operator === '-') return left - right
  return operator === '*' ? left * right : left / right
}

/** A whole number, since OSS counts pixels, frames and milliseconds in those. */
function rounded(text: string): string {
  return String(Math.round(Number(text)))
}

/** A text for names and addresses: lower case, letters and digits of any language with hyphens between. */
function toSlug(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{Mn}/gu, '')
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '')
}

const DATE_PARTS: Readonly<Record<string, (date: Date) => number>> = {
  YYYY: date => date.getUTCFullYear(),
  MM: date => date.getUTCMonth() + 1,
  DD: date => date.getUTCDate(),
  HH: date => date.getUTCHours(),
  mm: date => date.getUTCMinutes(),
  ss: date => date.getUTCSeconds(),
}

/** A time in UTC in the form that is asked for, such as `YYYY/MM/DD`. */
function toDate(text: string, form: string): string | undefined {
  const date = new Date(/^\d{10}$/.test(text) ? Number(text) * 1000 : text)
  if (Number.isNaN(date.getTime())) return undefined
  return form.replace(/YYYY|MM|DD|HH|mm|ss/g, part => String(DATE_PARTS[part]?.(date) ?? '').padStart(part.length, '0'))
}
