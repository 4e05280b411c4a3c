import { HOLE } from '../language/tree.ts'
import { enclosing } from './context.ts'
import type { Host } from './host.ts'

/** How far back the parts of one URL are followed. */
const LONGEST = 2048
const PREFIX = /(?<![\w$])(?:[A-Za-z]{1,2}|[@$]{1,2})$/
const CONCAT = /\.\s*concat\s*\(\s*$/
const NAME = /[$@]?[\w$]+(?:-[\w$]+)*$/
const ACCESS = /(?:\s*(?:\?\.|\.)|->|::)\s*$/
const PHP_ACCESS = /(?:\?->|->|::)$/
const ADDRESS_OF = /^(?:url|uri|href|link)$/i
const CONVERSION = /^(?:to_?(?:s|string|str|externalform|asciistring)|string|absolutestring|value|data|trim|body)$/i

/** An expression in front of a joining operator. */
export interface OperandBefore {
  readonly start: number
  /** What a literal says, as it is spelled; undefined for any other expression. */
  readonly literal?: string
  /** The last name of the expression: `client.signUrl(key)` gives `signUrl`. */
  readonly name: string
  /** True where the name is called. */
  readonly call: boolean
}

/** What is joined in front of a literal. */
export interface Joined {
  /** The text, with a hole for each expression. */
  readonly text: string
  readonly nearest: OperandBefore | undefined
}

/** Reads back from the quote that opens a literal, through everything that is joined to it. */
export function readJoined(host: Host, quote: number): Joined | undefined {
  let text = ''
  let nearest: OperandBefore | undefined
  for (let at = quote; ; ) {
    const end = operandEnd(host, at)
    if (end < 0) return at === quote ? undefined : { text, nearest }
    const operand = operandBefore(host, end)
    if (at === quote) nearest = operand
    text = (operand?.literal ?? HOLE) + text
    if (!operand || quote - operand.start > LONGEST) return { text: HOLE + text, nearest }
    at = operand.start
  }
}

/** Where the expression ends that is joined to the literal whose quote is at `quote`, or -1. */
function operandEnd({ text, family }: Host, quote: number): number {
  const near = text.slice(Math.max(0, quote - 100), quote)
  const from = quote - near.length
  const concat = CONCAT.exec(near)
  if (concat) return from + concat.index
  const before = near.replace(PREFIX, '').trimEnd()
  const operator = ['+=', '.=', ...family.joins, '+'].find(joiner => before.endsWith(joiner))
  if (operator === undefined || (operator === '.=' && !family.joins.includes('.'))) return -1
  return from + before.length - operator.length
}

/** The expression that ends at `end`: a literal, or names with calls and indexes behind them. */
export function operandBefore(host: Host, end: number): OperandBefore | undefined {
  const { text, family } = host
  let at = skipBlanks(text, end)
  if (/["'`]/.test(text[at - 1] ?? '')) return literalBefore(text, at)
  const access = family.joins.includes('.') ? PHP_ACCESS : ACCESS
  let name = ''
  while (end - at < LONGEST) {
    const closed = at
    at = skipGroups(text, at)
    const call = at < closed && text.slice(at, closed).includes(')')
    const word = NAME.exec(text.slice(Math.max(0, at - 80), at))?.[0]
    if (word === undefined) {
      const group = groupOf(host, at, closed)
      return group && name !== '' ? { ...group, name: `${group.name}_${name}` } : group
    }
    at -= word.length
    const dot = access.exec(text.slice(Math.max(0, at - 40), at))?.[0]
    const found = name === '' ? word : `${word}_${name}`
    if (dot === undefined) return { start: at, name: found, call }
    if (name !== '' || !(CONVERSION.test(word) || ADDRESS_OF.test(word)))
      return { start: startOfChain(text, at, access), name: found, call }
    name = ADDRESS_OF.test(word) ? word : ''
    at = skipBlanks(text, at - dot.length)
  }
  return undefined
}

function skipBlanks(text: string, end: number): number {
  let at = end
  while (at > 0 && end - at < 200 && /\s/.test(text[at - 1] ?? '')) at--
  return at
}

/** Where the arguments, indexes and marks for "not null" begin that end at `end`. */
function skipGroups(text: string, end: number): number {
  let at = end
  while (end - at < LONGEST) {
    const character = text[at - 1] ?? ''
    if (character === '!' || character === '?') at--
    else if (character === ')' || character === ']') {
      const open = enclosing(text, at - 1)
      if (!open) return at
      at = open.at
    } else break
  }
  return at
}

/** `(await client.signUrl(key))` is what it encloses. */
function groupOf(host: Host, start: number, end: number): OperandBefore | undefined {
  if (host.text[start] !== '(' || host.text[end - 1] !== ')') return undefined
  const inner = operandBefore(host, end - 1)
  const between = inner ? host.text.slice(start + 1, inner.start).trim() : ''
  if (!inner || inner.literal !== undefined || !/^(?:await)?$/.test(between)) return { start, name: '', call: false }
  return { ...inner, start }
}

function startOfChain(text: string, from: number, access: RegExp): number {
  let at = from
  for (let links = 0; links < 8; links++) {
    const dot = access.exec(text.slice(Math.max(0, at - 40), at))?.[0]
    if (dot === undefined) break
    at = skipGroups(text, at - dot.length)
    at -= NAME.exec(text.slice(Math.max(0, at - 80), at))?.[0].length ?? 0
  }
  return at
}

function literalBefore(text: string, end: number): OperandBefore | undefined {
  const quote = text[end - 1]
  for (let at = end - 2; at >= 0 && end - at < LONGEST && text[at] !== '\n'; at--) {
    if (text[at] === quote && text[at - 1] !== '\\')
      return { start: at, literal: text.slice(at + 1, end - 1), name: '', call: false }
  }
  return undefined
}
