import {
  createToken,
  EmbeddedActionsParser,
  type IMultiModeLexerDefinition,
  type ISerializedGast,
  type IToken,
  Lexer,
  type ParserMethod,
  type TokenType,
} from 'chevrotain'
import { type Form, toConditional, toOperation, toParameter, toPipeline, toStage } from './build-tree.ts'
import type { Conditional, Operation, Parameter, Pipeline, StageNode } from './tree.ts'

/*
 * The grammar of OSS process strings. This file is normative: the parser that the library runs, the notation in process.ebnf, the
 * diagrams and the grammar for editors are generated from its tokens and productions.
 *
 * Every text has a tree: where a string breaks what a note marks with "!", it is reported, and parsing goes on. Where two terminals fit,
 * a name or a conditional goes before a word. Which categories, operations and parameters exist is data: see grammar/operations.
 */

/** The characters of words that nothing is wrong with. Any other, such as a blank, a percent sign or a Chinese one, asks for a closer look. */
export const REGULAR: RegExp = /[!"$'-<>@-~]/

/** Before an operation. */
export const Slash: TokenType = createToken({ name: 'Slash', label: '"/"', pattern: '/' })
/** Before a parameter. */
export const Comma: TokenType = createToken({ name: 'Comma', label: '","', pattern: ',' })
/** Between stages. */
export const Pipe: TokenType = createToken({ name: 'Pipe', label: '"|"', pattern: '|' })

/** ! Blanks, line breaks and control characters are reported. */
export const Word: TokenType = createToken({ name: 'Word', pattern: /[^/,|]+/, line_breaks: true })

/** A Word between the braces of a conditional. */
export const InnerWord: TokenType = createToken({
  name: 'InnerWord',
  pattern: /[^/,|}]+/,
  line_breaks: true,
  categories: Word,
})

/** The first underscore separates, because values hold underscores: "language_en_US", Base64. */
export const ParameterName: TokenType = createToken({
  name: 'ParameterName',
  pattern: /(?<=,)[^_/,|]*_/,
  line_breaks: true,
})

/** A ParameterName between the braces of a conditional. */
export const InnerParameterName: TokenType = createToken({
  name: 'InnerParameterName',
  pattern: /(?<=,)[^_/,|}]*_/,
  line_breaks: true,
  categories: ParameterName,
})

/** Opens a conditional at the start of a stage. Conditionals do not nest: inside of one, "if_..." is a Word. */
export const Open: TokenType = createToken({
  name: 'Open',
  pattern: /(?<![^|])if_[a-z]+_[a-z]+_[0-9]+\{/,
  line_breaks: false,
  push_mode: 'conditional',
})

/** ! Text between the brace and the next pipe is reported. */
export const Close: TokenType = createToken({ name: 'Close', pattern: /\}[^|]*/, line_breaks: true, pop_mode: true })

/** The tokens by the mode in which they are looked for, the first one that fits: in braces "}" ends a word. */
export const TOKENS: IMultiModeLexerDefinition = {
  modes: {
    main: [Open, Slash, Comma, Pipe, ParameterName, Word],
    conditional: [Close, Slash, Comma, Pipe, InnerParameterName, InnerWord],
  },
  defaultMode: 'main',
}

/**
 * The grammar as a Chevrotain parser that makes the tree. A subclass may add productions or override them; it has to call
 * `this.performSelfAnalysis()` at the end of its constructor.
 * @example
 * const grammar = new ProcessGrammar()
 * grammar.input = tokenize('image/resize,w_200')
 * grammar.pipeline().stages // [{ kind: 'stage', category: 'image', ... }]
 */
export class ProcessGrammar extends EmbeddedActionsParser implements Form {
  /** False once something needs a closer look in the tokens that `input` was set to. */
  isRegular = true

  constructor(tokens: IMultiModeLexerDefinition = TOKENS) {
    super(tokens, { maxLookahead: 1 })
    if (new.target === ProcessGrammar) this.performSelfAnalysis()
  }

  override reset(): void {
    super.reset()
    this.isRegular = true
  }

  /** Pipeline = Stage , { "|" , Stage } ; */
  readonly pipeline: ParserMethod<[], Pipeline> = this.RULE('Pipeline', () => {
    const start = this.offset()
    const stages = [this.SUBRULE(this.stage)]
    this.MANY(() => {
      this.CONSUME(Pipe)
      stages.push(this.SUBRULE2(this.stage))
    })
    return this.ACTION(() => toPipeline(this, start, this.offset(), stages))
  })

