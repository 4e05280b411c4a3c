import path from 'node:path'
import type { Locale } from '../../grammar/catalogue/localized.ts'
import { fillMessage, isError } from '../language/diagnostic.ts'
import { HOLE } from '../language/tree.ts'
import { isRecipe } from '../project/is-recipe.ts'
import { readSource, SOURCE_WORDS } from '../trace/source-text.ts'
import { traceSvg } from '../trace/svg.ts'
import { trace } from '../trace/trace.ts'
import { type ProtocolRange, rangeOf } from './document.ts'
import { caretAt } from './in-string.ts'
import type { OpenFile } from './open-file.ts'

const MESSAGES = {
  noString: { en: 'There is no process string here.', zh: '此处没有处理字符串。' },
  badSource: { en: '"{word}" {problem}; expected {words}.', zh: '"{word}" {problem}；应为 {words}。' },
  noRecipe: { en: 'This file is no recipe.', zh: '此文件不是配方。' },
} as const

/** An answer, or why there is none. */
export type OrProblem<T> = T | { readonly problem: string }

/** A process string with its place; a part that the program fills in is U+FFFC. */
export interface StringHere {
  readonly text: string
  readonly range: ProtocolRange
  /** True where the program fills parts in. */
  readonly hasHoles: boolean
}

/** The string at an offset. */
export function stringHere(file: OpenFile, offset: number, locale: Locale): OrProblem<StringHere> {
  const string = caretAt(file, offset)?.string
  if (!string) return { problem: MESSAGES.noString[locale] }
  const { text, span } = string
  return { text, range: rangeOf(file.document, span), hasHoles: text.includes(HOLE) }
}

/** A picture of what the string at an offset makes of a source, as SVG; the source is written as `oss-process trace --source` takes it. */
export function traceHere(file: OpenFile, offset: number, source: unknown, locale: Locale): OrProblem<{ svg: string }> {
  const here = stringHere(file, offset, locale)
  if ('problem' in here) return here
  const reading = readSource(typeof source === 'string' ? source : '')
  if ('facts' in reading) return { svg: traceSvg(trace(here.text, reading.facts, { locale }), reading.facts) }
  const { word, problem } = reading
  return { problem: fillMessage(MESSAGES.badSource, { word, problem, words: SOURCE_WORDS }, locale) }
}

/** The process strings that a recipe makes of the inputs that it names itself, each once. */
export async function compileHere(file: OpenFile, locale: Locale): Promise<OrProblem<{ strings: readonly string[] }>> {
  const { name, document } = file
  if (!isRecipe(name, document.text)) return { problem: MESSAGES.noRecipe[locale] }
  const { compileListed, expand, loadFile, readRecipe } = await import('../recipe/index.ts')
  const fileName = path.resolve(name)
  const { recipe, diagnostics } = readRecipe(document.text, { fileName, locale, load: loadFile })
  const expansion = recipe && expand(recipe, { locale, isOpen: true })
  const all = [...diagnostics, ...(expansion?.diagnostics ?? [])]
  const error = all.find(isError)
  if (!expansion || error) return { problem: error?.message ?? MESSAGES.noRecipe[locale] }
  const { jobs } = compileListed(expansion, { locale })
  const strings = jobs.length > 0 ? jobs.map(({ process }) => process) : expansion.cells.map(cell => cell.template.text)
  return { strings: [...new Set(strings)] }
}
