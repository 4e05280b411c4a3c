import type { Locale } from '../../grammar/catalogue/localized.ts'
import type { Via } from '../../grammar/catalogue/types.ts'
import { createFindings, type Findings } from './findings.ts'
import { flattenSteps } from './flatten.ts'
import { type IncludeLoader, readIncludes } from './include.ts'
import { OUTPUT } from './outputs.ts'
import { readConnection } from './read-connection.ts'
import { readMatrix } from './read-matrix.ts'
import { readNotify, readOutputs, readSaveas } from './read-outputs.ts'
import { isAllKnown, readRecord } from './read-record.ts'
import { readSources } from './read-sources.ts'
import { readFragments, readSteps } from './read-steps.ts'
import { readVariables, readWord } from './read-variables.ts'
import type { Fragment, Place, Recipe, RecipeDiagnostic, Variable, WrittenStep } from './recipe.ts'
import { checkReferences, matrixNames } from './references.ts'
import { findSecrets } from './secrets.ts'
import { readScalar, readText } from './text.ts'
import { readYaml, type YamlEntry, type YamlNode } from './yaml.ts'

/** How to read a recipe. */
export interface ReadOptions {
  /** Name of the file, for findings and as the place that includes start from. */
  readonly fileName?: string
  readonly locale?: Locale
  /** Reads an included file; without it `include` is a finding. */
  readonly load?: IncludeLoader
}

/** A recipe, where one could be made, and what is wrong with it. */
export interface ReadResult {
  readonly recipe?: Recipe
  readonly diagnostics: readonly RecipeDiagnostic[]
}

/** The keys of a recipe, in the order in which they are best written. */
const RECIPE_KEYS = [
  'version',
  'description',
  'include',
  'connection',
  'variables',
  'matrix',
  'sources',
  'fragments',
  'steps',
  'process',
  'outputs',
  'saveas',
  'notify',
  'via',
  'skip',
] as const

/** How a string can reach OSS. */
export const VIAS: readonly Via[] = ['get', 'post', 'async']

/** Reads a recipe from YAML. Never throws; there is no recipe only where the text is not one at all. */
export function readRecipe(text: string, options: ReadOptions = {}): ReadResult {
  const { fileName: file = 'recipe.yaml' } = options
  const findings = createFindings(options.locale)
  const root = readYaml(text, file, findings)
  const recipe = root && readRoot(root, { text, file, findings, ...(options.load && { load: options.load }) })
  return { ...(recipe && { recipe }), diagnostics: findings.diagnostics }
}

interface RecipeText {
  readonly text: string
  readonly file: string
  readonly findings: Findings
  readonly load?: IncludeLoader
}

function readRoot(root: YamlNode, { text, file, findings, load }: RecipeText): Recipe | undefined {
  // A message about anything else might repeat the secret.
  if (findSecrets(root, text, findings)) return undefined
  if (root.kind !== 'map') {
    findings.add('not-recipe', root.place, { found: ROOT_WORDS[root.kind] })
    return undefined
  }
  const record = readRecord(root, { en: 'a recipe', zh: '配方' }, RECIPE_KEYS, findings)
  const get = <T>(key: (typeof RECIPE_KEYS)[number], read: (node: YamlNode, place: Place) => T): T | undefined => {
    const entry = record.get(key)
    return entry && read(entry.value, entry.place)
  }
  const isKnown = isAllKnown(root, record)
  checkVersion(record.get('version'), isKnown, file, findings)
  get('description', node => readScalar(node, 'description', findings))
  const files = new Map([[file, text]])
  const included = get('include', node => readIncludes(node, { file, files, findings, ...(load && { load }) }))
  const variables = new Map<string, Variable>(included?.variables)
  for (const [name, variable] of get('variables', node => readVariables(node, findings)) ?? [])
    variables.set(name, variable)
  const fragments = new Map<string, Fragment>(included?.fragments)
  for (const [name, fragment] of get('fragments', node => readFragments(node, findings)) ?? [])
    fragments.set(name, fragment)
  const matrix = get('matrix', (node, place) => readMatrix(node, place, variables, findings))
  const sources = get('sources', (node, place) => readSources(node, place, findings))
  const saveas = get('saveas', node => readSaveas(node, findings))
  const notify = get('notify', node => readNotify(node, findings))
  const skip = get('skip', node => readWord(node, 'skip', ['exists'] as const, findings))
  const outputs = get('outputs', node => readOutputs(node, fragments, findings)) ?? []
  const via = get('via', node => readWord(node, 'via', VIAS, findings))
  const recipe: Recipe = {
    file,
    connection: { ...included?.connection, ...get('connection', node => readConnection(node, findings)) },
    variables,
    fragments,
    outputs,
    steps: flattenSteps(readWork(record, isKnown, file, findings), fragments, findings),
    files,
    isSound: true,
    ...(matrix && { matrix }),
    ...(sources && { sources }),
    ...(saveas && { saveas }),
    ...(notify && { notify }),
    ...(via && { via }),
    ...(skip && { skip }),
  }
  checkOutputs(recipe, findings)
  checkReferences(recipe, findings)
  const saves = saveas !== undefined || outputs.length > 0 || recipe.steps.some(mayBeSaving)
  if (skip && !saves) findings.add('skip-target', record.get('skip')?.place ?? { file, start: 0, end: 0 })
  return { ...recipe, isSound: !findings.hasErrors() }
}

/** A process string may save by itself. */
function mayBeSaving(step: WrittenStep | Recipe['steps'][number]): boolean {
  return step.kind === 'process' || (step.kind === 'conditional' && step.steps.some(mayBeSaving))
}

const ROOT_WORDS = {
  scalar: { en: 'a single value', zh: '单个值' },
  list: { en: 'a list', zh: '列表' },
} as const

function checkOutputs({ outputs, steps, variables, matrix }: Recipe, findings: Findings): void {
  const place = variables.get(OUTPUT)?.place ?? (matrixNames(matrix).has(OUTPUT) ? matrix?.place : undefined)
  if (outputs.length > 0 && place) findings.add('output-name', place)
  // Steps that could not be read are told already.
  if (steps.length > 0 || findings.hasErrors()) return
  for (const output of outputs)
    if (output.steps.length === 0) findings.add('output-steps', output.place, { name: output.name })
}

/** Where there are unknown keys, one of them was meant. */
function checkVersion(entry: YamlEntry | undefined, isKnown: boolean, file: string, findings: Findings): void {
  if (!entry && !isKnown) return
  if (!entry) {
    findings.add(
      'missing-key',
      { file, start: 0, end: 0 },
      { owner: { en: 'A recipe', zh: '配方' }, name: 'version: 1' },
    )
    return
  }
  const scalar = readScalar(entry.value, 'version', findings)
  if (scalar && scalar.text !== '1') findings.add('version', scalar.place, { found: scalar.text })
}

/** The steps, or the process string that stands for them; one of unknown keys may be meant here, too. */
function readWork(
  record: ReadonlyMap<string, YamlEntry>,
  isKnown: boolean,
  file: string,
  findings: Findings,
): readonly WrittenStep[] {
  const steps = record.get('steps')
  const process = record.get('process')
  if (steps && process) findings.add('both-keys', process.place, { name: 'steps', other: 'process' })
  if (steps) return readSteps(steps.value, steps.place, findings)
  if (!process) {
    if (isKnown && !record.has('outputs')) findings.add('no-steps', { file, start: 0, end: 0 })
    return []
  }
  const text = readText(process.value, 'process', findings)
  return text ? [{ kind: 'process', text, place: process.place }] : []
}
