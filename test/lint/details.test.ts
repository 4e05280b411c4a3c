import { describe, expect, test } from 'vitest'
import { encodeBase64Url } from '../../grammar/catalogue/base64url.ts'
import type { Localized } from '../../grammar/catalogue/localized.ts'
import { applyEdits } from '../../src/language/edit.ts'
import { HOLE } from '../../src/language/tree.ts'
import { fixText } from '../../src/lint/fix.ts'
import { getRules } from '../../src/lint/get-rules.ts'
import { lint, lintText } from '../../src/lint/lint.ts'
import { chooseFixes } from '../../src/lint/prove.ts'
import { defineRule } from '../../src/lint/rule.ts'
import { makeTimedRuleSet } from '../../src/lint/rule-set.ts'
import { introduced, severityName } from '../../src/lint/severity.ts'

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

/** Fixes of slips as they are written, by what a Chinese keyboard makes of separators. */
describe('slips of the keyboard', () => {
  test.each<readonly [text: string, found: readonly string[]]>([
    ['image/resize,w_100；h_100', ['full-width 18-19 ,']],
    ['image/resize,w_100、h_100', ['full-width 18-19 ,']],
    ['image/resize——w_100', ['unknown-operation 6-19', 'full-width 12-14 _']],
    ['image：resize,w_100', ['full-width 5-6 /']],
    ['image/resize,w：100', ['full-width 14-15 _']],
    ['image/resize,w_１００', ['full-width 15-16 1+0+0']],
    ['image/resize,w_100;foo', ['parameter-type 15-22']],
    ['image/resize,w_100;foo_1', ['wrong-separator 18-19 ,', 'unknown-parameter 19-22']],
    ['image/resize,w_100; quality,q_1', ['wrong-separator 18-20 /']],
    ['image/watermark,text_图，w_1', ['base64 21-22', 'full-width 22-23 ,', 'unknown-parameter 23-24']],
    ['image/resize, w_100', ['syntax 13-14 ']],
  ])('%j', (text, found) => {
    const told = lint(text).map(({ ruleId, span, fix }) =>
      [`${ruleId} ${span.start}-${span.end}`, ...(fix ? [fix.map(edit => edit.text).join('+')] : [])].join(' '),
    )
    expect(told).toEqual(found)
  })
})

describe('limits and their neighbours', () => {
  test.each<readonly [rule: string, text: string, found: readonly string[]]>([
    ['sprite-frames', `video/sprite,f_jpg,tw_5,th_5|sys/saveas,o_${encoded('{index}.jpg')}`, ['warning black']],
    ['sprite-frames', `video/sprite,f_jpg,tw_a,th_5|sys/saveas,o_${encoded('{index}.jpg')}`, []],
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
    ['unit-slip', 'video/snapshot,t_1', ['info seconds']],
    ['unit-slip', 'video/snapshots,f_jpg,ss_1', ['warning seconds']],
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

  test('whose fixes never end change nothing, and what they found is still said', () => {
    const { text, fixed, diagnostics } = fixText('image/info', { extraRules: [endless] })
    expect([text, fixed]).toEqual(['image/info', 0])
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

  test('are timed one by one, and find the same', () => {
    const times = new Map<string, number>()
    let readings = 0
    const ruleSet = makeTimedRuleSet([endless], times, () => readings++)
    const text = 'image/resize,w_0,zz_1/reisze'
    expect(lint(text, { ruleSet })).toEqual(lint(text, { extraRules: [endless] }))
    expect([times.get('endless'), times.get('no-such-rule')]).toEqual([1, undefined])
    expect([...times.values()].reduce((sum, time) => sum + time, 0)).toBe(readings / 2)
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
    // A slash is put only where all that follows belongs behind it.
    ['image/watermark,text_SGk,resize,w_300', 'image/watermark,text_SGk/resize,w_300', 1],
    ['image/watermark,text_SGk,resize,w_300,size_50,g_se', 'image/watermark,text_SGk,resize,w_300,size_50,g_se', 0],
    ['image/resize,w_300,watermark,text_SGk,m_pad', 'image/resize,w_300,watermark,text_SGk,m_pad', 0],
    ['image/resize,p_40,format,webp,quality,q_80', 'image/resize,p_40/format,webp/quality,q_80', 2],
  ])('%s becomes %s', (text, wanted, count) => {
    const { text: fixedText, fixed, diagnostics } = fixText(text)
    expect([fixedText, fixed]).toEqual([wanted, count])
    expect(diagnostics).toEqual(lint(wanted))
  })

  test.each([
    // Neither is in the way of the other.
    [
      'video/animation,f_gif/sys/saveas,o_ZGVzdC5naWY\n',
      'video/animation,f_gif|sys/saveas,o_ZGVzdC5naWY\n',
      'video/animation,f_gif|sys/saveas,o_ZGVzdC5naWY',
      2,
    ],
    ['image/resize,w_1,format,webp ', 'image/resize,w_1/format,webp ', 'image/resize,w_1/format,webp', 2],
  ])('of %j a blank at the end and what is meant are fixed alone and together', (text, alone, both, count) => {
    const found = lint(text, { via: 'get' })
    expect(found.flatMap(({ fix }) => (fix ? [applyEdits(text, fix)] : []))).toEqual([alone, text.trimEnd()])
    const { text: fixedText, fixed } = fixText(text, { via: 'get' })
    expect([fixedText, fixed]).toEqual([both, count])
  })

  test('of two fixes that touch, the first is chosen', () => {
    const { diagnostics } = lintText('image/resize,w_1,w_1')
    const [first] = diagnostics
    expect(chooseFixes([...diagnostics, ...diagnostics])).toEqual([first])
  })
})

test('severities have words in both languages, which introduce what they are about', () => {
  const words = (locale: 'en' | 'zh') =>
    (['error', 'warning', 'info'] as const).map(severity => introduced(severityName(severity, locale), 'x', locale))
  expect(words('en')).toEqual(['error: x', 'warning: x', 'info: x'])
  expect(words('zh')).toEqual(['错误：x', '警告：x', '提示：x'])
})

test.each([
  ['imageresize,w_1', 'image/resize,w_1'],
  ['image_resize,w_1', 'image/resize,w_1'],
  ['image-auto-orient,1', 'image/auto-orient,1'],
  ['image:resize,w_1', 'image/resize,w_1'],
  ['video.snapshot,t_1000,f_jpg', 'video/snapshot,t_1000,f_jpg'],
  ['style_cover', 'style/cover'],
])('the category of %s, which has no slash, is offered with it', (text, meant) => {
  const [found] = lint(text)
  expect(found?.message).toContain(`"${meant.split(',')[0]}"`)
  expect(found?.suggestions?.map(({ edits }) => applyEdits(text, edits))).toEqual([meant])
})
