import { describe, expect, test } from 'vitest'
import type { Locale } from '../../grammar/catalogue/localized.ts'
import { applyEdits } from '../../src/language/edit.ts'
import { lint } from '../../src/lint/lint.ts'
import type { Example } from '../../src/lint/rule.ts'
import { bucketRules } from '../../src/lint/rules/bucket/bucket-rules.ts'
import { type HostExample, hostRules } from '../../src/lint/rules/host/host-rules.ts'
import { lintFile } from '../../src/project/lint-file.ts'
import { plainSettings } from '../../src/project/settings.ts'
import { findingsOf } from '../../src/report/report.ts'

describe.each(hostRules)('$id', rule => {
  const found = ({ file, text }: HostExample, locale: Locale) =>
    findingsOf(lintFile({ file, kind: file, text, source: 'file' }, plainSettings(locale))).filter(
      ({ ruleId }) => ruleId === rule.id,
    )

  test.each(rule.examples.invalid)('reports $text', example => {
    expect(found(example, 'en').length).toBeGreaterThan(0)
    expect(found(example, 'zh').length).toBe(found(example, 'en').length)
  })

  test.each(rule.examples.valid)('is silent about $text', example => {
    expect(found(example, 'en')).toEqual([])
  })

  test('messages have the same placeholders in both languages', () => {
    const placeholders = (message: string) => [...new Set(message.match(/\{\w+\}/g))].sort()
    for (const { en, zh } of Object.values(rule.messages)) expect(placeholders(zh)).toEqual(placeholders(en))
  })
})

describe.each(bucketRules())('$id', rule => {
  const ids = ({ text, address }: Example) =>
    lint(text, { extraRules: [rule], ...(address && { address }) }).map(({ ruleId }) => ruleId)
  test.each(rule.examples.invalid)('reports $text', example => expect(ids(example)).toContain(rule.id))
  test.each(rule.examples.valid)('is silent about $text', example => expect(ids(example)).not.toContain(rule.id))
})

test.each([
  ["const a = base + '?x-oss-proccess=image/info'", "const a = base + '?x-oss-process=image/info'"],
  ["'https://b.com/a.jpg?v=1?x-oss-process=image/info'", "'https://b.com/a.jpg?v=1&x-oss-process=image/info'"],
  ["'https://b.com/a.jpg&x-oss-process=image/info'", "'https://b.com/a.jpg?x-oss-process=image/info'"],
])('%s is offered as %s', (text, expected) => {
  const linted = lintFile({ file: 'a.js', kind: 'a.js', text, source: 'file' }, plainSettings('en'))
  const [edits = []] = findingsOf(linted).flatMap(({ suggestions = [] }) => suggestions.map(item => item.edits))
  expect(applyEdits(text, edits)).toBe(expected)
})

test.each([
  ['sys/saveas,o_%s', 'warning'],
  ['sys/saveas,b_%s', 'info'],
  ['sys/notify,topic_%s', 'info'],
])('standard Base64 in %s is told as %s, by what its values can hold', (piece, severity) => {
  const text = `$p = sprintf('video/convert,f_mp4,vcodec_h264|sys/saveas,o_YQ|${piece}', base64_encode($n));`
  const linted = lintFile({ file: 'a.php', kind: 'a.php', text, source: 'file' }, plainSettings('en'))
  const found = findingsOf(linted).filter(({ ruleId }) => ruleId === 'standard-base64')
  expect(found.map(one => one.severity)).toEqual([severity])
})
