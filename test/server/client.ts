import { PassThrough } from 'node:stream'
import type { InitializeResult, PublishDiagnosticsParams } from 'vscode-languageserver'
import {
  createMessageConnection,
  type MessageConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node'
import { serveLanguage } from '../../src/server/index.ts'

/** An editor that talks to a server in this process. */
export interface Client {
  readonly connection: MessageConnection
  readonly result: InitializeResult
  /** What the server told on its own, in its order. */
  readonly told: readonly { readonly method: string; readonly params: unknown }[]
  /** What the server asked for. */
  readonly asked: readonly string[]
  open(uri: string, language: string, text: string): Promise<void>
  /** Asks about a document. */
  ask<R>(method: string, uri: string, params?: object): Promise<R>
  /** The next findings that the server tells of a document. */
  findings(uri: string): Promise<PublishDiagnosticsParams>
  /** Says shutdown and exit; the result is the exit status. */
  close(): Promise<number>
}

/** Starts a server and says hello with these capabilities. */
export async function connect(capabilities: object = {}, options: object = {}): Promise<Client> {
  const [toServer, toClient] = [new PassThrough(), new PassThrough()]
  const status = serveLanguage(toServer, toClient, { version: '1.2.3', locale: 'en' })
  const connection = createMessageConnection(new StreamMessageReader(toClient), new StreamMessageWriter(toServer))
  const told: { method: string; params: unknown }[] = []
  const asked: string[] = []
  const waiting = new Map<string, (params: PublishDiagnosticsParams) => void>()
  connection.onNotification((method, params) => void told.push({ method, params }))
  connection.onNotification('textDocument/publishDiagnostics', (params: PublishDiagnosticsParams) => {
    told.push({ method: 'textDocument/publishDiagnostics', params })
    waiting.get(params.uri)?.(params)
  })
  connection.onRequest(method => {
    asked.push(method)
    return null
  })
  connection.listen()
  const hello = { processId: null, rootUri: null, capabilities, ...options }
  const result = await connection.sendRequest<InitializeResult>('initialize', hello)
  await connection.sendNotification('initialized', {})
  return {
    connection,
    result,
    told,
    asked,
    open: (uri, languageId, text) =>
      connection.sendNotification('textDocument/didOpen', { textDocument: { uri, languageId, version: 1, text } }),
    ask: (method, uri, params = {}) =>
      connection.sendRequest(`textDocument/${method}`, { textDocument: { uri }, ...params }),
    findings: uri => new Promise(resolve => waiting.set(uri, resolve)),
    close: async () => {
      await connection.sendRequest('shutdown')
      await connection.sendNotification('exit')
      const code = await status
      connection.dispose()
      return code
    },
  }
}

/** The position of a `^` in a text, and the text without it. */
export function caretIn(marked: string): { text: string; position: { line: number; character: number } } {
  const before = marked.slice(0, marked.indexOf('^')).split('\n')
  return {
    text: marked.replace('^', ''),
    position: { line: before.length - 1, character: before.at(-1)?.length ?? 0 },
  }
}
