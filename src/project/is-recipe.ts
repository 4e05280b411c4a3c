import { categoryWords } from '../../grammar/catalogue/categories.ts'

const NAME = /\.ya?ml$/i
const VERSION = /^(?:version|"version"|'version')[ \t]*:[ \t]*(["']?)1\1[ \t]*(?:#.*)?\r?$/m
const WORK = /^(?:steps|process|outputs)[ \t]*:/m
/** What distinguishes a recipe from the files of other programs that have a version and steps. */
const OWN = new RegExp(
  String.raw`^(?:connection|sources|saveas|fragments|notify|via)[ \t]*:|\b(?:${categoryWords('sys', 'csv', 'json', 'trigger')})/`,
  'm',
)

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

/** Whether a text is a recipe: YAML with `version: 1` and steps, or with what only recipes have. */
export function isRecipe(name: string, given: string): boolean {
  if (!NAME.test(name)) return false
  const text = given.replace(/^\uFEFF/, '')
  const hasVersion = VERSION.test(text)
  if (hasVersion && WORK.test(text) && OWN.test(text)) return true
  if (INPUT.test(text) && TARGET.test(text)) return true
  return (hasVersion || INPUT.test(text)) && STEP.test(text) && !PART.test(text)
}
