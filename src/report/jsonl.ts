import { toResults } from './json.ts'
import { holdsAny, type StreamReporter } from './report.ts'

/** One line of JSON for each string, as `results` of the JSON report holds them. */
export const jsonl: StreamReporter = function* (files) {
  for (const file of files.filter(holdsAny)) for (const result of toResults(file)) yield `${JSON.stringify(result)}\n`
}
