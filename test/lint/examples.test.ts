import { describe, expect, test } from 'vitest'
import type { Via } from '../../grammar/catalogue/types.ts'
import { lint } from '../../src/lint/lint.ts'
import { readLines } from '../fixtures.ts'

interface Example {
  readonly id: string
  readonly verdict: 'valid' | 'warn' | 'invalid'
  readonly via?: Via
  readonly text: string
  /** The rule that says so, the text that it points at, and the EC number. */
  readonly rule?: string
  readonly at?: string
  readonly serverCode?: string
}

describe.each(['image', 'media'])('example strings of %s', name => {
  const examples = readLines<Example>(`examples/${name}.jsonl`)

  test.each(examples.map(example => [`${example.id} ${example.verdict} ${example.text}`, example] as const))(
    '%s',
    (_, example) => {
      const { verdict, via = 'auto', text, rule, at, serverCode } = example
      const found = lint(text, { via })
      const severities = found.map(({ severity }) => severity)
      if (verdict === 'valid') expect(severities.filter(severity => severity !== 'info')).toEqual([])
      if (verdict === 'warn') expect(severities).not.toContain('error')
      if (verdict === 'invalid') expect(severities).toContain('error')
      if (verdict === 'valid') return
      const named = found.find(({ ruleId, span }) => ruleId === rule && text.slice(span.start, span.end) === at)
      expect(named?.severity === 'error').toBe(verdict === 'invalid')
      expect(named?.serverCode).toBe(serverCode)
    },
  )
})
