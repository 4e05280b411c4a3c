#!/usr/bin/env bash
# A client on Node's http that puts UTF-8 into a header, byte by byte as Node wants it, sends these bytes when its body is a Buffer, and
# encodes them once more when its body is a string: headers and a first string leave together, in the encoding of the string. So the same
# x-oss-meta-* is signed rightly in one request and wrongly in the other.
set -euo pipefail
node --version
node --input-type=module - <<'SCRIPT'
import { request } from 'node:http'
import { createServer } from 'node:net'

const bytesOf = body =>
  new Promise(resolve => {
    const server = createServer(socket =>
      socket.once('data', data => {
        socket.destroy()
        server.close()
        resolve(/x-oss-meta-a: (.*)\r/.exec(data.toString('latin1'))[1])
      }),
    ).listen(0, '127.0.0.1', () => {
      const headers = { 'x-oss-meta-a': Buffer.from('ö').toString('latin1'), 'Content-Length': '1' }
      request({ host: '127.0.0.1', port: server.address().port, method: 'PUT', headers }).on('error', () => {}).end(body)
    })
  })
const hex = text => Buffer.from(text, 'latin1').toString('hex')
const found = { string: hex(await bytesOf('x')), buffer: hex(await bytesOf(Buffer.from('x'))) }
console.log(JSON.stringify(found))
if (found.string !== 'c383c2b6' || found.buffer !== 'c3b6') {
  console.log('changed')
  process.exit(1)
}
SCRIPT
