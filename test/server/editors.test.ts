import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'

const root = path.join(import.meta.dirname, '../..')
const folders = readdirSync(path.join(root, 'examples/editors'), { withFileTypes: true }).filter(entry =>
  entry.isDirectory(),
)

test.each(['README.md', 'README.zh-CN.md', 'examples/editors/README.md'])(
  'the set-ups that %s names are there',
  name => {
    const folder = path.join(root, path.dirname(name))
    const links = Array.from(
      readFileSync(path.join(root, name), 'utf8').matchAll(/\]\(([^)#]*)\)/g),
      ([, link = '']) => link,
    )
    const named = links
      .map(link => path.relative(root, path.join(folder, link)))
      .filter(link => /^examples\/editors\/[^/]+\/./.test(link))
    expect(new Set(named.map(link => link.split('/')[2]))).toEqual(new Set(folders.map(entry => entry.name)))
    expect(named.filter(link => !existsSync(path.join(root, link)))).toEqual([])
  },
)

test('the set-ups start the server as its command says', () => {
  const texts = folders.map(({ name, parentPath }) =>
    readdirSync(path.join(parentPath, name), { recursive: true, withFileTypes: true })
      .filter(file => file.isFile() && !file.name.endsWith('.vsix'))
      .map(file => readFileSync(path.join(file.parentPath, file.name), 'utf8'))
      .join('\n'),
  )
  for (const text of texts)
    expect(text).toMatch(/oss-process['"]?,?[\s\S]{0,40}\blsp\b|lsp --stdio|serveLanguage\(process\.stdin/)
})

const extension = (name: string): Record<string, string> =>
  JSON.parse(readFileSync(path.join(root, 'examples/editors/vscode', name), 'utf8'))

test('the extension says everything in both languages', () => {
  const manifest = readFileSync(path.join(root, 'examples/editors/vscode/package.json'), 'utf8')
  const used = Array.from(manifest.matchAll(/"%([\w.]+)%"/g), ([, key]) => key)
  const [english, chinese] = [extension('package.nls.json'), extension('package.nls.zh-cn.json')]
  expect(new Set(Object.keys(english))).toEqual(new Set(used))
  expect(Object.keys(chinese)).toEqual(Object.keys(english))
  const source = readFileSync(path.join(root, 'examples/editors/vscode/src/commands.ts'), 'utf8')
  const said = Array.from(source.matchAll(/l10n\.t\(\s*'((?:[^'\\]|\\.)*)'/g), ([, text]) => text)
  expect(new Set(Object.keys(extension('l10n/bundle.l10n.zh-cn.json')))).toEqual(new Set(said))
})

test('the extension has the version of the package', () => {
  const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'))
  expect(extension('package.json').version).toBe(version)
  expect(readFileSync(path.join(root, 'examples/editors/vscode/src/server.ts'), 'utf8')).toContain(`'${version}'`)
})
