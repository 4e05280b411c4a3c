import { agent } from './agent.ts'
import { checkstyle } from './checkstyle.ts'
import { github } from './github.ts'
import { gitlab } from './gitlab.ts'
import { json } from './json.ts'
import { jsonl } from './jsonl.ts'
import { junit } from './junit.ts'
import { pretty } from './pretty.ts'
import { rdjson } from './rdjson.ts'
import type { Reporter, StreamReporter } from './report.ts'
import { sarif } from './sarif.ts'
import { unix } from './unix.ts'

/** The report formats by name. */
export const reporters: Readonly<Record<string, Reporter | StreamReporter>> = {
  pretty,
  unix,
  agent,
  json,
  jsonl,
  sarif,
  github,
  gitlab,
  checkstyle,
  junit,
  rdjson,
}
