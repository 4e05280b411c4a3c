import { categoryWords } from '../../grammar/catalogue/categories.ts'

const NAME = /\.ya?ml$/i
const VERSION = /^(?:version|"version"|'version')[ \t]*:[ \t]*(["']?)1\1[ \t]*(?:#.*)?\r?$/m
const WORK = /^(?:steps|process|outputs)[ \t]*:/m
/** What distinguishes a recipe from the files of other programs that have a version and steps. */
const OWN_KEY = /^(?:connection|sources|saveas|fragments|notify|via)[ \t]*:/m
const OPERATION = new RegExp(String.raw`\b(?:${categoryWords('sys', 'csv', 'json', 'trigger')})/`)

/** What no other file has beside each other; with it one whose version or steps are wrong or missing is a recipe, too. */
const TARGET = /^saveas[ \t]*:[ \t]*\S/m
const INPUT = /^(?:connection|sources)[ \t]*:/m

/** A step that is an operation: under a wrong key it is one of a recipe as well. */
const STEP = new RegExp(
  String.raw`^[ \t]*- +["']?(?:${categoryWords('sys', 'csv', 'json', 'trigger')})/[a-z0-9-]+["']?[ \t]*:`,
  'm',
)

/** What a file that recipes include has instead of work of its own. */
const PART = /^fragments[ \t]*:/m

const ANY_VERSION = /^(?:version|"version"|'version')[ \t]*:/m
const NO_WORK =
  /^(?:steps|process|outputs)[ \t]*:[ \t]*(?:(?:\[[ \t]*\]|\{[ \t]*\}|""|''|~|null)[ \t]*(?:#.*)?\r?$|\s*(?![\s\S]))/m
/** A key at the left edge that recipes do not have. */
const FOREIGN_KEY =
  /^(?!["']?(?:version|description|include|connection|variables|matrix|sources|fragments|steps|process|outputs|saveas|notify|skip|via)["']?[ \t]*:)["']?[A-Za-z_]/m

/** Whether a text is a recipe: YAML with `version: 1` and steps, or with what only recipes have. */
export function isRecipe(name: string, given: string): boolean {
  if (!NAME.test(name)) return false
  const text = given.replace(/^\uFEFF/, '')
  const hasVersion = VERSION.test(text)
  if (hasVersion && WORK.test(text) && (OWN_KEY.test(text) || OPERATION.test(text))) return true
  if (INPUT.test(text) && TARGET.test(text)) return true
  if ((hasVersion || INPUT.test(text)) && STEP.test(text) && !PART.test(text)) return true
  // Of another version, or without work.
  const isOurs = OPERATION.test(text) || TARGET.test(text) || NO_WORK.test(text)
  return isOurs && ANY_VERSION.test(text) && WORK.test(text) && !FOREIGN_KEY.test(text)
}