  /**
   * Stage = Conditional | [ Category ] , { "," , Parameter } , { "/" , Operation } ;
   *
   * ! A stage is a category and at least one operation: "image/resize,w_200".
   * With parameters of its own, the first word is an operation, and the category is missing: "resize,w_200".
   */
  readonly stage: ParserMethod<[], StageNode> = this.RULE('Stage', () => {
    const start = this.offset()
    let conditional: Conditional | undefined
    let category = ''
    const parameters: Parameter[] = []
    const operations: Operation[] = []
    this.OR([
      { ALT: () => (conditional = this.SUBRULE(this.conditional)) },
      {
        ALT: () => {
          category = this.OPTION(() => this.CONSUME(Word, { LABEL: 'Category' }).image) ?? ''
          this.MANY(() => {
            this.CONSUME(Comma)
            parameters.push(this.SUBRULE(this.parameter))
          })
          this.MANY2(() => {
            this.CONSUME(Slash)
            operations.push(this.SUBRULE(this.operation))
          })
        },
      },
    ])
    return this.ACTION(() => toStage(this, start, this.offset(), conditional, category, parameters, operations))
  })

  /**
   * Conditional = Open , Pipeline , [ Close ] ;
   *
   * ! The closing brace is there.
   */
  readonly conditional: ParserMethod<[], Conditional> = this.RULE('Conditional', () => {
    const start = this.offset()
    const condition = this.CONSUME(Open).image.slice(0, -1)
    const body = this.SUBRULE(this.pipeline)
    const trailing = this.OPTION(() => this.CONSUME(Close).image.slice(1))
    return this.ACTION(() => toConditional(this, start, this.offset(), condition, body, trailing))
  })

  /**
   * Operation = [ Name ] , { "," , Parameter } ;
   *
   * ! The name is there. A sub-operation, such as "/pre" behind "concat", is an operation behind the one it belongs to.
   */
  readonly operation: ParserMethod<[], Operation> = this.RULE('Operation', () => {
    const start = this.offset()
    const name = this.OPTION(() => this.CONSUME(Word, { LABEL: 'Name' }).image) ?? ''
    const parameters: Parameter[] = []
    this.MANY(() => {
      this.CONSUME(Comma)
      parameters.push(this.SUBRULE(this.parameter))
    })
    return this.ACTION(() => toOperation(this, start, this.offset(), name, parameters))
  })

  /**
   * Parameter = [ ParameterName ] , [ Value ] ;
   *
   * ! One of the two is there, and a name is more than its underscore. Without a name the value is positional: "format,webp".
   * An empty value is legal here; whether it means anything is for the catalogue to say.
   */
  readonly parameter: ParserMethod<[], Parameter> = this.RULE('Parameter', () => {
    const start = this.offset()
    const name = this.OPTION(() => this.CONSUME(ParameterName).image.slice(0, -1))
    const value = this.OPTION2(() => this.CONSUME(Word, { LABEL: 'Value' }).image) ?? ''
    return this.ACTION(() => toParameter(this, start, this.offset(), name, value))
  })

  /** Where the text goes on behind what was consumed. */
  private offset(): number {
    const { startOffset, image } = this.LA(0)
    return Number.isNaN(startOffset) ? 0 : startOffset + image.length
  }
}

const lexer = new Lexer(TOKENS, { positionTracking: 'onlyOffset' })
const grammar = new ProcessGrammar()

/** The tokens of a text. Every text has them. */
export function tokenize(text: string): IToken[] {
  return lexer.tokenize(text).tokens
}

/**
 * Parses by the grammar itself. `parse` makes the same tree many times faster.
 * @throws Error when the grammar does not cover the text, which a test holds to be impossible.
 */
export function parseByGrammar(text: string): Pipeline {
  grammar.input = tokenize(text)
  const tree = grammar.pipeline()
  const [problem] = grammar.errors
  if (problem) throw new Error(`The grammar does not cover ${JSON.stringify(text)}: ${problem.message}`)
  return tree
}

/** The productions as Chevrotain describes them. */
export function getProductions(): readonly ISerializedGast[] {
  return grammar.getSerializedGastProductions()
}
