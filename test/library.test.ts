import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'

const root = path.join(import.meta.dirname, '..')

/** What a module of a user prints. */
function printedBy(source: string): unknown {
  const { stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', source], { cwd: root, encoding: 'utf8' })
  return JSON.parse(stdout)
}

test('required and imported, the library is one, and its functions take what the ones in the sources take', () => {
  const source = `
    import { createRequire } from 'node:module'
    import { applyEdits, getCatalog, getRules, walk } from 'oss-process'
    const required = createRequire(import.meta.url)('oss-process')
    const given = { kind: 'parameter', start: 0, end: 1, name: undefined, value: 'a' }
    const seen = []
    walk(given, { parameter: (node, parents) => seen.push(parents.length) }, [given, given])
    console.log(JSON.stringify([
      required.getCatalog() === getCatalog(),
      required.getRules() === getRules(),
      applyEdits('ab', [{ span: { start: 0, end: 1 }, text: 'c' }]),
      seen,
    ]))`
  expect(printedBy(source)).toEqual([true, true, 'cb', [2]])
})

test('no line of a bundle for Node is long: an uncaught error prints the one that it came from', () => {
  const bundles = readdirSync(path.join(root, 'dist')).filter(file => file.endsWith('.cjs'))
  expect(bundles.length).toBeGreaterThan(10)
  for (const file of bundles) {
    const lines = readFileSync(path.join(root, 'dist', file), 'utf8').split('\n')
    expect([file, lines.filter(line => line.length > 10_000).length]).toEqual([file, 0])
  }
})

test('a bundle makes a module and a category once, however often it is asked', () => {
  const source = `
    import { createRequire } from 'node:module'
    const { lint_lint, catalogue_catalogue } = createRequire(import.meta.url)('./dist/lint.cjs')
    const again = createRequire(import.meta.url)('./dist/lint.cjs')
    console.log(JSON.stringify([again.lint_lint === lint_lint, again.catalogue_catalogue === catalogue_catalogue]))`
  expect(printedBy(source)).toEqual([true, true])
})

test('the entry of the language loads neither catalogue nor Chevrotain, and the one of the grammar gives both', () => {
  const source = `
    const language = await import('oss-process/language')
    const grammar = await import('oss-process/grammar')
    const text = 'image/resize,w_200|sys/saveas,o_a'
    console.log(JSON.stringify([
      JSON.stringify(language.parse(text).tree) === JSON.stringify(grammar.parseByGrammar(text)),
      Object.keys(language).toSorted(),
      grammar.getProductions().map(({ name }) => name),
      Object.keys(grammar.categories.sys.operations),
    ]))`
  expect(printedBy(source)).toEqual([
    true,
    [
      'HOLE',
      'addOperation',
      'applyEdits',
      'categorySpan',
      'childrenOf',
      'nameSpan',
      'nodeAt',
      'overlaps',
      'parse',
      'parseUrl',
      'positionsOf',
      'print',
      'removeOperation',
      'removeParameter',
      'setParameter',
      'transform',
      'valueSpan',
      'walk',
      'withProcess',
    ],
    ['Pipeline', 'Stage', 'Conditional', 'Operation', 'Parameter'],
    ['saveas', 'notify'],
  ])
})

test('the entry for editors completes and tells', () => {
  const source = `
    const { complete, hoverAt } = await import('oss-process/editing')
    const labels = complete('image/resi', 10, { locale: 'en' })?.items.map(({ label }) => label)
    console.log(JSON.stringify([labels, hoverAt('image/resize,w_200', 14, 'en')?.span.start]))`
  expect(printedBy(source)).toEqual([['resize'], 13])
})

test('generated files are there as data', () => {
  const source = `
    import { createRequire } from 'node:module'
    import { readFileSync } from 'node:fs'
    const require = createRequire(import.meta.url)
    const ebnf = readFileSync(require.resolve('oss-process/grammar/process.ebnf'), 'utf8')
    console.log(JSON.stringify([
      ...['config', 'recipe'].map(name => require('oss-process/grammar/' + name + '.schema.json').$id),
      require('oss-process/grammar/process.tmLanguage.json').scopeName,
      ebnf.includes('Pipeline = Stage , { "|" , Stage } ;'),
    ]))`
  expect(printedBy(source)).toEqual([
    'urn:oss-process:config.schema.json',
    'urn:oss-process:recipe.schema.json',
    'source.oss-process',
    true,
  ])
})
