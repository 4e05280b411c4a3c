#!/usr/bin/env bash
# BullMQ: a job that its processor puts back with moveToWait() goes in front of all that wait, not behind them: with one worker it comes again at
# once, and nothing else has its turn. A good guess from the name, and from add(), is that it waits behind the others.
# Needs redis-server.
set -euo pipefail
folder=$(mktemp -d)
redis-server --port 0 --unixsocket "$folder/redis.sock" --dir "$folder" --save '' --maxmemory-policy noeviction > "$folder/log" &
server=$!
trap 'kill "$server" 2>/dev/null; rm -rf "$folder"' EXIT
cd "$folder"
npm init -y > /dev/null
npm install --silent --no-audit --no-fund --ignore-scripts bullmq@6.7.0 ioredis@6.0.0
cat > order.mjs <<'SCRIPT'
import { createRequire } from 'node:module'
import { Queue, WaitingError, Worker } from 'bullmq'

const connection = { path: process.argv[2], maxRetriesPerRequest: null }
const queue = new Queue('films', { connection })
await queue.addBulk(['first', 'second'].map(name => ({ name, data: {} })))
const order = []
let back = 0
const worker = new Worker(
  'films',
  async (job, token) => {
    order.push(job.name)
    if (job.name === 'second' || back++ === 2) return
    await job.moveToWait(token)
    throw new WaitingError()
  },
  { connection },
)
await new Promise(resolve => worker.on('completed', job => job.name === 'second' && resolve()))
await worker.close()
await queue.close()
const { version } = createRequire(import.meta.url)('bullmq/package.json')
console.log('bullmq', version, order.join(' '))
process.exit(order.join(' ') === 'first first first second' ? 0 : 1)
SCRIPT
node order.mjs "$folder/redis.sock" || { echo changed; exit 1; }
