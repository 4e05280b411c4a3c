import type { Locale } from '../../grammar/catalogue/localized.ts'
import { positionsOf } from '../language/position.ts'
import { entryName } from './expression.ts'
import { createFindings, type Findings } from './findings.ts'
import { asMap } from './read-record.ts'
import { readConstant } from './read-variables.ts'
import type { RecipeDiagnostic } from './recipe.ts'
import type { VariableValues } from './variables.ts'
import { readYaml, type YamlMap } from './yaml.ts'

/** Reads a file of variables: a YAML or JSON mapping of names to values. An empty one gives none. */
export function readVariableFile(
  text: string,
  fileName: string,
  locale?: Locale,
): { readonly values: VariableValues; readonly diagnostics: readonly RecipeDiagnostic[] } {
  const findings = createFindings(locale)
  const root = readYaml(text, fileName, findings)
  const map = root && asMap(root, fileName, findings)
  const diagnostics = findings.diagnostics.filter(({ messageId }) => messageId !== 'yaml-empty')
  return { values: Object.fromEntries(map ? pairsOf(map, findings) : []), diagnostics }
}

/** What is wrong with a file of variables as sentences, each with its line and column where it has a place. */
export function describeFileProblems(
  text: string,
  diagnostics: readonly RecipeDiagnostic[],
  locale: Locale,
): readonly string[] {
  const positionOf = positionsOf(text)
  return diagnostics.map(({ message, span }) => {
    const { line, column } = positionOf(span.start)
    return locale === 'zh' ? `第 ${line} 行第 ${column} 列：${message}` : `line ${line}, column ${column}: ${message}`
  })
}

/** The values by name: of a mapping each entry, `widths.small`. */
function pairsOf({ entries }: YamlMap, findings: Findings): readonly (readonly [string, VariableValues[string]])[] {
  return entries.flatMap(({ key, value }) => {
    if (value.kind === 'map') {
      return pairsOf(value, findings).map(([inner, text]) => [entryName(key, inner), text] as const)
    }
    const items = value.kind === 'list' ? value.items : [value]
    const texts = items.flatMap(item => readConstant(item, key, findings)?.text ?? [])
    if (value.kind === 'list') return [[key, texts] as const]
    return texts.map(text => [key, text] as const)
  })
}

/** Reads `name=value`; undefined where there is no name before an equals sign. */
export function readAssignment(text: string): readonly [name: string, value: string] | undefined {
  const at = text.indexOf('=')
  return at > 0 ? [text.slice(0, at).trim(), text.slice(at + 1)] : undefined
}
