import { EXTRACT_MESSAGES, type ExtractMessageId, type ExtractNote } from '../../../extract/index.ts'
import type { RawDiagnostic } from '../../../language/diagnostic.ts'
import type { Edit } from '../../../language/edit.ts'
import { DIRECTIVE_MESSAGES } from '../directive/directives.ts'
import { type HostRule, js, NOTE_FACTS } from './note-facts.ts'

export type { HostExample, HostRule } from './note-facts.ts'

/** The rule id of a note: `signedUrl` gives `signed-url`. */
function ruleIdOf(messageId: string): string {
  return messageId.replace(/[A-Z]|\d+/g, found => (/\d/.test(found) ? found : `-${found.toLowerCase()}`))
}

const noteRules: readonly HostRule[] = Object.entries(EXTRACT_MESSAGES).flatMap(([messageId, message]) => {
  const facts = isNote(messageId) ? NOTE_FACTS[messageId] : undefined
  return facts ? [{ id: ruleIdOf(messageId), messages: { [messageId]: message }, ...facts }] : []
})

function isNote(messageId: string): messageId is ExtractMessageId {
  return Object.hasOwn(NOTE_FACTS, messageId)
}

const unusedDirective: HostRule = {
  id: 'unused-directive',
  severity: 'warning',
  description: {
    en: 'A comment that switches rules off is there for a finding. When the finding is gone, the comment hides the next one.',
    zh: '关闭规则的注释是为某个问题而写的。问题消失后，注释会掩盖下一个问题。',
  },
  messages: DIRECTIVE_MESSAGES,
  examples: {
    invalid: [
      js(
        "// oss-process-disable-next-line parameter-range -- tried and accepted\nconst process = 'image/resize,w_100'",
      ),
      js("const process = 'image/resize,w_100' // oss-process-disable-line parameter-rang"),
    ],
    valid: [
      js(
        "// oss-process-disable-next-line parameter-range -- a test of the server\nconst process = 'image/resize,w_0'",
      ),
    ],
  },
}

/** The rules about files, in the order of the documentation. */
export const hostRules: readonly HostRule[] = [...noteRules, unusedDirective]

/** A mistake of the host text as a finding. */
export function noteDiagnostic(note: ExtractNote, host: string): RawDiagnostic {
  const { messageId, span, params, isHarmless } = note
  const suggestions = suggestionsOf(note, host)
  return {
    ruleId: ruleIdOf(messageId),
    messageId,
    data: params,
    severity: isHarmless ? 'info' : NOTE_FACTS[messageId].severity,
    template: EXTRACT_MESSAGES[messageId],
    span,
    ...(suggestions.length > 0 && { suggestions }),
  }
}

function suggestionsOf({ messageId, span, params }: ExtractNote, host: string): RawDiagnostic['suggestions'] & object {
  const before = { start: span.start - 1, end: span.start }
  const found = host.slice(before.start, before.end)
  const write = (edit: Edit) => [{ template: { en: `Write "${edit.text}"`, zh: `写成 "${edit.text}"` }, edits: [edit] }]
  if (messageId === 'misspelledKey' && host.slice(span.start, span.end) === params.found)
    return write({ span, text: String(params.key) })
  if (messageId === 'missingKey') return write({ span: { start: span.start, end: span.start }, text: `${params.key}=` })
  if (messageId === 'secondQuestionMark' && found === '?') return write({ span: before, text: '&' })
  if (messageId === 'ampersandWithoutQuery' && found === '&') return write({ span: before, text: '?' })
  return []
}
