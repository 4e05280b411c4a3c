import { hostRules } from '../../config/host-rules.ts'
import { rules } from '../../lint/rules/index.ts'
import type { Command } from '../args.ts'
import { table } from '../table.ts'

export const rulesCommand: Command = {
  name: 'rules',
  summary: { en: 'the rules of the linter', zh: '检查规则' },
  usage: '',
  options: { json: { type: 'boolean', description: { en: 'as JSON', zh: '以 JSON 输出' } } },
  examples: [{ command: 'oss-process rules', comment: { en: 'a table of the rules', zh: '规则一览' } }],
  async run({ flag, locale }, io) {
    if (flag('json')) {
      const shown = [...rules, ...hostRules].map(({ id, severity, description, messages, examples }) => ({
        id,
        severity,
        description,
        messages,
        examples,
      }))
      io.stdout.write(`${JSON.stringify(shown, undefined, 2)}\n`)
    } else
      io.stdout.write(
        table([...rules, ...hostRules].map(({ id, severity, description }) => [id, severity, description[locale]])),
      )
    return 0
  },
}
