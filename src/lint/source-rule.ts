import { findingMessage, type RemarkRule, remarks } from '../trace/remarks.ts'
import type { Rule } from './rule.ts'

/**
 * A rule about a source that is known: it reports what the trace says under its id, and is silent where nothing is known.
 * Where the format is a guess, nothing is an error.
 */
export function sourceRule(rule: Omit<Rule, 'messages' | 'check'> & { readonly id: RemarkRule }): Rule {
  const own = Object.entries(remarks).filter(([, spec]) => spec.rule === rule.id)
  return {
    ...rule,
    messages: Object.fromEntries(own.map(([id, spec]) => [id, findingMessage(spec)])),
    onSource: true,
    check(context) {
      const isGuess = context.known?.isGuess === true
      for (const found of context.traced()?.findings ?? []) {
        const { ruleId, messageId, data, span, serverCode } = found
        const severity = isGuess && found.severity === 'error' ? 'warning' : found.severity
        if (ruleId === rule.id) context.report({ messageId, data, span, severity, serverCode })
      }
    },
  }
}
