import type { Via } from '../../grammar/catalogue/types.ts'
import type { Address } from '../catalogue/address.ts'
import { applyEdits } from '../language/edit.ts'
import { isRecord } from '../language/record.ts'
import { guardRule, isLocalized } from '../lint/guard-rule.ts'
import { type LintOptions, lint } from '../lint/lint.ts'
import type { Rule } from '../lint/rule.ts'
import { rules } from '../lint/rules/string/index.ts'
import { checkConfig } from '../project/config.ts'
import type { Facts } from '../trace/facts.ts'

/** A process string to try a rule on. */
export interface RuleCase {
  readonly text: string
  /** `auto` when left out. */
  readonly via?: Via
  /** True where U+FFFC in the text stands for a part that is filled in at run time. */
  readonly holes?: boolean
  /** The address that the string stands in. */
  readonly address?: Address
  /** What is known of the source. */
  readonly facts?: Facts
}

/** A string that the rule reports. */
export interface InvalidCase extends RuleCase {
  /** The ids of the messages, in the order of the text. */
  readonly messages: readonly string[]
  /** The text after the fixes; left out, there must be no fix. */
  readonly fixed?: string
}

/** What a rule is tried on, beside the examples in it. */
export interface RuleTests {
  readonly valid?: readonly (string | RuleCase)[]
  readonly invalid?: readonly InvalidCase[]
}

/**
 * Holds a rule to its own examples, to further cases, and to messages that say the same in both languages.
 * @throws Error with a line for each thing that is otherwise.
 */
export function testRule(rule: Rule, tests: RuleTests = {}): void {
  checkShapeOf(rule)
  const examples: Partial<Rule['examples']> = rule.examples ?? {}
  const cases = [...casesIn(examples, '"rule.examples"'), ...casesIn(tests, 'The second argument of testRule')]
  const { valid = [], invalid = [] } = examples
  if (cases.length === 0) throw new Error(`The rule "${rule.id}" has no examples, and there are no cases to try it on.`)
  for (const item of [...valid, ...invalid]) checkCase(item)
  for (const item of tests.valid ?? []) if (typeof item !== 'string') checkCase(item)
  for (const item of tests.invalid ?? []) {
    checkCase(item)
    if (!Array.isArray(item.messages))
      throw new Error(`The case "${item.text}" has no list of the ids of its messages; expected messages: ['other'].`)
  }
  const failures = [
    ...messageFailures(rule),
    ...[...valid, ...(tests.valid ?? [])].flatMap(item =>
      validFailures(rule, typeof item === 'string' ? { text: item } : item),
    ),
    ...invalid.flatMap(item => exampleFailures(rule, item)),
    ...(tests.invalid ?? []).flatMap(item => invalidFailures(rule, item)),
  ]
  if (failures.length > 0) throw new Error([`The rule "${rule.id}" fails its tests:`, ...failures].join('\n  '))
}

/** What a rule must have to be tried; programs without types may give anything. */
function checkShapeOf(rule: unknown): void {
  const given = typeof rule === 'object' && rule !== null ? rule : undefined
  if (!given)
    throw new Error(`The rule is ${rule === null ? 'null' : typeof rule}; expected an object made with defineRule.`)
  const messages: unknown = Reflect.get(given, 'messages')
  const isSound = typeof messages === 'object' && messages !== null && Object.values(messages).every(isLocalized)
  if (typeof Reflect.get(given, 'id') !== 'string')
    throw new Error('The rule has no id; expected a text such as "team-widths".')
  if (!isSound)
    throw new Error('The messages of the rule are not as expected: an object with { en, zh } for each message id.')
  if (rules.some(builtIn => builtIn === rule)) return
  const { problems } = checkConfig({ customRules: [rule] })
  if (problems.length > 0)
    throw new Error(problems.map(({ message }) => message.en.replaceAll('customRules[0]', 'rule')).join('\n'))
}

/** All cases of what has `valid` and `invalid` ones. */
function casesIn(given: unknown, name: string): readonly unknown[] {
  const { valid = [], invalid = [], ...rest }: Record<string, unknown> = isRecord(given) ? given : { given }
  if (Array.isArray(valid) && Array.isArray(invalid) && Object.keys(rest).length === 0) return [...valid, ...invalid]
  throw new Error(`${name} is ${JSON.stringify(given)}; expected { valid: [{ text }], invalid: [{ text }] }.`)
}

function checkCase(item: unknown): void {
  if (isRecord(item) && typeof item.text === 'string') return
  throw new Error(`An example is ${JSON.stringify(item)}; expected { text: "image/..." }.`)
}

function messageFailures({ messages }: Rule): string[] {
  const placeholders = (text: string) => [...new Set(text.match(/\{\w+\}/g))].sort().join(' ')
  return Object.entries(messages).flatMap(([id, { en, zh }]) =>
    placeholders(en) === placeholders(zh)
      ? []
      : [
          `The message "${id}" has other placeholders in English (${placeholders(en)}) than in Chinese (${placeholders(zh)}).`,
        ],
  )
}

function validFailures(rule: Rule, item: RuleCase): string[] {
  const found = findingsOf(rule, item)
  return found.length === 0
    ? []
    : [`"${item.text}" should be fine, but got: ${found.map(({ message }) => message).join(' ')}`]
}

function exampleFailures(rule: Rule, item: RuleCase): string[] {
  return findingsOf(rule, item).length > 0
    ? []
    : [`"${item.text}" is an example of what is wrong, but nothing was found.`]
}

function invalidFailures(rule: Rule, item: InvalidCase): string[] {
  const found = findingsOf(rule, item)
  const ids = found.map(({ messageId }) => messageId).join(', ')
  if (ids !== item.messages.join(', '))
    return [`"${item.text}" should give ${item.messages.join(', ') || 'nothing'}, but gave ${ids || 'nothing'}.`]
  const edits = found.flatMap(({ fix = [] }) => fix)
  const fixed = edits.length > 0 ? applyEdits(item.text, edits) : undefined
  return fixed === item.fixed
    ? []
    : [`"${item.text}" should be fixed to ${show(item.fixed)}, but is fixed to ${show(fixed)}.`]
}

function show(text: string | undefined): string {
  return text === undefined ? 'nothing' : `"${text}"`
}

function findingsOf(rule: Rule, { text, via, holes, address, facts }: RuleCase) {
  const isBuiltIn = rules.some(({ id }) => id === rule.id)
  const options: LintOptions = {
    extraRules: isBuiltIn ? [] : [guardRule(rule, 'en')],
    ...(via && { via }),
    ...(facts && { facts }),
    ...(holes !== undefined && { holes }),
    ...(address && { address }),
  }
  return lint(text, options).filter(({ ruleId }) => ruleId === rule.id)
}
