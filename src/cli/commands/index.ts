import type { Command } from '../args.ts'
import { compile } from './compile.ts'
import { explainCommand } from './explain.ts'
import { formatCommand } from './format.ts'
import { lintCommand } from './lint.ts'
import { operations } from './operations.ts'
import { parseCommand } from './parse.ts'
import { rulesCommand } from './rules.ts'

/** The commands, in the order of the help. */
export const commands: readonly Command[] = [
  lintCommand,
  formatCommand,
  parseCommand,
  explainCommand,
  operations,
  rulesCommand,
  compile,
]
