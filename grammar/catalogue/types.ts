import type { Localized } from './localized.ts'
import type { ValueType } from './values.ts'

/** How a string reaches OSS: `get` (URL, sync), `post` (sync, can save), `async` (POST x-oss-async-process). */
export type Via = 'get' | 'post' | 'async'

/**
 * How sure the source is: `high` two agreeing official pages, `medium` one page or pages that disagree, `low` third parties or inference.
 * What is said of a thing of low confidence is a warning at most.
 */
export type Confidence = 'high' | 'medium' | 'low'

/** Who may ask: anybody on a public object, a signed request, or a signed request to a bucket bound to an IMM project. */
export type Access = 'anonymous' | 'signed' | 'imm'

/** What an object is by its extension. */
export type SourceKind = 'image' | 'video' | 'audio' | 'document' | 'pointCloud' | 'playlist'

/** Where a fact was read. */
export interface Sourced {
  /** Title of the help page with language and day of its newest copy that was read, repository and file, or EC page. */
  readonly source: string
  /** `high` when left out. */
  readonly confidence?: Confidence
}

/** Whether and how well a parameter or operation is documented; `documented` when left out. */
export type Status = 'documented' | 'example' | 'recipe' | 'thirdParty' | 'undocumented' | 'legacy'

/** One parameter of an operation. The key of the record it stands in is its name; the empty name means positional. */
export interface ParameterSpec extends Sourced {
  readonly title: Localized
  /** The long word that a recipe may use for it, `width` for `w`. */
  readonly word: string
  readonly type: ValueType
  readonly unit?: 'px' | 'ms' | 'bit/s' | 'bit' | '%' | '°' | 'Hz' | 'frame/s'
  /** What OSS assumes when the parameter is left out, as it would be written. */
  readonly default?: string
  /** `error`: OSS refuses the operation without it. `warning`: a page says so, but samples leave it out. */
  readonly required?: 'error' | 'warning'
  readonly repeatable?: true
  /** Legal only in the process string inside the value of watermark's `image`. */
  readonly nestedOnly?: true
  readonly status?: Status
  /** Who may ask where the parameter has one of these words; who may ask for the operation where left out. */
  readonly accessOf?: Readonly<Record<string, Access>>
  /** Words that no table lists, but that a single source of low confidence says some may use. */
  readonly doubtfulValues?: readonly string[]
  /** Words that people bring from elsewhere, with the value that OSS has for the same thing. */
  readonly misnamedValues?: Readonly<Record<string, string>>
  /** A bad value is a warning at most: the range is borrowed or two pages disagree. */
  readonly gentle?: true
  /** Each word names the sub-operation with its options, which stands behind. */
  readonly optionsBehind?: true
  /** Odd numbers are said to be refused; one source alone says so. */
  readonly even?: true
  /** EC number of a bad value. */
  readonly serverCode?: string
  /** EC number of a missing value, where it differs. */
  readonly missingCode?: string
  /** EC number of a Base64 value whose decoded text is refused: an unknown font, a text too long. */
  readonly contentCode?: string
}

/** A condition on the other parameters: every entry holds. `true` means present, `false` absent, a list one of these values (a default counts). */
export type Condition = Readonly<Record<string, boolean | readonly string[]>>

/** A rule between the parameters of one operation. */
export type Constraint = Sourced & ConstraintForm

type ConstraintForm =
  /** At least one of the parameters has to be there. */
  | {
      readonly kind: 'oneOf'
      readonly parameters: readonly string[]
      readonly serverCode?: string
      readonly severity?: 'warning'
    }
  /** The two exclude each other. */
  | { readonly kind: 'conflict'; readonly parameters: readonly [string, string] }
  /** The parameters (or the one with one of `values`) are refused unless one of the conditions holds. */
  | {
      readonly kind: 'requires'
      readonly parameters: readonly string[]
      readonly values?: readonly string[]
      readonly unless: readonly Condition[]
      readonly severity?: 'warning'
    }
  /** The parameters do nothing when one of the conditions holds, or unless one holds. */
  | {
      readonly kind: 'ignored'
      readonly parameters: readonly string[]
      readonly when: readonly Condition[]
      readonly unless?: never
      readonly severity?: 'info'
    }
  | {
      readonly kind: 'ignored'
      readonly parameters: readonly string[]
      readonly when?: never
      readonly unless: readonly Condition[]
      readonly severity?: 'info'
    }
  /** Under the condition the parameter takes fewer values than its type. */
  | { readonly kind: 'restricted'; readonly parameter: string; readonly when: Condition; readonly type: ValueType }

