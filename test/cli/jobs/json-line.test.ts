import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Shown } from '../../../src/cli/jobs/requests.ts'
import { jsonLines, toJson } from '../../../src/cli/output/json-line.ts'
import { processRequest, sign, url } from '../../../src/request/index.ts'

const plain = fc.stringMatching(/^[a-z0-9/._-]{0,12}$/)
const text = fc.oneof({ weight: 5, arbitrary: plain }, fc.string({ unit: 'binary', maxLength: 8 }))
const date = new Date('2026-11-22T14:35:01Z')

/** Rows of jobs, in which some are the first of their kind and some hold characters that JSON escapes. */
const rows = fc.array(
  fc.record({
    process: text,
    via: fc.constantFrom('get', 'post', 'async'),
    key: text,
    bucket: fc.constantFrom('photos', 'films', 'ÿ'),
    region: fc.constantFrom('cn-hangzhou', undefined),
    label: fc.constantFrom('', 'width=100', '宽=100', '"'),
    state: fc.constantFrom('none', 'unsigned', 'signed'),
  }),
  { minLength: 1, maxLength: 12 },
)
type Job = typeof rows extends fc.Arbitrary<(infer T)[]> ? T : never
const ids = fc.constantFrom('ak', 'ÿ"')

function toShown({ state, ...rest }: Job, id: string): Shown {
  const job = { ...rest, endpoint: undefined }
  if (state === 'none') return { job }
  const endpoint = 'oss-cn-hangzhou.aliyuncs.com'
  const plainRequest = processRequest(rest.via, { endpoint, bucket: rest.bucket, key: rest.key }, rest.process)
  const request =
    state === 'signed' ? sign(plainRequest, { accessKeyId: id, accessKeySecret: 'sk' }, { date }) : plainRequest
  return { job, request, url: url(request) }
}

test('lines of JSON are what JSON.stringify makes of each job, whatever stands before it', () => {
  fc.assert(
    fc.property(rows, ids, (jobs, id) => {
      const line = jsonLines()
      for (const shown of jobs.map(job => toShown(job, id)))
        expect(line(shown)).toBe(`${JSON.stringify(toJson(shown))}\n`)
    }),
    { numRuns: 500 },
  )
})

test('jobs of one kind in a row are written as each alone', () => {
  const job = { process: '', via: 'post', key: '', bucket: 'photos', region: 'cn-hangzhou', label: '' } as const
  const pairs = fc.array(fc.tuple(text, plain, fc.constantFrom<'' | 'width=100'>('', 'width=100')), { minLength: 3 })
  fc.assert(
    fc.property(pairs, ids, fc.constantFrom('none', 'unsigned', 'signed'), (row, id, state) => {
      const line = jsonLines()
      for (const [key, process, label] of row) {
        const shown = toShown({ ...job, key, process, label, state }, id)
        expect(line(shown)).toBe(`${JSON.stringify(toJson(shown))}\n`)
      }
    }),
  )
})
