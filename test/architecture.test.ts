import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { transformSync } from 'esbuild'
import ts from 'typescript'
import { describe, expect, test } from 'vitest'
import { categoryWords } from '../grammar/catalogue/categories.ts'

const root = path.join(import.meta.dirname, '..')

/** What each part may import, beside itself; a file lies in the longest part that fits. Every file lies in one, apart from the entry of the command. */
const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  'grammar/tree.ts': [],
  'grammar/build-tree.ts': ['grammar/tree.ts'],
  'grammar/process.ts': ['grammar/tree.ts', 'grammar/build-tree.ts'],
  'grammar/generated': ['grammar/build-tree.ts'],
  'grammar/catalogue': [],
  'grammar/operations': ['grammar/catalogue'],
  'grammar/index.ts': [
    'grammar/tree.ts',
    'grammar/build-tree.ts',
    'grammar/process.ts',
    'grammar/catalogue',
    'grammar/operations',
  ],
  'src/xml.ts': [],
  'src/language': ['grammar/tree.ts', 'grammar/generated', 'grammar/catalogue'],
  'src/catalogue': ['src/language', 'grammar/generated', 'grammar/catalogue', 'grammar/operations'],
  'src/trace': ['src/language', 'src/catalogue', 'grammar/tree.ts', 'grammar/catalogue', 'grammar/operations'],
  'src/lint': ['src/language', 'src/catalogue', 'src/trace', 'src/extract', 'grammar/catalogue', 'grammar/operations'],
  'src/report': ['src/xml.ts', 'src/language', 'src/catalogue', 'src/lint', 'grammar/catalogue'],
  'src/extract': ['src/language', 'src/catalogue', 'grammar/catalogue'],
  'src/editing': ['src/language', 'src/catalogue', 'src/trace', 'src/lint', 'grammar/catalogue', 'grammar/operations'],
  'src/project': [
    'src/language',
    'src/catalogue',
    'src/trace',
    'src/lint',
    'src/extract',
    'src/report',
    'src/recipe',
    'src/files',
    'grammar/catalogue',
    'grammar/operations',
  ],
  'src/server': [
    'src/language',
    'src/editing',
    'src/extract',
    'src/trace',
    'src/project',
    'src/recipe',
    'grammar/catalogue',
  ],
  'src/mcp': [
    'src/language',
    'src/catalogue',
    'src/trace',
    'src/project',
    'src/recipe',
    'src/request',
    'src/report',
    'src/files',
    'grammar/catalogue',
  ],
  'src/request': ['src/xml.ts', 'src/language', 'grammar/catalogue'],
  'src/recipe': [
    'src/language',
    'src/catalogue',
    'src/trace',
    'src/lint',
    'src/request',
    'grammar/catalogue',
    'grammar/operations',
  ],
  'src/files': ['src/language', 'src/request', 'grammar/catalogue'],
  'src/submit': [
    'src/xml.ts',
    'src/language',
    'src/catalogue',
    'src/trace',
    'src/lint',
    'src/recipe',
    'src/request',
    'src/files',
    'grammar/catalogue',
  ],
  'src/follow': ['src/service', 'src/request', 'src/submit', 'src/files', 'grammar/catalogue'],
  'src/service': ['src/xml.ts', 'src/language', 'src/request', 'src/submit', 'src/files', 'grammar/catalogue'],
  'src/queue': ['src/language', 'src/submit', 'src/request', 'src/files', 'grammar/catalogue'],
  'src/emulator': [
    'src/xml.ts',
    'src/emulator/console/answers.ts',
    'src/language',
    'src/catalogue',
    'src/trace',
    'src/lint',
    'src/editing',
    'src/request',
    'src/files',
    'grammar/catalogue',
    'grammar/operations',
  ],
  'src/emulator/console/answers.ts': ['src/emulator', 'grammar/catalogue'],
  'src/emulator/console/page': [
    'src/request',
    'src/language',
    'src/catalogue',
    'src/trace',
    'src/lint',
    'src/editing',
    'src/emulator',
    'src/emulator/console/answers.ts',
    'grammar/catalogue',
  ],
  'src/cli': [
    'src/xml.ts',
    'src/extract',
    'src/trace',
    'src/language',
    'src/catalogue',
    'src/lint',
    'src/project',
    'src/report',
    'src/recipe',
    'src/request',
    'src/submit',
    'src/service',
    'src/queue',
    'src/follow',
    'src/files',
    'src/emulator',
    'src/server',
    'src/mcp',
    'grammar/catalogue',
  ],
  'src/site': [
    'src/language',
    'src/site/playground',
    'src/catalogue',
    'src/editing',
    'src/lint',
    'src/cli',
    'src/recipe',
    'src/tools',
    'grammar/catalogue',
  ],
  'src/site/client': ['src/site', 'src/emulator/console/page'],
  'src/site/playground': [
    'src/language',
    'src/catalogue',
    'src/trace',
    'src/lint',
    'src/editing',
    'src/extract',
    'src/project',
    'src/report',
    'src/recipe',
    'src/emulator',
    'src/emulator/console/page',
    'grammar/catalogue',
  ],
  'src/bin.ts': ['src/cli'],
  'src/index.ts': ['src/language', 'src/catalogue', 'src/trace', 'src/lint', 'src/project', 'grammar/catalogue'],
  'src/testing': ['src/language', 'src/catalogue', 'src/trace', 'src/lint', 'src/project', 'grammar/catalogue'],
  'src/eslint': ['src/language', 'src/project'],
  'src/tools': [
    'src/report',
    'src/language',
    'src/catalogue',
    'src/trace',
    'src/lint',
    'src/project',
    'src/recipe',
    'src/cli',
    'grammar/process.ts',
    'grammar/catalogue',
    'grammar/operations',
  ],
}