/** What an operation gives back. */
export interface Output {
  readonly kind:
    | 'image'
    | 'video'
    | 'audio'
    | 'document'
    | 'pointCloud'
    | 'text'
    | 'json'
    | 'html'
    | 'playlist'
    | 'none'
  /** Whether one input makes one file or several. */
  readonly count: 'one' | 'many'
  /** Conditions under which `many` is one file after all. */
  readonly oneWhen?: readonly Condition[]
  /** The parameter that names the format of the output; absent when it keeps that of its input or has a fixed one. */
  readonly formatParameter?: string
}

/** One operation. */
export interface OperationSpec extends Sourced {
  readonly title: Localized
  readonly via: readonly Via[]
  /** Ways that one page names and the page of the operation rules out: no error. */
  readonly disputedVia?: readonly Via[]
  readonly access: Access
  /** `undocumented`: seen to work, but no page names it; a warning. */
  readonly saveas: 'required' | 'optional' | 'forbidden' | 'undocumented'
  readonly output: Output
  readonly parameters: Readonly<Record<string, ParameterSpec>>
  readonly constraints?: readonly Constraint[]
  /** Actions that belong to this one and stand behind it: `/pre` behind `concat`. */
  readonly subOperations?: Readonly<Record<string, SubOperationSpec>>
  /** Nothing may stand beside it. */
  readonly alone?: true
  /** Nothing may stand behind it in its stage; one source alone says so. */
  readonly last?: true
  /** Works only through a domain that is bound to the bucket, not through one of aliyuncs.com. */
  readonly ownDomain?: true
  /** Extensions of files that it does not take, although its category does. */
  readonly exceptSources?: readonly string[]
  /** What else the pages say of it: limits of the source, regions, what has to be applied for. */
  readonly notes?: readonly Localized[]
  /** Legal in the process string inside a watermark image; absent where no page says so. */
  readonly nestable?: true
  /** Legal only inside `if_status_eq_404{...}`. */
  readonly conditionalOnly?: true
  readonly status?: Status
  /** What is billed, as the price list calls it, and by what it is counted. */
  readonly billing?: { readonly item: string; readonly unit: Localized }
  /** Help page, by title. */
  readonly page: string
  /** Pages beside it that tell a part of what is here. */
  readonly morePages?: readonly string[]
  /** EC number of a second positional value. */
  readonly extraValueCode?: string
  /** EC number of the operation without any parameter. */
  readonly emptyCode?: string
  /** Parameter names that people bring from elsewhere, with the name that OSS uses; '' means that nothing replaces it. */
  readonly misnamed?: Readonly<Record<string, string>>
  /** Names that the table lacks according to a source of low confidence alone: OSS may take them. */
  readonly doubtful?: readonly string[]
}

/** An action behind another one, such as `/pre` of `concat`. */
export interface SubOperationSpec extends Sourced {
  readonly title: Localized
  readonly parameters: Readonly<Record<string, ParameterSpec>>
  readonly constraints?: readonly Constraint[]
  readonly repeatable?: true
  readonly status?: Status
}

/** One category: the first word of a stage. */
export interface CategorySpec extends Sourced {
  readonly title: Localized
  /** Kinds of sources that its operations take; not told where left out. */
  readonly sources?: readonly SourceKind[]
  readonly operations: Readonly<Record<string, OperationSpec>>
  /** Operation names of other vendors or of misreadings, with the one that OSS has; '' means that OSS has none. */
  readonly misnamed?: Readonly<Record<string, string>>
}

/** A variable between braces in the object or bucket name of saveas, `{index}`. */
export interface TemplateVariableSpec extends Sourced {
  readonly title: Localized
  /** Ids of the operations that fill it in; all that run asynchronously when left out. */
  readonly operations?: readonly string[]
  readonly status?: Status
}

/** A style that every bucket has, called as `style/::name`. */
export interface BuiltInStyleSpec extends Sourced {
  readonly title: Localized
  /** The process string that it stands for. */
  readonly expansion: string
}
