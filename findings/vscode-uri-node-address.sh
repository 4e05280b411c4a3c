#!/usr/bin/env bash
# vscode-uri, with which VS Code and its clients write the addresses of files, and Node's pathToFileURL give most names with a bracket, "@",
# "+", "," or "'" two different addresses, and "~" the other way round. A server that keeps documents by the address that Node made does not
# find the "@" of a scope or the "(group)" of a router again; square brackets and Chinese are the same in both. Compare paths, not addresses.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
npm install --prefix "$folder" --ignore-scripts --no-audit --no-fund --silent vscode-uri@3.2.0
cat > "$folder/compare.mjs" <<'SCRIPT'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { fileURLToPath, pathToFileURL } from 'node:url'
const require = createRequire(import.meta.url)
const { version } = JSON.parse(readFileSync(new URL('node_modules/vscode-uri/package.json', import.meta.url), 'utf8'))
const { URI } = require('vscode-uri')
console.log(`vscode-uri ${version}, node ${process.version}`)
const names = ['/a/b.ts', '/a/[id].vue', '/a/图.ts', '/a/(b).ts', '/a/@x.ts', '/a/b+c.ts', '/a/b,c.ts', "/a/it's.ts", '/a/~b.ts']
const found = names.map(name => [URI.file(name).toString(), pathToFileURL(name).href])
for (const [editor, node] of found) console.log(editor === node ? `${editor} (both)` : `${editor} ${node}`)
const isEqual = found.map(([editor, node]) => editor === node).join(' ')
const isSameFile = found.every(([editor, node]) => fileURLToPath(editor) === fileURLToPath(node))
if (isEqual !== 'true true true false false false false false false' || !isSameFile) {
  console.log('changed')
  process.exit(1)
}
SCRIPT
node "$folder/compare.mjs"
