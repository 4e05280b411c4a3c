import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { isRecord } from '../../src/language/record.ts'
import { run } from '../cli/run.ts'
import { FINE, FIXABLE, makeRepository, type Repository, WRONG } from './repository.ts'

const root = path.join(import.meta.dirname, '../..')
const bundle = path.join(root, 'dist/bin.cjs')

function readYaml(name: string): Readonly<Record<string, unknown>> {
  const value: unknown = parse(readFileSync(path.join(root, name), 'utf8'))
  return isRecord(value) ? value : {}
}

/** The value that keys lead to. */
function dig(value: unknown, ...keys: readonly (string | number)[]): unknown {
  return keys.reduce<unknown>(
    (inner, key) => (typeof inner === 'object' && inner !== null ? Reflect.get(inner, key) : undefined),
    value,
  )
}

function shell(script: string, { folder }: Repository, env: Readonly<Record<string, string>> = {}) {
  const local = script.replaceAll('npx --no oss-process', `"${process.execPath}" "${bundle}"`)
  return spawnSync('bash', ['-e', '-c', local], {
    cwd: folder,
    encoding: 'utf8',
    env: { PATH: `${path.dirname(process.execPath)}:${process.env.PATH}`, ...env },
  })
}

describe('action.yml', () => {
  const steps = dig(readYaml('action.yml'), 'runs', 'steps')
  const script = String(dig(steps, 0, 'run'))

  test.each([
    [{ 'src/a b.js': WRONG }, 'src/a b.js', '', '1'],
    [{ 'src/a b.js': FIXABLE }, 'src', '--max-warnings=0\n--no-config', '1'],
    [{ 'src/a b.js': FINE }, '.', '', '0'],
    [{ 'src/a b.js': FINE }, 'nowhere', '', '2'],
  ])('%j, %s %s: status %s', (files, paths, given, status) => {
    const repository = makeRepository(files)
    const { stdout } = shell(script, repository, {
      OSS_PROCESS_PATHS: paths,
      OSS_PROCESS_ARGUMENTS: given,
      OSS_PROCESS_SARIF: 'out.sarif',
      GITHUB_ACTION_PATH: root,
      GITHUB_OUTPUT: repository.at('output'),
    })
    expect(repository.read('output')).toBe(`sarif=out.sarif\nstatus=${status}\n`)
    expect(JSON.parse(repository.read('out.sarif'))).toHaveProperty('version', '2.1.0')
    expect(stdout.startsWith('::')).toBe(status === '1')
    const end = shell(String(dig(steps, 2, 'run')), repository, { OSS_PROCESS_STATUS: status })
    expect(String(end.status)).toBe(status)
  })

  test('without a report nothing is uploaded, and the status stays', () => {
    const repository = makeRepository({ 'a.js': FINE, 'oss-process.config.json': '{ "rule": {} }' })
    shell(script, repository, {
      OSS_PROCESS_PATHS: '.',
      OSS_PROCESS_ARGUMENTS: '',
      OSS_PROCESS_SARIF: 'out.sarif',
      GITHUB_ACTION_PATH: root,
      GITHUB_OUTPUT: repository.at('output'),
    })
    expect(repository.read('output')).toBe('sarif=\nstatus=2\n')
    expect(String(dig(steps, 1, 'if'))).toContain("steps.lint.outputs.sarif != ''")
  })

  test('inputs reach the script as variables, never as text of the script', () => {
    expect(JSON.stringify(Array.isArray(steps) ? steps.map(step => dig(step, 'run')) : [])).not.toContain('${{')
  })
})

describe('.pre-commit-hooks.yaml', () => {
  const hooks: unknown = parse(readFileSync(path.join(root, '.pre-commit-hooks.yaml'), 'utf8'))

  test.each(Array.isArray(hooks) ? hooks.filter(isRecord) : [])('$id', async ({ entry, language }) => {
    const [program, ...argv] = String(entry).split(' ')
    const repository = makeRepository({ 'a.js': FIXABLE, 'b.js': WRONG })
    expect({ program, language }).toEqual({ program: 'oss-process', language: 'node' })
    expect((await run([...argv, 'a.js', 'b.js'], { cwd: repository.folder })).code).toBe(1)
    expect(repository.read('a.js')).toBe(argv.includes('--fix') ? FINE : FIXABLE)
  })
})

test('examples/ci/gitlab.yml makes the reports that it names', () => {
  const job = readYaml('examples/ci/gitlab.yml')['oss-process']
  const repository = makeRepository({ 'a.js': WRONG })
  expect(shell(String(dig(job, 'script', 0)), repository).status).toBe(1)
  const reports = dig(job, 'artifacts', 'reports')
  for (const file of Object.values(isRecord(reports) ? reports : {}))
    expect(existsSync(repository.at(String(file)))).toBe(true)
  expect(Object.keys(isRecord(reports) ? reports : {})).toEqual(['codequality', 'junit'])
})

test('examples/ci/github.yml makes the report that it uploads', () => {
  const steps = dig(readYaml('examples/ci/github.yml'), 'jobs', 'oss-process', 'steps')
  const repository = makeRepository({ 'a.js': WRONG })
  const { status, stdout } = shell(String(dig(steps, 3, 'run')), repository)
  expect(status).toBe(1)
  expect(stdout).toMatch(/^::error file=a\.js,line=1,/)
  expect(existsSync(repository.at(String(dig(steps, 4, 'with', 'sarif_file'))))).toBe(true)
})

test('examples/ci/pre-commit.sh lints what is staged', () => {
  const script = readFileSync(path.join(root, 'examples/ci/pre-commit.sh'), 'utf8')
  const repository = makeRepository({ 'a.js': WRONG })
  expect(shell(script, repository).status).toBe(0)
  repository.git('add', 'a.js')
  expect(shell(script, repository).status).toBe(1)
})

test('examples/ci/problem-matcher.json reads the unix format', async () => {
  const file = readFileSync(path.join(root, 'examples/ci/problem-matcher.json'), 'utf8')
  const pattern = dig(JSON.parse(file), 'problemMatcher', 0, 'pattern', 0)
  const { stdout } = await makeRepository({ 'a.js': WRONG }).lint('--format', 'unix', '.')
  const match = new RegExp(String(dig(pattern, 'regexp'))).exec(stdout.trimEnd())
  const part = (name: string) => match?.[Number(dig(pattern, name))]
  expect(['file', 'line', 'column', 'severity', 'code'].map(part)).toEqual([
    'a.js',
    '1',
    '51',
    'error',
    'parameter-range',
  ])
})
