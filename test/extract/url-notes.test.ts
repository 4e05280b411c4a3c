import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { extract } from '../../src/extract/index.ts'

/** Lines of a fixture: a file name, message ids or "-", and a line of the file, held apart by two blanks. */
function readLines(name: string): string[][] {
  const lines = readFileSync(new URL(`../fixtures/extract/${name}`, import.meta.url), 'utf8').split('\n')
  return lines.filter(line => line !== '' && !line.startsWith('#')).map(line => line.split(/ {2}(.*?) {2}(.*)/))
}

test.each([...readLines('url-notes.txt'), ...readLines('base64-notes.txt')])('%s: %s in %s', (file, ids, text) => {
  const sources = extract(text ?? '', file)
  expect(sources).not.toEqual([])
  const found = sources.flatMap(({ notes }) => notes.map(({ messageId }) => messageId))
  expect(found.join(' ') || '-').toBe(ids)
})
