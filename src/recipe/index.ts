/** Recipes: read YAML, expand it to jobs, compile them to process strings and requests, and back. */
export type { CompileOptions } from './check.ts'
export type { Template } from './compile.ts'
export type { ResolvedConnection } from './connection.ts'
export { decompile } from './decompile.ts'
export { type Difference, type DiffOptions, type DiffResult, diff } from './diff.ts'
export {
  type Cell,
  type ExpandOptions,
  type Expansion,
  expand,
} from './expand.ts'
export type { FactReader, PartialFacts, SourceFacts } from './facts.ts'
export { createOpener, loadFile } from './files.ts'
export { describeFileProblems, readAssignment, readVariableFile } from './given-values.ts'
export { type ImmAction, type ImmTemplate, type ImmTemplates, immTemplates } from './imm-template.ts'
export type { IncludeLoader } from './include.ts'
export { type InputProblem, type ProcessInput, readInput } from './input.ts'
export {
  type CompiledJob,
  compileJob,
  compileListed,
  type Job,
  type JobOptions,
  listJobs,
} from './jobs.ts'
export type { JsonSchema } from './json-schema.ts'
export type { InputService, ListedInput, ManifestOpener } from './manifest-input.ts'
export { compileAll, compileBatches } from './manifest-jobs.ts'
export { type ReadOptions, type ReadResult, readRecipe } from './read.ts'
export type { Place, Recipe, RecipeDiagnostic } from './recipe.ts'
export { RECIPE_RULES } from './recipe-rules.ts'
export { type MissingForRequest, requestTarget, toRequest } from './request.ts'
export { type RecipeRulePage, recipeFindingsOf, recipeRules } from './rules.ts'
export { recipeSchema } from './schema.ts'
export { createSelection, isLines, type Selection, tellUnmet, type WantedJobs } from './selection.ts'
export type { SourceObject as Source } from './source.ts'
export { createTextCounts, type TextCounts } from './target-set.ts'
export { environmentValues, type VariableValues } from './variables.ts'
