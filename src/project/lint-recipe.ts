import path from 'node:path'
import { inWords } from '../language/diagnostic.ts'
import { positionsOf } from '../language/position.ts'
import { compileListed, expand, loadFile, type RecipeDiagnostic, readRecipe } from '../recipe/index.ts'
import { placeFile } from '../report/place.ts'
import type { LintedFile } from '../report/report.ts'
import { directedBy } from './direct.ts'
import type { Input } from './input.ts'
import { applySeverity, type Settings, weighed } from './settings.ts'

/** Cells whose strings are listed. */
const LISTED = 100

/**
 * Lints a recipe as a recipe: its YAML, its form, and the strings that it makes, all placed in its text. Variables without a value are no
 * mistake, and manifests are not read.
 */
export function lintRecipe({ file, text }: Input, settings: Settings, cwd: string): LintedFile {
  const { locale, rules } = settings
  const fileName = path.resolve(cwd, file)
  const { recipe, diagnostics } = readRecipe(text, { fileName, locale, load: loadFile })
  const expansion = recipe && expand(recipe, { locale, rules, isOpen: true })
  const listed = expansion ? compileListed(expansion, { locale }).diagnostics : []
  const all = [...diagnostics, ...(expansion?.diagnostics ?? []), ...listed]
  const placed = all.map(found => (found.file === fileName ? found : fromIncluded(found, recipe?.files, cwd)))
  const directed = directedBy(text, settings, [])
  const kept = placed
    .flatMap(found => applySeverity(found, settings) ?? [])
    .filter(diagnostic => directed.isKept({ diagnostic, stringStart: diagnostic.span.start }))
  const unused = weighed(directed.unused(), settings).map(found => inWords(found, locale))
  const start = recipe?.steps.find(({ place }) => place.file === fileName)?.place.start ?? 0
  const strings = expansion?.cells.slice(0, LISTED).map(({ template: { text: string, via } }) => {
    return { text: string, via, span: { start, end: start }, diagnostics: [] }
  })
  return placeFile({ file, text, strings: strings ?? [], diagnostics: [...kept, ...unused] })
}

/** A finding in an included file stands at the beginning, with its place in words. */
function fromIncluded(
  found: RecipeDiagnostic,
  files: ReadonlyMap<string, string> | undefined,
  cwd: string,
): RecipeDiagnostic {
  const { line, column } = positionsOf(files?.get(found.file) ?? '')(found.span.start)
  const place = `${path.relative(cwd, found.file)}:${line}:${column}`
  return { ...found, span: { start: 0, end: 0 }, message: `${place}: ${found.message}` }
}
