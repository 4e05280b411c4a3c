import { json } from './json.ts'
import { pretty } from './pretty.ts'
import type { Reporter } from './report.ts'
import { unix } from './unix.ts'

/** The report formats by name. */
export const reporters: Readonly<Record<string, Reporter>> = { pretty, json, unix }
