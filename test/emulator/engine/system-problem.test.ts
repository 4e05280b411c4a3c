import { expect, test } from 'vitest'
import { refuse } from '../../../src/emulator/engine/problem.ts'
import { orDiskFull } from '../../../src/emulator/engine/system-problem.ts'

const refusal = (code: string, status: number) => refuse(code, status, { en: 'Words of an engine.', zh: '' })

test.each([
  [refusal('ProcessFailed', 500), true],
  [refusal('NoFrame', 400), true],
  [new Error('a fault'), true],
  [refusal('BadRequest', 400), false],
  [refusal('NoSuchKey', 404), false],
])('on a full disk %o is told as that: %j', (error, isTold) => {
  expect(orDiskFull(error, '/', () => 1_000_000)).toBe(error)
  const full = orDiskFull(error, '/', () => 4096)
  expect(full === error).toBe(!isTold)
  if (isTold) expect(full).toMatchObject({ problem: { code: 'InternalError', httpStatus: 500 } })
  if (isTold) expect(String(full)).toContain('The disk of the local OSS is full (ENOSPC).')
})
