import { expect, test } from 'vitest'
import { createClient, readQueue, receiveMessages, removeMessages } from '../../src/service/index.ts'
import { findTask } from '../../src/service/messages.ts'
import { startFakeQueue } from './fake-queue.ts'

const content = JSON.stringify({
  ProjectName: 'films',
  TaskId: 'MediaConvert-1',
  TaskType: 'MediaConvert',
  Status: 'Succeeded',
  Code: '',
  Message: '',
  Sources: [{ URI: 'oss://media/a.mp4' }],
  Targets: [{ URI: '', Image: { Animations: [{ URI: 'oss://out/a.gif' }] } }],
})
const event = JSON.stringify({ id: '1', source: 'acs.imm', type: 'imm:Task:MediaConvert', content })
const task = {
  taskId: 'MediaConvert-1',
  state: 'Succeeded',
  code: '',
  message: '',
  startedAt: '',
  sources: ['oss://media/a.mp4'],
  outputs: ['oss://out/a.gif'],
}
const base64 = (text: string) => Buffer.from(text).toString('base64')
const escaped = event.replaceAll('&', '&amp;').replaceAll('<', '&lt;')

test.each([
  ['the content alone', content],
  ['the message of IMM', event],
  ['in Base64', base64(event)],
  ['with the content as an object', JSON.stringify({ source: 'acs.imm', data: JSON.parse(content) })],
  ['in the JSON of a topic', JSON.stringify({ TopicName: 't', Message: event })],
  ['in the JSON of a topic, in Base64', JSON.stringify({ TopicName: 't', Message: base64(event) })],
  ['in the XML of a topic', `<Notification><TopicName>t</TopicName><Message>${escaped}</Message></Notification>`],
])('%s', (_, body) => {
  expect(findTask(body)).toEqual(task)
})

test.each(['', 'hello', '{}', '[]', '{"Status":"Failed"}', '{"content":"{}"}', '<Message></Message>', 'AAAA'])(
  '%j tells of no task',
  body => {
    expect(findTask(body)).toBeUndefined()
  },
)

test('messages are received and removed, signed', async () => {
  await using server = await startFakeQueue('local-secret')
  const credentials = { accessKeyId: 'local', accessKeySecret: 'local-secret' }
  const client = await createClient({ credentials, env: {}, concurrency: 1 })
  const queue = readQueue(server.url)
  expect(await receiveMessages(client, queue, 1000)).toEqual([])
  server.waiting.push(base64(event), 'other')
  const messages = await receiveMessages(client, queue, 1000)
  expect(messages).toEqual([
    { receiptHandle: 'h-0', task },
    { receiptHandle: 'h-1', task: undefined },
  ])
  await removeMessages(client, queue, ['h-0'])
  expect([server.removed, server.refused]).toEqual([['h-0'], []])
  const wrong = await createClient({
    credentials: { ...credentials, accessKeySecret: 'wrong' },
    env: {},
    concurrency: 1,
  })
  await expect(receiveMessages(wrong, queue, 1000)).rejects.toMatchObject({
    text: { en: `${queue.endpoint} answers 403 SignatureDoesNotMatch No.` },
  })
  client.close()
  wrong.close()
})

test.each(['http://h/queues/', 'queues/a', 'https://h/topics/a', 'https://h/queues/a/messages', ''])(
  '%j is no queue',
  text => {
    expect(() => readQueue(text)).toThrow(
      `"${text}" is not a queue; expected https://ACCOUNT.mns.REGION.aliyuncs.com/queues/NAME`,
    )
  },
)
