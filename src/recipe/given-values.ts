import type { Locale } from '../../grammar/catalogue/localized.ts'
import { createFindings } from './findings.ts'
import { asMap } from './read-record.ts'
import { readConstant } from './read-variables.ts'
import type { RecipeDiagnostic } from './recipe.ts'
import type { VariableValues } from './variables.ts'
import { readYaml } from './yaml.ts'

/** Reads a file of variables: a YAML or JSON mapping of names to values. */
export function readVariableFile(
  text: string,
  fileName: string,
  locale?: Locale,
): { readonly values: VariableValues; readonly diagnostics: readonly RecipeDiagnostic[] } {
  const findings = createFindings(locale)
  const root = readYaml(text, fileName, findings)
  const map = root && asMap(root, fileName, findings)
  const pairs = map?.entries.flatMap(({ key, value }) => {
    const constant = readConstant(value, key, findings)
    return constant ? [[key, constant.text] as const] : []
  })
  return { values: Object.fromEntries(pairs ?? []), diagnostics: findings.diagnostics }
}

/** Reads `name=value`; undefined where there is no name before an equals sign. */
export function readAssignment(text: string): readonly [name: string, value: string] | undefined {
  const at = text.indexOf('=')
  return at > 0 ? [text.slice(0, at).trim(), text.slice(at + 1)] : undefined
}
