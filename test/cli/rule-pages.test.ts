import { describe, expect, test } from 'vitest'
import { getRulePages, rulePageText } from '../../src/cli/rule-pages.ts'
import { run } from './run.ts'

const pages = (await getRulePages()).map(page => [page.rule.id, page] as const)

describe.each(['en', 'zh'] as const)('in %s', locale => {
  test.each(pages)('%s shows what is said of each example', (id, page) => {
    const { invalid, valid } = page.examples(locale)
    for (const { findings } of invalid) expect(findings.length).toBeGreaterThan(0)
    const text = rulePageText(page, locale)
    expect(text.startsWith(`${id}\n\n${page.rule.description[locale]}\n`)).toBe(true)
    for (const example of [...invalid, ...valid])
      for (const line of example.text.trimEnd().split('\n')) expect(text).toContain(`  ${line}`)
    expect(text).toMatch(/\n {4}(?:(?:error|warning|info): |(?:错误|警告|提示)：)/)
  })
})

test.each(pages)('"explain %s" shows the page', async (id, page) => {
  expect(await run(['explain', id])).toEqual({ code: 0, stdout: `${rulePageText(page, 'en')}\n`, stderr: '' })
})
