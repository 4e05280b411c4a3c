import { describe, expect, test } from 'vitest'
import { encodeBase64Url } from '../../src/language/base64url.ts'
import type { Localized } from '../../src/language/diagnostic.ts'
import { HOLE } from '../../src/language/tree.ts'
import { chooseFixes, fixText } from '../../src/lint/fix.ts'
import { getRules, lint, lintText } from '../../src/lint/lint.ts'
import { defineRule } from '../../src/lint/rule.ts'

/** What a rule says of a string: `severity messageId`. */
function said(ruleId: string, text: string, holes = false): readonly string[] {
  return lint(text, { holes })
    .filter(diagnostic => diagnostic.ruleId === ruleId)
    .map(({ severity, messageId }) => `${severity} ${messageId}`)
}

const encoded = encodeBase64Url
const names = Array.from('abcdefghijklmnopq', letter => `${letter}_1`)
const hidden = (text: string) => `image/blindwatermark,content_${encoded(text)}`
const translated = (text: string) => `doc/translate,content_${encoded(text)},language_en_US`
const watermark = (text: string) => `image/watermark,text_${encoded(text)}`
const saved = (key: string) => `image/resize,w_1|sys/saveas,o_${encoded(key)}`
const font = (name: string) => `image/watermark,text_QQ,type_${encoded(name)}`

describe('limits and their neighbours', () => {
  test.each<readonly [rule: string, text: string, found: readonly string[]]>([
    ['decoded-length', watermark('x'.repeat(64)), []],
    ['decoded-length', watermark('x'.repeat(65)), ['error characters']],
    ['decoded-length', watermark('图'.repeat(21)), []],
    ['decoded-length', watermark('图'.repeat(22)), ['warning bytes']],
    ['decoded-length', hidden('x'.repeat(256)), []],
    ['decoded-length', hidden('图'.repeat(256)), []],
    ['decoded-length', hidden('x'.repeat(257)), ['error characters']],
    ['decoded-length', translated('x'.repeat(19_500)), []],
    ['decoded-length', translated('x'.repeat(19_501)), ['error bytes']],
    ['duplicate-parameter', `image/resize,${names.join(',')}`, []],
    ['duplicate-parameter', `image/resize,${names.join(',')},x,a_2,b_1`, ['warning repeated', 'warning identical']],
    ['object-key', saved('k'.repeat(1023)), []],
    ['object-key', saved('k'.repeat(1024)), ['error long']],
    ['object-key', saved('图'.repeat(341)), []],
    ['object-key', saved('图'.repeat(342)), ['error long']],
    ['object-key', saved('\\a'), ['error start']],
    ['object-key', saved('a/'), ['warning folder']],
    ['hex-color', 'image/resize,m_pad,w_1,h_1,color_abc', ['error color']],
    ['hex-color', 'image/resize,m_pad,w_1,h_1,color_#aabbccdd', ['error hash']],
    ['hex-color', 'image/resize,m_pad,w_1,h_1,color_12345', ['error color']],
    ['hex-color', 'image/resize,m_pad,w_1,h_1,color_zzz', ['error color']],
    ['unknown-font', font('wqy-zenhei'), []],
    ['unknown-font', font('wqy-zenhai'), ['error unknown']],
    ['unknown-font', font('Helvetica Neue'), ['error unknown']],
    ['unit-slip', 'video/snapshot,t_1', ['warning seconds']],
    ['unit-slip', 'video/snapshot,t_1.5', []],
    ['unit-slip', 'video/snapshot,t_1000', []],
    ['output-area', 'image/resize,m_fixed,w_16384,h_1', []],
    ['output-area', 'image/resize,m_fixed,w_16384,h_1025', ['error area']],
  ])('%s of %s', (rule, text, found) => {
    expect(said(rule, text)).toEqual(found)
  })

  test('a colour is spelled out where that is possible', () => {
    const offered = (value: string) =>
      lint(`image/resize,m_pad,w_1,h_1,color_${value}`)
        .flatMap(({ fix, suggestions = [] }) => [...(fix ?? []), ...suggestions.flatMap(({ edits }) => edits)])
        .map(({ text }) => text)
    expect(['#FF0000', 'abc', '#AABBCCDD'].map(offered)).toEqual([['FF0000'], ['aabbcc'], ['AABBCC']])
    expect(offered('12345')).toEqual([])
  })
})

describe('holes', () => {
  test.each([
    ['video/animation,f_gif', ['error missing']],
    [`video/animation,f_gif${HOLE}`, []],
    [`video/animation,f_gif|${HOLE}/x`, []],
    [`video/animation,f_gif|${HOLE}`, []],
  ])('may bring what is missing: %s', (text, found) => {
    const missing = lint(text, { holes: true, via: 'async' }).filter(({ ruleId }) => ruleId === 'missing-saveas')
    expect(missing.map(({ severity, messageId }) => `${severity} ${messageId}`)).toEqual(found)
  })
})

