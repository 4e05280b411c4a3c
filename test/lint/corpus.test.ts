import { expect, test } from 'vitest'
import { corpusAgreement, exceptions } from '../corpus.ts'

const WANTED = { valid: 0.99, invalid: 0.97, suspicious: 0.9 }

test.each(corpusAgreement())(
  'the linter agrees on $verdict strings of public code',
  ({ verdict, count, share, misses }) => {
    expect(count).toBeGreaterThan(40)
    expect(share).toBeGreaterThanOrEqual(WANTED[verdict])
    for (const { id } of misses) expect(exceptions).toHaveProperty(id)
  },
)
