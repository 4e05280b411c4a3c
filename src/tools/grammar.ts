import { createToken, EmbeddedActionsParser, type IToken, Lexer } from 'chevrotain'
import type { Conditional, Operation, Parameter, Pipeline, Stage, StageNode } from '../language/tree.ts'

/**
 * The grammar of process strings in Chevrotain, production by production as in grammar/process.ebnf.
 * The diagrams are drawn from it, and the tests hold the parser of the library to it. The library does not ship it: it would
 * double the size of the bundle and take 25 times as long to load as the parser that says the same in a hundred lines.
 */

const isStageStart = (tokens: readonly IToken[]) => tokens.length === 0 || tokens.at(-1)?.tokenType === Pipe
const CONDITION = /if_[a-z]+_[a-z]+_[0-9]+\{/y

const Slash = createToken({ name: 'Slash', label: '"/"', pattern: '/' })
const Comma = createToken({ name: 'Comma', label: '","', pattern: ',' })
const Pipe = createToken({ name: 'Pipe', label: '"|"', pattern: '|' })
const Word = createToken({ name: 'Word', label: 'word', pattern: /[^/,|]+/, line_breaks: true })
const InnerWord = createToken({
  name: 'InnerWord',
  label: 'word',
  pattern: /[^/,|}]+/,
  line_breaks: true,
  categories: Word,
})
const Open = createToken({
  name: 'Open',
  label: '"if_status_eq_404{"',
  line_breaks: false,
  push_mode: 'conditional',
  pattern: (text, offset, tokens) => {
    if (!isStageStart(tokens)) return null
    CONDITION.lastIndex = offset
    return CONDITION.exec(text)
  },
  start_chars_hint: ['i'],
})
const Close = createToken({ name: 'Close', label: '"}"', pattern: /\}[^|]*/, line_breaks: true, pop_mode: true })

const lexer = new Lexer(
  {
    modes: { main: [Open, Slash, Comma, Pipe, Word], conditional: [Close, Slash, Comma, Pipe, InnerWord] },
    defaultMode: 'main',
  },
  { positionTracking: 'onlyOffset' },
)

class ProcessGrammar extends EmbeddedActionsParser {
  constructor() {
    super([Open, Close, Slash, Comma, Pipe, Word, InnerWord], { maxLookahead: 1 })
    this.performSelfAnalysis()
  }

  readonly pipeline = this.RULE('Pipeline', (start: number): Pipeline => {
    const stages: StageNode[] = [this.SUBRULE(this.stage, { ARGS: [start] })]
    this.MANY(() => {
      const pipe = this.CONSUME(Pipe)
      stages.push(this.SUBRULE2(this.stage, { ARGS: [pipe.startOffset + 1] }))
    })
    return this.ACTION(() => ({ kind: 'pipeline', start, end: stages.at(-1)?.end ?? start, stages }))
  })

  readonly stage = this.RULE(
    'Stage',
    (start: number): StageNode =>
      this.OR([
        { ALT: () => this.SUBRULE(this.conditional) },
        {
          ALT: () => {
            const category = this.OPTION(() => this.CONSUME(Word).image) ?? ''
            const parameters: Parameter[] = []
            const operations: Operation[] = []
            this.MANY(() => parameters.push(this.SUBRULE(this.parameter)))
            this.MANY2(() => {
              const slash = this.CONSUME(Slash)
              operations.push(this.SUBRULE(this.operation, { ARGS: [slash.startOffset + 1] }))
            })
            return this.ACTION(() => toStage(start, category, parameters, operations))
          },
        },
      ]),
  )

  readonly conditional = this.RULE('Conditional', (): Conditional => {
    const open = this.CONSUME(Open)
    const start = open.startOffset
    const body = this.SUBRULE(this.pipeline, { ARGS: [start + open.image.length] })
    const close = this.OPTION(() => this.CONSUME(Close))
    return this.ACTION(() => {
      const end = close ? close.startOffset + close.image.length : body.end
      return {
        kind: 'conditional',
        start,
        end,
        condition: open.image.slice(0, -1),
        body,
        closed: close !== undefined,
        trailing: close?.image.slice(1) ?? '',
      }
    })
  })

  readonly operation = this.RULE('Operation', (start: number): Operation => {
    const name = this.OPTION(() => this.CONSUME(Word).image) ?? ''
    const parameters: Parameter[] = []
    this.MANY(() => parameters.push(this.SUBRULE(this.parameter)))
    return this.ACTION(() => toOperation(start, name, parameters))
  })

  readonly parameter = this.RULE('Parameter', (): Parameter => {
    const start = this.CONSUME(Comma).startOffset + 1
    const text = this.OPTION(() => this.CONSUME(Word).image) ?? ''
    return this.ACTION(() => {
      const [, name, value] = /^([^_]*)_(.*)$/s.exec(text) ?? [text, undefined, text]
      return { kind: 'parameter', start, end: start + text.length, name, value: value ?? '' }
    })
  })
}

function toOperation(start: number, name: string, parameters: readonly Parameter[]): Operation {
  return { kind: 'operation', start, end: parameters.at(-1)?.end ?? start + name.length, name, parameters }
}

function toStage(start: number, category: string, parameters: readonly Parameter[], rest: readonly Operation[]): Stage {
  const isOperation = parameters.length > 0
  const operations = isOperation ? [toOperation(start, category, parameters), ...rest] : rest
  const end = operations.at(-1)?.end ?? start + category.length
  return { kind: 'stage', start, end, category: isOperation ? undefined : category, operations }
}

const grammar = new ProcessGrammar()

/** Parses by the grammar. Every text has a tree; a text that has none is a mistake of the grammar, and throws. */
export function parseByGrammar(text: string): Pipeline {
  const { tokens, errors } = lexer.tokenize(text)
  grammar.input = tokens
  const tree = grammar.pipeline(0)
  const problem = errors[0] ?? grammar.errors[0]
  if (problem) throw new Error(`The grammar does not cover ${JSON.stringify(text)}: ${problem.message}`)
  return tree
}

/** The productions as Chevrotain describes them. */
export function serializedGrammar(): readonly unknown[] {
  return grammar.getSerializedGastProductions()
}
