import { fingerprints } from './fingerprint.ts'
import type { Reporter } from './report.ts'

const SEVERITIES = { error: 'major', warning: 'minor', info: 'info' } as const

/** The code quality report of GitLab, which it shows in merge requests. */
export const gitlab: Reporter = files => {
  const issues = [...fingerprints(files)].map(([{ file, ruleId, severity, message, start, end }, fingerprint]) => ({
    type: 'issue',
    description: message,
    check_name: ruleId,
    categories: ['Bug Risk'],
    fingerprint,
    severity: SEVERITIES[severity],
    location: { path: file, lines: { begin: start.line, end: end.line } },
  }))
  return `${JSON.stringify(issues, undefined, 2)}\n`
}
