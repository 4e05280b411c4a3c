import type { Localized } from '../../grammar/catalogue/localized.ts'

/** The families of findings in recipes, each a rule id. Findings in the process string have the rules of the linter. */
export const RECIPE_RULE_IDS = [
  'recipe-yaml',
  'recipe-form',
  'recipe-value',
  'recipe-variable',
  'recipe-matrix',
  'recipe-connection',
  'recipe-fragment',
  'recipe-source',
  'recipe-target',
  'recipe-secret',
] as const

/** The id of a family. */
export type RecipeRule = (typeof RECIPE_RULE_IDS)[number]

/** What the families are about. */
export const RECIPE_RULES: Readonly<Record<RecipeRule, Localized>> = {
  'recipe-yaml': { en: 'The file is YAML of a reasonable size.', zh: '文件是大小合理的 YAML。' },
  'recipe-form': { en: 'Keys, operations and parameters are known ones.', zh: '键、操作和参数都是已知的。' },
  'recipe-value': { en: 'Values have units that the parameter takes.', zh: '值的单位是参数所接受的。' },
  'recipe-variable': { en: 'Variables are declared, have values and are used.', zh: '变量已声明、有值并被使用。' },
  'recipe-matrix': { en: 'The combinations of the matrix differ.', zh: '矩阵的组合各不相同。' },
  'recipe-connection': {
    en: 'Endpoint, region and bucket are known ones and fit each other.',
    zh: 'endpoint、region 和 bucket 都是已知的且彼此相符。',
  },
  'recipe-fragment': { en: 'Fragments and included files are there.', zh: '片段和被包含的文件存在。' },
  'recipe-source': { en: 'Inputs have names that OSS takes.', zh: '输入的名称是 OSS 所接受的。' },
  'recipe-target': { en: 'No result destroys another one or an input.', zh: '结果不会覆盖其他结果或输入。' },
  'recipe-secret': { en: 'A recipe holds no secrets.', zh: '配方不含秘密信息。' },
}

/** The families as reports describe them. */
export function recipeSummaries(): readonly {
  readonly id: string
  readonly severity: 'error'
  readonly description: Localized
}[] {
  return RECIPE_RULE_IDS.map(id => ({ id, severity: 'error', description: RECIPE_RULES[id] }))
}
