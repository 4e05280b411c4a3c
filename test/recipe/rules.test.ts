import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { RECIPE_RULES, readRecipe } from '../../src/recipe/index.ts'
import { recipeFindingsOf, recipeRules } from '../../src/recipe/rules.ts'

test('every family of findings has a page', () => {
  expect(recipeRules.map(({ id }) => id)).toEqual(Object.keys(RECIPE_RULES))
})

test.each(recipeRules.map(rule => [rule.id, rule] as const))('%s: its examples are found and fine', (id, rule) => {
  for (const { text } of rule.examples.invalid) {
    const [found = '', ...more] = recipeFindingsOf(id, text, 'en')
    expect(more).toEqual([])
    expect(found).toMatch(/^error: .*[.?]$/)
    expect(recipeFindingsOf(id, text, 'zh').join()).toMatch(/\p{Script=Han}/u)
    const page = readFileSync(`grammar/generated/rules/${id}.md`, 'utf8')
    expect(page).toContain(`\`\`\`text\n${text}\n\`\`\`\n- ${found}\n`)
  }
  for (const { text } of rule.examples.valid) {
    expect(readRecipe(text, { fileName: 'recipe.yaml' }).diagnostics).toEqual([])
    for (const other of recipeRules) expect(recipeFindingsOf(other.id, text, 'en')).toEqual([])
  }
})
