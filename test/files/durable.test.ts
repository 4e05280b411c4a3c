import { execFileSync, spawn } from 'node:child_process'
import {
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { text } from 'node:stream/consumers'
import { describe, expect, test } from 'vitest'
import { resolveLink, writeDraft } from '../../src/files/durable.ts'

describe('a draft', () => {
  test('takes the place of a file when it is whole, and leaves nothing when it is not', () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'draft-'))
    const file = path.join(folder, 'plan.json')
    const draft = writeDraft(file)
    draft.write('whole')
    expect(readdirSync(folder)).toEqual(['plan.json.new'])
    draft.finish()
    draft.discard()
    const other = writeDraft(file)
    other.write('half')
    other.discard()
    expect(readdirSync(folder)).toEqual(['plan.json'])
    expect(readFileSync(file, 'utf8')).toBe('whole')
  })

  test.skipIf(process.platform === 'win32')('takes the place of the file that symbolic links lead to', () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'draft-'))
    const names = ['old', 'new'].map(name => path.join(folder, `to-${name}`))
    mkdirSync(path.join(folder, 'there'))
    writeFileSync(path.join(folder, 'there', 'old'), 'before')
    for (const name of ['old', 'new']) symlinkSync(path.join('there', name), path.join(folder, `to-${name}`))
    for (const name of names) {
      const draft = writeDraft(name)
      draft.write('whole')
      draft.finish()
      expect(lstatSync(name).isSymbolicLink()).toBe(true)
      expect(readFileSync(name, 'utf8')).toBe('whole')
    }
    expect(readdirSync(path.join(folder, 'there')).sort()).toEqual(['new', 'old'])
  })

  test('finds the end of links, and of a loop none', () => {
    const folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'draft-')))
    const loop = path.join(folder, 'loop')
    symlinkSync('loop', loop)
    expect(resolveLink(loop)).toBe(loop)
    expect(resolveLink(path.join(folder, 'a', '..', 'b', 'c'))).toBe(path.join(folder, 'b', 'c'))
  })

  test.skipIf(process.platform === 'win32')('is written into a pipe, which stays', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'draft-'))
    const pipe = path.join(folder, 'pipe')
    execFileSync('mkfifo', [pipe])
    const reader = spawn('cat', [pipe], { stdio: ['ignore', 'pipe', 'inherit'] })
    const read = text(reader.stdout)
    const draft = writeDraft(pipe)
    draft.write('whole')
    draft.finish()
    draft.discard()
    expect(await read).toBe('whole')
    expect(readdirSync(folder)).toEqual(['pipe'])
    expect(lstatSync(pipe).isFIFO()).toBe(true)
  })
})
