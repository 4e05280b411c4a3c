import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { ISerializedGast, TokenType } from 'chevrotain'
import { getProductions, TOKENS } from '../../grammar/process.ts'

/** A part of a production. The label of a terminal says what it is there: a Word that is a Category. */
export type ProductionPart =
  | { readonly kind: 'terminal'; readonly name: string; readonly label: string | undefined }
  | { readonly kind: 'production'; readonly name: string }
  | { readonly kind: 'option'; readonly parts: readonly ProductionPart[] }
  | { readonly kind: 'repetition'; readonly parts: readonly ProductionPart[] }
  | { readonly kind: 'choice'; readonly alternatives: readonly (readonly ProductionPart[])[] }

/** A production: its name, and its parts in order. */
export interface Production {
  readonly name: string
  readonly parts: readonly ProductionPart[]
}

/** The productions, the first one is the whole; read from what Chevrotain serialises. */
export function readProductions(): readonly Production[] {
  return getProductions().map(rule => ({ name: fieldOf(rule, 'name') ?? '', parts: partsOf(rule) }))
}

function partsOf({ definition = [] }: ISerializedGast): readonly ProductionPart[] {
  return definition.map(toPart)
}

function toPart(node: ISerializedGast): ProductionPart {
  const name = fieldOf(node, 'name') ?? ''
  switch (node.type) {
    case 'Terminal':
      return { kind: 'terminal', name, label: fieldOf(node, 'terminalLabel') }
    case 'NonTerminal':
      return { kind: 'production', name }
    case 'Option':
      return { kind: 'option', parts: partsOf(node) }
    case 'Repetition':
      return { kind: 'repetition', parts: partsOf(node) }
    case 'Alternation':
      return { kind: 'choice', alternatives: (node.definition ?? []).map(partsOf) }
    default:
      throw new Error(`The generators do not know what a "${node.type}" is; write the production without it.`)
  }
}

function fieldOf(node: object, field: string): string | undefined {
  const found = Object.entries(node).find(([key]) => key === field)?.[1]
  return typeof found === 'string' ? found : undefined
}

/** The tokens of each mode, the default mode first. */
export const MODES: readonly (readonly TokenType[])[] = [
  TOKENS.defaultMode,
  ...Object.keys(TOKENS.modes).filter(mode => mode !== TOKENS.defaultMode),
].map(mode => (TOKENS.modes[mode] ?? []).filter(token => !Array.isArray(token)))

/** All tokens, each once. */
export function allTokens(): readonly TokenType[] {
  return [...new Set(MODES.flat())]
}

/** The token that stands for a terminal in each mode, or undefined where none does. */
export function variantsOf(terminal: string): readonly (TokenType | undefined)[] {
  return MODES.map(tokens =>
    tokens.find(
      ({ name, CATEGORIES }) => name === terminal || CATEGORIES?.some(category => category.name === terminal),
    ),
  )
}

/** The pattern of a token: a mark alone as a string, others as the source of a regular expression. */
export function patternOf({ name, PATTERN }: TokenType): { readonly mark: string } | { readonly source: string } {
  if (typeof PATTERN === 'string') return { mark: PATTERN }
  if (PATTERN instanceof RegExp) return { source: PATTERN.source }
  throw new Error(`The token "${name}" has neither a text nor a regular expression.`)
}

/** The mark that a terminal is, such as a comma; undefined for a terminal that has a text of its own. */
export function markOf(terminal: string): string | undefined {
  const [token] = allTokens().filter(({ name }) => name === terminal)
  const pattern = token && patternOf(token)
  return pattern && 'mark' in pattern ? pattern.mark : undefined
}

/** What is written above the productions and tokens, and at the head of the file. */
export interface Notes {
  readonly head: string
  /** By production: its notation. */
  readonly notations: ReadonlyMap<string, string>
  /** By production or token. */
  readonly notes: ReadonlyMap<string, string>
}

const COMMENT = String.raw`/\*\*((?:(?!\*/).|\n)*)\*/\s*`
const PRODUCTION = new RegExp(String.raw`${COMMENT}readonly \w+: ParserMethod<\[\], \w+> = this\.RULE\('(\w+)'`, 'g')
const TOKEN = new RegExp(String.raw`${COMMENT}export const \w+: TokenType = createToken\(\{\s*name: '(\w+)'`, 'g')

/** Reads the comments of the grammar. */
export function readNotes(): Notes {
  const source = readFileSync(path.join(import.meta.dirname, '../../grammar/process.ts'), 'utf8')
  const notations = new Map<string, string>()
  const notes = new Map<string, string>()
  for (const [, comment = '', name = ''] of source.matchAll(PRODUCTION)) {
    const [notation = '', ...rest] = plainComment(comment).split(/\n{2,}/)
    notations.set(name, notation)
    notes.set(name, rest.join('\n'))
  }
  for (const [, comment = '', name = ''] of source.matchAll(TOKEN)) notes.set(name, plainComment(comment))
  const [, head = ''] = /\/\*\n((?:(?!\*\/).|\n)*)\*\//.exec(source) ?? []
  return { head: plainComment(head), notations, notes }
}

function plainComment(comment: string): string {
  return comment.replace(/^[ \t]*\*?[ \t]*/gm, '').trim()
}
