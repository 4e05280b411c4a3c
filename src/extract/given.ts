import { callAround, enclosing, type FoundKey } from './context.ts'
import { isComment } from './ending.ts'
import type { Host } from './host.ts'
import type { ReadValue } from './reader.ts'
import { matchAt } from './units.ts'

/** `<x-oss-process>thumb</`, `<entry key="x-oss-process">thumb</`: what names the key, and a word. */
const NAMED_ELEMENT = /<(?:[\w:-]+\s+(?:name|key)\s*=\s*["'])?$/
const ELEMENT_WORD = /["']?>\s*(?=[A-Za-z][\w.-]{1,62}\s*<\/)/y

/** What stands between a name in a tag and the word that the element holds. */
export function elementWord(text: string, start: number, end: number): string | undefined {
  return NAMED_ELEMENT.test(text.slice(Math.max(0, start - 60), start)) ? matchAt(ELEMENT_WORD, text, end) : undefined
}

/** Calls that make no other text of what they are given. */
const WRAPPER =
  /(?:^|[._:])(?:str\w*|string\w*|key|name|values?|text|some|of|from|ptr|new|literal|\w*(?:encode|escape|quote)\w*)$/i

/** `['image', step].join('/')`, `build('image')`: a word of a list, or of what a call makes, may be a part of the value. */
function isPart(text: string, wrap: string, end: number): boolean {
  const behind = text.slice(end, end + 20)
  if (/[[{]/.test(wrap)) return !/^["'`]\s*[\]}](?!\s*\.)/.test(behind)
  const call = /([\w.:]+)\([^(]*$/.exec(wrap)?.[1]
  return call !== undefined && !(WRAPPER.test(call) && /^["'`]\s*\)/.test(behind))
}

/** A later statement that adds to a value: `query['x-oss-process'] += '/resize,w_100'`. */
const ADDED = /x-oss-(?:async-)?process["'`]\s*\]\s*(?:[+.]=|<<)/
const FARTHEST_ADDED = 1000

const SETTER = /(?:set|append|add|put|insert|with|pair|param\w*|query\w*|arg|attr|item)$/i
const SEEN_AS_TYPE = /["'`][ \t]*(?:[\])]\s*)?(?:\||in\b)/y

/** True where a word behind a key is what the key is given: in a map, or as the second argument of a call that sets. `wrap` stands between the two. */
export function isGivenTo(
  host: Host,
  { start, end }: FoundKey,
  { closed, end: valueEnd }: ReadValue,
  wrap: string,
): boolean {
  const { text, family } = host
  if (family.name === 'markdown' || isComment(host, start) || isPart(text, wrap, valueEnd)) return false
  if (elementWord(text, start, end) !== undefined) return true
  if (ADDED.test(text.slice(valueEnd, valueEnd + FARTHEST_ADDED))) return false
  // `str("x-oss-process"), str("thumb")`: what wraps the key is the argument.
  const wrapper = /^["'`]\s*\)\s*,/.test(text.slice(end, end + 10)) ? enclosing(text, start - 1) : undefined
  if (wrapper) return SETTER.test(callAround(text, wrapper.at))
  const behind = /^["'`]?\s*,/.test(text.slice(end, end + 10))
  if (!closed || matchAt(SEEN_AS_TYPE, text, valueEnd)) return family.data === true && !behind
  if (!behind) return true
  const call = callAround(text, start - 1)
  const before = text.slice(Math.max(0, start - 24), start)
  if (PAIR.test(before) && /^["'`]\s*[)\]}]/.test(text.slice(valueEnd, valueEnd + 10))) return true
  return SETTER.test(call) && (FIRST.test(before) || /quer|param/i.test(call))
}

const FIRST = /\(\s*(?:(?:name|key)\s*[:=]\s*)?@?["'`]$/
/** The first of two in a list of pairs, or in a pair of a list. */
const PAIR = /[[({,]\s*(?:&?[[({]|(?:new\s+)?\w*(?:Pair|Entry|Param\w*|Tuple|Item)(?:<[\w, ]*>)?\s*[[({])\s*@?["'`]$/
