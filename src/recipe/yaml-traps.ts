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

/** Finds the values in braces and brackets that lack quotes, in a text that is no YAML for that reason. */
export function defuse(text: string): Defused {
  const harmless = (found: string) => 'x'.repeat(found.length)
  const places = [
    ...Array.from(text.matchAll(REFERENCE), match => ({ match, messageId: 'yaml-reference' as const })),
    ...Array.from(text.matchAll(COLOR), match => ({ match, messageId: 'yaml-comment' as const })),
  ]
  const replaced = text.replace(REFERENCE, harmless).replace(COLOR, harmless)
  places.sort((one, other) => one.match.index - other.match.index)
  let at = 0
  const traps = plainInFlow(replaced).flatMap(({ start, end }): YamlTrap[] => {
    while ((places[at]?.match.index ?? start) < start) at++
    const place = places[at]
    return place && place.match.index < end
      ? [{ start, end, messageId: place.messageId, found: text.slice(start, end) }]
      : []
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
