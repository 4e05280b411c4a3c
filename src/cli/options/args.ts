import { type ParseArgsConfig, parseArgs } from 'node:util'
import { LIST_COMMA, type Locale, type Localized } from '../../../grammar/catalogue/localized.ts'
import { UsageError } from '../../files/problem.ts'
import { errorText } from '../../language/given.ts'
import { meantHint, nearest } from '../../language/suggest.ts'
import type { Io } from '../io.ts'
import { table } from '../output/table.ts'

/** An option of a command. */
export interface OptionSpec {
  readonly type: 'boolean' | 'string'
  readonly short?: string
  readonly multiple?: true
  /** What stands for the value in the help. */
  readonly value?: string
  /** The only values there are. */
  readonly choices?: readonly string[]
  /** Values to offer beside others, for shells that complete them. */
  readonly words?: readonly string[]
  /** What other tools call it, for hints. */
  readonly elsewhere?: readonly string[]
  /** True where `--name` stands for an empty value and a value needs `=`. */
  readonly optional?: true
  /** True where an empty text is a value like others. */
  readonly mayBeEmpty?: true
  readonly description: Localized
}

/** Options by their names. */
export type OptionSpecs = Readonly<Record<string, OptionSpec>>

/** What the user typed behind the command; the three parameters are the names of its options of each kind. */
export interface Args<Flag extends string = string, Text extends string = string, List extends string = string> {
  readonly positionals: readonly string[]
  readonly flag: (name: Flag) => boolean
  readonly text: (name: Text | 'locale') => string | undefined
  readonly list: (name: List) => readonly string[]
  readonly locale: Locale
}

/** Arguments among which there are these options with a text. */
export type TextArgs<Text extends string> = Args<never, Text, never>

/** The arguments of a command with these options: the name of an option that it does not have does not compile. */
export type ArgsOf<Specs extends OptionSpecs> = Args<
  NamesOf<Specs, { type: 'boolean' }>,
  Exclude<NamesOf<Specs, { type: 'string' }>, NamesOf<Specs, { multiple: true }>>,
  NamesOf<Specs, { multiple: true }>
>

type NamesOf<Specs, Kind> = { [Name in keyof Specs & string]: Specs[Name] extends Kind ? Name : never }[keyof Specs &
  string]

/** A command of the program. */
export interface Command {
  readonly name: string
  readonly summary: Localized
  /** Arguments as the help shows them. */
  readonly usage: string
  /** How many arguments beside options it takes; any number when left out. */
  readonly most?: number
  /** Words that an argument may be, for completions of shells; files where left out. */
  readonly words?: () => readonly string[]
  readonly options: OptionSpecs
  readonly examples: readonly { readonly command: string; readonly comment: Localized }[]
  /** Runs the command; the result is the exit code. */
  readonly run: (args: Args, io: Io) => Promise<number>
}

/** A command whose `run` may ask for the options that it has, and for no other. */
export function defineCommand<const Specs extends OptionSpecs>(
  command: Omit<Command, 'options' | 'run'> & {
    readonly options: Specs
    readonly run: (args: ArgsOf<Specs>, io: Io) => Promise<number>
  },
): Command {
  return command
}

/** Options that every command has. */
export const COMMON_OPTIONS = {
  locale: {
    type: 'string',
    value: 'en|zh',
    choices: ['en', 'zh'] as const,
    description: { en: 'language of the messages (default: from LANG)', zh: '消息语言（默认取自 LANG）' },
  },
  help: { type: 'boolean', short: 'h', description: { en: 'show this help', zh: '显示帮助' } },
} satisfies OptionSpecs

/** The language that the arguments ask for, also where something is wrong with them. */
export function localeOf(argv: readonly string[]): Locale | undefined {
  const word = argv.findLast((word, at) => argv[at - 1] === '--locale' || word.startsWith('--locale='))
  return COMMON_OPTIONS.locale.choices.find(locale => locale === word?.replace('--locale=', ''))
}

/** `--locale zh lint`: the option of every command may stand before the command too. */
export function toCommandFirst(argv: readonly string[]): readonly string[] {
  const [option = ''] = argv
  const count = option === '--locale' ? 2 : option.startsWith('--locale=') ? 1 : 0
  if (count === 0) return argv
  const [name = 'help', ...rest] = toCommandFirst(argv.slice(count))
  return [name, ...argv.slice(0, count), ...rest]
}

/**
 * Reads the arguments of a command.
 * @throws UsageError for an option that the command does not have, a value that is missing or none of the choices, and an argument too many.
 */
export function readArgs(
  command: Pick<Command, 'name' | 'most' | 'options'>,
  argv: readonly string[],
  locale: Locale,
): Args {
  const options: OptionSpecs = { ...command.options, ...COMMON_OPTIONS }
  const joined = joinNumbers(argv, options)
  const end = joined.indexOf('--')
  const isOption = (word: string, at: number) => word.startsWith('--') && (end < 0 || at < end)
  const words = joined.map((word, at) => (isOption(word, at) && options[word.slice(2)]?.optional ? `${word}=` : word))
  const { values, positionals } = parse(command.name, words, options, locale)
  for (const [name, { choices, optional, mayBeEmpty }] of Object.entries(options)) {
    for (const value of toList(values[name])) {
      if (choices) checkChoice(name, value, choices, locale)
      else if (value === '' && !optional && !mayBeEmpty) throw noValue(`--${name}`, locale)
    }
  }
  checkCount(command, positionals, locale)
  return {
    positionals,
    flag: name => values[name] === true,
    text: name => toList(values[name])[0],
    list: name => toList(values[name]),
    locale,
  }
}

