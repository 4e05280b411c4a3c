import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import {
  createMessageConnection,
  type MessageConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node'
import { lintInHost } from '../../src/project/lint-file.ts'
import { plainSettings } from '../../src/project/settings.ts'
import { memoryOf } from '../campaign/emulator/server.ts'
import { median, PLAIN_ENVIRONMENT, type Row, timeInTurns } from './measure.ts'

const root = path.join(import.meta.dirname, '../..')
const [LINES, STRINGS, KEYS] = [5000, 200, 200]
const uri = 'untitled:pictures.ts'

/** A program of 5,000 lines with 200 process strings, all different. */
function program(): string {
  return Array.from({ length: LINES }, (_, line) =>
    line % (LINES / STRINGS) === 0
      ? `export const picture${line} = (width: number) => \`\${base}/a${line}.jpg?x-oss-process=image/resize,w_\${width},h_${line + 1}/quality,q_${line % 140}\``
      : `  const value${line} = compute(${line}, 'some text ${line}', [1, 2, 3]) // about image/png ${line}`,
  ).join('\n')
}

interface Editor {
  readonly child: ChildProcess
  readonly connection: MessageConnection
  /** Milliseconds of work up to the answer to the first message. */
  readonly started: number
}

/** Milliseconds that the main thread of a process has worked: on a machine with nothing else to do, what a person waits for. */
function workOf(pid: number | string = 0): number {
  return Number(readFileSync(`/proc/${pid}/schedstat`, 'utf8').split(' ')[0]) / 1e6
}

async function startEditor(): Promise<Editor> {
  const child = spawn(process.execPath, [path.join(root, 'dist/bin.cjs'), 'lsp', '--stdio'], {
    stdio: ['pipe', 'pipe', 'ignore'],
    env: PLAIN_ENVIRONMENT,
  })
  const connection = createMessageConnection(
    new StreamMessageReader(child.stdout),
    new StreamMessageWriter(child.stdin),
  )
  connection.listen()
  await connection.sendRequest('initialize', { processId: null, rootUri: null, capabilities: {} })
  const started = workOf(child.pid)
  await connection.sendNotification('initialized', {})
  return { child, connection, started }
}

async function stopEditor({ child, connection }: Editor): Promise<void> {
  await connection.sendRequest('shutdown')
  await connection.sendNotification('exit')
  await once(child, 'exit')
  connection.dispose()
}

/** The language server: what a person waits for at each key, its memory and its start. */
export async function editorRows(): Promise<readonly Row[]> {
  const text = program()
  const editor = await startEditor()
  const { connection, child } = editor
  const findings = () =>
    new Promise<void>(resolve => connection.onNotification('textDocument/publishDiagnostics', () => resolve()))
  const first = findings()
  await connection.sendNotification('textDocument/didOpen', {
    textDocument: { uri, languageId: 'typescript', version: 1, text },
  })
  await first
  const keys: number[] = []
  const asked: number[] = []
  const position = (turn: number) => ({ line: (1 + (turn % STRINGS)) * (LINES / STRINGS), character: 118 })
  for (let turn = 0; turn < KEYS; turn++) {
    const at = position(turn % 10 === 0 ? turn * 7 : turn - (turn % 10))
    const told = findings()
    const begin = workOf(child.pid)
    await connection.sendNotification('textDocument/didChange', {
      textDocument: { uri, version: turn + 2 },
      contentChanges: [{ range: { start: at, end: at }, text: '1' }],
    })
    await told
    keys.push(workOf(child.pid) - begin)
    const question = workOf(child.pid)
    await connection.sendRequest(`textDocument/${turn % 2 ? 'hover' : 'completion'}`, {
      textDocument: { uri },
      position: at,
    })
    asked.push(workOf(child.pid) - question)
  }
  const memory = memoryOf(child.pid ?? 0, 'VmHWM')
  await stopEditor(editor)
  const [whole = 0] = timeInTurns([
    () => lintInHost({ file: 'a.ts', kind: 'a.ts', text, source: 'file' }, plainSettings('en')),
  ])
  const middle = median(keys)
  const late = percentile(keys, 0.95)
  return [
    row(
      'a key in 5,000 lines to fresh findings',
      middle,
      'ms',
      30,
      `200 strings; ${(middle / (whole / 1e6)).toFixed(2)} x reading all of it again, ${(whole / 1e6).toFixed(0)} ms`,
    ),
    row('the same, 95 of 100', late, 'ms', 80, `the slowest ${Math.max(...keys).toFixed(0)} ms`),
    row('hover or completion there', median(asked), 'ms', 10, `95 of 100: ${percentile(asked, 0.95).toFixed(1)} ms`),
    ...(await startRows(memory)),
  ]
}

function row(name: string, value: number, unit: Row['unit'], limit: number, detail: string): Row {
  return { name, value, unit, limit, detail }
}

function percentile(values: readonly number[], share: number): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length * share)] ?? Number.NaN
}

const PROTOCOL = "require('vscode-languageserver/node'); process.stdin.resume()"

async function startRows(memory: number): Promise<readonly Row[]> {
  const starts: number[] = []
  const held: number[] = []
  for (let turn = 0; turn < 11; turn++) {
    const editor = await startEditor()
    starts.push(editor.started)
    held.push(memoryOf(editor.child.pid ?? 0, 'VmRSS'))
    await stopEditor(editor)
  }
  const bare = await startBare()
  const detail = `${median(held).toFixed(0)} MB; Node with the protocol ${bare.memory.toFixed(0)} MB; at its peak in the file above ${memory.toFixed(0)} MB`
  return [
    row(
      'start to the first answer / node -e 0',
      median(starts) / bare.start,
      'x',
      4,
      `${median(starts).toFixed(0)} ms; Node ${bare.start.toFixed(0)} ms`,
    ),
    row('memory of the server / Node with the protocol', median(held) / bare.memory, 'x', 1.5, detail),
  ]
}

/** Node doing nothing: how long it works, and what it holds with the package of the protocol. */
async function startBare(): Promise<{ start: number; memory: number }> {
  const script = "process.stdout.write(require('fs').readFileSync('/proc/self/schedstat'))"
  const starts = Array.from({ length: 11 }, () => {
    const told = execFileSync(process.execPath, ['-e', script], { env: PLAIN_ENVIRONMENT, encoding: 'utf8' })
    return Number(told.split(' ')[0]) / 1e6
  })
  const child = spawn(process.execPath, ['-e', `${PROTOCOL}; console.log(1)`], {
    stdio: ['pipe', 'pipe', 'ignore'],
    env: PLAIN_ENVIRONMENT,
    cwd: root,
  })
  await once(child.stdout, 'data')
  const memory = memoryOf(child.pid ?? 0, 'VmRSS')
  child.kill()
  return { start: median(starts), memory }
}
