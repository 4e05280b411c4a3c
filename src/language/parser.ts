import { type Diagnostic, type Locale, localeOf } from './diagnostic.ts'
import { findMistakes, type Mistake, mistakeDiagnostic } from './mistakes.ts'
import type { Conditional, Operation, Parameter, Pipeline, Stage, StageNode } from './tree.ts'

/** A tree for every text, and what is wrong with its form. */
export interface ParseResult {
  readonly tree: Pipeline
  readonly diagnostics: readonly Diagnostic[]
}

/** Where the parser stands. */
interface Cursor {
  readonly text: string
  at: number
  /** Offset of the first underscore of the last word, or -1. */
  underscore: number
  /** True inside of braces, where "}" ends a word. Conditionals do not nest. */
  isConditional: boolean
  /** False once something needs a closer look; then the tree is searched for mistakes. */
  isRegular: boolean
}

const SLASH = 47
const COMMA = 44
const PIPE = 124
const CLOSING_BRACE = 125
const CONDITION = /if_[a-z]+_[a-z]+_[0-9]+(?=\{)/y

/** What a code unit means inside of a word; most are plain, so that one look-up settles them. */
const PLAIN = 0
const END = 1
const UNDERSCORE = 2
const CLOSING = 3
const IRREGULAR = 4
const CLASSES: Uint8Array = Uint8Array.from({ length: 128 }, (_, code) => {
  const character = String.fromCharCode(code)
  if ('/,|'.includes(character)) return END
  if (character === '_') return UNDERSCORE
  if (character === '}') return CLOSING
  return /[!-~]/.test(character) && !'%?&=#'.includes(character) ? PLAIN : IRREGULAR
})

const NO_MISTAKES: readonly Mistake[] = []

/**
 * Parses a process string. Never throws, always returns a tree that prints back to the same text, in linear time.
 * The diagnostics concern the form only; `lint` adds what the catalogue knows.
 */
export function parse(text: string, locale?: Locale): ParseResult {
  const { tree, mistakes } = parseTree(text)
  const language = localeOf(locale)
  return { tree, diagnostics: mistakes.map(mistake => mistakeDiagnostic(mistake, language)) }
}

/** A tree with the mistakes of form that are not yet put into words. */
export interface Parsed {
  readonly tree: Pipeline
  readonly mistakes: readonly Mistake[]
  /** True when every word is there and made of characters that a process string is made of: nothing needs a closer look. */
  readonly isRegular: boolean
}

/** Parses without putting the mistakes into words. */
export function parseTree(text: string): Parsed {
  const cursor = { text, at: 0, underscore: -1, isConditional: false, isRegular: true }
  const tree = pipeline(cursor)
  const { isRegular } = cursor
  return { tree, mistakes: isRegular ? NO_MISTAKES : findMistakes(tree, text), isRegular }
}

// [1] Pipeline = Stage , { "|" , Stage } ;
function pipeline(cursor: Cursor): Pipeline {
  const start = cursor.at
  const stages = [stage(cursor)]
  while (next(cursor) === PIPE) {
    cursor.at++
    stages.push(stage(cursor))
  }
  return { kind: 'pipeline', start, end: cursor.at, stages }
}

// [2] Stage = Conditional | Category , "/" , Operation , { "/" , Operation } ;
function stage(cursor: Cursor): StageNode {
  const condition = cursor.isConditional ? undefined : conditionAt(cursor)
  return condition === undefined ? plainStage(cursor) : conditional(cursor, condition)
}

function plainStage(cursor: Cursor): Stage {
  const start = cursor.at
  const operations: Operation[] = []
  let category: string | undefined = word(cursor)
  if (category === '' || next(cursor) !== SLASH) cursor.isRegular = false
  if (next(cursor) === COMMA) {
    // A first word with parameters is an operation whose category is missing.
    category = undefined
    cursor.at = start
    operations.push(operation(cursor))
  }
  while (next(cursor) === SLASH) {
    cursor.at++
    operations.push(operation(cursor))
  }
  return { kind: 'stage', start, end: cursor.at, category, operations }
}

// [3] Conditional = Condition , "{" , Pipeline , "}" ;
function conditional(cursor: Cursor, condition: string): Conditional {
  const start = cursor.at
  cursor.isRegular = false
  cursor.at += condition.length + 1
  cursor.isConditional = true
  const body = pipeline(cursor)
  cursor.isConditional = false
  const closed = next(cursor) === CLOSING_BRACE
  if (!closed) return { kind: 'conditional', start, end: cursor.at, condition, body, closed, trailing: '' }
  const pipe = cursor.text.indexOf('|', cursor.at)
  const trailing = cursor.text.slice(cursor.at + 1, pipe < 0 ? undefined : pipe)
  cursor.at += 1 + trailing.length
  return { kind: 'conditional', start, end: cursor.at, condition, body, closed, trailing }
}

// [4] Operation = Name , { "," , Parameter } ;
function operation(cursor: Cursor): Operation {
  const start = cursor.at
  const name = word(cursor)
  if (name === '') cursor.isRegular = false
  const parameters: Parameter[] = []
  while (next(cursor) === COMMA) {
    cursor.at++
    parameters.push(parameter(cursor))
  }
  return { kind: 'operation', start, end: cursor.at, name, parameters }
}

// [5] Parameter = [ Name , "_" ] , Value ; the first underscore separates, because values hold underscores too.
function parameter(cursor: Cursor): Parameter {
  const start = cursor.at
  const whole = word(cursor)
  const { at: end, underscore } = cursor
  if (whole === '' || underscore === start) cursor.isRegular = false
  if (underscore < 0) return { kind: 'parameter', start, end, name: undefined, value: whole }
  const length = underscore - start
  return { kind: 'parameter', start, end, name: whole.slice(0, length), value: whole.slice(length + 1) }
}

// [10] Word = Character , { Character } ;
function word(cursor: Cursor): string {
  const { text, at: start, isConditional } = cursor
  let at = start
  cursor.underscore = -1
  for (; at < text.length; at++) {
    const kind = CLASSES[text.charCodeAt(at)] ?? IRREGULAR
    if (kind === PLAIN) continue
    if (kind === END || (kind === CLOSING && isConditional)) break
    if (kind === UNDERSCORE) {
      if (cursor.underscore < 0) cursor.underscore = at
    } else if (kind === IRREGULAR) cursor.isRegular = false
  }
  cursor.at = at
  return text.slice(start, at)
}

function next({ text, at }: Cursor): number {
  return text.charCodeAt(at)
}

// [7] Condition = "if_" , Letters , "_" , Letters , "_" , Digits ;
function conditionAt({ text, at }: Cursor): string | undefined {
  if (!text.startsWith('if_', at)) return undefined
  CONDITION.lastIndex = at
  return CONDITION.exec(text)?.[0]
}