/** Parts that run in a browser. */
const BROWSER = [
  'grammar/tree.ts',
  'grammar/build-tree.ts',
  'grammar/process.ts',
  'grammar/generated',
  'grammar/catalogue',
  'grammar/operations',
  'src/language',
  'src/catalogue',
  'src/trace',
  'src/lint',
  'src/xml.ts',
  'src/report',
  'src/extract',
  'src/editing',
  'src/emulator/console/page',
  'src/emulator/console/answers.ts',
  'src/index.ts',
  'src/eslint',
  'src/files/glob.ts',
  'src/site/client',
  'src/site/playground',
  'src/emulator/engine/image/formats.ts',
  'src/project/is-recipe.ts',
  'src/request/endpoint.ts',
  'src/request/curl-command.ts',
  'src/request/headers.ts',
  'src/request/request-text.ts',
  'src/request/sub-resource.ts',
  'src/recipe',
  // What lints one text, without the disk around it.
  ...[
    'config',
    'direct',
    'extract',
    'input',
    'lint',
    'lint-file',
    'lint-source',
    'padding',
    'place',
    'resolve',
    'settings',
    'shape',
  ].map(name => `src/project/${name}.ts`),
]

/** Packages, and the only places that may import them. */
const PACKAGES: Readonly<Record<string, RegExp>> = {
  chevrotain: /^(grammar\/process\.ts$|src\/tools\/)/,
  yaml: /^src\/(recipe|cli|project|server)\//,
  'ali-oss': /^src\/submit\/ali-oss-transport\.ts$/,
  undici: /^src\/request\/(wire|fetch)\.ts$/,
  'vscode-languageserver': /^src\/server\//,
  '@modelcontextprotocol/sdk': /^src\/mcp\//,
  esbuild: /^src\/(tools\/|site\/bundle\.ts$)/,
  marked: /^src\/site\/markdown\.ts$/,
}

interface Import {
  readonly file: string
  readonly target: string
  readonly isType: boolean
}

const files = ['src', 'grammar'].flatMap(folder =>
  readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter(name => /\.tsx?$/.test(name))
    .map(name => path.posix.join(folder, name)),
)

