import { isError } from '../language/diagnostic.ts'
import { block, escapeXmlLine, xmlDocument } from '../xml.ts'
import { findingsOf, type LintedFile, type PlacedDiagnostic, type Reporter, summarize } from './report.ts'

/**
 * The XML of JUnit: a suite for each file, a failed case for each error, one passed case for the others. Warnings and infos fail no run, so
 * that they are output of the passed case.
 */
export const junit: Reporter = files => {
  const { errors } = summarize(files)
  const tests = errors + files.filter(hasNoError).length
  const suites = block('testsuites', { name: 'oss-process', tests, failures: errors, errors: 0 }, files.map(suite))
  return `${xmlDocument(suites)}\n`
}

function hasNoError(file: LintedFile): boolean {
  return findingsOf(file).every(({ severity }) => severity !== 'error')
}

function suite(file: LintedFile): string {
  const findings = findingsOf(file)
  const errors = findings.filter(isError)
  const others = findings.filter(({ severity }) => severity !== 'error')
  const cases = errors.map(finding => failedCase(file.file, finding))
  const passed = block('testcase', { name: 'oss-process', classname: file.file, time: 0 })
  const output = others.map(finding => escapeXmlLine(lineOf(file.file, finding)))
  return block(
    'testsuite',
    {
      name: file.file,
      tests: Math.max(1, cases.length),
      failures: cases.length,
      errors: 0,
      skipped: 0,
      time: 0,
    },
    [...(cases.length > 0 ? cases : [passed]), ...(output.length > 0 ? [block('system-out', {}, output)] : [])],
  )
}

function lineOf(file: string, { ruleId, message, severity, start }: PlacedDiagnostic): string {
  return `${file}:${start.line}:${start.column} ${severity} ${message} ${ruleId}`
}

function failedCase(file: string, finding: PlacedDiagnostic): string {
  const { ruleId, message, severity, start } = finding
  const failure = block('failure', { message, type: severity }, [escapeXmlLine(lineOf(file, finding))])
  return block('testcase', { name: `${ruleId} ${start.line}:${start.column}`, classname: file, time: 0 }, [failure])
}
