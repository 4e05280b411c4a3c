import type { Readable, Writable } from 'node:stream'
import {
  createMessageConnection,
  ErrorCodes,
  Message,
  type MessageConnection,
  NotificationType0,
  type RequestMessage,
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
  const writer = new StreamMessageWriter(output)
  let state: State = 'new'
  const connection = createMessageConnection(new StreamMessageReader(input), writer, undefined, {
    // A request that waits in the queue is answered at once when it is cancelled.
    connectionStrategy: {
      cancelUndispatched: message => refusalOf(message, LSPErrorCodes.RequestCancelled, CANCELLED),
    },
    messageStrategy: {
      handleMessage: (message, next) => {
        if (!Message.isRequest(message)) return next(message)
        const refusal = refuseNow(message, state)
        if (refusal) return void writer.write(refusal).catch(() => {})
        if (message.method === 'initialize') state = 'open'
        return next(message)
      },
    },
  })
  connection.onRequest(new RequestType0('shutdown'), () => {
    state = 'shut'
  })
  const ended = new Promise<number>(resolve => {
    const end = () => resolve(state === 'shut' ? 0 : 1)
    connection.onNotification(new NotificationType0('exit'), end)
    input.once('end', end)
    input.once('error', () => resolve(1))
    output.once('error', () => resolve(1))
  })
  return { connection, ended }
}

/** How far the talk with an editor is. */
type State = 'new' | 'open' | 'shut'

/** The answer to what cannot be asked now, or not in this way: each question but the one to shut down names something. */
function refuseNow(request: RequestMessage, state: State): ResponseMessage | undefined {
  const { method, params } = request
  const isHello = method === 'initialize'
  if (state === 'new' && !isHello)
    return refusalOf(request, LSPErrorCodes.ServerNotInitialized, 'The server is not initialized.')
  if (state === 'shut') return refusalOf(request, ErrorCodes.InvalidRequest, 'The server is shut down.')
  if (state === 'open' && isHello)
    return refusalOf(request, ErrorCodes.InvalidRequest, 'The server is initialized already.')
  if ((Array.isArray(params) ? params[0] : params) === null && method !== 'shutdown')
    return refusalOf(request, ErrorCodes.InvalidParams, `The parameters of ${method} are null; expected an object.`)
  return undefined
}

function refusalOf(message: Message, code: number, reason: string): ResponseMessage {
  const id: unknown = Reflect.get(message, 'id')
  return {
    jsonrpc: '2.0',
    id: typeof id === 'string' || typeof id === 'number' ? id : null,
    error: { code, message: reason },
  }
}
