import { isError } from '../language/diagnostic.ts'
import { lintInWords } from '../lint/lint.ts'
import type { CompileOptions } from './check.ts'
import type { Filling, Template } from './compile.ts'
import type { Findings } from './findings.ts'

/** Results that are remembered, of all templates together. */
const REMEMBERED = 10_000

/**
 * Lints the strings of single inputs, those of one form once, so that a value from a row passes the same rules as one that is written.
 * The result is the first error.
 */
export function createRowCheck(
  { rules }: CompileOptions,
  { locale }: Findings,
): (filling: Filling, template: Template) => string | undefined {
  const known = new Map<Template, Map<string, string>>()
  let size = 0
  const lint = (process: string, { via }: Template): string => {
    const { diagnostics } = lintInWords(process, { via, locale, ...(rules && { rules }) })
    return diagnostics.find(isError)?.message ?? ''
  }
  const remember = (template: Template, form: string, found: string): string => {
    if (size >= REMEMBERED) {
      known.clear()
      size = 0
    }
    size++
    const forms = known.get(template) ?? new Map<string, string>()
    known.set(template, forms.set(form, found))
    return found
  }
  return ({ process, form }, template) => {
    if (!template.isClean || template.constant !== undefined) return undefined
    const found = known.get(template)?.get(form) ?? remember(template, form, lint(process, template))
    return found || undefined
  }
}
