import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createJsonFiles } from '../../../src/emulator/store/json-files.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'json-files-'))
  await mkdir(path.join(folder, 'drafts'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

test('a file that has been replaced is read again, however alike the two are', async () => {
  const json = createJsonFiles(path.join(folder, 'drafts'), async () => undefined)
  const file = path.join(folder, 'state.json')
  for (let round = 0; round < 300; round++) {
    // The disk gives the same numbers and times again.
    json.settle(await json.draft({ round: round % 10 }), file)
    expect(json.read(file)).toEqual({ round: round % 10 })
  }
})
