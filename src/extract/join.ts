import { skipOperand } from './balance.ts'
import type { Family } from './family.ts'
import type { Host } from './host.ts'
import { execAt, matchAt } from './units.ts'

/** How the literals of one string are held together. */
export interface Joining {
  /** Inside `CONCAT(a, b)`, `paste0(a, b)` or `a.concat(b, c)`: a comma joins. */
  comma: boolean
  /** Inside `append(a)`: `.append(b)` behind it joins. */
  chain: boolean
  /** Inside `string(a)`: an operator behind the call joins. */
  readonly wrapped: boolean
}

/** What stands behind a joining operator: a literal, or an expression that is a hole. */
export type OperandBehind =
  | { readonly kind: 'literal'; readonly start: number; readonly close: string }
  | { readonly kind: 'hole'; readonly start: number; readonly end: number }

/** Calls whose arguments are joined. */
export const CONCAT: RegExp = /(?:concat(?:_ws)?|paste0)$/i

const BETWEEN = /(?:\s+|\\\r?\n|\/\/[^\n]{0,200}\n|\/\*[^*]{0,200}\*\/|#[^\n{]{0,200}\n){0,40}/y
const CHAIN = /\s*(\)\s*)?\.\s*(?:concat|append|Append|push_str|write)\s*\(\s*/y
const OPENER =
  /(?:R"([A-Za-z]{0,8})\(|(?:[A-Za-z]{1,3}|[@$]{1,2})?(?:"""|'''|(?:r?#{1,3})"|["'`])|\[(=*)\[|@"|%[qQ]?([({[<|]))/y
const WRAP = /\s*\)(?=\s*\+)/y
const CONVERTED = /\s*\.\s*(?:to_string|to_owned|toString|into)\(\s*\)/y
const WORD_JOINER = /[A-Z][A-Z0-9_]+(?=\s*")/y
const CLOSERS: Readonly<Record<string, string>> = { '(': ')', '{': '}', '[': ']', '<': '>', '|': '|' }

/** What is joined to a literal or operand that ends at `at`, if anything. Changes `joining` when it enters or leaves a call. */
export function findJoined(host: Host, at: number, joining: Joining): OperandBehind | undefined {
  const { text, family } = host
  const chain = execAt(CHAIN, text, at)
  if (chain && (!chain[1] || joining.chain || joining.comma)) {
    if (chain[0].includes('concat')) joining.comma = true
    else joining.chain = true
    return readOperand(host, at + chain[0].length, joining)
  }
  if (family.adjacent === 'touch') return readTouching(host, at)
  const message = family.name === 'c' ? matchAt(APPENDING, text, at) : undefined
  if (message) return readOperand(host, at + message.length, joining)
  const behind =
    at + (matchAt(CONVERTED, text, at) ?? (joining.wrapped ? matchAt(WRAP, text, at) : undefined) ?? '').length
  const gap = behind + (matchAt(BETWEEN, text, behind)?.length ?? 0)
  const operator = operatorAt(host, gap, joining)
  if (operator > 0) {
    const start = gap + operator
    return readOperand(host, start + (matchAt(BETWEEN, text, start)?.length ?? 0), joining)
  }
  if (family.adjacent !== 'blank' || isNextStatement(host, at, gap)) return undefined
  if (gap === at && matchAt(OUTER_END, text, at)) return undefined
  const word = family.name === 'c' ? matchAt(WORD_JOINER, text, gap) : undefined
  if (word) return { kind: 'hole', start: gap, end: gap + word.length }
  return openerAt(text, gap, family)
}

/** The message of Objective-C that joins. */
const APPENDING = /\s+stringByAppending(?:String|Format):\s*/y
/** The quote of a text around: the lines of a notebook are texts of a list. */
const OUTER_END = /"\s*[\],}]/y

/**
 * True where a line ends the statement of the literal before `at`, so that the literal on the next one is another: Ruby always ends it,
 * Python where no bracket is open, as far as the line and the indentation tell. Behind a value often stands its docstring.
 */
function isNextStatement({ text, family }: Host, at: number, gap: number): boolean {
  const between = text.slice(at, gap)
  if (!/^(?:python|ruby)$/.test(family.name) || !between.includes('\n') || between.includes('\\')) return false
  if (family.name === 'ruby') return true
  const near = text.slice(Math.max(0, at - 400), at)
  const line = near.slice(near.lastIndexOf('\n') + 1)
  const isDeeper = between.length - between.lastIndexOf('\n') - 1 > line.search(/\S/)
  return !isDeeper && !/^\s*[A-Za-z]{0,2}["']/.test(line) && !/[([{][^)\]}]*$/.test(line)
}

/** The length of the joining operator at `at`, or 0. */
function operatorAt({ text, family }: Host, at: number, { comma }: Joining): number {
  if (comma && text[at] === ',') return 1
  for (const operator of family.joins) {
    if (!text.startsWith(operator, at)) continue
    const next = text[at + operator.length] ?? ''
    if (next === '=' || next === operator) return 0
    if (operator === '.' && /\d/.test(next) && /\d/.test(text[at - 1] ?? '')) return 0
    return operator.length
  }
  return 0
}

/** `",".join(...)`: a text that is made, of which the literal is no piece. */
const MADE = /[A-Za-z]?(["'])[^"'\\\n]{0,8}\1(?=\s{0,4}\.\s{0,4}(?:join|repeat)\s{0,4}\()/y

function readOperand(host: Host, at: number, joining: Joining): OperandBehind | undefined {
  const made = matchAt(MADE, host.text, at)?.length ?? 0
  const literal = made === 0 ? openerAt(host.text, at, host.family) : undefined
  if (literal) return literal
  const end = skipOperand(host, at + made, here => operatorAt(host, here, joining) > 0)
  return end > at ? { kind: 'hole', start: at, end } : undefined
}

/** The literal that opens at `at`, if one does. */
export function openerAt(text: string, at: number, family: Family): OperandBehind | undefined {
  const match = execAt(OPENER, text, at)
  if (!match || !isOpener(match, family)) return undefined
  return { kind: 'literal', start: at + match[0].length, close: closerOf(match) }
}

function isOpener([opener, raw, level, bracket]: RegExpExecArray, { name, markup }: Family): boolean {
  // In an attribute a name may stand before the quote that ends it; no language of templates has such prefixes.
  if (markup && /^[A-Za-z]/.test(opener) && !opener.endsWith('`')) return false
  if (raw !== undefined) return name === 'c'
  if (level !== undefined) return name === 'lua'
  if (bracket !== undefined) return name === 'ruby'
  return !opener.includes('#') || name === 'swift'
}

function closerOf([opener, raw, level, bracket]: RegExpExecArray): string {
  if (raw !== undefined) return `)${raw}"`
  if (level !== undefined) return `]${level}]`
  if (bracket !== undefined) return CLOSERS[bracket] ?? bracket
  const quote = opener.endsWith('"""') || opener.endsWith("'''") ? opener.slice(-3) : opener.slice(-1)
  return quote + '#'.repeat(opener.split('#').length - 1)
}

const SHELL_WORD = /\$(?:\{[^}\s]*\}|\w+)|\$?\([^)\n]*\)/y

/** Shell words touch: `'a'"$b"$c`. */
function readTouching({ text, family }: Host, at: number): OperandBehind | undefined {
  const variable = matchAt(SHELL_WORD, text, at)
  if (variable) return { kind: 'hole', start: at, end: at + variable.length }
  return text[at] === '"' || text[at] === "'" ? openerAt(text, at, family) : undefined
}
