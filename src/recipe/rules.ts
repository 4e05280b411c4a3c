import type { Locale, Localized } from '../../grammar/catalogue/localized.ts'
import type { Severity } from '../language/diagnostic.ts'
import { introduced, severityName } from '../lint/severity.ts'
import { expand } from './expand.ts'
import { compileListed } from './jobs.ts'
import { readRecipe } from './read.ts'
import { RECIPE_RULES, type RecipeRule } from './recipe-rules.ts'

/** A family of findings in recipes as its page shows it. */
export interface RecipeRulePage {
  readonly id: RecipeRule
  readonly severity: Severity
  readonly description: Localized
  readonly examples: Examples
}

/** Recipes in which something is found, and the same without it. */
interface Examples {
  readonly invalid: readonly { readonly text: string }[]
  readonly valid: readonly { readonly text: string }[]
}

/** A recipe made of the lines that differ between the examples. */
function recipe(...lines: readonly string[]): string {
  return ['version: 1', 'connection: { region: cn-hangzhou, bucket: photos }', ...lines].join('\n')
}

const SOURCES = 'sources: summer/beach.jpg'
const TWO_SOURCES = 'sources: [summer/beach.jpg, winter/beach.jpg]'
const RESIZE = 'steps: [image/resize: { width: 100 }]'
const RESIZE_WIDTH = `steps: [image/resize: { width: '\${width}' }]`
const USE = 'steps: [use: thumbnail]'
const FRAGMENT = 'fragments: { thumbnail: [image/resize: { width: 100 }] }'
const FINE = recipe(SOURCES, RESIZE)

const animation = (interval: string) => [
  'sources: harbour.mp4',
  `steps: [video/animation: { format: gif, interval: ${interval} }]`,
  'saveas: harbour.gif',
]

const EXAMPLES: readonly (readonly [id: RecipeRule, invalid: string, valid: string])[] = [
  ['recipe-yaml', recipe(SOURCES, 'steps: [image/resize: { width: 100 }'), FINE],
  ['recipe-form', recipe(SOURCES, 'steps: [image/resize: { widht: 100 }]'), FINE],
  ['recipe-value', recipe(...animation('1 week')), recipe(...animation('1m'))],
  ['recipe-variable', recipe(SOURCES, RESIZE_WIDTH), recipe('variables: { width: 100 }', SOURCES, RESIZE_WIDTH)],
  [
    'recipe-matrix',
    recipe(SOURCES, 'matrix: { width: [] }', RESIZE_WIDTH),
    recipe(SOURCES, 'matrix: { width: [100, 200] }', RESIZE_WIDTH),
  ],
  [
    'recipe-connection',
    ['version: 1', 'connection: { region: cn-hangzou, bucket: photos }', SOURCES, RESIZE].join('\n'),
    FINE,
  ],
  ['recipe-fragment', recipe(SOURCES, USE), recipe(FRAGMENT, SOURCES, USE)],
  ['recipe-source', recipe('sources: /summer/beach.jpg', RESIZE), FINE],
  [
    'recipe-target',
    recipe(TWO_SOURCES, RESIZE, "saveas: 'small/{basename}'"),
    recipe(TWO_SOURCES, RESIZE, "saveas: 'small/{dirname}/{basename}'"),
  ],
  ['recipe-secret', recipe('accessKeySecret: example', SOURCES, RESIZE), FINE],
]

/** The families of findings in recipes, each with examples. */
export const recipeRules: readonly RecipeRulePage[] = EXAMPLES.map(([id, invalid, valid]) => ({
  id,
  severity: 'error',
  description: RECIPE_RULES[id],
  examples: { invalid: [{ text: invalid }], valid: [{ text: valid }] },
}))

/** What a rule says of a recipe that stands alone, its jobs looked at among themselves. */
export function recipeFindingsOf(rule: RecipeRule, text: string, locale: Locale): readonly string[] {
  const read = readRecipe(text, { fileName: 'recipe.yaml', locale })
  const expansion = read.recipe && expand(read.recipe, { locale })
  const listed = expansion ? compileListed(expansion, { locale }).diagnostics : []
  return [...read.diagnostics, ...(expansion?.diagnostics ?? []), ...listed]
    .filter(({ ruleId }) => ruleId === rule)
    .map(({ severity, message }) => introduced(severityName(severity, locale), message, locale))
}
