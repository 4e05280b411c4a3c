import { existsSync } from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Diagnostic as ShownDiagnostic } from 'vscode-languageserver'
import type { Diagnostic, Severity } from '../language/diagnostic.ts'
import { fileInput, type Input } from '../project/input.ts'
import { isRecipe } from '../project/is-recipe.ts'
import { findingsInOrder, lintInHost } from '../project/lint-file.ts'
import { mayHold } from '../project/may-hold.ts'
import type { Settings } from '../project/settings.ts'
import { type Document, rangeOf } from './document.ts'
import { stringsIn } from './in-string.ts'
import type { OpenFile } from './open-file.ts'
import { DiagnosticSeverity } from './protocol.ts'

/** Longer texts are left alone: nobody writes them, and reading one at every key would take its time. */
export const LONGEST = 2_000_000

/** A file as what lints takes it. */
export function inputOf({ name, document: { text } }: OpenFile): Input {
  return fileInput(name, text)
}

/** What is wrong with a file, in the order of the text; spans and edits are offsets of it. */
export async function findingsIn(file: OpenFile, settings: Settings): Promise<readonly Diagnostic[]> {
  const { text } = file.document
  if (text.length > LONGEST) return []
  if (isRecipe(file.name, text)) {
    const { lintRecipe } = await import('../project/lint-recipe.ts')
    return findingsInOrder(lintRecipe(inputOf(file), settings, path.dirname(file.name)))
  }
  if (!file.name.endsWith('.oss') && !mayHold(text)) return []
  return findingsInOrder(lintInHost(inputOf(file), settings, stringsIn(file)))
}

const SEVERITIES: Readonly<Record<Severity, NonNullable<ShownDiagnostic['severity']>>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
}

/** A finding as an editor shows it. `data` finds it again when the editor asks for what mends it. */
export function shownOf(document: Document, finding: Diagnostic): ShownDiagnostic {
  const { severity, ruleId, message, span } = finding
  const href = pageOf(finding)
  return {
    range: rangeOf(document, span),
    severity: SEVERITIES[severity],
    code: ruleId,
    ...(href && { codeDescription: { href } }),
    source: 'oss-process',
    message,
    data: keyOf(finding),
  }
}

/** What distinguishes a finding from the others of its file. */
export function keyOf({ ruleId, messageId, span }: Diagnostic): string {
  return `${ruleId}/${messageId}@${span.start}-${span.end}`
}

/** The page of a rule beside this program. */
function pageOf({ url }: Diagnostic): string | undefined {
  const places = ['..', '../..'].map(up => path.join(import.meta.dirname, up, url))
  const found = places.find(place => existsSync(place))
  return found === undefined ? undefined : pathToFileURL(found).href
}
