import path from 'node:path'
import type { Locale, Localized } from '../../language/diagnostic.ts'
import type { CompiledJob, Expansion, Recipe, RecipeDiagnostic, ResolvedConnection } from '../../recipe/index.ts'
import { placeFile } from '../../report/place.ts'
import { pretty } from '../../report/pretty.ts'
import type { Args, OptionSpec } from '../args.ts'
import { readText } from '../inputs.ts'
import { type Io, reportOptions, UsageError } from '../io.ts'
import { usage } from './usage.ts'

/** Values of variables, for every command that reads recipes. */
export const VARIABLE_OPTIONS: Readonly<Record<string, OptionSpec>> = {
  var: {
    type: 'string',
    value: 'NAME=VALUE',
    multiple: true,
    description: {
      en: 'value of a variable; may be repeated; wins over --var-file and OSS_PROCESS_VAR_NAME',
      zh: '变量的值，可多次使用；优先于 --var-file 和 OSS_PROCESS_VAR_NAME',
    },
  },
  'var-file': {
    type: 'string',
    value: 'FILE',
    multiple: true,
    description: { en: 'YAML or JSON file of values; may be repeated', zh: '变量值的 YAML 或 JSON 文件，可多次使用' },
  },
}

/** A recipe as it was read, with what is wrong with it. */
export interface LoadedRecipe {
  /** As the user named it. */
  readonly name: string
  readonly expansion: Expansion | undefined
  readonly diagnostics: RecipeDiagnostic[]
  /** The files that the findings are placed in. */
  readonly files: ReadonlyMap<string, string>
}

/** Where requests go when the recipe does not say so, or whatever it says. */
export interface Surroundings {
  readonly endpoint?: string | undefined
  readonly region?: string | undefined
  readonly winsOverRecipe?: true
}

const NO_RECIPE: Localized = {
  en: 'There is no recipe; expected the path of a YAML file.',
  zh: '没有配方；应给出 YAML 文件的路径。',
}
const NO_ASSIGNMENT: Localized = {
  en: '"--var" is "{pair}"; expected NAME=VALUE.',
  zh: '"--var" 为 "{pair}"；应为 NAME=VALUE。',
}

/**
 * Reads and expands the recipes that the arguments name.
 * @throws UsageError when there is none, one cannot be read, or a variable is no assignment.
 */
export async function loadRecipes(
  names: readonly string[],
  args: Args,
  io: Io,
  around: Surroundings = {},
): Promise<readonly LoadedRecipe[]> {
  if (names.length === 0) throw new UsageError(NO_RECIPE[args.locale])
  const given = await variablesFrom(args, io)
  const loaded: LoadedRecipe[] = []
  for (const name of names) loaded.push(await loadRecipe(name, given, args, io, around))
  return loaded
}

async function loadRecipe(
  name: string,
  given: Readonly<Record<string, string>>,
  { locale }: Args,
  io: Io,
  around: Surroundings,
): Promise<LoadedRecipe> {
  const { environmentValues, expand, loadFile, readRecipe } = await import('../../recipe/index.ts')
  const text = await readText(name, io, locale)
  const fileName = path.resolve(io.cwd, name)
  const { recipe, diagnostics } = readRecipe(text, { fileName, locale, load: loadFile })
  const expansion =
    recipe &&
    expand(recipe, {
      locale,
      variables: { ...environmentValues(recipe, io.env), ...given },
      connection: connectionFor(recipe, io.env, around),
    })
  return {
    name,
    expansion,
    diagnostics: [...diagnostics, ...(expansion?.diagnostics ?? [])],
    files: recipe?.files ?? new Map([[fileName, text]]),
  }
}

/** What the recipe leaves out, from the environment, else from the profile. */
function connectionFor({ connection }: Recipe, env: Io['env'], around: Surroundings): ResolvedConnection {
  const { endpoint, region, bucket } = connection
  const isPlaced = !around.winsOverRecipe && (endpoint !== undefined || region !== undefined)
  const named = around.winsOverRecipe ? {} : env
  const wanted = {
    endpoint: isPlaced ? undefined : named.OSS_ENDPOINT || around.endpoint,
    region: isPlaced ? undefined : named.OSS_REGION || around.region,
    bucket: bucket ? undefined : env.OSS_BUCKET,
  }
  return {
    ...(wanted.endpoint && { endpoint: wanted.endpoint }),
    ...(wanted.region && { region: wanted.region }),
    ...(wanted.bucket && { bucket: wanted.bucket }),
  }
}

/** The jobs of a recipe as they are compiled, some at a time; findings about single inputs are added to it. */
export async function* jobsOf(
  { expansion, diagnostics }: LoadedRecipe,
  locale: Locale,
): AsyncGenerator<readonly CompiledJob[]> {
  if (!expansion) return
  const { compileBatches, openFile } = await import('../../recipe/index.ts')
  yield* compileBatches(expansion, { report: diagnostic => diagnostics.push(diagnostic), open: openFile, locale })
}

/** Whether there is an error among the findings. */
export function hasErrors({ diagnostics }: LoadedRecipe): boolean {
  return diagnostics.some(({ severity }) => severity === 'error')
}

/** Writes what is wrong with recipes to standard error. */
export function reportFindings(recipes: readonly LoadedRecipe[], io: Io, locale: Locale): void {
  const files = recipes.flatMap(({ diagnostics, files: texts }) =>
    [...texts].flatMap(([file, text]) => {
      const found = diagnostics.filter(diagnostic => diagnostic.file === file)
      const string = { text, via: 'async', span: { start: 0, end: 0 }, diagnostics: found } as const
      return found.length === 0 ? [] : [placeFile({ file: path.relative(io.cwd, file), text, strings: [string] })]
    }),
  )
  if (files.length > 0) io.stderr.write(pretty(files, reportOptions(io.stderr, io.env, locale)))
}

/**
 * The values that `--var-file` and `--var` give.
 * @throws UsageError for a text that is no assignment and a file that cannot be read.
 */
export async function variablesFrom(args: Args, io: Io): Promise<Readonly<Record<string, string>>> {
  const { readAssignment, readVariableFile } = await import('../../recipe/index.ts')
  const { locale } = args
  const values: Record<string, string> = {}
  for (const name of args.list('var-file')) {
    const text = await readText(name, io, locale)
    const read = readVariableFile(text, name, locale)
    const [problem] = read.diagnostics
    if (problem) throw new UsageError(`"${name}": ${problem.message}`)
    Object.assign(values, read.values)
  }
  for (const pair of args.list('var')) {
    const assignment = readAssignment(pair)
    if (!assignment) throw usage(NO_ASSIGNMENT, { pair }, locale)
    values[assignment[0]] = assignment[1]
  }
  return values
}
