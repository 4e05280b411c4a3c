// Lists numbered objects, 1000 a page, without looking at signatures: as cheap as a server can be.
import { createServer } from 'node:http'

const count = Number(process.argv[2])
const PAGE = 1000
const nameOf = (number: number) => `in/${String(number).padStart(9, '0')}.mp4`

createServer((request, response) => {
  const query = new URL(`http://host${request.url}`).searchParams
  const start = Number(query.get('continuation-token') ?? 0)
  const end = Math.min(count, start + PAGE)
  let items = ''
  for (let number = start; number < end; number++) {
    items += `<Contents><Key>${nameOf(number)}</Key><LastModified>2026-11-27T08:00:00.000Z</LastModified><ETag>"5B3C1A2E053D763E1B002CC607C5A0FE"</ETag><Type>Normal</Type><Size>344606</Size><StorageClass>Standard</StorageClass></Contents>`
  }
  const next = end < count ? `<NextContinuationToken>${end}</NextContinuationToken>` : ''
  response.setHeader('x-oss-request-id', '0'.repeat(24))
  response.end(
    `<ListBucketResult><EncodingType>url</EncodingType><IsTruncated>${end < count}</IsTruncated>${items}${next}</ListBucketResult>`,
  )
}).listen(0, '127.0.0.1', function (this: import('node:http').Server) {
  const address = this.address()
  process.stdout.write(`${typeof address === 'object' && address ? address.port : ''}\n`)
})
