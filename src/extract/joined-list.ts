import { categoryWords } from '../../grammar/catalogue/categories.ts'
import { HOLE } from '../language/tree.ts'
import { skipOperand } from './balance.ts'
import { type Host, spend } from './host.ts'
import { openerAt } from './join.ts'
import { readValue } from './reader.ts'
import { execAt, makeUnits, matchAt, pushUnits, type Units } from './units.ts'

/** Where the literals of a list may start that are joined to a process string: `["image", "resize,w_100"].join("/")`, the first with the key or without. What stands before it is asked last: most quotes have no category behind. */
export const JOINED: RegExp = new RegExp(
  String.raw`["'\x60](?=(?:[?&]?x-oss-process=)?(?:${categoryWords('sys', 'csv', 'json', 'trigger')})(?:/[^"'\x60\s]{1,120})?["'\x60]\s*,)(?<=[[{(,]\s{0,20}[frbuFRBU@$]{0,2}["'\x60])`,
  'g',
)

const SEPARATOR = String.raw`\s*[frbu@]?(["'\x60])([/,|]?)\1`
/** The call behind a list that joins it, or the last argument of one that does. */
const BEHIND = new RegExp(
  String.raw`\s*(?:[\])}]?\s*(?:\.\s*filter\s*\([\w\s!=>.]{0,40}\)\s*)?\.\s*(?:join|joinToString|joined|mkString)\s*\(\s*(?:separator\s*[:=]\s*)?|[\])}]\s*,)${SEPARATOR}`,
  'y',
)
/** The call before a list, with what it puts between the members. */
const BEFORE = new RegExp(
  String.raw`(?:${SEPARATOR}\s*\.\s*join\(|(?:implode|join|Join)\s*\(${SEPARATOR.replace('\\1', '\\3')}\s*,)\s*(?:\[|\(|(?:array|\w+\.of|\w+\.asList|listOf)\s*\(|new\s*\w*\[\]\s*\{)?\s*[frbuFRBU@$]{0,2}$`,
)
/** The variable that a list is given to, and how far behind it is joined. */
const ASSIGNED = /([\w$]+)\s*(?::[^=\n]{0,30})?=\s*(?:\[|array\()\s*[frbuFRBU]?$/
const LATER = 3000
/** A member that is a string of its own: the list has several to choose from. */
const WHOLE = /^(?:[?&]?x-oss-process=|[a-z]+\/[a-z])/
const MOST_MEMBERS = 40

/** The text of a list of literals that starts at the quote `at` and is joined by a separator. */
export function readJoinedList(host: Host, at: number): Units | undefined {
  const { text } = host
  const lists: Units[] = []
  let here = at
  let gaps: number[] = []
  for (let member = 0; member < MOST_MEMBERS; member++) {
    const literal = openerAt(text, here, host.family)
    const end = literal?.kind === 'literal' ? readMember(host, literal, lists) : readExpression(host, here, lists)
    if (end < 0) return undefined
    const comma = matchAt(/\s*,\s*/y, text, end)
    const isLast =
      comma === undefined || execAt(BEHIND, text, end) !== undefined || matchAt(/\s*,\s*[\])}]/y, text, end)
    if (isLast) {
      const isChoice = lists.slice(1).some(list => WHOLE.test(list.text))
      return joinMembers(lists, gaps, separatorOf(host, at, end, isChoice))
    }
    gaps = [...gaps, end]
    here = end + comma.length
  }
  return undefined
}

const CLOSE = /"""|'''|["'`]#{0,3}/y

/** A literal with all that is joined to it: `'text_' + btoa(text)`. */
function readMember(host: Host, { start, close }: { start: number; close: string }, lists: Units[]): number {
  const { units, closed, end } = readValue(host, start, { close })
  spend(host, end - start)
  lists.push(units)
  return closed ? end + (matchAt(CLOSE, host.text, end)?.length ?? 0) : -1
}

function readExpression(host: Host, at: number, lists: Units[]): number {
  const end = skipOperand(host, at, () => false)
  if (end <= at) return -1
  const units = makeUnits()
  pushUnits(units, HOLE, at, end, -1)
  lists.push(units)
  return end
}

function separatorOf({ text }: Host, start: number, end: number, isChoice: boolean): string | undefined {
  const [, , behind] = execAt(BEHIND, text, end) ?? []
  const before = text.slice(Math.max(0, start - 80), start)
  const [, , python, , call] = BEFORE.exec(before) ?? []
  const direct = python ?? call ?? behind
  if (isChoice) return direct || undefined
  if (direct !== undefined) return direct
  return laterSeparator(text.slice(end, end + LATER), ASSIGNED.exec(before)?.[1])
}

/** What a later statement joins the variable by that the list is given to. */
function laterSeparator(text: string, variable: string | undefined): string | undefined {
  if (variable === undefined) return undefined
  const name = variable.replaceAll('$', '\\$')
  const sign = String.raw`\s*["'\x60]([/,|]?)["'\x60]`
  const later = new RegExp(
    String.raw`(?<![\w$])${name}\s*\.\s*(?:join|joinToString|joined|mkString)\s*\(${sign}|(?:implode|[jJ]oin)\s*\(${sign}\s*,\s*${name}(?![\w$])|${sign}\s*\.\s*join\(\s*${name}(?![\w$])`,
  )
  const [, method, call, python] = later.exec(text) ?? []
  return method ?? call ?? python
}

function joinMembers(
  lists: readonly Units[],
  gaps: readonly number[],
  separator: string | undefined,
): Units | undefined {
  if (separator === undefined || lists.length < 2) return undefined
  const units = makeUnits()
  let pieces = 0
  for (const [index, list] of lists.entries()) {
    const gap = gaps[index - 1]
    if (gap !== undefined) pushUnits(units, separator, gap, gap + 1, -1)
    const first = pieces
    units.text += list.text
    units.starts.push(...list.starts)
    units.ends.push(...list.ends)
    for (const piece of list.pieces) {
      units.pieces.push(piece < 0 ? piece : first + piece)
      pieces = Math.max(pieces, first + piece + 1)
    }
  }
  return units
}
