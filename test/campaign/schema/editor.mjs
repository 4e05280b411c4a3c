// Runs yaml-language-server over recipes, as an editor does: node editor.mjs SERVER. Prints what is wrong and fails then.
import { spawn } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'

const root = path.join(import.meta.dirname, '../../..')
const server = spawn(process.execPath, [process.argv[2], '--stdio'], { stdio: ['pipe', 'pipe', 'inherit'] })
const waiting = new Map()
const findings = new Map()
let bytes = Buffer.alloc(0)
let id = 0

function send(message) {
  const body = JSON.stringify({ jsonrpc: '2.0', ...message })
  server.stdin.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`)
}
const notify = (method, params) => send({ method, params })
const ask = (method, params) =>
  new Promise(resolve => {
    waiting.set(++id, resolve)
    send({ id, method, params })
  })

/** What the server asks of an editor: its settings, of which there are none but these. */
const SETTINGS = { validate: true, completion: true, hover: true, schemaStore: { enable: false } }
function receive({ id: number, method, params, result }) {
  if (method === 'workspace/configuration')
    send({ id: number, result: params.items.map(({ section }) => (section === 'yaml' ? SETTINGS : {})) })
  else if (method && number !== undefined) send({ id: number, result: null })
  else if (method === 'textDocument/publishDiagnostics') findings.get(params.uri)?.(params.diagnostics)
  else waiting.get(number)?.(result)
}

server.stdout.on('data', chunk => {
  bytes = Buffer.concat([bytes, chunk])
  for (;;) {
    const end = bytes.indexOf('\r\n\r\n')
    const length = Number(/Content-Length: (\d+)/i.exec(bytes.toString('latin1', 0, Math.max(end, 0)))?.[1])
    if (end < 0 || !(bytes.length >= end + 4 + length)) return
    const body = bytes.toString('utf8', end + 4, end + 4 + length)
    bytes = bytes.subarray(end + 4 + length)
    receive(JSON.parse(body))
  }
})

let opened = 0
/** Opens a text as a file of examples/recipes, whose modeline names the schema; the findings of the server. */
function open(text) {
  const uri = pathToFileURL(path.join(root, `examples/recipes/opened-${++opened}.yaml`)).href
  const found = new Promise(resolve => findings.set(uri, resolve))
  notify('textDocument/didOpen', { textDocument: { uri, languageId: 'yaml', version: 1, text } })
  return { uri, found }
}

const MODELINE = '# yaml-language-server: $schema=../../grammar/generated/recipe.schema.json\n'
/** The completions where a mark stands. */
async function complete(text) {
  const [before = ''] = text.split('▮')
  const { uri, found } = open(MODELINE + text.replace('▮', ''))
  await found
  const lines = (MODELINE + before).split('\n')
  const position = { line: lines.length - 1, character: lines.at(-1).length }
  const answer = await ask('textDocument/completion', { textDocument: { uri }, position })
  return answer.items.map(({ label, insertText, textEdit }) => ({
    label,
    text: textEdit?.newText ?? insertText ?? label,
  }))
}

const problems = []
const expect = (what, holds) => {
  process.stdout.write(`${holds ? 'ok' : 'WRONG'}: ${what}\n`)
  if (!holds) problems.push(what)
}

await ask('initialize', {
  processId: process.pid,
  rootUri: pathToFileURL(root).href,
  capabilities: {
    workspace: { configuration: true },
    textDocument: { completion: { completionItem: { snippetSupport: true } }, publishDiagnostics: {} },
  },
})
notify('initialized', {})
notify('workspace/didChangeConfiguration', { settings: { yaml: SETTINGS } })

const folder = path.join(root, 'examples/recipes')
for (const name of readdirSync(folder).filter(file => file.endsWith('.yaml'))) {
  const text = readFileSync(path.join(folder, name), 'utf8')
  const found = await open(text.startsWith('# yaml-language-server') ? text : MODELINE + text).found
  expect(`${name} has no finding${found.map(({ message }) => `; ${message}`).join('')}`, found.length === 0)
}
expect('a slip is found', (await open(`${MODELINE}version: 1\nsteps: [image/resize: { widht: 1 }]\n`).found).length > 0)

const steps = await complete('version: 1\nsteps:\n  - ▮\n')
expect('steps are offered', steps.length > 20)
expect(
  'no step is inserted twice in a line',
  steps.every(({ label, text }) => !text.includes(`${label}: ${label}`)),
)
const animation = steps.find(({ label }) => label === 'video/animation …')
expect('a whole step is inserted', /video\/animation:\s+format: /.test(animation?.text ?? ''))
expect(
  'fragments and conditions are offered',
  ['use', 'when'].every(key => steps.some(({ label }) => label === key)),
)
const regions = await complete('version: 1\nconnection:\n  region: ▮\n')
expect(
  'regions are offered',
  regions.some(({ label }) => label === 'cn-hangzhou'),
)
const keys = await complete('version: 1\nconnection:\n  ▮\n')
expect(
  'keys of connections are offered',
  ['endpoint', 'region', 'bucket', 'cname'].every(key => keys.some(({ label }) => label === key)),
)

server.kill()
process.exitCode = problems.length > 0 ? 1 : 0
