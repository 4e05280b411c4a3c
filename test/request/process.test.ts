import { expect, test } from 'vitest'
import { askProcess } from '../../src/request/process.ts'

const failing = (facts: object) => async (): Promise<string> => {
  throw Object.assign(new Error('Command failed: print-keys --token SECRET'), facts)
}

test.each([
  [{ killed: true }, 'The credential process failed. It printed too much or took more than 60 s.'],
  [{ code: 127 }, 'The credential process failed. The shell does not find the command (127).'],
  [{ code: 3 }, 'The credential process failed. It ended with status 3.'],
  [{ code: 'ENOENT' }, 'The credential process failed.'],
])('%j is told without the command', async (facts, message) => {
  await expect(askProcess('print-keys', failing(facts))).rejects.toMatchObject({ message })
})

test('what is no error is told as a failure', async () => {
  const run = () => Promise.reject('no')
  await expect(askProcess('print-keys', run)).rejects.toMatchObject({
    message: 'The credential process failed.',
  })
})

test('a mark in front of the object is no part of it', async () => {
  expect(await askProcess('print-keys', async () => '\uFEFF{"AccessKeyId":"ak"}')).toEqual({ AccessKeyId: 'ak' })
  await expect(askProcess('print-keys', async () => '[]')).rejects.toThrow(/printed no JSON object/)
})
