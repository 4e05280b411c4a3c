import { type Linter, Linter as Linter10 } from 'eslint'
import { Linter as Linter9 } from 'eslint-9'
import { describe, expect, test } from 'vitest'
import { plugin, recommended } from '../../src/eslint/index.ts'

/** What both versions have, with types of their own. */
interface Tested {
  readonly version: string
  verify(text: string, config: never, options: { filename: string }): Linter.LintMessage[]
  verifyAndFix(text: string, config: never, options: { filename: string }): { output: string }
}

const linters: Readonly<Record<string, Tested>> = { 9: new Linter9(), 10: new Linter10() }

const TEXT = "const 图 = '中'\nconst url = 图 + '?x-oss-process=image/resize,w_0/resize,w_100,w_100'\n"

describe.each(Object.entries(linters))('ESLint %s', (major, linter) => {
  const config = () => [...recommended].map(part => ({ ...part })) as never
  const verify = (text: string, filename: string) => linter.verify(text, config(), { filename })

  test('is the version that it should be', () => {
    expect(linter.version.split('.')[0]).toBe(major)
  })

  test.each(['', '\uFEFF'])('reports and fixes at the right columns, behind %j', mark => {
    const found = verify(mark + TEXT, 'a.mjs')
    expect(
      found
        .filter(({ ruleId }) => ruleId !== 'oss-process/info')
        .map(({ ruleId, line, column, endColumn, severity }) => [ruleId, severity, line, column, endColumn]),
    ).toEqual([
      ['oss-process/error', 2, 2, 48, 49],
      ['oss-process/warning', 1, 2, 63, 68],
    ])
    expect(found[0]?.message).toBe(
      'w is 0, but image/resize takes an integer from 1 to 16384. OSS answers with 0040-00000312. (parameter-range)',
    )
    const { output } = linter.verifyAndFix(mark + TEXT, config(), { filename: 'a.mjs' })
    expect(output).toBe(mark + TEXT.replace(',w_100,w_100', ',w_100'))
  })

  test('offers suggestions', () => {
    const [finding] = verify("const u = b + '?x-oss-process=image/reisze,w_1'\n", 'a.mjs')
    expect(finding?.suggestions?.map(({ desc, fix }) => [desc, fix])).toEqual([
      ['Write "resize"', { range: [36, 42], text: 'resize' }],
    ])
  })

  test('lints lists', () => {
    const [finding] = verify('# a comment\nimage/resize,w_0\n', 'jobs.oss')
    expect(finding).toMatchObject({ ruleId: 'oss-process/error', line: 2, column: 16 })
  })

  test('takes settings', () => {
    const settings = { 'oss-process': { locale: 'zh', config: { rules: { 'parameter-range': 'warning' } } } }
    const found = linter.verify(TEXT, [...recommended, { settings }].map(part => ({ ...part })) as never, {
      filename: 'a.mjs',
    })
    expect(found[0]).toMatchObject({
      ruleId: 'oss-process/warning',
      message: expect.stringMatching(/16384 的整数。OSS 会返回 0040-00000312。 \(parameter-range\)$/),
    })
  })

  test('looks at the files of other languages, whatever they call their root', () => {
    const { text } = plugin.languages
    const table = {
      ...text,
      visitorKeys: { Table: [] },
      createSourceCode: (...given: Parameters<typeof text.createSourceCode>) => {
        const source = text.createSourceCode(...given)
        const ast = { ...source.ast, type: 'Table' }
        const traverse = () => [...source.traverse()].map(step => ({ ...step, target: ast, args: [ast] }))
        return { ...source, ast, traverse }
      },
    }
    const other = { files: ['**/*.csv'], plugins: { other: { languages: { table } } }, language: 'other/table' }
    const lines = 'name;url\na;https://b.oss-cn-hangzhou.aliyuncs.com/a.jpg?x-oss-process=image/resize,w_0\n'
    const found = linter.verify(lines, [...recommended, other] as never, { filename: 'a.csv' })
    expect(found).toMatchObject([{ ruleId: 'oss-process/error', line: 2, column: 77 }])
  })

  test.each([
    [{ files: ['src/old/**'], rules: { 'parameter-range': 'off' } }, []],
    [{ files: ['old/**'], rules: { 'parameter-range': 'off' } }, ['oss-process/error']],
  ] as const)('patterns of settings are about names below the folder of ESLint: %j', (override, expected) => {
    const settings = { 'oss-process': { config: { overrides: [override] } } }
    const filename = `${process.cwd()}/src/old/a.mjs`
    const text = "const u = '?x-oss-process=image/resize,w_0'\n"
    const found = linter.verify(text, [...recommended, { files: ['**'], settings }] as never, { filename })
    expect(found.map(({ ruleId }) => ruleId)).toEqual(expected)
  })

  test.each([
    ['strict', 'settings["oss-process"] is "strict"; expected an object.'],
    [{ confg: {} }, 'A key of settings["oss-process"] is "confg"; expected config, locale, via.'],
  ])('says what is wrong with settings: %j', (given, message) => {
    const settings = { 'oss-process': given }
    expect(() => linter.verify(TEXT, [...recommended, { settings }] as never, { filename: 'a.mjs' })).toThrow(message)
  })
})
