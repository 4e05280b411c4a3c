import { toResults } from './json.ts'
import type { Reporter } from './report.ts'

/** One line of JSON for each string, as `results` of the JSON report holds them. */
export const jsonl: Reporter = files =>
  files
    .flatMap(toResults)
    .map(result => `${JSON.stringify(result)}\n`)
    .join('')
