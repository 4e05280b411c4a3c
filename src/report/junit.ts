import { findingsOf, type LintedFile, type PlacedDiagnostic, type Reporter, summarize } from './report.ts'
import { element, escapeXml, xmlDocument } from './xml.ts'

/** The XML of JUnit: a suite for each file, a failed case for each finding, one passed case for a file without any. */
export const junit: Reporter = files => {
  const { errors, warnings, infos } = summarize(files)
  const failures = errors + warnings + infos
  const passed = files.filter(file => findingsOf(file).length === 0).length
  return xmlDocument(
    element('testsuites', { name: 'oss-process', tests: failures + passed, failures, errors: 0 }, files.map(suite)),
  )
}

function suite(file: LintedFile): string {
  const findings = findingsOf(file)
  const cases =
    findings.length === 0
      ? [element('testcase', { name: 'oss-process', classname: file.file, time: 0 })]
      : findings.map(finding => failedCase(file.file, finding))
  return element(
    'testsuite',
    { name: file.file, tests: cases.length, failures: findings.length, errors: 0, skipped: 0, time: 0 },
    cases,
  )
}

function failedCase(file: string, { ruleId, message, severity, start }: PlacedDiagnostic): string {
  const place = `${file}:${start.line}:${start.column}`
  const failure = element('failure', { message, type: severity }, [
    escapeXml(`${place} ${severity} ${message} ${ruleId}`),
  ])
  return element('testcase', { name: `${ruleId} ${start.line}:${start.column}`, classname: file, time: 0 }, [failure])
}
