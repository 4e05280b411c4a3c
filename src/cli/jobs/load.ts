import path from 'node:path'
import type { Locale, Localized } from '../../../grammar/catalogue/localized.ts'
import { UsageError } from '../../files/problem.ts'
import { fillMessage, isError } from '../../language/diagnostic.ts'
import type {
  CompiledJob,
  Expansion,
  ManifestOpener,
  Recipe,
  RecipeDiagnostic,
  ResolvedConnection,
  Selection,
  VariableValues,
} from '../../recipe/index.ts'
import { placeFile } from '../../report/place.ts'
import { pretty } from '../../report/pretty.ts'
import type { LintedFile } from '../../report/report.ts'
import { type Io, reportOptions } from '../io.ts'
import type { ArgsOf, OptionSpecs } from '../options/args.ts'
import { checkEndpoint } from '../options/endpoint.ts'
import { readText } from '../options/inputs.ts'
import type { RequestDefaults } from '../options/local.ts'
import { usage } from '../options/usage.ts'
import { EXIT } from '../output/exit-codes.ts'
import { type LookUp, type Questions, questionsFor } from './input-service.ts'
import { createSkip, type Skip } from './skip.ts'

/** Values of variables, for every command that reads recipes. */
export const VARIABLE_OPTIONS = {
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
} satisfies OptionSpecs

/** Values of variables, as the user typed them. */
export type VariableArgs = ArgsOf<typeof VARIABLE_OPTIONS>

/** How inputs are read, for every command that compiles recipes. */
export const INPUT_OPTIONS = {
  'skip-bad-rows': {
    type: 'boolean',
    description: {
      en: 'leave out rows of a manifest that are not as they should be, with a warning, and do the others',
      zh: '略过清单中不合规的行（给出警告），处理其余的行',
    },
  },
  listing: {
    type: 'string',
    value: 'FILE',
    description: {
      en: 'keep what OSS lists: an interrupted listing goes on, a whole one is not asked for again',
      zh: '保存 OSS 列出的内容：中断的列表会继续，完整的列表不再重新请求',
    },
  },
} satisfies OptionSpecs

/** Which of the jobs are wanted, for every command that goes through them. */
export const SELECT_OPTIONS = {
  only: {
    type: 'string',
    value: 'NAME',
    multiple: true,
    description: {
      en: 'only the jobs of this input, or of those that a pattern fits: raw/**/*.mp4, "a.jpg (width=100)"; may be repeated',
      zh: '只处理该输入，或符合模式的输入：raw/**/*.mp4、"a.jpg (width=100)"；可多次使用',
    },
  },
  'only-lines': {
    type: 'string',
    value: 'LINES',
    multiple: true,
    description: {
      en: 'only the jobs of these lines of the manifests: 3,10-20; may be repeated',
      zh: '只处理清单中的这些行：3,10-20；可多次使用',
    },
  },
} satisfies OptionSpecs

/** What the user typed that recipes are read by. */
export type LoadArgs = VariableArgs & ArgsOf<typeof INPUT_OPTIONS>

/** A recipe as it was read, with what is wrong with it. */
export interface LoadedRecipe {
  /** As the user named it. */
  readonly name: string
  readonly expansion: Expansion | undefined
  readonly diagnostics: RecipeDiagnostic[]
  /** The files that the findings are placed in. */
  readonly files: ReadonlyMap<string, string>
  /** Opens the manifests; a stream can be opened again when it was read to its end. */
  readonly open: ManifestOpener
  /** Asks OSS. */
  readonly questions: Questions
  /** Where the recipe says `skip: exists`. */
  readonly skip?: Skip | undefined
  /** Whether bad rows are left out. */
  readonly skipsBadRows: boolean
  /** Which jobs are wanted, and whether this is the last recipe to look for them. */
  readonly selected?: { readonly selection: Selection; readonly isLast: boolean } | undefined
}

const LEFT_OUT: Localized = {
  en: 'Left out, since their results are there: {count}.',
  zh: '结果已存在而略过的任务：{count} 个。',
}
const NO_RECIPE: Localized = {
  en: 'There is no recipe; expected the path of a YAML file.',
  zh: '没有配方；应给出 YAML 文件的路径。',
}
const NO_ASSIGNMENT: Localized = {
  en: '"--var" is "{pair}"; expected NAME=VALUE.',
  zh: '"--var" 为 "{pair}"；应为 NAME=VALUE。',
}
const NO_LINES: Localized = {
  en: '"--only-lines" has "{found}"; expected numbers of lines such as 3,10-20.',
  zh: '"--only-lines" 含有 "{found}"；应为行号，例如 3,10-20。',
}
const NO_YAML: Localized = {
  en: '"{name}" cannot be read as YAML.',
  zh: '无法把 "{name}" 读作 YAML。',
}
const NO_FIT: Localized = {
  en: 'A value that is given does not fit the variables of "{name}".',
  zh: '给出的值不符合 "{name}" 的变量。',
}

