import { expect, test } from 'vitest'
import type { Diagnostic } from '../../src/language/diagnostic.ts'
import { applyEdits } from '../../src/language/edit.ts'
import { type LintOptions, lint } from '../../src/lint/lint.ts'
import { rules } from '../../src/lint/rules/string/index.ts'
import { readLines } from '../fixtures.ts'

interface Case {
  readonly text: string
  readonly options?: LintOptions
  /** `start-end severity rule/message: words`, and indented what else comes with it: the EC number and the texts that its edits make. */
  readonly found: readonly string[]
}

/** Too long to be read. */
const long: readonly Case[] = [
  {
    text: `image/rotate,90${'/rotate,90'.repeat(1000)}`,
    found: ['0-10015 warning too-many/operations: The string has 1001 operations; only the first 1000 are checked.'],
  },
  {
    text: `image/ignore-error,1${',x_1'.repeat(1000)}`,
    found: [
      '6-18 warning too-many/parameters: "ignore-error" has 1001 parameters; only the first 1000 are checked.',
      '6-18 info undocumented/thirdParty: "image/ignore-error" is known from other people\'s code only, not from the documentation.',
    ],
  },
  {
    text: `if_status_eq_404{hls/ts,from_YQ}|image/rotate,90${'/rotate,90'.repeat(1000)}`,
    found: ['0-10048 warning too-many/operations: The string has 1001 operations; only the first 1000 are checked.'],
  },
  // Trying its fix would take too long.
  {
    text: `image/resize,w_1,format,webp_${'/rotate,90'.repeat(900)}`,
    found: [
      '17-23 warning wrong-separator/operation: "format" is an operation, but follows a comma and is read as a value of "resize"; expected "/format".',
      '17-23 warning missing-parameter/value: "image/format" needs a value: jpg, png, webp, bmp, gif, tiff, heic or avif.',
      '  code 0040-00000207',
      '24-28 warning unknown-parameter/nameless: "image/format" has no parameter "webp"; it takes a value without a name, jpg, png, webp, bmp, gif, tiff, heic or avif.',
    ],
  },
]

const cases = [...readLines<Case>('findings.jsonl'), ...long]

function wordsOf(diagnostic: Diagnostic, text: string): readonly string[] {
  const { span, severity, ruleId, messageId, message, serverCode, fix, suggestions = [] } = diagnostic
  return [
    `${span.start}-${span.end} ${severity} ${ruleId}/${messageId}: ${message}`,
    ...(serverCode ? [`  code ${serverCode}`] : []),
    ...(fix ? [`  fixed: ${applyEdits(text, fix)}`] : []),
    ...suggestions.map(({ message: label, edits }) => `  ${label}: ${applyEdits(text, edits)}`),
  ]
}

test.each(cases.map(({ text, options, found }) => [text.slice(0, 200), options, text, found] as const))(
  'what is found in %j (%j)',
  (_, options, text, found) => {
    expect(lint(text, options).flatMap(diagnostic => wordsOf(diagnostic, text))).toEqual(found)
  },
)

test('every message of every rule is shown by an example or by one of these', () => {
  const shown = new Set([
    ...rules.flatMap(({ examples }) =>
      examples.invalid.flatMap(({ text, ...options }) => lint(text, options).map(idOf)),
    ),
    ...cases.flatMap(({ text, options }) => lint(text, options).map(idOf)),
  ])
  const all = rules.flatMap(({ id, messages }) => Object.keys(messages).map(messageId => `${id}/${messageId}`))
  const place = 'each needs an example of its rule or a line in test/fixtures/findings.jsonl'
  expect(
    all.filter(id => !shown.has(id)),
    place,
  ).toEqual([])
})

test('what each fix makes is among the cases above', () => {
  const fixedIn = (examples: readonly { readonly text: string; readonly options?: LintOptions | undefined }[]) =>
    new Set(
      examples.flatMap(({ text, options }) =>
        lint(text, options)
          .filter(({ fix }) => fix)
          .map(idOf),
      ),
    )
  const shown = rules.flatMap(({ examples }) => examples.invalid.map(({ text, ...options }) => ({ text, options })))
  const missing = [...fixedIn(shown)].filter(id => !fixedIn(cases).has(id))
  expect(missing, 'each needs a line in test/fixtures/findings.jsonl').toEqual([])
})

function idOf({ ruleId, messageId }: Diagnostic): string {
  return `${ruleId}/${messageId}`
}
