import { loadChevrotain, type Token, type TokenType } from './chevrotain.ts'

/** The terminals of grammar/process.ebnf. A separator is fused with the word behind it, which halves the tokens. */
export interface TokenTypes {
  /** First word of a stage, up to a separator; may be empty. */
  readonly Head: TokenType
  /** `/` and the name behind it. */
  readonly SlashName: TokenType
  /** `,` and the parameter behind it. */
  readonly CommaParameter: TokenType
  readonly Pipe: TokenType
  /** `if_status_eq_404{`. */
  readonly Open: TokenType
  /** `}` and whatever stands before the next pipe. */
  readonly Close: TokenType
}

/** A token carries offsets instead of text: the parser cuts out only what the tree keeps. */
declare module '@chevrotain/types' {
  interface IToken {
    /** End of the word, exclusive. Like startOffset it leaves out the separator that is fused to the word. */
    end: number
    /** Offset of the first underscore of the word, or -1. */
    underscore: number
  }
}

/** What a code unit means to the scanner; most are plain, so that one look-up settles them. */
const PLAIN = 0
const SEPARATOR = 1
const BRACE = 2
const UNDERSCORE = 3
const IRREGULAR = 4
const CLASSES: Uint8Array = Uint8Array.from({ length: 128 }, (_, code) => {
  const character = String.fromCharCode(code)
  if ('/,|'.includes(character)) return SEPARATOR
  if ('{}'.includes(character)) return BRACE
  if (character === '_') return UNDERSCORE
  return /[!-~]/.test(character) ? PLAIN : IRREGULAR
})

/** A condition is known by its form, so that a brace in any other word stays text. */
const CONDITION = /^if_[a-z]+_[a-z]+_[0-9]+$/

/** Makes the token types. The patterns are for the diagrams; `scan` produces the tokens, faster than a lexer of regular expressions. */
export function createTokenTypes(): TokenTypes {
  const { createToken } = loadChevrotain()
  return {
    Head: createToken({ name: 'Head', label: 'word', pattern: /[^/,|]*/ }),
    SlashName: createToken({ name: 'SlashName', label: '"/" word', pattern: /\/[^/,|]*/ }),
    CommaParameter: createToken({ name: 'CommaParameter', label: '"," word', pattern: /,[^/,|]*/ }),
    Pipe: createToken({ name: 'Pipe', label: '"|"', pattern: /\|/ }),
    Open: createToken({ name: 'Open', label: '"if_status_eq_404{"', pattern: /if_[a-z]+_[a-z]+_[0-9]+\{/ }),
    Close: createToken({ name: 'Close', label: '"}"', pattern: /\}[^|]*/ }),
  }
}

/** The tokens of a text, and whether its form needs a closer look. */
export interface Scan {
  readonly tokens: Token[]
  /** True when no word is empty, every stage has a category and an operation, and all is printable ASCII: nothing to complain about. */
  readonly regular: boolean
}

/** Cuts a text into tokens in one pass. Every code unit that is not a separator belongs to exactly one word. */
export function scan(text: string, types: TokenTypes): Scan {
  const { Head, SlashName, CommaParameter, Pipe, Open, Close } = types
  const tokens: Token[] = []
  let type = Head
  let start = 0
  let underscore = -1
  let conditional = false
  let regular = true
  for (let at = 0; at <= text.length; at++) {
    const kind = at < text.length ? (CLASSES[text.charCodeAt(at)] ?? IRREGULAR) : SEPARATOR
    if (kind === PLAIN) continue
    if (kind === UNDERSCORE) {
      if (underscore < 0) underscore = at
      continue
    }
    if (kind === IRREGULAR) {
      regular = false
      continue
    }
    const character = text[at]
    if (kind === BRACE) {
      if (character === '{' && type === Head && !conditional && CONDITION.test(text.slice(start, at))) {
        tokens.push(toToken(Open, start, at))
        conditional = true
        regular = false
      } else if (character === '}' && conditional && type !== Close) {
        tokens.push(toToken(type, start, at, underscore))
        type = Close
      } else continue
    } else {
      if (type === Close && (character === '/' || character === ',')) continue
      if (at === start || underscore === start || (type === Head && character !== '/')) regular = false
      tokens.push(toToken(type, start, at, underscore))
      if (type === Close) conditional = false
      if (character === '|') tokens.push(toToken(Pipe, at, at + 1))
      type = character === '/' ? SlashName : character === ',' ? CommaParameter : Head
    }
    start = at + 1
    underscore = -1
  }
  return { tokens, regular }
}

function toToken(tokenType: TokenType, startOffset: number, end: number, underscore = -1): Token {
  return { image: '', tokenTypeIdx: tokenType.tokenTypeIdx ?? 0, tokenType, startOffset, end, underscore }
}
