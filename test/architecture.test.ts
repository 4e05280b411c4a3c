import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'

const root = path.join(import.meta.dirname, '..')

/** What each part may import, beside itself. A part that is not named here imports nothing of the project. */
const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  'src/language': [],
  'grammar/operations': ['src/catalog', 'src/language'],
  'src/catalog': ['src/language', 'grammar/operations'],
  'src/lint': ['src/language', 'src/catalog', 'grammar/operations'],
  'src/report': ['src/language', 'src/catalog', 'src/lint'],
  'src/extract': ['src/language', 'src/catalog'],
  'src/config': ['src/language', 'src/catalog', 'src/lint', 'src/extract', 'src/report', 'grammar/operations'],
  'src/request': ['src/language'],
  'src/recipe': ['src/language', 'src/catalog', 'src/lint', 'src/request', 'grammar/operations'],
  'src/files': ['src/request'],
  'src/submit': ['src/language', 'src/catalog', 'src/lint', 'src/recipe', 'src/request', 'src/files'],
  'src/emulator': ['src/language', 'src/catalog', 'src/lint', 'src/request', 'src/files', 'grammar/operations'],
}

/** Parts that run in a browser. */
const BROWSER = ['src/language', 'src/catalog', 'grammar/operations', 'src/lint', 'src/report', 'src/extract']

/** Packages, and the only places that may import them. */
const PACKAGES: Readonly<Record<string, RegExp>> = {
  chevrotain: /^src\/tools\//,
  yaml: /^src\/recipe\/|^src\/extract\/yaml|^src\/cli\//,
  'ali-oss': /^src\/submit\/transport\.ts$/,
  esbuild: /^src\/tools\//,
}

interface Import {
  readonly file: string
  readonly target: string
  readonly isType: boolean
}

const files = ['src', 'grammar'].flatMap(folder =>
  readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter(name => name.endsWith('.ts'))
    .map(name => path.posix.join(folder, name)),
)

const imports: readonly Import[] = files.flatMap(file =>
  Array.from(
    readFileSync(path.join(root, file), 'utf8').matchAll(/(?:from|import|import\()\s*'([^']+)'/g),
    ([statement, specifier = '']) => ({
      file,
      target: specifier.startsWith('.') ? path.posix.join(path.posix.dirname(file), specifier) : specifier,
      isType: statement.includes('import type'),
    }),
  ),
)

const partOf = (file: string) => Object.keys(ALLOWED).find(part => file.startsWith(`${part}/`))

describe('architecture', () => {
  test('parts import only what lies below them', () => {
    const wrong = imports.filter(({ file, target }) => {
      const from = partOf(file)
      const to = partOf(target)
      return (
        from !== undefined && /^(src|grammar)\//.test(target) && from !== to && !(to && ALLOWED[from]?.includes(to))
      )
    })
    expect(wrong).toEqual([])
    expect(imports.length).toBeGreaterThan(100)
  })

  test('the operations import nothing of the catalogue but its types and value types', () => {
    const targets = imports
      .filter(({ file, target }) => file.startsWith('grammar/') && target.startsWith('src/catalog'))
      .map(({ target }) => target)
    expect([...new Set(targets)].sort()).toEqual(['src/catalog/types.ts', 'src/catalog/values.ts'])
  })

  test('what runs in a browser imports no node: module', () => {
    expect(
      imports.filter(({ file, target }) => BROWSER.includes(partOf(file) ?? '') && target.startsWith('node:')),
    ).toEqual([])
  })

  test('nothing imports the command line, and packages stay in their places', () => {
    expect(
      imports.filter(
        ({ file, target }) => target.startsWith('src/cli/') && !/^src\/(cli\/|bin\.ts|tools\/)/.test(file),
      ),
    ).toEqual([])
    for (const [name, place] of Object.entries(PACKAGES)) {
      expect(
        imports.filter(({ file, target }) => (target === name || target.startsWith(`${name}/`)) && !place.test(file)),
      ).toEqual([])
    }
  })

  test('only generated files, tables and the like are long', () => {
    const long = files.filter(
      file =>
        readFileSync(path.join(root, file), 'utf8').split('\n').length > 400 &&
        !/^grammar\/|\/messages\.ts$/.test(file),
    )
    expect(long).toEqual([])
  })
})
