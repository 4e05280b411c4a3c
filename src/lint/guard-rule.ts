import type { Locale } from '../../grammar/catalogue/localized.ts'
import { applyEdits, type Edit } from '../language/edit.ts'
import { errorText } from '../language/given.ts'
import { isRecord } from '../language/record.ts'
import type { Finding, Rule, RuleContext } from './rule.ts'

/** A rule of the project. What goes wrong in it is told with its name, and is no fault of the file or of this program. */
export function guardRule(rule: Rule, locale: Locale): Rule {
  const guarded = Object.entries(rule).map(([key, value]: [string, unknown]) => {
    if (typeof value !== 'function') return [key, value] as const
    const guard = (...given: readonly unknown[]): unknown => {
      try {
        const result: unknown = Reflect.apply(
          value,
          undefined,
          given.map(one => guardContext(one, rule)),
        )
        if (result instanceof Promise) throw new Error(`"${key}" is asynchronous, but what it finds is read at once`)
        return result
      } catch (error) {
        throw failure(rule, error, locale)
      }
    }
    return [key, guard] as const
  })
  return { ...rule, ...Object.fromEntries(guarded) }
}

/** The context of a check, in which a report without a place is refused where it is made. */
function guardContext(value: unknown, rule: Rule): unknown {
  if (!isContext(value)) return value
  return Object.create(value, {
    report: { value: (finding: Finding) => value.report(sound(finding, rule, value.text)) },
  })
}

function isContext(value: unknown): value is RuleContext {
  return isRecord(value) && typeof value.report === 'function'
}

const SEVERITIES: readonly unknown[] = ['error', 'warning', 'info']

function sound(finding: Finding, { messages }: Rule, text: string): Finding {
  if (!isRecord(finding)) throw new Error('a report is an object with "messageId" and "span"')
  const { messageId, span, severity = 'error', fix = [], suggestions = [] } = finding
  if (!Object.hasOwn(messages, messageId)) throw new Error(`it reports "${messageId}", which is none of its messages`)
  if (!SEVERITIES.includes(severity)) throw new Error(`it reports "${severity}"; expected error, warning or info`)
  if (!isSpanOf(span, text)) {
    const { start, end }: { start?: unknown; end?: unknown } = isRecord(span) ? span : {}
    throw new Error(`it reports ${String(start)} to ${String(end)}, which is no span of the string`)
  }
  if (!areEdits(fix, text)) throw new Error('its fix is no list of { span, text } with spans of the string')
  if (!Array.isArray(suggestions) || !suggestions.every(one => isSuggestion(one, text)))
    throw new Error('its suggestions are no list of { message: { en, zh }, edits } with spans of the string')
  return finding
}

function isSuggestion(value: unknown, text: string): boolean {
  return isRecord(value) && isLocalized(value.message) && areEdits(value.edits, text)
}

/** True for words in both languages. */
export function isLocalized(message: unknown): boolean {
  return isRecord(message) && typeof message.en === 'string' && typeof message.zh === 'string'
}

/** @throws RangeError for edits that overlap. */
function areEdits(value: unknown, text: string): boolean {
  const isList = (given: unknown): given is readonly Edit[] =>
    Array.isArray(given) &&
    given.every(edit => isRecord(edit) && isSpanOf(edit.span, text) && typeof edit.text === 'string')
  return isList(value) && applyEdits(text, value) !== undefined
}

function isSpanOf(span: unknown, text: string): boolean {
  const { start, end }: { start?: unknown; end?: unknown } = isRecord(span) ? span : {}
  const isInOrder =
    Number.isInteger(start) && Number.isInteger(end) && 0 <= Number(start) && Number(start) <= Number(end)
  return isInOrder && Number(end) <= text.length
}

/** An error that the command shows as wrong usage; its class would bring what only Node has. */
function failure({ id }: Rule, error: unknown, locale: Locale): Error {
  const reason = errorText(error)
  const message = locale === 'zh' ? `规则 "${id}" 出错：${reason}` : `The rule "${id}" failed: ${reason}`
  return Object.assign(new Error(`${message.replace(/[.。]?$/, locale === 'zh' ? '。' : '.')}`, { cause: error }), {
    name: 'UsageError',
    code: 2,
  })
}
