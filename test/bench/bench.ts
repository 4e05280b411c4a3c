import { emulatorRows } from './emulator.ts'
import { languageRows, startRows } from './language.ts'
import { report } from './measure.ts'
import { projectRows } from './project.ts'
import { manifestRows, recipeStartRows, signingRows } from './recipe.ts'

const rows = [
  // First, before long texts have filled the memory of this process.
  ...(await signingRows()),
  ...(await languageRows()),
  ...startRows(),
  ...recipeStartRows(),
  ...manifestRows(),
  ...(await emulatorRows()),
  ...(process.argv.includes('--project') ? projectRows() : []),
]
process.stdout.write(report(rows))
if (rows.some(({ value, limit }) => value > limit)) process.exitCode = 1