const IMPORT = /^(?:import|export)\s+(type\s+)?(?:[\w*{][^'"`;()=]*\sfrom\s+)?'([^']+)'|\bimport\('([^']+)'\)/gm

const imports: readonly Import[] = files.flatMap(file =>
  Array.from(
    readFileSync(path.join(root, file), 'utf8').matchAll(IMPORT),
    ([, type, named, specifier = named ?? '']) => ({
      file,
      target: specifier.startsWith('.') ? path.posix.join(path.posix.dirname(file), specifier) : specifier,
      isType: type !== undefined,
    }),
  ),
)

const partOf = (file: string): string =>
  Object.keys(ALLOWED)
    .filter(part => file === part || file.startsWith(`${part}/`))
    .reduce((longest, part) => (part.length > longest.length ? part : longest), '')

/** Files of these parts that need Node all the same: what reads manifests and other files, and what asks for those. */
const NODE_ALL_THE_SAME = [
  ...[
    'csv',
    'files',
    'index',
    'inputs',
    'inventory',
    'lines',
    'manifest',
    'manifest-jobs',
    'manifest-json',
    'request',
    'rules',
    'schema',
  ].map(name => `src/recipe/${name}.ts`),
]

const isInBrowser = (file: string) =>
  BROWSER.some(part => file === part || file.startsWith(`${part}/`)) && !NODE_ALL_THE_SAME.includes(file)

/** The names that Node alone knows, and what each becomes in `file` where it is not a name of the file's own. */
const NODE_NAMES = ['Buffer', 'process', 'require', 'module', '__dirname', '__filename', 'global', 'setImmediate']
const MARKS = Object.fromEntries(NODE_NAMES.map(name => [name, `OnlyInNode_${name}`]))

function nodeNamesIn(file: string): string[] {
  const source = readFileSync(path.join(root, file), 'utf8')
  const { code } = transformSync(source, { loader: file.endsWith('x') ? 'tsx' : 'ts', define: MARKS })
  return NODE_NAMES.filter(name => code.includes(`OnlyInNode_${name}`))
}

/** Files that import each other in a circle, each circle sorted: the strongly connected components of Tarjan. */
function circlesOf(edges: ReadonlyMap<string, readonly string[]>): string[][] {
  const order = new Map<string, number>()
  const lowest = new Map<string, number>()
  const open: string[] = []
  const circles: string[][] = []
  const visit = (file: string): number => {
    const number = order.size
    order.set(file, number)
    lowest.set(file, number)
    open.push(file)
    for (const next of edges.get(file) ?? []) {
      const reached = order.has(next) ? (open.includes(next) ? (order.get(next) ?? 0) : number) : visit(next)
      lowest.set(file, Math.min(lowest.get(file) ?? 0, reached))
    }
    if (lowest.get(file) === number) {
      const circle = open.splice(open.indexOf(file))
      if (circle.length > 1 || edges.get(file)?.includes(file)) circles.push(circle.sort())
    }
    return lowest.get(file) ?? number
  }
  for (const file of edges.keys()) if (!order.has(file)) visit(file)
  return circles
}

/** Names of sides and numbers of frames, and the signs that reckon with them. */
const QUANTITY = /^(width|height|side|sides|frames|frameCount|frameRate|interval|pixels)$/
const SIGNS: ReadonlySet<ts.SyntaxKind> = new Set([
  ts.SyntaxKind.AsteriskToken,
  ts.SyntaxKind.SlashToken,
  ts.SyntaxKind.PlusToken,
  ts.SyntaxKind.MinusToken,
  ts.SyntaxKind.PercentToken,
])

/** The last name of a term, through brackets and defaults: `width` of `(box.width ?? 1)`. */
function quantityIn(node: ts.Node): string {
  if (ts.isIdentifier(node)) return node.text
  if (ts.isPropertyAccessExpression(node)) return node.name.text
  if (ts.isParenthesizedExpression(node)) return quantityIn(node.expression)
  const isDefault = ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.QuestionQuestionToken
  return isDefault ? quantityIn(node.left) : ''
}

/** Where a text reckons with sides or frames. */
function reckoningsIn(text: string): string[] {
  const found: string[] = []
  const visit = (node: ts.Node): void => {
    const terms =
      ts.isBinaryExpression(node) && SIGNS.has(node.operatorToken.kind)
        ? [node.left, node.right]
        : ts.isCallExpression(node) && /^Math\.(round|floor|ceil|trunc)$/.test(node.expression.getText())
          ? node.arguments
          : []
    if (terms.some(term => QUANTITY.test(quantityIn(term)))) found.push(node.getText())
    ts.forEachChild(node, visit)
  }
  visit(ts.createSourceFile('a.tsx', text, ts.ScriptTarget.Latest, true))
  return found
}

/** Parts that know pictures and videos. */
const RECKONING_PARTS = /^src\/(catalogue|lint|recipe|submit|request|editing|server|mcp|emulator)\//

/** Where sides are those of bytes in a file and not of a result, or words mean something else. */
const OTHER_RECKONINGS: Readonly<Record<string, string>> = {
  'src/emulator/engine/image/bmp.ts': 'rows of a bitmap file',
  'src/emulator/engine/image/encode.ts': 'frames of an animation below each other',
  'src/emulator/engine/webp-animation.ts': 'fields of a WebP file, one less than the side',
  'src/emulator/processing/create.ts': 'how many pictures at a time',
  'src/emulator/processing/pictures.ts': 'how many processes at a time',
}

describe('architecture', () => {
  test('parts import only what lies below them', () => {
    const wrong = imports.filter(({ file, target }) => {
      const [from, to] = [partOf(file), partOf(target)]
      return /^(src|grammar)\//.test(target) && from !== to && !ALLOWED[from]?.includes(to)
    })
    expect(wrong).toEqual([])
    expect(files.filter(file => partOf(file) === '')).toEqual([])
    expect(imports.length).toBeGreaterThan(1000)
  })

  test('no files import each other in a circle, not for types either', () => {
    const chain = { a: ['b'], b: ['c', 'd'], c: [], d: ['e'], e: ['b'], f: ['f'], g: ['a', 'f'] }
    expect(circlesOf(new Map(Object.entries(chain)))).toEqual([['b', 'd', 'e'], ['f']])
    const edges = new Map(files.map(file => [file, imports.filter(one => one.file === file).map(one => one.target)]))
    expect(circlesOf(edges)).toEqual([])
  })

  test('what runs in a browser takes nothing from Node, and no values from what does', () => {
    const taken = imports.filter(
      ({ file, target, isType }) =>
        isInBrowser(file) &&
        (target.startsWith('node:') || (/^(src|grammar)\//.test(target) && !isType && !isInBrowser(target))),
    )
    expect(taken).toEqual([])
    expect(files.filter(isInBrowser).flatMap(file => nodeNamesIn(file).map(name => `${file}: ${name}`))).toEqual([])
  })

  test('packages stay in their places', () => {
    for (const [name, place] of Object.entries(PACKAGES)) {
      expect(
        imports.filter(({ file, target }) => (target === name || target.startsWith(`${name}/`)) && !place.test(file)),
      ).toEqual([])
    }
  })

  test('the words of the categories are listed once', () => {
    const choices = new RegExp(`(?:\\b(?:${categoryWords()})\\|){3}`)
    expect('/^(?:image|video|doc|style)\\//').toMatch(choices)
    expect('image|video|audio/*').not.toMatch(choices)
    expect(files.filter(file => choices.test(readFileSync(path.join(root, file), 'utf8')))).toEqual([])
  })

  test('the name of an exported type is that of no other type', () => {
    const DECLARED = /^(export )?(?:interface|type) (\w+)(?=[ <])/gm
    const declared = files
      .filter(file => !file.startsWith('grammar/generated/'))
      .flatMap(file =>
        Array.from(readFileSync(path.join(root, file), 'utf8').matchAll(DECLARED), ([, exported, name = '']) => ({
          file,
          name,
          isExported: exported !== undefined,
        })),
      )
    const exported = declared.filter(({ isExported }) => isExported)
    const twice = exported.filter(one => declared.some(other => other.name === one.name && other.file !== one.file))
    expect(twice).toEqual([])
    expect(exported.length).toBeGreaterThan(500)
  })

  test('sizes and frames are reckoned in src/trace alone', () => {
    expect(
      reckoningsIn('const a = box.width * 2; const b = Math.round(height); const c = (plan.frames ?? 1) + 1'),
    ).toEqual(['box.width * 2', 'Math.round(height)', '(plan.frames ?? 1) + 1'])
    expect(reckoningsIn('const a = { width, height: box.height }; if (width > height) count + 1')).toEqual([])
    const found = files
      .filter(file => RECKONING_PARTS.test(file))
      .map(file => ({ file, terms: reckoningsIn(readFileSync(path.join(root, file), 'utf8')) }))
      .filter(({ terms }) => terms.length > 0)
    const isOther = ({ file }: { readonly file: string }) => Object.hasOwn(OTHER_RECKONINGS, file)
    expect(found.filter(one => !isOther(one))).toEqual([])
    expect(
      found
        .filter(isOther)
        .map(({ file }) => file)
        .sort(),
    ).toEqual(Object.keys(OTHER_RECKONINGS))
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
