import type { Command } from '../args.ts'
import { compile } from './compile.ts'
import { completionCommand } from './completion.ts'
import { decompileCommand } from './decompile.ts'
import { diffCommand } from './diff.ts'
import { doctorCommand } from './doctor.ts'
import { explainCommand } from './explain.ts'
import { formatCommand } from './format.ts'
import { initCommand } from './init.ts'
import { lintCommand } from './lint.ts'
import { operations } from './operations.ts'
import { parseCommand } from './parse.ts'
import { planCommand } from './plan.ts'
import { previewCommand } from './preview.ts'
import { rulesCommand } from './rules.ts'
import { serveCommand } from './serve.ts'
import { submitCommand } from './submit.ts'
import { verifyCommand } from './verify.ts'

/** The commands, in the order of the help. */
export const commands: readonly Command[] = [
  lintCommand,
  formatCommand,
  parseCommand,
  explainCommand,
  operations,
  rulesCommand,
  compile,
  decompileCommand,
  diffCommand,
  verifyCommand,
  planCommand,
  submitCommand,
  previewCommand,
  serveCommand,
  doctorCommand,
  initCommand,
  completionCommand,
]
