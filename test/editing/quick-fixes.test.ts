import { describe, expect, test } from 'vitest'
import { encodeBase64Url } from '../../grammar/catalogue/base64url.ts'
import { listOperations } from '../../src/catalogue/catalogue.ts'
import { quickFixesOf } from '../../src/editing/quick-fixes.ts'
import { applyEdits } from '../../src/language/edit.ts'
import { lint, lintText } from '../../src/lint/lint.ts'

describe('fixes', () => {
  test('a number out of its range gets the nearest bound, and the finding is gone', () => {
    let fixed = 0
    for (const { category, name, parameters } of listOperations().filter(({ parent }) => !parent)) {
      for (const [key, { type }] of parameters) {
        if (type.kind !== 'integer' || type.maximum === undefined || key === '') continue
        const text = `${category}/${name},${key}_${type.maximum + 1}`
        const { tree, diagnostics } = lintText(text)
        const finding = diagnostics.find(({ ruleId }) => ruleId === 'parameter-range')
        if (!finding || finding.fix || finding.suggestions) continue
        const [fix] = quickFixesOf(finding, tree, 'en')
        expect(fix?.label).toBe(`Write "${type.maximum}"`)
        const after = applyEdits(text, fix?.edits ?? [])
        expect(after).toBe(`${category}/${name},${key}_${type.maximum}`)
        expect(lint(after).filter(({ ruleId }) => ruleId === 'parameter-range')).toEqual([])
        fixed += 1
      }
    }
    expect(fixed).toBeGreaterThan(20)
  })

  test('what the linter offers goes first', () => {
    const text = 'image/resize,w_10,m_fil/'
    const { tree, diagnostics } = lintText(text, { locale: 'zh' })
    const labels = diagnostics.flatMap(diagnostic => quickFixesOf(diagnostic, tree, 'zh').map(({ label }) => label))
    expect(labels).toEqual(['写成 "fill"', '修复'])
  })
})

describe('a result that is not saved', () => {
  const TARGET = 'results/片段 1.{autoext}'
  const SAVED = `|sys/saveas,o_${encodeBase64Url(TARGET)}`

  /** The text with the first fix of the rule, and its label. */
  function mended(text: string, ruleId: string, locale: 'en' | 'zh' = 'en'): readonly [text: string, label: string] {
    const { tree, diagnostics } = lintText(text, { via: 'async', locale })
    const finding = diagnostics.find(one => one.ruleId === ruleId)
    const [fix] = finding ? quickFixesOf(finding, tree, locale, TARGET) : []
    return fix ? [applyEdits(text, fix.edits), fix.label] : ['', '']
  }

  test.each([
    'video/animation,f_gif,inter_1000',
    'video/animation,f_gif,inter_1000|',
    'video/animation,f_gif,inter_1000/',
    'video/animation,f_gif,inter_1000, ',
    'video/snapshots,f_jpg,inter_1000',
    'audio/convert,f_mp3',
    'doc/convert,target_png',
    'style/::h264-mp4-1080p',
  ])('is saved behind %s', text => {
    const [after, label] = mended(text, 'missing-saveas')
    expect(label).toBe(`Append |sys/saveas,o_(${TARGET})`)
    expect(after).toBe(`${text.replace(/[,/| ]+$/, '')}${SAVED}`)
    expect(lint(after, { via: 'async' }).map(({ ruleId }) => ruleId)).not.toContain('missing-saveas')
  })

  test('before the notification', () => {
    const notify = '|sys/notify,topic_bXktdG9waWM'
    const [after, label] = mended(`video/animation,f_gif,inter_1000${notify}`, 'missing-saveas', 'zh')
    expect(label).toBe(`追加 |sys/saveas,o_(${TARGET})`)
    expect(after).toBe(`video/animation,f_gif,inter_1000${SAVED}${notify}`)
  })

  test('under a name, where only that is missing', () => {
    const work = 'video/animation,f_gif,inter_1000'
    for (const start of ['|sys/saveas', '|sys/saveas,'])
      expect(mended(`${work}${start}`, 'missing-parameter')).toEqual([`${work}${SAVED}`, `Save as ${TARGET}`])
    expect(mended(`${work}|sys/saveas,o_`, 'base64')).toEqual([`${work}${SAVED}`, `Save as ${TARGET}`])
    expect(mended(`${work}|sys/saveas,b_,o_YQ`, 'base64')).toEqual(['', ''])
    const notify = '/notify,topic_bXktdG9waWM'
    expect(mended(`${work}|sys/saveas${notify}`, 'missing-parameter')[0]).toBe(`${work}${SAVED}${notify}`)
  })

  test('but not where no name is given', () => {
    const { tree, diagnostics } = lintText('video/animation,f_gif,inter_1000', { via: 'async' })
    expect(diagnostics.flatMap(finding => quickFixesOf(finding, tree, 'en'))).toEqual([])
  })
})
