import { findCategory } from '../catalogue/catalogue.ts'
import { HOLE } from '../language/tree.ts'
import { base64Parameter } from './base64-notes.ts'
import { isStandIn } from './recognise.ts'
import { copyUnits, makeUnits, pushUnits, type Units } from './units.ts'

/** Dots, x's, words of another script, alternatives, capitals or a word, alone in the place of a word or a value; a parameter in brackets. */
const PLACEHOLDER =
  /[([],[a-z]{1,12}_[^()[\]\s]{0,40}[)\]]?|(?<=[_,/|])(?:param(?:e|eter)?(?=_)|[\p{L}\d]{0,20}(?![A-Za-z])\p{L}[\p{L}\d]{0,20}(?=_)|(?:\.{3,6}|(?<=_)\.\.|(?<=_)\?|\u2026|[xX]{2,}|[\p{L}\d]{0,20}(?![A-Za-z])\p{L}[\p{L}\d]{0,20}|[\w.-]{1,20}(?:\|[\w.-]{1,20})+|[A-Z][A-Z_\d]{0,20}|[a-z]{1,12})(?=[,/|]|$))/gu
/** How far back the operation of a value stands. */
const LONGEST_OPERATION = 400
const WORDS = /^(?:width|height|number|quality|value|radius|angle|percent|degree|color|size|name|time|text|base64)$/
/** What stands for a value without a name. */
const ALONE = /^(?:value|angle|degrees?|format|number|type|ext|extension)$/i
/** What stands for the value of any parameter. */
const ANY_VALUE = /^(?:n|px|val(?:ue)?|num(?:ber)?|int(?:eger)?|size|length|string)$/i

/** Base64 may be capitals itself, so that only plain words stand for it. */
const ENCODED_WORDS = /^(?:OBJECT|BUCKET|KEY|NAME|TEXT|IMAGE|FONT|TOPIC|CONTENT|BASE64)$/

/**
 * The units with a hole for each value that only stands for one: `w_xxx` and `h_...` anywhere, `w_width`, `w_N` and more in a manual,
 * words of another script wherever people are spoken to, and the words that are replaced.
 */
export function withoutPlaceholders(
  source: Units,
  inManual: boolean,
  isSpoken: boolean = inManual,
  replaced: readonly string[] = [],
): Units {
  const { text } = source
  const found = [...text.matchAll(PLACEHOLDER)].filter(({ 0: word, index }) => {
    const before = text.slice(Math.max(0, index - LONGEST_OPERATION), index)
    return replaced.includes(word) || isPlaceholder(word, before, inManual, isSpoken)
  })
  if (found.length === 0) return source
  const units = makeUnits()
  let copied = 0
  for (const { 0: word, index } of found) {
    copyUnits(units, source, copied, index)
    copied = index + word.length
    pushUnits(units, HOLE, source.starts[index] ?? 0, source.ends[copied - 1] ?? 0, source.pieces[index] ?? 0)
  }
  copyUnits(units, source, copied, text.length)
  return units
}

const REPLACES = /^["'`]\s*\.\s*(?:[rR]eplace|g?sub\b)/
const REPLACED = /\.\s*(?:[rR]eplace\w*|g?sub)\s*\(\s*["'`/](\w{1,30})["'`/]/g
const FARTHEST_REPLACED = 300

/** The words that calls behind a literal put others in place of: `'...w_width'.replace('width', w)`. */
export function wordsReplaced(text: string, end: number): readonly string[] {
  const behind = text.slice(end, end + FARTHEST_REPLACED)
  return REPLACES.test(behind) ? [...behind.matchAll(REPLACED)].flatMap(([, word]) => word ?? []) : []
}

/** What a new stage begins with, as it is or with `sys/` forgotten: `f_mp4|saveas` names no alternatives. */
function isStageHead(word: string): boolean {
  return findCategory(word) !== undefined || /^(?:saveas|notify)$/.test(word)
}

function isPlaceholder(word: string, before: string, inManual: boolean, isSpoken: boolean): boolean {
  if (/^(?:\.{2,6}|\u2026|[xX]{2,})$/.test(word)) return true
  if (word === '?') return true
  if (/^[([]/.test(word)) return inManual
  if (word.startsWith('param')) return (inManual || word === 'parame') && before.endsWith(',')
  if (word.includes('|')) return inManual && /[_,]$/.test(before) && !word.split('|').some(isStageHead)
  if (/[^\0-\x7f]/.test(word)) {
    if (before.endsWith('style/') && isStandIn(word)) return true
    return isSpoken ? /[_,/]$/.test(before) : before.endsWith('_') && base64Parameter(before) === undefined
  }
  // A value may end in an underscore and capitals itself: `language_fr_FR`.
  const name = /[,/|]([a-z]{1,12})_$/.exec(before.slice(-14))?.[1]
  if (name === undefined) return inManual && before.endsWith(',') && ALONE.test(word)
  if (inManual && word === name) return true
  if (inManual && (ANY_VALUE.test(word) || /^[A-Z]$/.test(word))) return true
  if (inManual && /^([a-z])\1{1,4}$/i.test(word) && base64Parameter(before) === undefined) return true
  if (/^[a-z]/.test(word)) return inManual && word.startsWith(name) && (WORDS.test(word) || isRepeated(word, name))
  if (base64Parameter(before) !== undefined) return ENCODED_WORDS.test(word)
  return word.toLowerCase() === name || (word.length > 2 && word.toLowerCase().startsWith(name) && name !== 'color')
}

/** `h_hhh`: the letter of the parameter, again and again. */
function isRepeated(word: string, name: string): boolean {
  return name.length === 1 && word.length > 1 && word === name.repeat(word.length)
}
