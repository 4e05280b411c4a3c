import type { Command } from '../options/args.ts'
import { compile } from './compile.ts'
import { completionFor } from './completion.ts'
import { decompileCommand } from './decompile.ts'
import { diffCommand } from './diff.ts'
import { doctorCommand } from './doctor.ts'
import { explainCommand } from './explain.ts'
import { followCommand } from './follow.ts'
import { formatCommand } from './format.ts'
import { initCommand } from './init.ts'
import { lintCommand } from './lint.ts'
import { lspCommand } from './lsp.ts'
import { mcpCommand } from './mcp.ts'
import { operations } from './operations.ts'
import { parseCommand } from './parse.ts'
import { planCommand } from './plan.ts'
import { previewCommand } from './preview.ts'
import { queueCommand } from './queue.ts'
import { receiptsCommand } from './receipts.ts'
import { rulesCommand } from './rules.ts'
import { serveCommand } from './serve.ts'
import { submitCommand } from './submit.ts'
import { traceCommand } from './trace.ts'
import { verifyCommand } from './verify.ts'
import { workCommand } from './work.ts'

/** The commands, in the order of the help. */
export const commands: readonly Command[] = [
  lintCommand,
  formatCommand,
  parseCommand,
  explainCommand,
  traceCommand,
  operations,
  rulesCommand,
  compile,
  decompileCommand,
  diffCommand,
  verifyCommand,
  planCommand,
  submitCommand,
  followCommand,
  workCommand,
  queueCommand,
  receiptsCommand,
  previewCommand,
  serveCommand,
  lspCommand,
  mcpCommand,
  doctorCommand,
  initCommand,
  completionFor(() => commands),
]
