// How to extend the grammar: a stage may be a macro such as "@saved", which stands for stages that the team wrote once.
// Run with: node examples/grammar/macros.mjs 'image/resize,w_200|@saved'
import { createToken, Lexer } from 'chevrotain'
import { Pipe, ProcessGrammar, TOKENS } from 'oss-process/grammar'
import { print } from 'oss-process/language'

const MACROS = {
  saved: 'sys/saveas,o_cHJldmlldy5qcGc',
  small: 'image/resize,w_200/format,webp',
}

const Macro = createToken({ name: 'Macro', pattern: /(?<![^|])@\w+/ })
const tokens = { ...TOKENS, modes: { ...TOKENS.modes, main: [Macro, ...TOKENS.modes.main] } }

class TemplateGrammar extends ProcessGrammar {
  constructor() {
    super(tokens)
    this.performSelfAnalysis()
  }

  // Template = ( Macro | Stage ) , { "|" , ( Macro | Stage ) } ;
  template = this.RULE('Template', () => {
    const texts = []
    this.AT_LEAST_ONE_SEP({
      SEP: Pipe,
      DEF: () =>
        this.OR([
          { ALT: () => texts.push(this.expanded(this.CONSUME(Macro).image.slice(1))) },
          { ALT: () => texts.push(this.printed(this.SUBRULE(this.stage))) },
        ]),
    })
    return texts.join('|')
  })

  expanded(name) {
    return this.ACTION(() => MACROS[name] ?? `@${name}`)
  }

  printed(stage) {
    return this.ACTION(() => print(stage))
  }
}

const { tokens: input } = new Lexer(tokens).tokenize(process.argv[2] ?? '@small|@saved')
const grammar = new TemplateGrammar()
grammar.input = input
console.log(grammar.template())
