import { readFileSync } from 'node:fs'
import { DOMParser, type Document } from '@xmldom/xmldom'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { describe, expect, test } from 'vitest'
import { reporters } from '../../src/report/index.ts'
import { makeRepository, type Repository } from '../project/repository.ts'

const ajv = new Ajv2020({ strict: true, allErrors: true })
ajv.addFormat('uri', /^[a-z][a-z0-9+.-]*:\S+$/)
ajv.addFormat('uri-reference', /^[!#-;=?-Z_a-z~]*$/)

/** Everything that makes trouble in a report: errors, warnings, infos, fixes, suggestions, odd names and odd characters. */
const files = {
  'src/a b&c.js': [
    'let unused // oss-process-disable-line',
    "const a = base + '?x-oss-process=image/resize,m_fit,w_0'",
    "const b = '图片 ' + base + '?x-oss-process=image/resize,w_100,w_100'",
    "const d = base + '?x-oss-proccess=image/info'",
    "const e = base + '?x-oss-process=image/resize,w_0'",
    "const f = base + '?x-oss-process=image/resize,w_0'",
    '',
  ].join('\n'),
  'src/fine.js': "const a = base + '?x-oss-process=image/resize,w_100'\n",
  'src/empty.js': '',
  'src/odd.oss': 'image/resize,m_<😀>]]>\u0007&"\n',
}

async function report(format: string, repository: Repository = makeRepository(files)): Promise<string> {
  const { code, stdout, stderr } = await repository.lint('--format', format, '.')
  expect({ code, stderr }).toEqual({ code: 1, stderr: '' })
  return stdout
}

function validate(schema: string, value: unknown): void {
  const file = new URL(`../fixtures/report/${schema}.schema.json`, import.meta.url)
  const check = ajv.compile(JSON.parse(readFileSync(file, 'utf8')))
  check(value)
  expect(check.errors ?? []).toEqual([])
}

test('json and jsonl are as the published schema says', async () => {
  const schema = JSON.parse(
    readFileSync(new URL('../../grammar/generated/report.schema.json', import.meta.url), 'utf8'),
  )
  const check = ajv.compile(schema)
  check(JSON.parse(await report('json')))
  expect(check.errors ?? []).toEqual([])
  const checkLine = ajv.compile({ $id: 'line', $ref: '#/$defs/result', $defs: schema.$defs })
  for (const line of (await report('jsonl')).trimEnd().split('\n')) {
    checkLine(JSON.parse(line))
    expect(checkLine.errors ?? []).toEqual([])
  }
})

test('every format is tested here', () => {
  const place = 'a new format needs a test of its text or schema in this file, its name here, and one in both READMEs'
  const tested = 'pretty unix agent json jsonl sarif github gitlab checkstyle junit rdjson'
  expect(Object.keys(reporters), place).toEqual(tested.split(' '))
  for (const name of ['README.md', 'README.zh-CN.md'])
    expect(readFileSync(new URL(`../../${name}`, import.meta.url), 'utf8'), place).toContain(
      `\`--format ${tested.replaceAll(' ', '|')}\``,
    )
})

test.each(Object.keys(reporters))('%s speaks both languages and is the same every time', async format => {
  const repository = makeRepository(files)
  const english = await report(format, repository)
  expect(await report(format, repository)).toBe(english)
  const { stdout } = await repository.lint('--format', format, '--locale', 'zh', '.')
  expect(stdout).toContain('应为')
  expect(stdout).not.toContain('expects')
})

interface JsonReport {
  readonly results: readonly { readonly diagnostics: readonly object[] }[]
  readonly summary: object
}

test('json: every string, and what is counted', async () => {
  const { results, summary }: JsonReport = JSON.parse(await report('json'))
  for (const result of results) validate('result', result)
  const findings = results.flatMap(({ diagnostics }) => diagnostics)
  expect(summary).toEqual({ files: 4, strings: 7, errors: 7, warnings: 2, infos: 0 })
  expect(findings).toHaveLength(9)
})

test('jsonl: the results of json, one a line', async () => {
  const { results }: JsonReport = JSON.parse(await report('json'))
  const lines = (await report('jsonl')).trimEnd().split('\n')
  expect(lines.map((line): unknown => JSON.parse(line))).toEqual(results)
})

interface SarifReport {
  readonly runs: readonly {
    readonly tool: { readonly driver: { readonly rules: readonly { readonly id: string }[] } }
    readonly results: readonly {
      readonly ruleId: string
      readonly ruleIndex: number
      readonly level: string
      readonly partialFingerprints: Readonly<Record<string, string>>
      readonly fixes?: readonly object[]
      readonly locations: readonly {
        readonly physicalLocation: { readonly artifactLocation: { readonly uri: string } }
      }[]
    }[]
  }[]
}

describe('sarif', () => {
  test('fits the schema; rules are found by their index, fixes and fingerprints are there', async () => {
    const log: SarifReport = JSON.parse(await report('sarif'))
    validate('sarif', log)
    const [run] = log.runs
    const results = run?.results ?? []
    for (const { ruleId, ruleIndex } of results) expect(run?.tool.driver.rules[ruleIndex]?.id).toBe(ruleId)
    expect(results.map(({ level }) => level).sort()).toEqual([...Array(7).fill('error'), 'warning', 'warning'])
    expect(results.filter(({ fixes }) => fixes).length).toBeGreaterThanOrEqual(4)
    expect(new Set(results.map(result => Object.values(result.partialFingerprints)[0])).size).toBe(results.length)
    expect(results[0]?.locations[0]?.physicalLocation.artifactLocation.uri).toBe('src/a%20b%26c.js')
  })

  test('fingerprints stay when lines move', async () => {
    const repository = makeRepository(files)
    const prints = async () => {
      const log: SarifReport = JSON.parse(await report('sarif', repository))
      return log.runs.flatMap(({ results }) => results.map(result => result.partialFingerprints))
    }
    const before = await prints()
    repository.write('src/a b&c.js', `// one more line\n\n${files['src/a b&c.js']}`)
    expect(await prints()).toEqual(before)
  })
})

test('gitlab: fits the schema, each fingerprint is its own', async () => {
  const issues: { fingerprint: string }[] = JSON.parse(await report('gitlab'))
  validate('gitlab', issues)
  expect(new Set(issues.map(({ fingerprint }) => fingerprint)).size).toBe(9)
})

interface RdjsonReport {
  readonly diagnostics: readonly { readonly code: { readonly value: string }; readonly location: object }[]
}

test('rdjson: fits the schema, columns count bytes', async () => {
  const result: RdjsonReport = JSON.parse(await report('rdjson'))
  validate('rdjson', result)
  const line = files['src/a b&c.js'].split('\n')[2] ?? ''
  const column = Buffer.byteLength(line.slice(0, line.lastIndexOf('w_100'))) + 1
  expect(result.diagnostics.find(({ code }) => code.value === 'duplicate-parameter')?.location).toEqual({
    path: 'src/a b&c.js',
    range: { start: { line: 3, column }, end: { line: 3, column: column + 5 } },
  })
})

function parseXml(text: string): Document {
  return new DOMParser({
    onError: (level, message) => {
      throw new Error(`${level}: ${message}`)
    },
  }).parseFromString(text, 'text/xml')
}

test('checkstyle is XML that says the same as json', async () => {
  const document = parseXml(await report('checkstyle'))
  const errors = [...document.getElementsByTagName('error')]
  expect([...document.getElementsByTagName('file')].map(file => file.getAttribute('name'))).toEqual([
    'src/a b&c.js',
    'src/empty.js',
    'src/fine.js',
    'src/odd.oss',
  ])
  const { results }: JsonReport = JSON.parse(await report('json'))
  expect(
    errors.map(error => ({
      line: Number(error.getAttribute('line')),
      column: Number(error.getAttribute('column')),
      severity: error.getAttribute('severity'),
    })),
  ).toMatchObject(results.flatMap(({ diagnostics }) => diagnostics).map(item => expect.objectContaining(pick(item))))
})

function pick(item: object): object {
  return Object.fromEntries(Object.entries(item).filter(([key]) => ['line', 'column', 'severity'].includes(key)))
}

test('junit is XML whose counts are right', async () => {
  const document = parseXml(await report('junit'))
  const root = document.documentElement
  expect([root?.getAttribute('tests'), root?.getAttribute('failures')]).toEqual(['9', '7'])
  const said = [...document.getElementsByTagName('system-out')].map(({ textContent }) => textContent).join('\n')
  expect(Array.from(said.matchAll(/:\d+:\d+ (\w+) /g), ([, severity]) => severity)).toEqual(['warning', 'warning'])
  for (const suite of document.getElementsByTagName('testsuite')) {
    expect(suite.getElementsByTagName('testcase').length).toBe(Number(suite.getAttribute('tests')))
    expect(suite.getElementsByTagName('failure').length).toBe(Number(suite.getAttribute('failures')))
  }
})

describe('github', () => {
  test('is one command a finding, and chosen by itself in GitHub Actions', async () => {
    const text = await report('github')
    const lines = text.trimEnd().split('\n')
    expect(lines).toHaveLength(10)
    for (const line of lines.slice(0, -1))
      expect(line).toMatch(
        /^::(?:error|warning|notice) file=src\/(?:a b&c\.js|odd\.oss),line=\d+,col=\d+,endLine=\d+,endColumn=\d+,title=[^:]+::\S/,
      )
    const { run } = await import('../cli/run.ts')
    const repository = makeRepository(files)
    const chosen = await run(['lint', '.'], { cwd: repository.folder, env: { GITHUB_ACTIONS: 'true' } })
    expect(chosen.stdout).toBe(text)
  })

  test('escapes what would end a command or a property', async () => {
    const { stdout } = await makeRepository({ 'a,b:c%.js': "'image/resize,w_0'" }).lint('--format', 'github', '.')
    expect(stdout).toMatch(/^::error file=a%2Cb%3Ac%25\.js,line=1/)
  })
})

test.each(['pretty', 'unix', 'github'])('%s sends no control characters of a file to the terminal', async format => {
  expect(await report(format)).not.toMatch(/[^\P{Cc}\n]/u)
})

describe('several reports in one run', () => {
  test('each to its own file, and the usual one to the terminal', async () => {
    const repository = makeRepository(files)
    const usual = await repository.lint('.')
    const formats = ['sarif=out/a.sarif', 'junit=out/b.xml'].flatMap(format => ['--format', format])
    expect(await repository.lint('.', ...formats)).toEqual(usual)
    validate('sarif', JSON.parse(repository.read('out/a.sarif')))
    expect(parseXml(repository.read('out/b.xml')).documentElement?.tagName).toBe('testsuites')
  })

  test('a format that goes to standard output replaces the usual one', async () => {
    const repository = makeRepository(files)
    const { stdout } = await repository.lint('.', '--format', 'json', '--format', 'checkstyle=c.xml')
    expect(JSON.parse(stdout)).toHaveProperty('summary')
  })

  test('a report that cannot be written, and one without a name', async () => {
    const repository = makeRepository({ 'a.js': '', file: '' })
    expect(await repository.lint('a.js', '--format', 'json=file/x.json')).toMatchObject({ code: 2 })
    expect(await repository.lint('a.js', '--format', 'json=')).toMatchObject({
      code: 2,
      stderr: 'oss-process: "--format json=" names no file; expected "json=PATH".\n',
    })
  })
})

describe('--statistics, --timing, --quiet', () => {
  test('statistics stand behind the report for people, and apart from one for programs', async () => {
    const repository = makeRepository(files)
    const counts = /^ {5}3 {2}parameter-range\n/m
    expect((await repository.lint('.', '--statistics')).stdout).toMatch(counts)
    const { stdout, stderr } = await repository.lint('.', '--statistics', '--format', 'json')
    expect(JSON.parse(stdout)).toHaveProperty('summary')
    expect(stderr).toMatch(counts)
    expect(stderr).toContain('duplicate-parameter (1 fixable)')
  })

  test('timing', async () => {
    const { stderr } = await makeRepository(files).lint('.', '--timing')
    expect(stderr).toMatch(
      /^ +\d+\.\d ms {2}finding files\n +\d+\.\d ms {2}linting\n +\d+\.\d ms {2}reporting\n(?: +\d+\.\d ms {2}[a-z-0-9]+\n)+$/,
    )
  })

  test('quiet keeps the errors', async () => {
    const { stdout } = await makeRepository(files).lint('.', '--quiet', '--format', 'unix')
    expect(
      stdout
        .trimEnd()
        .split('\n')
        .map(line => line.split(': ')[1]),
    ).toEqual(Array(7).fill('error'))
  })
})
