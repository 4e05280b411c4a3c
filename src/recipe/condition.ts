import { isImpossible } from './expression.ts'
import { type CellValues, constantOf, type Filled, fillText, textFor } from './fill.ts'
import type { Findings } from './findings.ts'
import { asList } from './read-record.ts'
import type { StepCondition, Text } from './recipe.ts'
import type { SourceObject } from './source.ts'
import { readScalar, toText, wordsOf } from './text.ts'
import type { YamlNode } from './yaml.ts'

const OPERATOR = /(?:^|\s)(==|!=|<=|>=|<|>)(?=\s|$)/

/** The conditions of `when`, all of which have to hold: `${source.title}`, `not ${draft}`, `${source.ext} == png`. */
export function readConditions(node: YamlNode, findings: Findings): readonly StepCondition[] {
  return asList(node, 'when', findings).flatMap(item => {
    const scalar = readScalar(item, 'when', findings)
    const text = scalar && toText(scalar, findings)
    if (text && isOdd(wordsOf(text)))
      findings.add('when-form', text.place, { found: wordsOf(text), example: '${name}' })
    return text ? [toCondition(text)] : []
  })
}

/** A lone reference, or a text that compares nothing and does not look as if it did. */
const ALONE = /^\s*(?:not\s+)?(?:\$\{[^{}]*\}|[^\s=<>!&|~$])*\s*$/
/** What joins conditions in other languages, or compares once more. */
const JOINED = /\s(?:&&|\|\||==|!=|<=|>=|<|>)(?:\s|$)/
/** A word that joins conditions, where another one follows. */
const JOINING = /\s(?:and|or)\s/i

/** Whether a condition is written as other languages have it, so that it would always hold or never. */
function isOdd(words: string): boolean {
  const match = OPERATOR.exec(words)
  if (!match) return !ALONE.test(words)
  if (!words.includes('${')) return true
  const after = words.slice(match.index + match[0].length).trim()
  return isJoined(` ${words.slice(0, match.index)}`) || (!/^(["']).*\1$/.test(after) && isJoined(` ${after}`))
}

function isJoined(words: string): boolean {
  const joining = words.search(JOINING)
  return JOINED.test(words) || (joining >= 0 && words.includes('${', joining))
}

function toCondition(text: Text): StepCondition {
  const { parts, place } = text
  const [first, ...rest] = parts
  const isNegated = typeof first === 'string' && /^not\s/.test(first)
  const plain = isNegated ? [first.replace(/^not\s+/, ''), ...rest] : parts
  const at = plain.findIndex(part => typeof part === 'string' && OPERATOR.test(part))
  const found = plain[at]
  const match = typeof found === 'string' ? OPERATOR.exec(found) : null
  if (typeof found !== 'string' || !match) return { left: trim({ parts: plain, place }), isNegated, place }
  const before = found.slice(0, match.index)
  const after = found.slice(match.index + match[0].length)
  return {
    left: trim({ parts: [...plain.slice(0, at), before], place }),
    operator: match[1] ?? '',
    right: trim({ parts: [after, ...plain.slice(at + 1)], place }),
    isNegated,
    place,
  }
}

/** Without blanks at both ends, and without quotes around it. */
function trim({ parts, place }: Text): Text {
  const last = parts.length - 1
  const trimmed = parts.map((part, index) => {
    if (typeof part !== 'string') return part
    const start = index === 0 ? part.trimStart() : part
    return index === last ? start.trimEnd() : start
  })
  const [only = ''] = trimmed
  const quoted = trimmed.length === 1 && typeof only === 'string' ? /^(["'])(.*)\1$/s.exec(only)?.[2] : undefined
  return { parts: quoted === undefined ? trimmed.filter(part => part !== '') : [quoted], place }
}

/** A condition with the values of a cell. */
export interface FilledCondition {
  readonly isConstant: boolean
  readonly holds: (source: SourceObject) => boolean
}

/** Puts the values of a cell into a condition. */
export function fillCondition({ left, operator, right, isNegated }: StepCondition, scope: CellValues): FilledCondition {
  const one = fillText(left, scope)
  const other = right && fillText(right, scope)
  const isConstant = constantOf(one) !== undefined && (!other || constantOf(other) !== undefined)
  const value = (filled: Filled, source: SourceObject) => {
    const text = isOpen(filled) ? '' : textFor(filled, source)
    // What no table holds is nothing here.
    return isImpossible(text) ? '' : text
  }
  return {
    isConstant,
    holds: source => test(value(one, source), operator, other ? value(other, source) : '') !== isNegated,
  }
}

/** Whether a value is missing, which is told elsewhere. */
function isOpen({ pieces }: Filled): boolean {
  return pieces.some(piece => typeof piece !== 'string' && piece.field === '')
}

const NOTHING = new Set(['', '0', 'false', 'no', 'off'])

function test(left: string, operator: string | undefined, right: string): boolean {
  if (operator === undefined) return !NOTHING.has(left.toLowerCase())
  if (operator === '==') return left === right
  if (operator === '!=') return left !== right
  const [a, b] = [Number(left), Number(right)]
  if (left === '' || right === '' || Number.isNaN(a) || Number.isNaN(b)) return false
  if (operator === '<') return a < b
  if (operator === '>') return a > b
  return operator === '<=' ? a <= b : a >= b
}
