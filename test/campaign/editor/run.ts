import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import {
  CancellationTokenSource,
  createMessageConnection,
  type MessageConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node'
import { makeRandom } from '../fixes/random.ts'
import { changeSome, KINDS, type Open, oddChange, questionAbout } from './messages.ts'

// Sends random messages to the language server: npm run test:editor [-- MESSAGES [SEED]]. Documents that are changed as editors do have to
// be those of the editor; all else has to be answered, and nothing may end the server.
const [count = 100_000, seed = 1] = process.argv.slice(2).map(Number)
const random = makeRandom(seed)
/** Messages between two looks at the documents. */
const ROUND = 500

const program = path.join(import.meta.dirname, '../../../dist/bin.cjs')
const child = spawn(process.execPath, [program, 'lsp', '--stdio'], { stdio: ['pipe', 'pipe', 'inherit'] })
const ended = once(child, 'exit')
const connection: MessageConnection = createMessageConnection(
  new StreamMessageReader(child.stdout),
  new StreamMessageWriter(child.stdin),
)
connection.listen()
await connection.sendRequest('initialize', {
  processId: null,
  rootUri: null,
  capabilities: { textDocument: { diagnostic: {} } },
})
await connection.sendNotification('initialized', {})

const tell = (method: string, params: object) => connection.sendNotification(`textDocument/${method}`, params)
const statistics = { answers: 0, errors: 0, cancelled: 0, compared: 0 }
const faults: string[] = []

async function openDocument(name: string, language: string, text: string): Promise<Open> {
  const open = { uri: `untitled:${name}`, language, version: 1, text }
  await tell('didOpen', { textDocument: { uri: open.uri, languageId: language, version: 1, text } })
  return open
}

const own = await Promise.all(KINDS.map(([name, language, text]) => openDocument(`own/${name}`, language, text)))
const odd = await Promise.all(KINDS.map(([name, language, text]) => openDocument(`odd/${name}`, language, text)))

/** Asks, and notes what came; sometimes takes the question back. */
function ask(method: string, params: object): Promise<void> {
  const source = new CancellationTokenSource()
  const answer = connection.sendRequest(method, params, source.token)
  if (random.below(10) === 0) source.cancel()
  return answer.then(
    () => void statistics.answers++,
    (error: { code?: number; message: string }) => {
      if (error.code === -32800) statistics.cancelled++
      else statistics.errors++
      if (error.code === -32603) faults.push(`${method} ${JSON.stringify(params)}: ${error.message}`)
    },
  )
}

function sendOne(): Promise<void> {
  const turn = random.below(10)
  const [mine, other] = [random.of(own), random.of(odd)]
  if (turn < 4) {
    const contentChanges = changeSome(mine, random)
    return tell('didChange', { textDocument: { uri: mine.uri, version: mine.version }, contentChanges })
  }
  if (turn < 6) {
    const contentChanges = random.below(20) === 0 ? null : [oddChange(random), oddChange(random)]
    return tell('didChange', { textDocument: { uri: other.uri, version: random.below(5) }, contentChanges })
  }
  if (turn === 6) return ask(...questionAbout(other.uri, other.text, random, true))
  if (turn === 7 && random.below(8) === 0)
    return tell('didOpen', { textDocument: { uri: other.uri, languageId: 'x', version: 1, text: other.text } })
  return ask(...questionAbout(mine.uri, mine.text, random, false))
}

/** What the server tells of a document. */
async function toldOf(uri: string): Promise<unknown> {
  const textDocument = { uri }
  return Promise.all(
    ['documentSymbol', 'semanticTokens/full', 'diagnostic'].map(async name => {
      const answer: unknown = await connection.sendRequest(`textDocument/${name}`, { textDocument })
      return JSON.parse(JSON.stringify(answer).replaceAll(uri, ''))
    }),
  )
}

/** A document that was changed again and again, beside one that is opened with the text of the editor. */
async function compare({ uri, language, text }: Open): Promise<void> {
  const twin = `${uri.replace('own', 'twin')}`
  await tell('didOpen', { textDocument: { uri: twin, languageId: language, version: 1, text } })
  assert.deepEqual(
    await toldOf(uri),
    await toldOf(twin),
    `The server has another text of ${uri} than ${JSON.stringify(text)}.`,
  )
  await tell('didClose', { textDocument: { uri: twin } })
  statistics.compared++
}

let pending: Promise<void>[] = []
for (let sent = 1; sent <= count; sent++) {
  pending.push(sendOne())
  if (sent % ROUND !== 0) continue
  await Promise.all(pending)
  pending = []
  for (const open of own) await compare(open)
}
await Promise.all(pending)
await connection.sendRequest('shutdown')
await connection.sendNotification('exit')
const [status] = await ended
const { answers, errors, cancelled, compared } = statistics
console.log(
  `editor: ${count} messages with seed ${seed}: ${answers} answers, ${errors} refused, ${cancelled} cancelled; ${compared} documents compared; exit ${status}`,
)
for (const fault of faults.slice(0, 10)) console.log(`editor: ${fault}`)
if (faults.length > 0 || status !== 0) process.exitCode = 1
