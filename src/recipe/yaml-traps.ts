import { Composer, isMap, isScalar, isSeq, type Node, Parser } from 'yaml'
import type { Span } from '../language/tree.ts'
import type { RecipeMessageId } from './messages.ts'

/** A value that YAML does not read as it is meant. */
export interface YamlTrap extends Span {
  readonly messageId: RecipeMessageId
  /** The value as it is written. */
  readonly found: string
}

/** What is left of a text when its traps are defused. */
export interface Defused {
  /** The same text, character for character, with harmless signs where the traps were. */
  readonly text: string
  readonly traps: readonly YamlTrap[]
}

/** An unquoted reference: inside braces and brackets YAML takes its braces for its own. */
const REFERENCE = /\$\{\{?[^{}\n]*\}?\}/g
/** A colour behind a blank: its hash starts a comment. */
const COLOR = /(?<=[:,[{-][ \t]+|[[{,])#[0-9A-Fa-f]{3,8}(?![\w-])/g

const DOUBLE = /^\$\{\{\s*(?:\w+\.)*([A-Za-z_][\w-]*)\s*\}\}$/

/** What a recipe writes for a reference with two braces, as other programs have it, with the quotes. */
export function findDouble(written: string): string | undefined {
  const [, name] = DOUBLE.exec(written) ?? []
  return name && `"\${${name}}"`
}

/** A comment behind something else on its line. */
const COMMENT = /(?<=[ \t])#[^\n]*/g

/**
 * Finds the values in braces and brackets that lack quotes, in a text that is no YAML for that reason; where there are none, the last
 * comment before the mistake that took a bracket along, if more can be read without it.
 */
export function defuse(text: string, mistakeIn: (text: string) => number | undefined): Defused {
  const found = defuseAt(text, [
    ...Array.from(text.matchAll(REFERENCE), match => placeOf(match, 'yaml-reference')),
    ...Array.from(text.matchAll(COLOR), match => placeOf(match, 'yaml-comment')),
  ])
  const mistake = mistakeIn(text)
  if (found.traps.length > 0 || mistake === undefined) return found
  const comment = Array.from(text.slice(0, mistake).matchAll(COMMENT)).findLast(([words]) => /[}\]]/.test(words))
  if (!comment) return found
  const { start, messageId } = placeOf(comment, 'yaml-comment')
  const other = defuseAt(text, [{ start, end: start + 1, messageId }])
  return (mistakeIn(other.text) ?? Infinity) > mistake ? other : found
}

type TrapPlace = Omit<YamlTrap, 'found'>

function placeOf({ 0: found, index: start }: RegExpExecArray, messageId: TrapPlace['messageId']): TrapPlace {
  return { start, end: start + found.length, messageId }
}

/** Puts letters where signs of YAML may have been meant as a part of a value, and finds the values that they are in. */
function defuseAt(text: string, given: readonly TrapPlace[]): Defused {
  const places = given.toSorted((one, other) => one.start - other.start)
  let replaced = ''
  for (const { start, end } of places) replaced += text.slice(replaced.length, start) + 'x'.repeat(end - start)
  replaced += text.slice(replaced.length)
  let at = 0
  const traps = plainInFlow(replaced).flatMap(({ start, end }): YamlTrap[] => {
    while ((places[at]?.start ?? start) < start) at++
    const place = places[at]
    return place && place.start < end ? [{ start, end, messageId: place.messageId, found: text.slice(start, end) }] : []
  })
  return { text: replaced, traps }
}

/** Where values without quotes stand inside braces or brackets. */
function plainInFlow(text: string): readonly Span[] {
  const [document] = [...new Composer({ schema: 'failsafe', prettyErrors: false }).compose(new Parser().parse(text))]
  const found: Span[] = []
  const visit = (node: unknown, isFlow: boolean): void => {
    if (isScalar(node)) {
      const [start = 0, end = 0] = node.range ?? []
      if (isFlow && node.type === 'PLAIN') found.push({ start, end })
    } else if (isMap(node))
      for (const { key, value } of node.items) for (const part of [key, value]) visit(part, isFlow || isFlowNode(node))
    else if (isSeq(node)) for (const item of node.items) visit(item, isFlow || isFlowNode(node))
  }
  visit(document?.contents, false)
  return found
}

function isFlowNode(node: Node): boolean {
  return 'flow' in node && node.flow === true
}
