import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { ebnfText } from './ebnf.ts'
import { json } from './json.ts'
import { parserCode } from './parser-code.ts'
import { railroadPage } from './railroad.ts'
import { textMateGrammar, textMateInjection } from './text-mate.ts'

const root = path.resolve(import.meta.dirname, '../..')
const FOLDER = 'grammar/generated'

type Files = ReadonlyMap<string, string>

/** The files that are made of the grammar alone, the parser among them, by their paths. */
function grammarFiles(): Files {
  return new Map([
    [`${FOLDER}/parser.ts`, parserCode()],
    [`${FOLDER}/process.ebnf`, ebnfText()],
    [`${FOLDER}/railroad.html`, railroadPage()],
    [`${FOLDER}/process.tmLanguage.json`, json(textMateGrammar())],
    [`${FOLDER}/injection.tmLanguage.json`, json(textMateInjection())],
  ])
}

/** The files that are not what they should be. */
function staleOf(files: Files): Files {
  return new Map(
    [...files].filter(
      ([name, text]) => !existsSync(path.join(root, name)) || readFileSync(path.join(root, name), 'utf8') !== text,
    ),
  )
}

/** Files in the generated folder that nothing generates any more. */
function leftOvers(...known: readonly Files[]): string[] {
  return readdirSync(path.join(root, FOLDER), { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => path.posix.join(path.relative(root, entry.parentPath), entry.name))
    .filter(name => !known.some(files => files.has(name)))
}

function write(files: Files): void {
  for (const [name, text] of files) {
    mkdirSync(path.dirname(path.join(root, name)), { recursive: true })
    writeFileSync(path.join(root, name), text)
  }
}

function complain(names: readonly string[]): void {
  if (names.length === 0) return
  const list = names.map(name => `  ${name}\n`).join('')
  process.stderr.write(`These generated files are stale; run "npm run generate":\n${list}`)
  process.exitCode = 1
}

const isCheck = process.argv.includes('--check')
const ofGrammar = grammarFiles()
const staleGrammar = staleOf(ofGrammar)
// The library runs the parser, so that it is loaded once the parser is written.
if (!isCheck) write(staleGrammar)
const { libraryFiles } = await import('./library-files.ts')
const ofLibrary = await libraryFiles(FOLDER)
const stale = staleOf(ofLibrary)
const extra = leftOvers(ofGrammar, ofLibrary)
if (isCheck) complain([...staleGrammar.keys(), ...stale.keys(), ...extra])
else {
  write(stale)
  for (const name of extra) rmSync(path.join(root, name))
}
