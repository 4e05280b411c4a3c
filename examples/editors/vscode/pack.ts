import { createWriteStream, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import { type BuildOptions, build } from 'esbuild'
import { ZipFile } from 'yazl'
import { documentationApart } from '../../../src/tools/without-documentation.ts'

// Builds the extension and writes it as VS Code installs it: a ZIP of its files with two that describe them, as vsce does.

const here = import.meta.dirname
const root = path.join(here, '../../..')

/** What the package says of itself that its description needs. */
interface Manifest {
  readonly name: string
  readonly version: string
  readonly publisher: string
  readonly displayName: string
  readonly description: string
  readonly keywords: readonly string[]
  readonly categories: readonly string[]
  readonly engines: { readonly vscode: string }
}

/** Files of the package: their names and what they hold. */
type Files = ReadonlyMap<string, string | Uint8Array>

const OPTIONS: BuildOptions = {
  bundle: true,
  minify: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  external: ['vscode'],
  define: { 'import.meta.dirname': '__dirname', 'import.meta.filename': '__filename' },
  plugins: [documentationApart],
  metafile: true,
  write: false,
}

/** A program as one file, and the names of the packages in it. */
async function bundle(name: string): Promise<{ contents: Uint8Array; packages: readonly string[] }> {
  const { outputFiles = [], metafile } = await build({
    ...OPTIONS,
    entryPoints: [path.join(here, 'src', `${name}.ts`)],
  })
  const [file] = outputFiles
  if (!file || !metafile) throw new Error(`Nothing was built of ${name}.`)
  const inputs = Object.keys(metafile.inputs)
  return { contents: file.contents, packages: inputs.flatMap(input => packageOf(input) ?? []) }
}

function packageOf(file: string): string | undefined {
  return /.*node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(file)?.[1]
}

/** The licences of what is bundled. */
function licences(packages: Iterable<string>): string {
  const texts = Array.from(packages, name => {
    const folder = path.join(root, 'node_modules', name)
    const file = readdirSync(folder).find(entry => /^licen[cs]e/i.test(entry))
    if (!file) throw new Error(`The package "${name}" is bundled, but its licence was not found.`)
    return `${name}\n\n${readFileSync(path.join(folder, file), 'utf8')}`
  })
  return texts.join('\n\n')
}

const COPIED = [
  'README.md',
  'package.json',
  'package.nls.json',
  'package.nls.zh-cn.json',
  'language-configuration.json',
]
const FOLDERS = ['walkthrough', 'l10n']
const GENERATED: Readonly<Record<string, string>> = {
  'syntaxes/process.tmLanguage.json': 'process.tmLanguage.json',
  'syntaxes/injection.tmLanguage.json': 'injection.tmLanguage.json',
  'schemas/recipe.schema.json': 'recipe.schema.json',
}
const RULES = 'grammar/generated/rules'

async function extensionFiles(): Promise<Files> {
  const [extension, server] = [await bundle('extension'), await bundle('server')]
  const generated = path.join(root, 'grammar/generated')
  const names = [
    ...COPIED,
    ...FOLDERS.flatMap(folder => readdirSync(path.join(here, folder)).map(name => `${folder}/${name}`)),
  ]
  return new Map<string, string | Uint8Array>([
    ...names.map(name => [name, readFileSync(path.join(here, name))] as const),
    ...Object.entries(GENERATED).map(([name, from]) => [name, readFileSync(path.join(generated, from))] as const),
    ...readdirSync(path.join(root, RULES)).map(
      name => [`${RULES}/${name}`, readFileSync(path.join(root, RULES, name))] as const,
    ),
    ['LICENSE.txt', readFileSync(path.join(root, 'LICENSE'))],
    ['THIRD-PARTY-LICENCES.txt', licences(new Set([...extension.packages, ...server.packages].sort()))],
    ['dist/extension.cjs', extension.contents],
    ['dist/server.cjs', server.contents],
  ])
}

function readJson<T>(name: string): T {
  return JSON.parse(readFileSync(path.join(here, name), 'utf8'))
}

function escaped(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/"/g, '&quot;')
}

/** The file that tells VS Code what is in the package. */
function description(manifest: Manifest): string {
  const words = readJson<Readonly<Record<string, string>>>('package.nls.json')
  const said = (text: string) => escaped(words[text.slice(1, -1)] ?? text)
  const { name, version, publisher, displayName, keywords, categories, engines } = manifest
  return `<?xml version="1.0" encoding="utf-8"?>
<PackageManifest Version="2.0.0" xmlns="http://schemas.microsoft.com/developer/vsx-schema/2011">
  <Metadata>
    <Identity Language="en-US" Id="${name}" Version="${version}" Publisher="${publisher}"/>
    <DisplayName>${said(displayName)}</DisplayName>
    <Description xml:space="preserve">${said(manifest.description)}</Description>
    <Tags>${escaped(keywords.join(','))}</Tags>
    <Categories>${categories.join(',')}</Categories>
    <GalleryFlags>Public</GalleryFlags>
    <Properties>
      <Property Id="Microsoft.VisualStudio.Code.Engine" Value="${escaped(engines.vscode)}"/>
      <Property Id="Microsoft.VisualStudio.Code.ExtensionKind" Value="workspace"/>
    </Properties>
    <License>extension/LICENSE.txt</License>
  </Metadata>
  <Installation>
    <InstallationTarget Id="Microsoft.VisualStudio.Code"/>
  </Installation>
  <Dependencies/>
  <Assets>
    <Asset Type="Microsoft.VisualStudio.Code.Manifest" Path="extension/package.json" Addressable="true"/>
    <Asset Type="Microsoft.VisualStudio.Services.Content.Details" Path="extension/README.md" Addressable="true"/>
    <Asset Type="Microsoft.VisualStudio.Services.Content.License" Path="extension/LICENSE.txt" Addressable="true"/>
  </Assets>
</PackageManifest>
`
}

const CONTENT_TYPES = `<?xml version="1.0" encoding="utf-8"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">${[
  ['json', 'application/json'],
  ['md', 'text/markdown'],
  ['txt', 'text/plain'],
  ['cjs', 'application/javascript'],
  ['vsixmanifest', 'text/xml'],
]
  .map(([end, type]) => `<Default Extension=".${end}" ContentType="${type}"/>`)
  .join('')}</Types>
`

/** Of equal files the package is equal to the byte. */
const WHEN = { mtime: new Date(Date.UTC(2000, 0, 1)) }

async function pack(target: string): Promise<void> {
  const zip = new ZipFile()
  const files: Files = new Map([
    ['[Content_Types].xml', CONTENT_TYPES],
    ['extension.vsixmanifest', description(readJson('package.json'))],
    ...Array.from(await extensionFiles(), ([name, content]) => [`extension/${name}`, content] as const),
  ])
  for (const [name, content] of files) zip.addBuffer(Buffer.from(content), name, WHEN)
  zip.end()
  await pipeline(zip.outputStream, createWriteStream(target))
}

await pack(process.argv[2] ?? path.join(here, 'oss-process.vsix'))
