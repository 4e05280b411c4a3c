import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { lintFile } from '../../src/project/lint-file.ts'
import { plainSettings } from '../../src/project/settings.ts'

const folder = new URL('../fixtures/extract/cases/', import.meta.url)
const settings = plainSettings('en')

/** Lines of a fixture: a file name, the errors and warnings or "-", and the text of the file, held apart by two blanks. */
function readCases(name: string): string[][] {
  const lines = readFileSync(new URL(name, folder), 'utf8').split('\n')
  return lines.filter(line => line !== '' && !line.startsWith('# ')).map(line => line.split(/ {2}(.*?) {2}(.*)/))
}

/** Errors and warnings in the order of the text; "⏎" stands for a line break. */
function findingsOf(file: string, written: string): string {
  const text = written.replaceAll('⏎', '\n')
  const { strings } = lintFile({ file, kind: file, text, source: 'file' }, settings)
  const found = strings.flatMap(string => string.diagnostics).filter(({ severity }) => severity !== 'info')
  return found.map(({ ruleId, severity }) => `${severity}/${ruleId}`).join(' ') || '-'
}

describe.each(readdirSync(folder))('%s', name => {
  test.each(readCases(name))('%s: %s in %s', (file, ids, text) => {
    expect(findingsOf(file ?? '', text ?? '')).toBe(ids)
  })
})
