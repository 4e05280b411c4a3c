import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { commands } from '../cli/commands/index.ts'
import { VERSION } from '../cli/io.ts'
import { manualPage } from '../cli/manual.ts'
import { configSchema } from '../config/config.ts'
import { railroadPage } from './railroad.ts'
import { rulePages } from './rule-docs.ts'

const root = path.resolve(import.meta.dirname, '../..')

/** Every generated file with its text. */
async function generatedFiles(): Promise<ReadonlyMap<string, string>> {
  const files = new Map<string, string>([['grammar/railroad.html', railroadPage()]])
  files.set('grammar/config.schema.json', `${JSON.stringify(configSchema(), undefined, 2)}\n`)
  files.set('man/oss-process.1', manualPage(commands, VERSION))
  for (const [name, text] of await rulePages()) files.set(`grammar/rules/${name}`, text)
  return files
}

/** Files in the generated folders that nothing generates any more. */
function leftOvers(files: ReadonlyMap<string, string>): string[] {
  const folder = path.join(root, 'grammar/rules')
  return existsSync(folder)
    ? readdirSync(folder)
        .map(name => `grammar/rules/${name}`)
        .filter(name => !files.has(name))
    : []
}

const files = await generatedFiles()
const stale = [...files].filter(
  ([name, text]) => !existsSync(path.join(root, name)) || readFileSync(path.join(root, name), 'utf8') !== text,
)
const extra = leftOvers(files)

if (process.argv.includes('--check')) {
  const wrong = [...stale.map(([name]) => name), ...extra]
  if (wrong.length > 0) {
    process.stderr.write(
      `These generated files are stale; run "npm run generate":\n${wrong.map(name => `  ${name}\n`).join('')}`,
    )
    process.exitCode = 1
  }
} else {
  for (const [name, text] of stale) {
    mkdirSync(path.dirname(path.join(root, name)), { recursive: true })
    writeFileSync(path.join(root, name), text)
  }
  for (const name of extra) rmSync(path.join(root, name))
}