describe('rules of others', () => {
  const endless = defineRule({
    id: 'endless',
    severity: 'warning',
    description: { en: 'Grows.', zh: '增长。' },
    messages: { more: { en: 'More.', zh: '更多。' } },
    examples: { invalid: [{ text: 'image/info' }], valid: [] },
    check(context) {
      const end = context.tree.end
      context.report({
        messageId: 'more',
        isRespelling: true,
        span: { start: 0, end },
        fix: [{ span: { start: end, end }, text: '/info' }],
      })
    },
  })

  test('whose fixes never end are left after some rounds, with what is still found', () => {
    const { text, fixed, diagnostics } = fixText('image/info', { extraRules: [endless] })
    expect(text).toBe(`image/info${'/info'.repeat(fixed)}`)
    expect(fixed).toBeGreaterThan(1)
    expect(diagnostics.some(({ ruleId }) => ruleId === 'endless')).toBe(true)
  })

  test.each([
    ['and nothing else', undefined, ['Write "image/resize,w_1/info"']],
    [
      'with a suggestion',
      [{ message: { en: 'Stop.', zh: '停。' }, edits: [] }],
      ['Stop.', 'Write "image/resize,w_1/info"'],
    ],
  ])('whose fix leaves the finding only suggest it, %s', (_, suggestions, messages) => {
    const hopeful = defineRule({
      ...endless,
      check: context =>
        context.report({
          messageId: 'more',
          span: context.tree,
          fix: [{ span: { start: context.tree.end, end: context.tree.end }, text: '/info' }],
          ...(suggestions && { suggestions }),
        }),
    })
    const [found] = lint('image/resize,w_1', { extraRules: [hopeful] })
    expect(found?.fix).toBeUndefined()
    expect(found?.suggestions?.map(({ message }) => message)).toEqual(messages)
  })

  test('stand beside the built-in ones, and are asked once a set', () => {
    const extraRules = [endless]
    for (let round = 0; round < 2; round++) {
      const found = lint('image/resize,w_0', { extraRules }).map(({ ruleId }) => ruleId)
      expect(found).toContain('endless')
      expect(found).toContain('parameter-range')
    }
    expect(lint('image/resize,w_1', { extraRules: [] })).toEqual([])
    expect(getRules().some(({ id }) => id === 'endless')).toBe(false)
  })

  test('must know their messages', () => {
    const messages: Readonly<Record<string, Localized>> = {}
    const broken = defineRule<string>({
      id: 'broken',
      severity: 'error',
      description: endless.description,
      messages,
      examples: endless.examples,
      check: context => context.report({ messageId: 'nothing', span: { start: 0, end: 0 } }),
    })
    expect(() => lint('image/info', { extraRules: [broken] })).toThrow(
      'The rule broken reports "nothing", which is none of its messages.',
    )
  })
})

describe('fixing a text', () => {
  test.each([
    ['image/resize,w_1,w_1,w_1', 'image/resize,w_1', 2],
    ['image/resize,w_1,,w_1', 'image/resize,w_1', 2],
    ['image/watermark,text_QQ==,,text_QQ==', 'image/watermark,text_QQ', 3],
    ['doc/convert,pages_1,2,target_png,pages_3', 'doc/convert,pages_MSwy,target_png,pages_Mw', 2],
    ['image/watermark,text_SGVsbG8+Pj4/Pz8', 'image/watermark,text_SGVsbG8-Pj4_Pz8', 1],
    ['image/watermark,text_SGVsbG8+Pj4/Pz8,g_se', 'image/watermark,text_SGVsbG8-Pj4_Pz8,g_se', 1],
    ['image/watermark,text_SGVsbG8+Pj4/resise,w_1', 'image/watermark,text_SGVsbG8+Pj4/resise,w_1', 0],
    ['image/resize,w_1', 'image/resize,w_1', 0],
  ])('%s becomes %s', (text, wanted, count) => {
    const { text: fixedText, fixed, diagnostics } = fixText(text)
    expect([fixedText, fixed]).toEqual([wanted, count])
    expect(diagnostics).toEqual(lint(wanted))
  })

  test('of two fixes that touch, the first is chosen', () => {
    const { diagnostics } = lintText('image/resize,w_1,w_1')
    const [first] = diagnostics
    expect(chooseFixes([...diagnostics, ...diagnostics])).toEqual([first?.fix])
  })
})
