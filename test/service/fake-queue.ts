import { createHmac } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A queue of SMQ on this machine: it checks the signatures as the documentation writes them. */
export interface FakeQueue extends AsyncDisposable {
  /** The address of the queue. */
  readonly url: string
  /** Bodies that wait, as they stand in a MessageBody. */
  readonly waiting: string[]
  readonly removed: string[]
  readonly refused: string[]
}

export async function startFakeQueue(secret: string): Promise<FakeQueue> {
  const [waiting, removed, refused]: [string[], string[], string[]] = [[], [], []]
  const server = createServer(async (request, response) => {
    let body = ''
    for await (const chunk of request) body += String(chunk)
    const { headers, method = '', url = '' } = request
    const lines = `x-mns-version:${headers['x-mns-version']}\n`
    const parts = [method, headers['content-md5'] ?? '', headers['content-type'] ?? '', headers.date ?? '']
    const signature = createHmac('sha1', secret)
      .update(`${parts.join('\n')}\n${lines}${url}`)
      .digest('base64')
    const answer = (status: number, text: string) => {
      response.statusCode = status
      response.end(text)
    }
    if (headers.authorization !== `MNS local:${signature}`) {
      refused.push(url)
      answer(403, '<Error><Code>SignatureDoesNotMatch</Code><Message>No.</Message></Error>')
    } else if (method === 'DELETE') {
      removed.push(...[...body.matchAll(/<ReceiptHandle>(.*?)<\/ReceiptHandle>/g)].map(([, handle = '']) => handle))
      answer(204, '')
    } else if (waiting.length === 0) answer(404, '<Error><Code>MessageNotExist</Code></Error>')
    else {
      const messages = waiting.splice(0).map((text, index) => {
        return `<Message><MessageId>1</MessageId><ReceiptHandle>h-${index}</ReceiptHandle><MessageBody>${text}</MessageBody></Message>`
      })
      answer(
        200,
        `<?xml version="1.0"?><Messages xmlns="http://mns.aliyuncs.com/doc/v1/">${messages.join('')}</Messages>`,
      )
    }
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/queues/tasks`,
    waiting,
    removed,
    refused,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections()
      await new Promise(resolve => server.close(resolve))
    },
  }
}
