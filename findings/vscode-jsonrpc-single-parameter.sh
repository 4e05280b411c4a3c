#!/usr/bin/env bash
# vscode-jsonrpc puts a single parameter into a list unless it is an object: sendNotification('m', [1, 2]) sends "params": [[1, 2]], and
# `null` or `undefined` as the parameter sends "params": [null], where leaving it out sends none. Both ends of the same package take that
# back, so that only servers of others see it. A good guess is that the list is the "params", as the JSON-RPC specification has it.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
npm install --prefix "$folder" --ignore-scripts --no-audit --no-fund --silent vscode-jsonrpc@10.0.0
cat > "$folder/send.mjs" <<'SCRIPT'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { PassThrough } from 'node:stream'
const require = createRequire(import.meta.url)
const { version } = JSON.parse(readFileSync(new URL('node_modules/vscode-jsonrpc/package.json', import.meta.url), 'utf8'))
const { createMessageConnection, StreamMessageReader, StreamMessageWriter } = require('vscode-jsonrpc/node')
console.log(`vscode-jsonrpc ${version}`)
const [wire, back] = [new PassThrough(), new PassThrough()]
const sender = createMessageConnection(new StreamMessageReader(back), new StreamMessageWriter(wire))
sender.listen()
const sent = []
wire.on('data', data => {
  const text = data.toString()
  if (text.includes('"jsonrpc"')) sent.push(JSON.stringify(JSON.parse(text.slice(text.indexOf('{'))).params))
})
for (const given of [[[1, 2]], ['text'], [null], [undefined], [{ a: 1 }], [], [1, 2]]) await sender.sendNotification('m', ...given)
await new Promise(resolve => setImmediate(resolve))
const found = sent.map(params => params ?? 'none').join(' ')
console.log(found)
if (found !== '[[1,2]] ["text"] [null] [null] {"a":1} none [1,2]') {
  console.log('changed')
  process.exit(1)
}
process.exit()
SCRIPT
node "$folder/send.mjs"
