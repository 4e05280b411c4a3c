import type { TokenType } from 'chevrotain'
import { REGULAR } from '../../grammar/process.ts'
import { notation } from './ebnf.ts'
import {
  MODES,
  markOf,
  type Production,
  type ProductionPart,
  patternOf,
  readProductions,
  variantsOf,
} from './productions.ts'

/*
 * Writes the parser that the library runs: plain recursive descent without tokens, a function a production and one a terminal.
 * It reads what it needs of the grammar and no more, and throws for what a production may not do:
 * - a repetition begins with a mark, a terminal of one character; so one character tells whether it goes on;
 * - a terminal with a text of its own is optional, or the first part of a production, which then is tried;
 * - a choice is between productions that are tried, and at last anything.
 */

/** How a terminal with a text of its own is read. */
type TerminalPattern =
  /** Characters that are not in a set, at least one: `[^/,|]+`. */
  | { readonly kind: 'run' }
  /** Characters that are not in a set, and the mark that ends them, which is no part of the text: `[^_/,|]*_`. */
  | { readonly kind: 'runTo'; readonly mark: string }
  /** Anything else, in one mode only. A mark at its begin or end is no part of the text. */
  | { readonly kind: 'pattern'; readonly source: string; readonly mode: number; readonly nextMode: number }

/** The text of the parser. */
export function parserCode(): string {
  const productions = readProductions()
  const terminals = [...new Set(productions.flatMap(({ parts }) => parts.flatMap(readTerminals)))]
  const runs = terminals.filter(name => readingOf(name).kind !== 'pattern')
  const [first] = productions
  if (!first) throw new Error('The grammar has no production.')
  return `${[
    '// Written by "npm run generate" from grammar/process.ts.',
    `import { type Form, ${productions
      .map(({ name }) => `to${name}`)
      .toSorted()
      .join(', ')} } from '../build-tree.ts'`,
    '',
    ...productions.map(({ name }) => `type ${name} = ReturnType<typeof to${name}>`),
    '',
    HEAD,
    classTable(runs),
    '',
    entry(first.name),
    ...productions.map(production => `\n// ${notation(production)}\n${productionCode(production, productions)}`),
    ...terminals.map(name => `\n${terminalCode(name, runs)}`),
  ].join('\n')}\n`
}

const HEAD = `interface Cursor extends Form {
  readonly text: string
  at: number
  mode: number
}

const NONE: readonly never[] = []

function append<T>(list: T[] | undefined, item: T): T[] {
  if (list === undefined) return [item]
  list.push(item)
  return list
}
`

function entry(name: string): string {
  return `/** The tree of a text, and whether nothing in it needs a closer look. */
