import { createToken, EmbeddedActionsParser, type IToken, type TokenType } from 'chevrotain'

/** What the parser needs of Chevrotain. */
export interface Chevrotain {
  readonly createToken: typeof createToken
  readonly EmbeddedActionsParser: typeof EmbeddedActionsParser
}

export type { IToken as Token, TokenType }

/** The build replaces this module by one that evaluates Chevrotain at the first call, so that importing the library stays free. */
export function loadChevrotain(): Chevrotain {
  return { createToken, EmbeddedActionsParser }
}
