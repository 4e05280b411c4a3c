import { loadChevrotain, type Token } from './chevrotain.ts'
import type { Diagnostic, Locale } from './diagnostic.ts'
import { findMistakes, type Mistake, mistakeDiagnostic } from './mistakes.ts'
import { createTokenTypes, scan } from './tokens.ts'
import type { Conditional, Operation, Parameter, Pipeline, Stage, StageNode } from './tree.ts'

/** A tree for every text, and what is wrong with its form. */
export interface ParseResult {
  readonly tree: Pipeline
  readonly diagnostics: readonly Diagnostic[]
}

const NO_MISTAKES: readonly Mistake[] = []

let parser: ReturnType<typeof createParser> | undefined

/**
 * Parses a process string. Never throws, always returns a tree that prints back to the same text, in linear time.
 * The diagnostics concern the form only; `lint` adds what the catalogue knows.
 */
export function parse(text: string, locale: Locale = 'en'): ParseResult {
  const { tree, mistakes } = parseTree(text)
  return { tree, diagnostics: mistakes.map(mistake => mistakeDiagnostic(mistake, locale)) }
}

/** Parses without putting the mistakes into words. */
export function parseTree(text: string): { tree: Pipeline; mistakes: readonly Mistake[] } {
  parser ??= createParser()
  return parser.run(text)
}

/** Chevrotain's own description of the productions, from which the diagrams are drawn. */
export function serializedGrammar(): readonly unknown[] {
  parser ??= createParser()
  return parser.getSerializedGastProductions()
}

function createParser() {
  const { EmbeddedActionsParser } = loadChevrotain()
  const types = createTokenTypes()

  class ProcessParser extends EmbeddedActionsParser {
    private text = ''

    constructor() {
      super(Object.values(types), { maxLookahead: 1, recoveryEnabled: false, skipValidations: true })
      this.performSelfAnalysis()
    }

    // [1] Pipeline = Stage , { "|" , Stage } ;
    readonly pipeline = this.RULE('Pipeline', (): Pipeline => {
      const stages: StageNode[] = [this.SUBRULE(this.stage)]
      this.MANY(() => {
        this.CONSUME(types.Pipe)
        stages.push(this.SUBRULE2(this.stage))
      })
      return { kind: 'pipeline', start: stages[0]?.start ?? 0, end: stages.at(-1)?.end ?? 0, stages }
    })

    // [2] Stage = Conditional | Category , "/" , Operation , { "/" , Operation } ;
    readonly stage = this.RULE(
      'Stage',
      (): StageNode =>
        this.OR([
          {
            ALT: () => {
              const head: Token = this.CONSUME(types.Head)
              const leading: Parameter[] = []
              const operations: Operation[] = []
              this.MANY(() => leading.push(toParameter(this.text, this.CONSUME(types.CommaParameter))))
              this.MANY2(() => operations.push(this.SUBRULE(this.operation)))
              return toStage(this.text, head, leading, operations)
            },
          },
          { ALT: () => this.SUBRULE(this.conditional) },
        ]),
    )

    // [3] Conditional = Condition , "{" , Pipeline , "}" ;
    readonly conditional = this.RULE('Conditional', (): Conditional => {
      const open: Token = this.CONSUME(types.Open)
      const body: Pipeline = this.SUBRULE(this.pipeline)
      const close: Token | undefined = this.OPTION(() => this.CONSUME(types.Close))
      return toConditional(this.text, open, body, close)
    })

    // [4] Operation = Name , { "," , Parameter } ;
    readonly operation = this.RULE('Operation', (): Operation => {
      const name: Token = this.CONSUME(types.SlashName)
      const parameters: Parameter[] = []
      this.MANY(() => parameters.push(toParameter(this.text, this.CONSUME(types.CommaParameter))))
      return toOperation(this.text, name, parameters)
    })

    run(text: string): { tree: Pipeline; mistakes: readonly Mistake[] } {
      const { tokens, regular } = scan(text, types)
      this.text = text
      this.input = tokens
      const tree = this.pipeline()
      return { tree, mistakes: regular ? NO_MISTAKES : findMistakes(tree, text) }
    }
  }
  return new ProcessParser()
}

/** [5] Parameter = [ Name , "_" ] , Value ; the first underscore separates, because values hold underscores too. */
function toParameter(text: string, { startOffset: start, end, underscore }: Token): Parameter {
  return underscore < 0
    ? { kind: 'parameter', start, end, name: undefined, value: text.slice(start, end) }
    : { kind: 'parameter', start, end, name: text.slice(start, underscore), value: text.slice(underscore + 1, end) }
}

function toOperation(text: string, token: Token, parameters: readonly Parameter[]): Operation {
  const { startOffset: start } = token
  const end = parameters.at(-1)?.end ?? token.end
  return { kind: 'operation', start, end, name: text.slice(start, token.end), parameters }
}

/** A head with parameters is an operation whose category is missing. */
function toStage(text: string, head: Token, leading: readonly Parameter[], rest: readonly Operation[]): Stage {
  const { startOffset: start } = head
  const operations = leading.length === 0 ? rest : [toOperation(text, head, leading), ...rest]
  const category = leading.length === 0 ? text.slice(start, head.end) : undefined
  return { kind: 'stage', start, end: operations.at(-1)?.end ?? head.end, category, operations }
}

function toConditional(text: string, open: Token, body: Pipeline, close: Token | undefined): Conditional {
  return {
    kind: 'conditional',
    start: open.startOffset,
    end: close?.end ?? body.end,
    condition: text.slice(open.startOffset, open.end),
    body,
    closed: close !== undefined,
    trailing: close ? text.slice(close.startOffset, close.end) : '',
  }
}
