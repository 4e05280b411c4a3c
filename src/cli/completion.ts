import type { Locale } from '../../grammar/catalogue/localized.ts'
import { shellWord } from '../request/curl-command.ts'
import { COMMON_OPTIONS, type Command, type OptionSpec } from './options/args.ts'

/** The shells that there are completions for. */
export const SHELLS = ['bash', 'zsh', 'fish'] as const

/** A shell. */
export type Shell = (typeof SHELLS)[number]

/** The two names of the program. */
const PROGRAMS = ['oss-process', 'ossp'] as const

/** True for a shell that there are completions for. */
export function isShell(name: string): name is Shell {
  return SHELLS.some(shell => shell === name)
}

/** A script that completes commands, options and their values, made from the table of commands. */
export function completionOf(shell: Shell, commands: readonly Command[], locale: Locale): string {
  return { bash, zsh, fish }[shell](commands, locale)
}

const LOCALES = COMMON_OPTIONS.locale.choices.join(' ')

function optionsOf({ options }: Command): readonly [string, OptionSpec][] {
  return Object.entries({ ...options, ...COMMON_OPTIONS })
}

function valuesOf({ choices = [], words = [] }: OptionSpec): readonly string[] {
  return [...choices, ...words]
}

function bash(commands: readonly Command[]): string {
  const cases = commands.map(command => {
    const flags = optionsOf(command).map(([name]) => `--${name}`)
    return `    ${command.name}) COMPREPLY=($(compgen -W '${flags.join(' ')}' -- "$word")) ;;`
  })
  const values = commands.flatMap(command =>
    Object.entries(command.options).flatMap(([name, spec]) =>
      valuesOf(spec).length > 0
        ? [
            `    ${command.name}:--${name}) COMPREPLY=($(compgen -W '${valuesOf(spec).join(' ')}' -- "$word")); return ;;`,
          ]
        : [],
    ),
  )
  return [
    '_oss_process() {',
    '  local word="${COMP_WORDS[COMP_CWORD]}" before="${COMP_WORDS[COMP_CWORD-1]}" at=1',
    // bash parts "--locale=zh" into three words.
    '  [ "$word" = = ] && word=',
    '  [ "$before" = = ] && before="${COMP_WORDS[COMP_CWORD-2]}"',
    `  [ "$before" = --locale ] && COMPREPLY=($(compgen -W '${LOCALES}' -- "$word")) && return`,
    '  while [ "${COMP_WORDS[at]}" = --locale ] && [ "$COMP_CWORD" -gt "$((at + 1))" ]; do',
    '    [ "${COMP_WORDS[at+1]}" = = ] && at=$((at + 3)) || at=$((at + 2))',
    '  done',
    '  local command="${COMP_WORDS[at]}"',
    '  COMPREPLY=()',
    '  if [ "$COMP_CWORD" -le "$at" ]; then',
    `    COMPREPLY=($(compgen -W '${commands.map(({ name }) => name).join(' ')}' -- "$word"))`,
    '    return',
    '  fi',
    '  case "$command:$before" in',
    ...values,
    '  esac',
    '  case "$command:$word" in',
    '    *:-*) ;;',
    ...commands.flatMap(({ name, words }) =>
      words ? [`    ${name}:*) COMPREPLY=($(compgen -W '${words().join(' ')}' -- "$word")); return ;;`] : [],
    ),
    '    *) COMPREPLY=($(compgen -f -- "$word")); return ;;',
    '  esac',
    '  case "$command" in',
    ...cases,
    '  esac',
    '}',
    `complete -o filenames -F _oss_process ${PROGRAMS.join(' ')}`,
    '',
  ].join('\n')
}

function zsh(commands: readonly Command[], locale: Locale): string {
  const names = commands.map(
    ({ name, summary }) => `    ${shellWord(`${name}:${summary[locale].replaceAll(':', '\\:')}`)}`,
  )
  const cases = commands.map(command => {
    const specs = optionsOf(command).map(([name, spec]) => `        ${shellWord(zshOption(name, spec, locale))} \\`)
    return [
      `      ${command.name})`,
      '        _arguments -s \\',
      ...specs,
      command.words ? `        '*:value:(${command.words().join(' ')})'` : "        '*:file:_files'",
      '        ;;',
    ].join('\n')
  })
  return [
    `#compdef ${PROGRAMS.join(' ')}`,
    '_oss_process() {',
    `  [[ $words[CURRENT-1] == --locale ]] && { compadd ${LOCALES}; return }`,
    '  while (( CURRENT > 2 )) && [[ $words[2] == --locale* ]]; do',
    '    [[ $words[2] == --locale ]] && { shift words; (( CURRENT-- )) }',
    '    shift words; (( CURRENT-- ))',
    '  done',
    '  local -a commands',
    '  commands=(',
    ...names,
    '  )',
    '  if (( CURRENT == 2 )); then',
    "    _describe 'command' commands",
    '  else',
    '    local command="$words[2]"',
    '    shift words; (( CURRENT-- ))',
    '    case "$command" in',
    ...cases,
    '    esac',
    '  fi',
    '}',
    `compdef _oss_process ${PROGRAMS.join(' ')}`,
    '',
  ].join('\n')
}

function zshOption(name: string, spec: OptionSpec, locale: Locale): string {
  const about = `[${spec.description[locale].replace(/[[\]\\:]/g, character => `\\${character}`)}]`
  const values = valuesOf(spec)
  const value = spec.type === 'boolean' ? '' : `:value:${values.length > 0 ? `(${values.join(' ')})` : '_files'}`
  const takes = spec.optional ? '=-' : spec.type === 'string' ? '=' : ''
  return `${spec.multiple ? '*' : ''}--${name}${takes}${about}${spec.optional ? `::${spec.value ?? 'value'}:` : value}`
}

function fish(commands: readonly Command[], locale: Locale): string {
  const option = ([name, spec]: [string, OptionSpec]) => {
    const short = spec.short ? ` -s ${spec.short}` : ''
    const words = valuesOf(spec)
    const values = words.length > 0 ? ` -x -a ${shellWord(words.join(' '))}` : spec.type === 'string' ? ' -r' : ''
    return ` -l ${name}${short}${values} -d ${shellWord(spec.description[locale])}`
  }
  const none = `not __fish_seen_subcommand_from ${commands.map(({ name }) => name).join(' ')}`
  return PROGRAMS.flatMap(program => [
    ...commands.map(
      ({ name, summary }) =>
        `complete -c ${program} -n ${shellWord(none)} -f -a ${name} -d ${shellWord(summary[locale])}`,
    ),
    ...Object.entries(COMMON_OPTIONS).map(entry => `complete -c ${program}${option(entry)}`),
    ...commands.flatMap(({ name, words, options }) => {
      const within = `complete -c ${program} -n ${shellWord(`__fish_seen_subcommand_from ${name}`)}`
      return [
        ...(words ? [`${within} -f -a ${shellWord(words().join(' '))}`] : []),
        ...Object.entries(options).map(entry => `${within}${option(entry)}`),
      ]
    }),
  ])
    .join('\n')
    .concat('\n')
}
