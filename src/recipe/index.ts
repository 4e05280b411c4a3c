/** Recipes: read YAML, expand it to jobs, compile them to process strings and requests, and back. */
export type { CompileOptions } from './check.ts'
export type { Template } from './compile.ts'
export { decompile } from './decompile.ts'
export { type Difference, type DiffOptions, type DiffResult, diff } from './diff.ts'
export {
  type Cell,
  type ExpandOptions,
  type Expansion,
  expand,
  type ResolvedConnection,
} from './expand.ts'
export { loadFile, openFile } from './files.ts'
export { readAssignment, readVariableFile } from './given-values.ts'
export type { IncludeLoader } from './include.ts'
export {
  type CompiledJob,
  compileAll,
  compileBatches,
  compileJob,
  compileListed,
  type Job,
  type JobOptions,
  listJobs,
  type ManifestOpener,
} from './jobs.ts'
export { RECIPE_RULES } from './messages.ts'
export { type ReadOptions, type ReadResult, readRecipe } from './read.ts'
export type { Place, Recipe, RecipeDiagnostic } from './recipe.ts'
export { type MissingForRequest, requestTarget, toRequest } from './request.ts'
export { type RecipeRulePage, recipeFindingsOf, recipeRules } from './rules.ts'
export { type JsonSchema, recipeSchema } from './schema.ts'
export type { Source } from './source.ts'
export { environmentValues, type VariableValues } from './variables.ts'