function checkCount(
  { name, most = Number.POSITIVE_INFINITY }: Pick<Command, 'name' | 'most'>,
  given: readonly string[],
  locale: Locale,
): void {
  const extra = given[most]
  if (extra === undefined) return
  throw new UsageError(
    locale === 'zh'
      ? `"${name}" 不接受参数 "${extra}"；运行 "oss-process ${name} --help" 查看用法。`
      : `"${name}" does not take the argument "${extra}"; "oss-process ${name} --help" shows what it takes.`,
  )
}

/** `--max-warnings -1`: a number behind an option is its value, so that what is wrong with it can be said. */
function joinNumbers(argv: readonly string[], options: OptionSpecs): readonly string[] {
  const words: string[] = []
  for (const word of argv) {
    const last = words.at(-1) ?? ''
    const takesValue = last.startsWith('--') && options[last.slice(2)]?.type === 'string'
    if (takesValue && /^-[0-9.]+$/.test(word) && !words.includes('--')) words.push(`${words.pop()}=${word}`)
    else words.push(word)
  }
  return words
}

type Values = Readonly<Record<string, string | boolean | (string | boolean)[] | undefined>>

function parse(
  command: string,
  argv: readonly string[],
  options: OptionSpecs,
  locale: Locale,
): { values: Values; positionals: string[] } {
  const config = Object.fromEntries(
    Object.entries(options).map(([name, { type, short, multiple }]) => [
      name,
      { type, ...(short && { short }), ...(multiple && { multiple }) },
    ]),
  )
  try {
    return parseArgs({ args: [...argv], options: config, allowPositionals: true })
  } catch (error) {
    checkNames(command, argv, options, config, locale)
    const name = /'(?:-\w, )?(--?[\w-]+)/.exec(errorText(error))?.[1] ?? ''
    const takesValue = options[name.replace(/^-+/, '')]?.type === 'string'
    if (takesValue || !name) throw noValue(name, locale)
    throw new UsageError(locale === 'zh' ? `选项 "${name}" 不接受值。` : `The option "${name}" takes no value.`)
  }
}

function noValue(name: string, locale: Locale): UsageError {
  return new UsageError(locale === 'zh' ? `选项 "${name}" 需要一个值。` : `The option "${name}" needs a value.`)
}

function toList(value: Values[string]): string[] {
  return (Array.isArray(value) ? value : [value]).filter(item => typeof item === 'string')
}

function seeHelp(command: string): Localized {
  return {
    en: ` Run "oss-process ${command} --help" for the options.`,
    zh: `运行 "oss-process ${command} --help" 查看选项。`,
  }
}

/** Node's own message for an unknown option guesses nothing. */
function checkNames(
  command: string,
  argv: readonly string[],
  specs: OptionSpecs,
  options: NonNullable<ParseArgsConfig['options']>,
  locale: Locale,
): void {
  const names = Object.keys(specs)
  const { tokens } = parseArgs({ args: [...argv], options, strict: false, tokens: true, allowPositionals: true })
  for (const token of tokens) {
    if (token.kind !== 'option' || token.name in options) continue
    const guess = names.find(name => specs[name]?.elsewhere?.includes(token.name)) ?? nearest(token.name, names)
    const hint = guess ? meantHint(`--${guess}`) : seeHelp(command)
    throw new UsageError(
      locale === 'zh'
        ? `"${command}" 没有选项 "${token.rawName}"。${hint.zh}`
        : `"${command}" has no option "${token.rawName}".${hint.en}`,
    )
  }
}

/** @throws UsageError for a value that is none of the choices of an option. */
export function checkChoice(name: string, value: string, choices: readonly string[], locale: Locale): void {
  if (choices.includes(value)) return
  const hint = meantHint(nearest(value, choices))[locale]
  const expected = choices.join(LIST_COMMA[locale])
  throw new UsageError(
    locale === 'zh'
      ? `"--${name}" 不接受 "${value}"；可用值：${expected}。${hint}`
      : `"--${name}" does not take "${value}"; expected one of ${expected}.${hint}`,
  )
}

/** The help of a command, from its definition. */
export function helpText(command: Command, locale: Locale, columns?: number): string {
  const { name, summary, usage, options, examples } = command
  const words =
    locale === 'zh'
      ? { usage: '用法：', options: '选项：', examples: '示例：' }
      : { usage: 'Usage: ', options: 'Options:', examples: 'Examples:' }
  const all: OptionSpecs = { ...options, ...COMMON_OPTIONS }
  const rows = Object.entries(all).map(([key, spec]) => {
    const short = spec.short ? `-${spec.short}, ` : '    '
    const value = spec.type === 'string' ? valueText(spec) : ''
    return [`  ${short}--${key}${value}`, spec.description[locale]] as const
  })
  const lines = [
    summary[locale],
    '',
    `${words.usage}oss-process ${name} ${usage}`.trimEnd(),
    '',
    words.options,
    table(rows, columns),
    words.examples,
    ...examples.flatMap(({ command, comment }) => [`  # ${comment[locale]}`, `  ${command}`]),
  ]
  return `${lines.join('\n')}\n`
}

function valueText({ value = 'VALUE', optional }: OptionSpec): string {
  return optional ? `[=${value}]` : ` ${value}`
}
