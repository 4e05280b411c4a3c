import { editorRows } from './editor.ts'
import { emulatorRows, servedRows } from './emulator.ts'
import { languageRows, startRows } from './language.ts'
import { report } from './measure.ts'
import { projectRows } from './project.ts'
import { manifestRows, planRows, recipeStartRows, signingRows } from './recipe.ts'
import { submitRows } from './submit.ts'

const all = async () => [
  // First, before long texts have filled the memory of this process.
  ...(await signingRows()),
  ...(await languageRows()),
  ...startRows(),
  ...recipeStartRows(),
  ...manifestRows(),
  ...planRows(),
  ...(await submitRows()),
  ...(await editorRows()),
  ...(await emulatorRows()),
  ...(process.argv.includes('--project') ? projectRows() : []),
]
// Objects and pictures alone: `npm run bench -- --serving`.
const rows = process.argv.includes('--serving') ? await servedRows() : await all()
process.stdout.write(report(rows))
if (rows.some(({ value, limit }) => value !== 'not installed' && value > limit)) process.exitCode = 1
