import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fixSource } from '../../../src/project/lint-source.ts'
import { HOSTS, randomString } from './hosts.ts'
import { makeRandom } from './random.ts'
import {
  type ReadCode,
  readJson,
  readQuotes,
  readScript,
  readXml,
  readYaml,
  startGo,
  startPhp,
  startPython,
} from './readers.ts'

/**
 * Fixes random host files and reads them again: what could be read before can be read after, only literals changed, and a second run
 * changes nothing. `--files N` says how many (300,000 when left out), `--seed N` which.
 */
const option = (name: string, otherwise: number) => {
  const at = process.argv.indexOf(`--${name}`)
  return at < 0 ? otherwise : Number(process.argv[at + 1])
}
const [count, seed] = [option('files', 300_000), option('seed', 1)]
const folder = mkdtempSync(path.join(tmpdir(), 'fixes-'))
const started = { py: startPython(), php: startPhp(), go: startGo(folder) }
for (const [language, reader] of Object.entries(started))
  if (!reader) process.stdout.write(`${language}: no reader is installed; quotes stand for it\n`)

const readers: Readonly<Record<string, ReadCode>> = {
  mjs: readScript,
  ts: readScript,
  tsx: readScript,
  jsx: readScript,
  json: readJson,
  yaml: readYaml,
  xml: readXml,
  py: started.py?.read ?? readQuotes,
  php: started.php?.read ?? readQuotes,
  go: started.go?.read ?? readQuotes,
}

const random = makeRandom(seed)
const counts = { read: 0, changed: 0 }
const failures: string[] = []
for (let made = 0; made < count && failures.length < 10; made++) {
  const { file, render } = random.of(HOSTS)
  const before = render(randomString(random), random)
  const after = fixSource(before, file)
  const read = readers[file.slice(file.indexOf('.') + 1)] ?? readQuotes
  const code = await read(before, file)
  if (code === undefined) continue
  counts.read++
  if (after === before) continue
  counts.changed++
  const fail = (what: string) =>
    failures.push(`${file}: ${what}\n  ${JSON.stringify(before)}\n  ${JSON.stringify(after)}`)
  if ((await read(after, file)) !== code) fail('something else than literals changed')
  if (fixSource(after, file) !== after) fail('a second run changes it again')
}
for (const reader of Object.values(started)) reader?.stop()
rmSync(folder, { recursive: true })
process.stdout.write(
  `${counts.read} files read of ${count}, ${counts.changed} of them fixed, ${failures.length} failures\n`,
)
for (const failure of failures) process.stdout.write(`${failure}\n`)
process.exitCode = failures.length > 0 ? 1 : 0