export function parse${name}(text: string): { readonly tree: ${name}; readonly isRegular: boolean } {
  const cursor: Cursor = { text, at: 0, mode: 0, isRegular: true }
  const tree = read${name}(cursor)
  return { tree, isRegular: cursor.isRegular }
}`
}

/** The terminals that a part reads by functions of their own: all but marks. */
function readTerminals(part: ProductionPart): readonly string[] {
  switch (part.kind) {
    case 'terminal':
      return markOf(part.name) === undefined ? [part.name] : []
    case 'production':
      return []
    case 'choice':
      return part.alternatives.flat().flatMap(readTerminals)
    default:
      return part.parts.flatMap(readTerminals)
  }
}

/** A variable of a production's function: the text of a terminal, a node, or a list of them. */
interface ParserVariable {
  readonly name: string
  readonly type: string
  readonly isList: boolean
  /** True when it is set where the production begins, and not only on some way. */
  readonly isSure: boolean
}

function productionCode(production: Production, all: readonly Production[]): string {
  const { name, parts } = production
  const variables = variablesOf(parts)
  const declared = [...variables.values()].filter(({ isList, isSure }) => isList || !isSure)
  const given = Array.from(variables.values(), ({ name: variable, isList }) =>
    isList ? `${variable} ?? NONE` : variable,
  )
  const lines = [
    'const start = cursor.at',
    ...declared.map(declaration),
    ...parts.flatMap((part, index) => partCode(part, variables, all, index === 0)),
    `return to${name}(${['cursor', 'start', 'cursor.at', ...given].join(', ')})`,
  ]
  const type = isTried(production) ? `${name} | undefined` : name
  return `function read${name}(cursor: Cursor): ${type} {\n${indented(lines)}\n}`
}

function declaration({ name, type, isList }: ParserVariable): string {
  if (isList) return `let ${name}: ${type}[] | undefined`
  return type === 'string' ? `let ${name} = ''` : `let ${name}: ${type} | undefined`
}

function indented(lines: readonly string[]): string {
  return lines.map(line => line.replace(/^(?=.)/gm, '  ')).join('\n')
}

/** A production that begins with a terminal with a text of its own is tried: without the terminal there is no node. */
function isTried({ parts: [first] }: Production): boolean {
  return first?.kind === 'terminal'
}

/** The variables of the parts that the tree keeps, by the name of the terminal or production. */
function variablesOf(parts: readonly ProductionPart[]): ReadonlyMap<string, ParserVariable> {
  const variables = new Map<string, ParserVariable>()
  const add = (part: ProductionPart, isSure: boolean, isRepeated: boolean): void => {
    if (part.kind === 'choice') for (const alternative of part.alternatives.flat()) add(alternative, false, isRepeated)
    else if (part.kind === 'option')
      for (const inner of part.parts) add(inner, isSure && inner.kind === 'terminal', isRepeated)
    else if (part.kind === 'repetition') for (const inner of part.parts) add(inner, false, true)
    else if (part.kind === 'production' || markOf(part.name) === undefined) {
      const key = keyOf(part)
      const isList = isRepeated || variables.has(key)
      const name = key.charAt(0).toLowerCase() + key.slice(1) + (isList ? 's' : '')
      variables.set(key, { name, type: typeOf(part), isList, isSure: isSure && !isList })
    }
  }
  for (const part of parts) add(part, true, false)
  return variables
}

type Element = Extract<ProductionPart, { kind: 'terminal' | 'production' }>

function keyOf(part: Element): string {
  return (part.kind === 'terminal' && part.label) || part.name
}

function typeOf(part: Element): string {
  if (part.kind === 'production') return part.name
  return readingOf(part.name).kind === 'run' ? 'string' : 'string | undefined'
}

function partCode(
  part: ProductionPart,
  variables: ReadonlyMap<string, ParserVariable>,
  all: readonly Production[],
  isFirst: boolean,
): readonly string[] {
  const inside = (parts: readonly ProductionPart[]) => parts.flatMap(inner => partCode(inner, variables, all, false))
  switch (part.kind) {
    case 'production':
      return [setCode(part, variables)]
    case 'terminal':
      if (!isFirst) throw new Error(`A "${part.name}" is needed here, but the text may have none; make it optional.`)
      return [setCode(part, variables), `if (${variables.get(keyOf(part))?.name} === undefined) return undefined`]
    case 'option':
      return [setCode(onlyTerminal(part.parts), variables)]
    case 'repetition': {
      const [first, ...rest] = part.parts
      const mark = first?.kind === 'terminal' ? markOf(first.name) : undefined
      if (mark === undefined) throw new Error('A repetition has to begin with a mark.')
      return [
        `while (cursor.text.charCodeAt(cursor.at) === ${mark.charCodeAt(0)}) {`,
        indented(['cursor.at++', ...inside(rest)]),
        '}',
      ]
    }
    case 'choice':
      return choiceCode(part.alternatives, variables, all, inside)
  }
}

function onlyTerminal(parts: readonly ProductionPart[]): Element {
  const [part] = parts
  if (parts.length !== 1 || part?.kind !== 'terminal') throw new Error('An option has to be one terminal.')
  return part
}

function choiceCode(
  alternatives: readonly (readonly ProductionPart[])[],
  variables: ReadonlyMap<string, ParserVariable>,
  all: readonly Production[],
  inside: (parts: readonly ProductionPart[]) => readonly string[],
): readonly string[] {
  const [alternative = [], ...others] = alternatives
  if (others.length === 0) return inside(alternative)
  const [part] = alternative
  const production = part?.kind === 'production' ? all.find(({ name }) => name === part.name) : undefined
  if (alternative.length !== 1 || part?.kind !== 'production' || !production || !isTried(production))
    throw new Error('A choice has to be between productions that begin with a terminal, and at last anything.')
  const { name } = variableOf(part, variables)
  return [
    setCode(part, variables),
    `if (${name} === undefined) {`,
    indented(choiceCode(others, variables, all, inside)),
    '}',
  ]
}

function setCode(part: Element, variables: ReadonlyMap<string, ParserVariable>): string {
  const { name, isList, isSure } = variableOf(part, variables)
  const read = `read${part.name}(cursor)`
  if (isList) return `${name} = append(${name}, ${read})`
  return `${isSure ? 'const ' : ''}${name} = ${read}`
}

function variableOf(part: Element, variables: ReadonlyMap<string, ParserVariable>): ParserVariable {
  const variable = variables.get(keyOf(part))
  if (!variable) throw new Error(`"${part.name}" has no variable.`)
  return variable
}

/** How a terminal is read, in all modes alike but for its set. */
function readingOf(terminal: string): TerminalPattern {
  const readings = variantsOf(terminal).flatMap((token, mode) => (token ? [tokenReading(token, mode)] : []))
  const [first] = readings
  if (!first || readings.some(({ kind }) => kind !== first.kind) || (first.kind === 'pattern' && readings.length > 1))
    throw new Error(`"${terminal}" has to be read in the same way in all modes.`)
  return first
}

function tokenReading(token: TokenType, mode: number): TerminalPattern {
  const source = sourceOf(token)
  if (/^\[\^[^\]]+\]\+$/.test(source)) return { kind: 'run' }
  const [, mark] = /^\[\^[^\]]+\]\*(\w)$/.exec(source) ?? []
  if (mark) return { kind: 'runTo', mark }
  return { kind: 'pattern', source, mode, nextMode: token.PUSH_MODE ? 1 : token.POP_MODE ? 0 : mode }
}

/** The pattern of a token without what has to stand before it: a token is only looked for where the grammar expects it. */
function sourceOf(token: TokenType): string {
  const pattern = patternOf(token)
  return 'source' in pattern ? pattern.source.replace(/^\(\?<[=!][^)]*\)/, '') : ''
}

function terminalCode(terminal: string, runs: readonly string[]): string {
  const reading = readingOf(terminal)
  return reading.kind === 'pattern'
    ? patternCode(terminal, reading)
    : runCode(terminal, reading, runs.indexOf(terminal))
}

function runCode(terminal: string, reading: Exclude<TerminalPattern, { kind: 'pattern' }>, index: number): string {
  const isTo = reading.kind === 'runTo'
  const ending = isTo
    ? `if (text.charCodeAt(at) !== ${reading.mark.charCodeAt(0)}) return undefined\n  cursor.at = at + 1`
    : 'cursor.at = at'
  return `function read${terminal}(cursor: Cursor): ${isTo ? 'string | undefined' : 'string'} {
  const { text, at: start } = cursor
  const end = ${1 << (index * MODES.length)} << cursor.mode
  let at = start
  for (; at < text.length; at++) {
    const kind = CLASSES[text.charCodeAt(at)] ?? IRREGULAR
    if (kind === 0) continue
    if ((kind & end) !== 0) break
    if ((kind & IRREGULAR) !== 0) cursor.isRegular = false
  }
  ${ending}
  return text.slice(start, at)
}`
}

function patternCode(
  terminal: string,
  { source, mode, nextMode }: Extract<TerminalPattern, { kind: 'pattern' }>,
): string {
  const constant = terminal.toUpperCase()
  const prefix = (/^\\?[^\\[(]+?(?=[[\\(]|$)/.exec(source)?.[0] ?? '').replace('\\', '')
  const skipped = /^\\\W/.test(source) ? 1 : 0
  const dropped = /\\\W$/.test(source) ? 1 : 0
  return `const ${constant} = /${source}/y

function read${terminal}(cursor: Cursor): string | undefined {
  const { text, at } = cursor
  if (cursor.mode !== ${mode} || !text.startsWith(${JSON.stringify(prefix)}, at)) return undefined
  ${constant}.lastIndex = at
  if (!${constant}.test(text)) return undefined
  cursor.at = ${constant}.lastIndex
  cursor.mode = ${nextMode}
  return text.slice(at${skipped ? ' + 1' : ''}, cursor.at${dropped ? ' - 1' : ''})
}`
}

/** A table of the first 128 characters: one bit says that a character ends a run in a mode, one that it is not regular. Others end none. */
function classTable(runs: readonly string[]): string {
  const sets = runs.flatMap(terminal =>
    variantsOf(terminal).map(token => {
      const [set] = /\[.*\]/.exec(token ? sourceOf(token) : '') ?? []
      if (!set) throw new Error(`"${terminal}" is not read in every mode.`)
      return new RegExp(set)
    }),
  )
  const irregular = 1 << sets.length
  const classOf = (code: number): number => {
    const character = String.fromCharCode(code)
    const ends = sets.map((set, bit) => (set.test(character) ? 0 : 1 << bit))
    return ends.reduce((sum, bit) => sum | bit, REGULAR.test(character) ? 0 : irregular)
  }
  if (Array.from({ length: 0x10000 - 128 }, (_, index) => classOf(index + 128)).some(value => value !== irregular))
    throw new Error('Beyond ASCII every character has to be irregular, and none may end a word.')
  const classes = Array.from({ length: 128 }, (_, code) => classOf(code))
  const rows = Array.from({ length: 8 }, (_, row) => `  ${classes.slice(row * 16, row * 16 + 16).join(', ')},`)
  return [
    '/** What a character means: bits for the runs that it ends, and whether it asks for a closer look. */',
    `const CLASSES: Uint8Array = /* @__PURE__ */ new Uint8Array([\n${rows.join('\n')}\n])`,
    `const IRREGULAR = ${irregular}`,
  ].join('\n')
}
