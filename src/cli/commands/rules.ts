import { defineCommand } from '../options/args.ts'
import { table } from '../output/table.ts'
import { getRulePages } from '../rule-pages.ts'

export const rulesCommand = defineCommand({
  name: 'rules',
  summary: { en: 'the rules of the linter', zh: '检查规则' },
  usage: '',
  most: 0,
  options: { json: { type: 'boolean', description: { en: 'as JSON', zh: '以 JSON 输出' } } },
  examples: [{ command: 'oss-process rules', comment: { en: 'a table of the rules', zh: '规则一览' } }],
  async run({ flag, locale }, io) {
    const rules = (await getRulePages()).map(({ rule }) => rule)
    if (flag('json')) {
      const shown = rules.map(({ id, severity, description, messages, examples }) => ({
        id,
        severity,
        description,
        messages,
        examples,
      }))
      io.stdout.write(`${JSON.stringify(shown, undefined, 2)}\n`)
    } else
      io.stdout.write(
        table(
          rules.map(({ id, severity, description }) => [id, severity, description[locale]]),
          io.stdout.columns,
        ),
      )
    return 0
  },
})
