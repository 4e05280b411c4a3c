import type { Readable, Writable } from 'node:stream'
import {
  createMessageConnection,
  type Message,
  type MessageConnection,
  NotificationType0,
  RequestType0,
  type ResponseMessage,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-jsonrpc/node'
import { LSPErrorCodes } from './protocol.ts'

/** What is said of a request that was cancelled. */
export const CANCELLED = 'The request was cancelled.'

/** A connection to an editor, and the exit status once it says exit or ends its stream: 0 where it said shutdown first, otherwise 1. */
export function openConnection(
  input: Readable,
  output: Writable,
): { readonly connection: MessageConnection; readonly ended: Promise<number> } {
  const connection = createMessageConnection(
    new StreamMessageReader(input),
    new StreamMessageWriter(output),
    undefined,
    // A request that waits in the queue is answered at once when it is cancelled.
    { connectionStrategy: { cancelUndispatched: refuseCancelled } },
  )
  let code = 1
  connection.onRequest(new RequestType0('shutdown'), () => {
    code = 0
  })
  const ended = new Promise<number>(resolve => {
    connection.onNotification(new NotificationType0('exit'), () => resolve(code))
    input.once('end', () => resolve(code))
    input.once('error', () => resolve(1))
    output.once('error', () => resolve(1))
  })
  return { connection, ended }
}

/** The answer to a request that was cancelled before its turn. */
function refuseCancelled(message: Message): ResponseMessage {
  const id: unknown = Reflect.get(message, 'id')
  const error = { code: LSPErrorCodes.RequestCancelled, message: CANCELLED }
  return { jsonrpc: '2.0', id: typeof id === 'string' || typeof id === 'number' ? id : null, error }
}
