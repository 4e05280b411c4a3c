import path from 'node:path'
import { type BuildOptions, build, type Plugin } from 'esbuild'
import { documentationApart } from '../tools/without-documentation.ts'

const root = path.resolve(import.meta.dirname, '../..')
const playground = path.join(import.meta.dirname, 'playground')

const BROWSER: BuildOptions = {
  absWorkingDir: root,
  bundle: true,
  // A page that is opened from the disk runs scripts, but no modules.
  format: 'iife',
  target: 'es2022',
  minify: true,
  charset: 'utf8',
  platform: 'browser',
  jsx: 'automatic',
  jsxImportSource: 'preact',
  legalComments: 'inline',
  plugins: [documentationApart],
}

/** Under which name the first script gives its modules to the second one. */
const SHARED = 'ossProcessModules'

/** Writes the scripts and styles of the site. */
export async function bundleSite(folder: string): Promise<void> {
  await build({
    ...BROWSER,
    entryPoints: [{ in: path.join(import.meta.dirname, 'client/site.ts'), out: 'site' }],
    outdir: folder,
  })
  await build({
    ...BROWSER,
    entryPoints: [
      { in: path.join(import.meta.dirname, 'client/site.css'), out: 'site' },
      { in: path.join(playground, 'playground.css'), out: 'playground' },
    ],
    outdir: folder,
  })
  const first = await build({
    ...BROWSER,
    entryPoints: [path.join(playground, 'main.tsx')],
    write: false,
    metafile: true,
  })
  const there = new Set(Object.keys(first.metafile.inputs))
  const asked = new Set<string>()
  const recipes = {
    ...BROWSER,
    entryPoints: [path.join(playground, 'recipes.ts')],
    plugins: [takenFrom(there, asked), documentationApart],
  }
  await build({ ...recipes, outfile: path.join(folder, 'recipes.js') })
  await build({ ...BROWSER, stdin: giving([...asked].sort()), outfile: path.join(folder, 'playground.js') })
}

/** What is in the first script already is taken from there, and noted. */
function takenFrom(there: ReadonlySet<string>, asked: Set<string>): Plugin {
  return {
    name: 'taken-from-first',
    setup(esbuild) {
      esbuild.onResolve({ filter: /^\./ }, ({ path: file, resolveDir }) => {
        const name = path.relative(root, path.resolve(resolveDir, file)).replaceAll('\\', '/')
        if (!there.has(name)) return undefined
        asked.add(name)
        return { path: name, namespace: 'first' }
      })
      esbuild.onLoad({ filter: /./, namespace: 'first' }, ({ path: name }) => ({
        contents: `module.exports = globalThis.${SHARED}[${JSON.stringify(name)}]`,
      }))
    },
  }
}

/** The playground, with the modules that the second script asks for. */
function giving(names: readonly string[]): NonNullable<BuildOptions['stdin']> {
  const imports = names.map((name, index) => `import * as module${index} from './${name}'`)
  const table = names.map((name, index) => `${JSON.stringify(name)}: module${index}`)
  const main = "import { start } from './src/site/playground/main.tsx'"
  const contents = [...imports, main, `globalThis.${SHARED} = { ${table.join(', ')} }`, 'start()']
  return { contents: contents.join('\n'), resolveDir: root, loader: 'ts' }
}
