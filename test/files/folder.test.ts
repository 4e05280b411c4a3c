import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { makeFolders } from '../../src/files/folder.ts'

const top = mkdtempSync(path.join(tmpdir(), 'folders-'))
afterAll(() => rmSync(top, { recursive: true }))
const at = (...names: string[]) => path.join(top, ...names)

test('makes a folder with all above it, and tells the topmost', () => {
  expect(makeFolders(at('a/b/c'))).toBe(at('a'))
  expect(makeFolders(at('a/b/d'))).toBe(at('a/b/d'))
  expect(makeFolders(at('a/b'))).toBe(undefined)
  symlinkSync(at('a/b'), at('link'))
  expect([makeFolders(at('link')), makeFolders(at('link/e'))]).toEqual([undefined, at('link/e')])
})

test('a file in the way, and a link that leads nowhere, are told', () => {
  writeFileSync(at('file'), '')
  symlinkSync(at('nowhere'), at('lost'))
  expect(() => makeFolders(at('file'))).toThrow(/EEXIST/)
  expect(() => makeFolders(at('file/x'))).toThrow(/ENOTDIR/)
  expect(() => makeFolders(at('lost'))).toThrow(/EEXIST/)
  expect(() => makeFolders(at('lost/x/y'))).toThrow(/EEXIST/)
})
