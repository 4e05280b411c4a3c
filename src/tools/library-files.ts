import { configSchema } from '../project/config.ts'
import { recipeSchema } from '../recipe/schema.ts'
import { reportSchema } from '../report/json-schema.ts'
import { builderTypes } from './builder-types.ts'
import { json, jsonByDefinition } from './json.ts'
import { outputSchemas } from './output-schemas.ts'
import { rulePages } from './rule-docs.ts'
import { sizePage } from './size-pages.ts'

/** The files that are made by running the library, by their paths: schemas, the pages of the rules. */
export async function libraryFiles(folder: string): Promise<ReadonlyMap<string, string>> {
  const files = new Map([[`${folder}/builder-types.ts`, builderTypes()]])
  files.set(`${folder}/config.schema.json`, jsonByDefinition(configSchema()))
  files.set(`${folder}/report.schema.json`, json(reportSchema()))
  files.set(`${folder}/recipe.schema.json`, jsonByDefinition(recipeSchema()))
  files.set(`${folder}/sizes.md`, sizePage('en'))
  files.set(`${folder}/sizes.zh-CN.md`, sizePage('zh'))
  for (const [name, schema] of outputSchemas()) files.set(`${folder}/output/${name}`, json(schema))
  for (const [name, text] of await rulePages()) files.set(`${folder}/rules/${name}`, text)
  return files
}
