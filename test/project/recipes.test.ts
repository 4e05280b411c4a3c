import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { reporters } from '../../src/report/index.ts'
import { run } from '../cli/run.ts'

const HEAD = 'version: 1\nconnection: { region: cn-hangzhou, bucket: photos }\nsources: a.jpg\n'
const BROKEN = `${HEAD}steps:\n  - image/resize: { widht: 100 }\n  - image/rotate: 400\n`

function folder(files: Readonly<Record<string, string>>): string {
  const cwd = mkdtempSync(path.join(tmpdir(), 'recipes-'))
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(cwd, name)), { recursive: true })
    writeFileSync(path.join(cwd, name), text)
  }
  return cwd
}

describe('lint of recipes', () => {
  test('every mistake stands at its place', async () => {
    const { code, stdout } = await run(['lint', '--format', 'unix', '.'], { cwd: folder({ 'media/a.yaml': BROKEN }) })
    expect(code).toBe(1)
    expect(stdout.split('\n').slice(0, 2)).toEqual([
      'media/a.yaml:5:21: error: "widht" is not a parameter of image/resize; expected mode, width, height, longest-side, shortest-side, percent, main-percent, limit or color. Did you mean "width"? [recipe-form]',
      'media/a.yaml:6:19: error: rotate is 400, but image/rotate takes an integer from 0 to 360. (0040-00000217) [parameter-range]',
    ])
  })

  test.each([
    ['another version', `${BROKEN.replace('version: 1', 'version: 2')}saveas: b.jpg\n`, 'version'],
    ['no version', `${BROKEN.replace('version: 1\n', '')}saveas: b.jpg\n`, 'version: 1'],
    ['no steps', `${HEAD}saveas: oss://photos/b.jpg\n`, 'The recipe does nothing'],
    ['a mark in front', `\uFEFF${BROKEN}`, 'widht'],
    ['its steps under a wrong key', BROKEN.replace('steps:', 'setps:'), 'Did you mean "steps"?'],
    ['sources and steps alone', 'sources: a.jpg\nstages:\n  - image/rotate: 400\n', '"stages" is not a key'],
    ['another version and no steps', 'version: 3\nsteps: []\n', 'The version is "3"'],
    ['another version and operations', 'version: 1.1\nsteps:\n  - op: image/rotate\n', 'The version is "1.1"'],
    ['no work at all', 'version: "1"\ndescription: thumbnails\nprocess:\n', 'a.yaml:'],
    ['outputs alone', `${HEAD}outputs: { a: { steps: [image/resise: {}] } }\n`, 'image/resise'],
  ])('a recipe with %s is one', async (_, text, message) => {
    const { code, stdout } = await run(['lint', '--format', 'unix', '.'], { cwd: folder({ 'a.yaml': text }) })
    expect(code).toBe(1)
    expect(stdout).toContain(message)
  })

  test.each([
    ['version: 2\njobs:\n  build:\n    steps: [checkout]\n'],
    ['version: 2\nsteps:\n\n  - run: make\nnotify:\n  - chat\n'],
    ['version: 2\nimage: node\nsteps: []\n'],
    ['steps:\n  - name: image/resize\nsources: [a]\n'],
    ['version: 1\nsteps:\n  - run: ls\n'],
    ['sources: [a]\nimages:\n  - image/resize\n  - name: image/resize\n'],
    ['model:\n  saveas: x.bin\nsources: []\n'],
    ['version: 1\nconnection: { bucket: photos }\nfragments:\n  small:\n    - image/resize: { width: 100 }\n'],
  ])('files of other programs, and parts of recipes, are none: %j', async text => {
    const { code, stdout } = await run(['lint', '--format', 'unix', '.'], { cwd: folder({ 'a.yaml': text }) })
    expect([code, stdout]).toEqual([0, ''])
  })

  test.each(Object.keys(reporters))('as %s', async format => {
    const { code, stdout } = await run(['lint', '--format', format, 'a.yml'], { cwd: folder({ 'a.yml': BROKEN }) })
    expect(code).toBe(1)
    expect(stdout).toContain('recipe-form')
    expect(stdout).toContain('widht')
  })

  test('what git says has changed, and what is staged', async () => {
    const cwd = folder({ 'a.yaml': `${HEAD}steps: [image/resize: { width: 100 }]\n`, 'b.yaml': BROKEN })
    const git = (...words: readonly string[]) =>
      execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.com', ...words], { cwd, stdio: 'ignore' })
    git('init', '-q')
    git('add', '.')
    git('commit', '-qm', 'first')
    expect((await run(['lint', '--changed', '--format', 'unix'], { cwd })).code).toBe(0)
    writeFileSync(path.join(cwd, 'a.yaml'), BROKEN)
    expect((await run(['lint', '--changed', '--format', 'unix'], { cwd })).stdout).toContain('a.yaml:5:21: error: ')
    git('add', 'a.yaml')
    writeFileSync(path.join(cwd, 'a.yaml'), HEAD)
    expect((await run(['lint', '--staged', '--format', 'unix'], { cwd })).stdout).toContain('a.yaml:5:21: error: ')
  })

  test('standard input under a name, and the cache', async () => {
    const given = await run(['lint', '--stdin-filename', 'x.yaml', '--format', 'unix'], { stdin: BROKEN })
    expect([given.code, given.stdout.split('\n')[0]?.startsWith('x.yaml:5:21: error: ')]).toEqual([1, true])
    const cwd = folder({ 'a.yaml': BROKEN })
    for (let round = 0; round < 2; round++) expect((await run(['lint', '--cache', '.'], { cwd })).code).toBe(1)
  })

  test('directives and severities hold', async () => {
    const quiet = BROKEN.replace('steps:\n', 'steps:\n  # oss-process-disable-next-line recipe-form -- on purpose\n')
    const { stdout } = await run(['lint', '--format', 'unix', 'a.yaml'], { cwd: folder({ 'a.yaml': quiet }) })
    expect(stdout).not.toContain('widht')
    const cwd = folder({
      'a.yaml': BROKEN,
      'oss-process.config.json': '{ "rules": { "recipe-form": "off", "parameter-range": "warning" } }',
    })
    const configured = await run(['lint', '--format', 'unix', 'a.yaml'], { cwd })
    expect([configured.code, configured.stdout.includes('warning: ')]).toEqual([0, true])
    expect(configured.stdout).not.toContain('widht')
  })

  test('variables may be open, and manifests need not be there', async () => {
    const text = `version: 1
connection: { region: cn-hangzhou, bucket: photos }
variables: { width: { type: integer, required: true } }
sources: { manifest: none.csv }
steps: [image/resize: { width: "\${width}", height: 0 }]
`
    const { stdout, code } = await run(['lint', '--format', 'unix', 'a.yaml'], { cwd: folder({ 'a.yaml': text }) })
    expect(code).toBe(1)
    expect(stdout).toMatch(/^a\.yaml:5:\d+: error: .*h is 0/)
    expect(stdout).not.toContain('has no value')
  })

  test('a finding in an included file is told with its place', async () => {
    const cwd = folder({
      'a.yaml': 'version: 1\ninclude: parts/b.yaml\nsources: a.jpg\nsteps: [use: thumb]\n',
      'parts/b.yaml': 'version: 1\nfragments:\n  thumb: [image/resize: { widht: 1 }]\n',
    })
    const { stdout, code } = await run(['lint', '--format', 'unix', 'a.yaml'], { cwd })
    expect(code).toBe(1)
    expect(stdout).toMatch(/^a\.yaml:1:1: error: parts\/b\.yaml:3:27: "widht" is not a parameter/)
  })

  test('files of other programs are none', async () => {
    const cwd = folder({
      'ci.yml': 'version: 1\nsteps:\n  - name: gcr.io/cloud-builders/docker\n    args: [build, .]\n',
      'compose.yaml': 'version: "3"\nservices: {}\n',
      'notes.yaml': 'version: 1\nsteps are described elsewhere: yes\n',
    })
    expect(await run(['lint', '.'], { cwd })).toMatchObject({ code: 0 })
  })

  test('fixes leave recipes alone', async () => {
    const cwd = folder({ 'a.yaml': `${HEAD}process: image/resize,w_100,\n` })
    expect((await run(['lint', '--fix', '.'], { cwd })).stdout).toContain('a.yaml')
  })
})
