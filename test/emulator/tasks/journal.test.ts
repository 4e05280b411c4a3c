import { expect, test } from 'vitest'
import { mendingWriter } from '../../../src/emulator/tasks/journal.ts'

test('a full disk leaves nothing of what was refused, and writing goes on', async () => {
  let text = 'old\n'
  let room = 8
  const handle = {
    appendFile: async (more: unknown) => {
      const fitting = String(more).slice(0, room - text.length)
      text += fitting
      if (fitting !== more) throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC' })
    },
    datasync: async () => {},
    truncate: async (size = 0) => {
      text = text.slice(0, size)
    },
  }
  const write = mendingWriter(handle, text.length)
  await write('one\n')
  const refused = await Promise.allSettled([write('two\n'), write('three\n')])
  expect(refused.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
  expect(text).toBe('old\none\n')
  room = 100
  await Promise.all([write('four\n'), write('five\n')])
  expect(text).toBe('old\none\nfour\nfive\n')
})
