import { findCategory, findOperation } from '../catalog/catalog.ts'
import { HOLE } from '../language/tree.ts'

const PARAMETER = /^(?:[A-Za-z\uFFFC][\w\uFFFC-]*_|-?\d|[A-Za-z][\w-]*(?=[,/|]|$)|\uFFFC|$)/
const REST = /^[\w,/|:!.=+{}?\uFFFC\u0080-\uFFFB-]*$/
const STEP = /^[a-z-]+_-?\d/
const HEAD = /^([a-z]+)\/([\w:!-]+)(?=[,/|\uFFFC]|$)/
const PATTERN = /[*?%]$|\.[*+?]|\\[a-z]|\[\^|\(\?|\(\./
const GRAMMAR =
  /^[a-z]+\/(?:\.{2,}|\u2026|x{2,}\b|action\b|operation\b|param\b|\*)|parame?_value|^(?:value|process|string)\b(?!\/)/

/** True for a text that cannot be anything but a process string, wherever it stands: a known operation with a parameter or a further step. */
export function isCertain(text: string): boolean {
  const match = HEAD.exec(text)
  if (!match) return /^\uFFFC\|sys\/(?:saveas|notify)\b/.test(text)
  const [head, category = '', name = ''] = match
  if (!findOperation(category, name)) return false
  const rest = text.slice(head.length)
  if (rest.startsWith(',')) return PARAMETER.test(rest.slice(1)) && REST.test(rest)
  if (rest.startsWith('/')) return isStep(category, rest.slice(1))
  return /^\|(?:sys|[a-z]+\/)/.test(rest)
}

function isStep(category: string, text: string): boolean {
  const word = /^[\w-]+/.exec(text)?.[0] ?? ''
  return text.startsWith(HOLE) || findOperation(category, word) !== undefined || STEP.test(text)
}

/** True for a text that is a process string where the context expects one: a call of `setProcess`, a value of `process:`. */
export function isLikely(text: string): boolean {
  const match = HEAD.exec(text)
  if (!match) return isCertain(text) || startsWithOperation(text)
  const [, category = '', name = ''] = match
  return category === 'style' || findOperation(category, name) !== undefined || isCategory(category, text)
}

function isCategory(category: string, text: string): boolean {
  return findCategory(category) !== undefined && /,[a-z][\w-]*_|\|sys\//.test(text)
}

/** `resize,w_200`: the category was forgotten. */
function startsWithOperation(text: string): boolean {
  const [, name, parameter] = /^\/?([a-z-]+),([\w-]+)/.exec(text) ?? []
  return name !== undefined && parameter !== undefined && findOperation('image', name) !== undefined
}

/** True for what stands behind `x-oss-process=` when it is a value, and not a regular expression, a placeholder of a manual or nothing at all. */
export function isValue(text: string): boolean {
  if (PATTERN.test(text) || GRAMMAR.test(text)) return false
  if (/^[a-z]+\/$/.test(text)) return false
  if (/^[A-Za-z][\w-]*(?:\/|%2F)/i.test(text)) return true
  if (text.startsWith('/')) return startsWithOperation(text)
  return /^[A-Za-z\uFFFC][\w\uFFFC-]*[,/|][\w\uFFFC]/.test(text) && /[a-z]/.test(text)
}
