import type { TokenType } from 'chevrotain'
import {
  allTokens,
  markOf,
  type Production,
  type ProductionPart,
  patternOf,
  readNotes,
  readProductions,
} from './productions.ts'

/** The grammar in the notation of ISO 14977, production by production, with the notes of grammar/process.ts. */
export function ebnfText(): string {
  const productions = readProductions()
  const { head, notes } = readNotes()
  const definitions = [
    ...productions.map(production => ({ name: production.name, text: notation(production) })),
    ...labelsOf(productions),
    ...tokensWithText().map(token => ({ name: token.name, text: tokenNotation(token) })),
  ]
  const blocks = definitions.map(({ name, text }, index) => numbered(index, text, notes.get(name)))
  return `${[comment(head, ''), ...blocks].join('\n\n')}\n`
}

function numbered(index: number, text: string, note: string | undefined): string {
  const definition = `(* [${index + 1}] *) ${text}`
  return note ? `${definition}\n${comment(note, '   ')}` : definition
}

function comment(note: string, indent: string): string {
  return `${indent}(* ${note.replace(/\n(?=.)/g, `\n${indent}   `)} *)`
}

/** What a terminal is called where it stands: `Category = Word ;`. */
function labelsOf(productions: readonly Production[]): { name: string; text: string }[] {
  const labels = new Map(
    productions
      .flatMap(({ parts }) => parts.flatMap(terminalsOf))
      .flatMap(({ name, label }) => (label ? [[label, name]] : [])),
  )
  return Array.from(labels, ([name, terminal]) => ({ name, text: `${name} = ${terminal} ;` }))
}

function terminalsOf(part: ProductionPart): readonly Extract<ProductionPart, { kind: 'terminal' }>[] {
  switch (part.kind) {
    case 'terminal':
      return [part]
    case 'production':
      return []
    case 'choice':
      return part.alternatives.flat().flatMap(terminalsOf)
    default:
      return part.parts.flatMap(terminalsOf)
  }
}

/** A production in the notation: `Pipeline = Stage , { "|" , Stage } ;`. */
export function notation({ name, parts }: Production): string {
  return `${name} = ${sequence(parts)} ;`
}

function sequence(parts: readonly ProductionPart[]): string {
  return parts.map(partNotation).join(' , ')
}

function partNotation(part: ProductionPart): string {
  switch (part.kind) {
    case 'terminal':
      return part.label ?? quotedMark(part.name) ?? part.name
    case 'production':
      return part.name
    case 'option':
      return `[ ${sequence(part.parts)} ]`
    case 'repetition':
      return `{ ${sequence(part.parts)} }`
    case 'choice':
      return part.alternatives.map(sequence).join(' | ')
  }
}

function quotedMark(terminal: string): string | undefined {
  const mark = markOf(terminal)
  return mark && `"${mark}"`
}

/** The tokens that productions name; marks stand in them as they are. */
export function tokensWithText(): readonly TokenType[] {
  return allTokens().filter(({ name }) => markOf(name) === undefined)
}

/** A piece of a regular expression: what must stand before, a set of characters, or characters. */
const PIECE =
  /\(\?<=(?<behind>[^)]+)\)|\(\?<!\[\^(?<start>[^\]]+)\]\)|\[(?<set>[^\]]+)\](?<many>[+*]?)|(?<text>(?:\\.|[^\\[(])+)/gy

/** A token in the notation: its regular expression, piece by piece. */
export function tokenNotation(token: TokenType): string {
  const pattern = patternOf(token)
  const source = 'source' in pattern ? pattern.source : pattern.mark
  const pieces = Array.from(source.matchAll(PIECE))
  const known = pieces.map(([piece]) => piece).join('')
  if (known !== source) throw new Error(`The notation has no words for the pattern /${source}/ of "${token.name}".`)
  return `${token.name} = ${pieces.map(({ groups = {} }) => pieceNotation(groups)).join(' , ')} ;`
}

function pieceNotation({ behind, start, set = '', many, text }: Record<string, string | undefined>): string {
  if (behind !== undefined) return `? behind ${listed(behind)} ?`
  if (start !== undefined) return `? at the start or behind ${listed(start)} ?`
  if (text !== undefined) return `"${text.replace(/\\(.)/g, '$1')}"`
  const characters = `? ${set.startsWith('^') ? `any character but ${listed(set.slice(1))}` : set.replace('-', ' to ')} ?`
  return many === '+' ? `{ ${characters} }-` : many === '*' ? `{ ${characters} }` : characters
}

function listed(characters: string): string {
  return Array.from(characters, character => `"${character}"`).join(' ')
}
