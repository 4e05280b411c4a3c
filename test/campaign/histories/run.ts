// Histories of concurrent clients, checked afterwards: npm run test:histories [-- --operations N --seed N --command SCRIPT]
import { parseArgs } from 'node:util'
import { historyCampaign } from './campaign.ts'

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
const total = [...report.violations.values()].reduce((sum, count) => sum + count, 0)
for (const text of report.leftOut) process.stdout.write(`left out: ${text}\n`)
for (const [text, count] of report.violations) process.stdout.write(`FAILED ${count} x ${text}\n`)
process.stdout.write(
  `histories: ${report.operations} operations of 8 clients on ${report.keys} keys, ${report.kills} kills, ` +
    `${report.unanswered} without an answer, ${report.full} refused for a full disk; ${total} violations; ` +
    `${((performance.now() - start) / 1000).toFixed(0)} s, seed ${seed}\n`,
)
if (total > 0) process.exitCode = 1
