import { COMMON_OPTIONS, type Command, type OptionSpec } from './options/args.ts'

/** The manual page of the program, in the language of man(7), made from the table of commands. */
export function manualPage(commands: readonly Command[], version: string): string {
  return [
    `.TH OSS-PROCESS 1 "" "oss-process ${version}" "User Commands"`,
    '.SH NAME',
    'oss\\-process \\- lint, format, explain and compile process strings of Alibaba Cloud OSS',
    '.SH SYNOPSIS',
    '.B oss\\-process',
    '.I COMMAND',
    '[\\fIOPTIONS\\fR] [\\fIARGUMENTS\\fR]',
    '.SH COMMANDS',
    ...commands.flatMap(commandLines),
    '.SH EXIT STATUS',
    '.TP',
    '.B 0',
    'Nothing was found.',
    '.TP',
    '.B 1',
    'Errors were found, or more warnings than allowed.',
    '.TP',
    '.B 2',
    'Wrong usage, a wrong configuration, or a file that cannot be read or written.',
    '.SH ENVIRONMENT',
    '.TP',
    '.B LC_ALL, LC_MESSAGES, LANG',
    'The language of the messages: Chinese where they start with zh, otherwise English.',
    '.TP',
    '.B NO_COLOR, FORCE_COLOR',
    'Without colours, or with colours in any case.',
    '.TP',
    '.B GITHUB_ACTIONS',
    'Where it is "true", lint reports as GitHub shows it.',
    '.SH FILES',
    '.TP',
    '.B oss\\-process.config.json, .yaml, .js',
    'The configuration, here or in a folder above; also the key "oss\\-process" of package.json.',
    '.TP',
    '.B oss\\-process.baseline.json',
    'Known findings, which are not reported.',
    '',
  ].join('\n')
}

function commandLines({ name, summary, usage, options, examples }: Command): string[] {
  return [
    `.SS ${roff(`oss-process ${name} ${usage}`.trim())}`,
    roff(`${summary.en.charAt(0).toUpperCase()}${summary.en.slice(1)}.`),
    ...Object.entries({ ...options, ...COMMON_OPTIONS }).flatMap(([key, spec]) => [
      '.TP',
      `.B ${roff(optionText(key, spec))}`,
      roff(spec.description.en),
    ]),
    ...examples.flatMap(({ command, comment }) => [
      '.PP',
      roff(`${comment.en}:`),
      '.PP',
      '.nf',
      `    ${roff(command)}`,
      '.fi',
    ]),
  ]
}

function optionText(name: string, { short, type, value = 'VALUE', optional }: OptionSpec): string {
  const shown = type === 'boolean' ? '' : optional ? `[=${value}]` : ` ${value}`
  return `${short ? `-${short}, ` : ''}--${name}${shown}`
}

/** Hyphens are minus signs here, and a line never starts with a control character. */
function roff(text: string): string {
  return text.replaceAll('\\', '\\e').replaceAll('-', '\\-').replace(/^[.']/, '\\&$&')
}
