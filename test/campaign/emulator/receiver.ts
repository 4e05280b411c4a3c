import { once } from 'node:events'
import { createServer } from 'node:http'
import { text } from 'node:stream/consumers'

/** An address that notifications are pushed to. It fails now and then. */
export interface Receiver {
  readonly url: string
  /** How often each task was told of and taken. */
  readonly taken: ReadonlyMap<string, number>
  readonly refused: number
  close(): Promise<void>
}

/** The task that a notification tells of. */
export function taskOf(message: string): string {
  const { content }: { content: string } = JSON.parse(message)
  const { TaskId }: { TaskId: string } = JSON.parse(content)
  return TaskId
}

/** Of a hundred pushes so many are answered with 500, and so many not at all. */
const [ERRORS, RESETS] = [20, 5]

/** Starts a receiver. */
export async function startReceiver(random: () => number): Promise<Receiver> {
  const taken = new Map<string, number>()
  let refused = 0
  const server = createServer((request, response) => {
    const place = random() * 100
    const isTaken = place >= ERRORS + RESETS
    if (!isTaken) refused++
    text(request).then(
      body => {
        if (isTaken) taken.set(taskOf(body), (taken.get(taskOf(body)) ?? 0) + 1)
        if (place < RESETS) request.socket.destroy()
        else response.writeHead(isTaken ? 200 : 500).end()
      },
      () => undefined,
    )
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  return {
    url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/hook`,
    taken,
    get refused() {
      return refused
    },
    close: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
