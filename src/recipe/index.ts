/** Recipes: read YAML, expand it to jobs, compile them to process strings and requests. */
export type { CompileOptions } from './check.ts'
export type { Template } from './compile.ts'
export {
  type Cell,
  type ExpandOptions,
  type Expansion,
  expand,
  type ResolvedConnection,
} from './expand.ts'
export { loadFile, openFile } from './files.ts'
export type { IncludeLoader } from './include.ts'
export {
  type CompiledJob,
  compileAll,
  compileJob,
  compileListed,
  type Job,
  type JobOptions,
  listJobs,
  type ManifestOpener,
} from './jobs.ts'
export { type ReadOptions, type ReadResult, readRecipe } from './read.ts'
export type { Place, Recipe, RecipeDiagnostic } from './recipe.ts'
export { toRequest } from './request.ts'
export type { Source } from './source.ts'
export { environmentValues, type VariableValues } from './variables.ts'
