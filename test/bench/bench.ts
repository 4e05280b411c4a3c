import { languageRows, startRows } from './language.ts'
import { report } from './measure.ts'

const rows = [...(await languageRows()), ...startRows()]
process.stdout.write(report(rows))
if (rows.some(({ value, limit }) => value > limit)) process.exitCode = 1
