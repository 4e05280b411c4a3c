// Campaigns against the command `serve`: kills under a load of tasks, a crowd of connections, and what one client waits for another.
import { parseArgs } from 'node:util'
import { crashCampaign } from './crash.ts'
import { delayCampaign } from './delay.ts'
import { loadCampaign } from './load.ts'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    kills: { type: 'string', default: '50' },
    tasks: { type: 'string', default: '12' },
    requests: { type: 'string', default: '100' },
    connections: { type: 'string', default: '2000' },
    seed: { type: 'string', default: '20261127' },
  },
})
const only = (name: string) => positionals.length === 0 || positionals.includes(name)
const failures = [
  ...(only('crash')
    ? await crashCampaign({ kills: Number(values.kills), tasks: Number(values.tasks), seed: Number(values.seed) })
    : []),
  ...(only('delay') ? await delayCampaign({ requests: Number(values.requests) }) : []),
  ...(only('load') ? await loadCampaign({ connections: Number(values.connections) }) : []),
]
for (const failure of failures) process.stdout.write(`FAILED ${failure}\n`)
if (failures.length > 0) process.exitCode = 1