/**
 * Reads and expands the recipes that the arguments name. Where they need something of OSS, it is asked with the credentials that are
 * looked up then.
 * @throws UsageError when there is none, one cannot be read, or a value of a variable is no assignment or does not fit.
 */
export async function loadRecipes(
  names: readonly string[],
  args: LoadArgs,
  io: Io,
  around: RequestDefaults | undefined,
  lookUp: LookUp,
): Promise<readonly LoadedRecipe[]> {
  if (names.length === 0) throw new UsageError(NO_RECIPE[args.locale])
  const { createOpener } = await import('../../recipe/index.ts')
  const given = await variablesFrom(args, io)
  const open = createOpener(io.stdin)
  const questions = questionsFor(args.text('listing'), io, lookUp, args.locale)
  const loaded: LoadedRecipe[] = []
  for (const name of names) {
    const recipe = await loadRecipe(name, given, args, io, around ?? {})
    const skip = recipe.expansion?.recipe.skip && (await createSkip(questions, args.locale))
    loaded.push({ ...recipe, open, questions, skip, skipsBadRows: args.flag('skip-bad-rows') })
  }
  for (const recipe of loaded) checkInput(recipe, given, io, args.locale)
  return loaded
}

/**
 * The same recipes with the jobs alone that are wanted.
 * @throws UsageError for lines that are none.
 */
export async function select(
  recipes: readonly LoadedRecipe[],
  args: ArgsOf<typeof SELECT_OPTIONS>,
): Promise<readonly LoadedRecipe[]> {
  if (!isSelecting(args)) return recipes
  const { createSelection, isLines } = await import('../../recipe/index.ts')
  const names = args.list('only')
  const lines = args.list('only-lines').flatMap(text => text.split(','))
  const strange = lines.find(text => !isLines(text))
  if (strange !== undefined) throw usage(NO_LINES, { found: strange }, args.locale)
  const selection = createSelection({ ...(names.length > 0 && { names }), ...(lines.length > 0 && { lines }) })
  return recipes.map((recipe, index) => ({
    ...recipe,
    selected: { selection, isLast: index === recipes.length - 1 },
  }))
}

/** Whether some of the jobs are asked for. */
export function isSelecting(args: ArgsOf<typeof SELECT_OPTIONS>): boolean {
  return args.list('only').length + args.list('only-lines').length > 0
}

/** A text that is no YAML and a value that does not fit are wrong input, where other findings are about the recipe. */
function checkInput(recipe: LoadedRecipe, given: VariableValues, io: Io, locale: Locale): void {
  const { name } = recipe
  const errors = recipe.diagnostics.filter(isError)
  const isUnreadable = !recipe.expansion && errors.some(({ ruleId }) => ruleId === 'recipe-yaml')
  const names = new Set(Object.keys(given).flatMap(key => [key, key.split('.', 1)[0]]))
  const isUnfit = errors.some(({ ruleId, data }) => ruleId === 'recipe-variable' && names.has(String(data.name)))
  if (!isUnreadable && !isUnfit) return
  reportFindings([recipe], io, locale)
  throw usage(isUnreadable ? NO_YAML : NO_FIT, { name }, locale)
}

async function loadRecipe(
  name: string,
  given: VariableValues,
  { locale }: VariableArgs,
  io: Io,
  around: RequestDefaults,
): Promise<Omit<LoadedRecipe, 'open' | 'questions' | 'skip' | 'skipsBadRows'>> {
  const { environmentValues, expand, loadFile, readRecipe } = await import('../../recipe/index.ts')
  const text = await readText(name, io, locale)
  const fileName = path.resolve(io.cwd, name)
  const { recipe, diagnostics } = readRecipe(text, { fileName, locale, load: loadFile })
  const expansion =
    recipe &&
    expand(recipe, {
      locale,
      variables: { ...environmentValues(recipe, io.env), ...given },
      connection: connectionFor(recipe, io.env, around, locale),
    })
  return {
    name,
    expansion,
    diagnostics: [...diagnostics, ...(expansion?.diagnostics ?? [])],
    files: recipe?.files ?? new Map([[fileName, text]]),
  }
}

/** What the recipe leaves out, from the environment, else from the profile. */
function connectionFor(
  { connection }: Recipe,
  env: Io['env'],
  around: RequestDefaults,
  locale: Locale,
): ResolvedConnection {
  const { endpoint, region, bucket } = connection
  const isPlaced = !around.winsOverRecipe && (endpoint !== undefined || region !== undefined)
  const named = around.winsOverRecipe ? {} : env
  const wanted = {
    endpoint: isPlaced ? undefined : named.OSS_ENDPOINT || around.endpoint,
    region: isPlaced ? undefined : named.OSS_REGION || around.region,
    bucket: bucket ? undefined : env.OSS_BUCKET,
  }
  // Others were checked where they were found; those of a recipe have a place there.
  if (wanted.endpoint && named.OSS_ENDPOINT) checkEndpoint(named.OSS_ENDPOINT, 'OSS_ENDPOINT', locale)
  return {
    ...(wanted.endpoint && { endpoint: wanted.endpoint }),
    ...(wanted.region && { region: wanted.region }),
    ...(wanted.bucket && { bucket: wanted.bucket }),
  }
}

