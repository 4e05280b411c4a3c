// An endpoint of which a program of its own asks nothing but an answer: it takes every job, as fast as Node can.
import { createServer } from 'node:http'

let count = 0
const server = createServer((request, response) => {
  request.resume()
  request.once('end', () => {
    const task = `MediaConvert-d1d9a3c1-3b5b-4a7e-9b0a-${String(count++).padStart(12, '0')}`
    response.setHeader('x-oss-request-id', '5C3D9175B6FC201293AD4890')
    response.end(`{"EventId":"2C2-${count}","RequestId":"5C3D9175B6FC201293AD4890","TaskId":"${task}"}`)
  })
})
server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  process.send?.({ port: typeof address === 'object' && address ? address.port : 0 })
})
process.on('message', () => {
  const { user, system } = process.cpuUsage()
  process.send?.({ count, cpu: user + system })
})
process.once('disconnect', () => process.exit())
