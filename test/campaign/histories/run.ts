// Histories of concurrent clients, checked afterwards: npm run test:histories [-- --operations N --seed N --command SCRIPT]
import { parseArgs } from 'node:util'
import { historyCampaign, UNDECIDED } from './campaign.ts'

const { values } = parseArgs({
  options: {
    operations: { type: 'string', default: '100000' },
    seed: { type: 'string', default: '20261127' },
    command: { type: 'string' },
  },
})
const [operations, seed] = [Number(values.operations), Number(values.seed)]
const start = performance.now()
const report = await historyCampaign({ operations, seed, command: values.command })
const isUndecided = ([text]: readonly [string, number]) => text.startsWith(UNDECIDED)
const sum = (counts: readonly (readonly [string, number])[]) => counts.reduce((all, [, count]) => all + count, 0)
const found = [...report.violations]
const [undecided, total] = [sum(found.filter(isUndecided)), sum(found.filter(entry => !isUndecided(entry)))]
/** A campaign that decides little proves little. */
const isTelling = undecided <= report.keys / 10
for (const text of report.leftOut) process.stdout.write(`left out: ${text}\n`)
for (const entry of found)
  process.stdout.write(`${isUndecided(entry) ? 'UNDECIDED' : 'FAILED'} ${entry[1]} x ${entry[0]}\n`)
process.stdout.write(
  `histories: ${report.operations} operations of 8 clients on ${report.keys} keys, ${report.kills} kills, ` +
    `${report.unanswered} without an answer, ${report.full} refused for a full disk; ${undecided} undecided; ${total} violations; ` +
    `${((performance.now() - start) / 1000).toFixed(0)} s, seed ${seed}\n`,
)
if (total > 0 || !isTelling) process.exitCode = 1