/** The jobs of a recipe as they are compiled, some at a time; findings about single inputs are added to it. */
export async function* jobsOf(
  { expansion, diagnostics, open, questions, skip, skipsBadRows, selected }: LoadedRecipe,
  locale: Locale,
): AsyncGenerator<readonly CompiledJob[]> {
  if (!expansion) return
  const { compileBatches, tellUnmet } = await import('../../recipe/index.ts')
  const report = (diagnostic: RecipeDiagnostic) => void diagnostics.push(diagnostic)
  const selection = selected?.selection
  const batches = compileBatches(expansion, { report, open, service: questions, locale, skipsBadRows, selection })
  if (!skip) yield* batches
  else for await (const jobs of batches) yield await skip.leaveOut(jobs)
  skip?.finish()
  if (selected?.isLast) diagnostics.push(...tellUnmet(expansion.recipe, selected.selection, locale))
}

/** Whether there is an error among the findings. */
export function hasErrors({ diagnostics }: LoadedRecipe): boolean {
  return diagnostics.some(isError)
}

/** What could not be read of a recipe's inputs, and for want of which credentials. */
const UNREAD: ReadonlySet<string> = new Set(['manifest-read', 'list-read'])
const UNKNOWN: ReadonlySet<unknown> = new Set(['no-credentials', 'credentials-refused'])

/** The exit status of recipes with errors: inputs that cannot be read are files or credentials, and no finding about the recipe. */
export function errorCode(recipes: readonly LoadedRecipe[]): number {
  const errors = recipes.flatMap(({ diagnostics }) => diagnostics.filter(isError))
  const unread = errors.filter(({ messageId }) => UNREAD.has(messageId))
  if (unread.length === 0) return 1
  return unread.every(({ data }) => UNKNOWN.has(data.cause)) ? EXIT.credentials : 2
}

/** In the order of the text; what stands in one manifest in the order of its lines. */
function byPlace(one: RecipeDiagnostic, other: RecipeDiagnostic): number {
  const lineOf = ({ data: { line } }: RecipeDiagnostic) => (typeof line === 'number' ? line : 0)
  return one.span.start - other.span.start || lineOf(one) - lineOf(other)
}

/** Findings in the files that they stand in; files without one are left out. */
export function placeFindings(
  diagnostics: readonly RecipeDiagnostic[],
  texts: ReadonlyMap<string, string>,
  { cwd }: Io,
): readonly LintedFile[] {
  return [...texts].flatMap(([file, text]) => {
    const found = diagnostics.filter(diagnostic => diagnostic.file === file).sort(byPlace)
    const string = { text, via: 'async', span: { start: 0, end: 0 }, diagnostics: found } as const
    return found.length === 0 ? [] : [placeFile({ file: path.relative(cwd, file), text, strings: [string] })]
  })
}

/** Writes what is wrong with recipes to standard error. */
export function reportFindings(recipes: readonly LoadedRecipe[], io: Io, locale: Locale): void {
  const files = recipes.flatMap(({ diagnostics, files: texts }) => placeFindings(diagnostics, texts, io))
  if (files.length > 0) io.stderr.write(pretty(files, reportOptions(io.stderr, io.env, locale)))
  const count = recipes.reduce((sum, { skip }) => sum + (skip?.count() ?? 0), 0)
  if (count > 0) io.stderr.write(`${fillMessage(LEFT_OUT, { count }, locale)}\n`)
}

/**
 * The values that `--var-file` and `--var` give.
 * @throws UsageError for a text that is no assignment and a file that cannot be read.
 */
export async function variablesFrom(args: VariableArgs, io: Io): Promise<VariableValues> {
  const { describeFileProblems, readAssignment, readVariableFile } = await import('../../recipe/index.ts')
  const { locale } = args
  const values: Record<string, VariableValues[string]> = {}
  for (const name of args.list('var-file')) {
    const text = await readText(name, io, locale)
    const read = readVariableFile(text, name, locale)
    const problems = describeFileProblems(text, read.diagnostics, locale)
    if (problems.length > 0) throw new UsageError(problems.map(problem => `"${name}": ${problem}`).join('\n'))
    Object.assign(values, read.values)
  }
  for (const pair of args.list('var')) {
    const assignment = readAssignment(pair)
    if (!assignment) throw usage(NO_ASSIGNMENT, { pair }, locale)
    values[assignment[0]] = assignment[1]
  }
  return values
}
