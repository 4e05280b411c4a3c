import { fingerprints } from './fingerprint.ts'
import type { FileFinding, FilePosition, PlacedEdit, Reporter, ReportOptions, RuleSummary } from './report.ts'

const SCHEMA = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json'
const LEVELS = { error: 'error', warning: 'warning', info: 'note' } as const
const FIX = { en: 'Apply the fix', zh: '应用修复' } as const

/** SARIF 2.1.0, as code scanning reads it. */
export const sarif: Reporter = (files, options) => {
  const findings = [...fingerprints(files)]
  const rules = usedRules(
    options,
    findings.map(([{ ruleId }]) => ruleId),
  )
  const indexes = new Map(rules.map(({ id }, index) => [id, index]))
  const run = {
    tool: {
      driver: {
        name: 'oss-process',
        version: options.version,
        semanticVersion: options.version,
        rules: rules.map(rule => ruleObject(rule, options)),
      },
    },
    columnKind: 'utf16CodeUnits',
    results: findings.map(([finding, fingerprint]) =>
      resultObject(finding, fingerprint, indexes.get(finding.ruleId) ?? -1, options),
    ),
  }
  return `${JSON.stringify({ $schema: SCHEMA, version: '2.1.0', runs: [run] }, undefined, 2)}\n`
}

/** The rules that were run, and those that reported without having been named. */
function usedRules({ rules = [] }: ReportOptions, ids: readonly string[]): readonly RuleSummary[] {
  const known = new Set(rules.map(({ id }) => id))
  const others = [...new Set(ids)].filter(id => !known.has(id))
  return [...rules, ...others.map(id => ({ id, severity: 'warning', description: { en: id, zh: id } }) as const)]
}

function ruleObject({ id, severity, description }: RuleSummary, { locale }: ReportOptions): object {
  return {
    id,
    shortDescription: { text: description[locale] },
    fullDescription: { text: description[locale] },
    help: { text: `${description[locale]}\noss-process explain ${id}` },
    defaultConfiguration: { level: LEVELS[severity] },
  }
}

function resultObject(finding: FileFinding, fingerprint: string, ruleIndex: number, { locale }: ReportOptions): object {
  const { file, ruleId, severity, message, start, end, excerpt, fix, suggestions = [], serverCode } = finding
  const artifactLocation = { uri: uriOf(file) }
  const fixes = [...(fix ? [{ message: FIX[locale], edits: fix }] : []), ...suggestions]
  return {
    ruleId,
    ruleIndex,
    level: LEVELS[severity],
    message: { text: message },
    locations: [
      { physicalLocation: { artifactLocation, region: { ...regionOf(start, end), snippet: { text: excerpt.text } } } },
    ],
    partialFingerprints: { 'ossProcess/v1': fingerprint },
    ...(fixes.length > 0 && {
      fixes: fixes.map(({ message: text, edits }) => ({
        description: { text },
        artifactChanges: [{ artifactLocation, replacements: edits.map(replacementOf) }],
      })),
    }),
    ...(serverCode && { properties: { serverCode } }),
  }
}

function replacementOf({ start, end, text }: PlacedEdit): object {
  return { deletedRegion: regionOf(start, end), insertedContent: { text } }
}

function regionOf(start: FilePosition, end: FilePosition): object {
  return { startLine: start.line, startColumn: start.column, endLine: end.line, endColumn: end.column }
}

/** A relative reference for a relative path, a file address for an absolute one. */
function uriOf(file: string): string {
  const uri = file
    .split('/')
    .map(part => (/^[A-Za-z]:$/.test(part) ? part : encodeURIComponent(part)))
    .join('/')
  return uri.startsWith('/') ? `file://${uri}` : /^[A-Za-z]:\//.test(uri) ? `file:///${uri}` : uri
}
