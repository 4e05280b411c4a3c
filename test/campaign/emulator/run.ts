// Campaigns against the command `serve`: kills under a load of tasks, and a crowd of connections.
import { parseArgs } from 'node:util'
import { crashCampaign } from './crash.ts'
import { loadCampaign } from './load.ts'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    kills: { type: 'string', default: '50' },
    tasks: { type: 'string', default: '12' },
    connections: { type: 'string', default: '2000' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
  },
})
const only = (name: string) => positionals.length === 0 || positionals.includes(name)
const failures = [
  ...(only('crash')
    ? await crashCampaign({ kills: Number(values.kills), tasks: Number(values.tasks), seed: Number(values.seed) })
    : []),
  ...(only('load') ? await loadCampaign({ connections: Number(values.connections) }) : []),
]
for (const failure of failures) process.stdout.write(`FAILED ${failure}\n`)
if (failures.length > 0) process.exitCode = 1
