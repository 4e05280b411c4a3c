import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { Locale } from '../../grammar/catalogue/localized.ts'
import { positionsOf } from '../../src/language/position.ts'
import { compileListed, expand, loadFile, type RecipeDiagnostic, readRecipe } from '../../src/recipe/index.ts'

const FOLDER = 'test/fixtures/recipe/bad'
const FILES = readdirSync(FOLDER).filter(name => name.endsWith('.yaml'))

/** Everything that is found in a recipe and in the jobs that it lists. */
function findAll(name: string, locale: Locale): readonly string[] {
  const fileName = `${FOLDER}/${name}`
  const text = readFileSync(fileName, 'utf8')
  const { recipe, diagnostics } = readRecipe(text, { fileName, load: loadFile, locale })
  const expansion = recipe && expand(recipe, { locale })
  const all = [
    ...diagnostics,
    ...(expansion?.diagnostics ?? []),
    ...(expansion ? compileListed(expansion, { locale }).diagnostics : []),
  ]
  const texts = recipe?.files ?? new Map([[fileName, text]])
  return all.map(diagnostic => show(diagnostic, texts.get(diagnostic.file) ?? ''))
}

function show({ file, span, severity, ruleId, message, related }: RecipeDiagnostic, text: string): string {
  const place = placeOf(file, text, span)
  const uses = related?.map(
    ({ place: { file: name, start, end }, message: word }) => `\n    ${placeOf(name, text, { start, end })} ${word}`,
  )
  return `${place} ${severity} ${ruleId}\n  ${message}${uses?.join('') ?? ''}`
}

function placeOf(file: string, text: string, { start, end }: { start: number; end: number }): string {
  const position = positionsOf(text)
  const [from, to] = [position(start), position(end)]
  return `${file.replace(`${FOLDER}/`, '')}:${from.line}:${from.column}-${to.line}:${to.column}`
}

describe('bad recipes', () => {
  test('there are enough of them', () => {
    expect(FILES.length).toBeGreaterThanOrEqual(60)
  })

  test.each(FILES)('%s', async name => {
    const english = findAll(name, 'en')
    expect(english.length).toBeGreaterThan(0)
    const output = `${english.join('\n')}\n\n${findAll(name, 'zh').join('\n')}\n`
    await expect(output).toMatchFileSnapshot(`../fixtures/recipe/bad/${name.replace('.yaml', '.txt')}`)
  })
})
