import { describe, expect, test } from 'vitest'
import { listOperations } from '../../src/catalogue/catalogue.ts'
import { lint } from '../../src/lint/lint.ts'
import { readFixture } from '../fixtures.ts'

const LINE =
  /^(?<name>\S+(?: \S+)*) +(?<text>[a-z]+\/\S*\{\}\S*) +(?<lowest>-?\d+) (?<highest>-|-?\d+)(?: (?<severity>\w+))?$/

interface Boundary {
  readonly name: string
  readonly text: string
  readonly lowest: number
  readonly highest: number | undefined
  readonly severity: string
}

const boundaries: readonly Boundary[] = readFixture('catalogue/boundaries.txt')
  .trimEnd()
  .split('\n')
  .filter(line => !line.startsWith('#'))
  .map(line => {
    const { name = '', text = '', lowest, highest, severity = 'error' } = LINE.exec(line)?.groups ?? {}
    if (name === '') throw new Error(`The line "${line}" is no boundary.`)
    return { name, text, lowest: Number(lowest), highest: highest === '-' ? undefined : Number(highest), severity }
  })

/** The worst that is said of a value, apart from notes. */
function verdictOf(text: string, value: number): string {
  const severities = lint(text.replace('{}', String(value))).map(({ severity }) => severity)
  return severities.includes('error') ? 'error' : severities.includes('warning') ? 'warning' : 'fine'
}

/** A few milliseconds are said to be meant as seconds, which is another matter. */
const isTime = ({ text }: Boundary) => /(?:ss|t|inter)_\{\}/.test(text)

describe.each(boundaries.map(boundary => [boundary.name, boundary] as const))('%s', (_, boundary) => {
  const { text, lowest, highest, severity } = boundary

  test('takes its lowest value, and what is above it', () => {
    expect(verdictOf(text, lowest)).toBe('fine')
    if (!isTime(boundary) && highest !== lowest) expect(verdictOf(text, lowest + 1)).toBe('fine')
  })

  test('does not take what is below', () => {
    expect(verdictOf(text, lowest - 1)).toBe(severity)
  })

  test.runIf(highest !== undefined)('takes its highest value and no more', () => {
    expect(verdictOf(text, highest ?? 0)).toBe('fine')
    expect(verdictOf(text, (highest ?? 0) + 1)).toBe(severity)
  })
})

test('every number of the catalogue with two documented bounds is among them', () => {
  const listed = new Set(boundaries.map(({ name }) => name.split(' ').slice(0, 2).join(' ')))
  const shared = new Set(['video/concat', 'audio/concat', 'hls/m3u8', 'doc/edit/watermark'])
  const missing = listOperations().flatMap(({ id, parameters }) =>
    [...parameters]
      .filter(
        ([, { type, nestedOnly, status }]) =>
          type.maximum !== undefined && type.kind !== 'size' && !nestedOnly && status !== 'undocumented',
      )
      .map(([name]) => `${id} ${name}`.trimEnd())
      .filter(name => !shared.has(id) && !id.startsWith('pointcloud') && !listed.has(name)),
  )
  expect(missing, 'each needs a line in test/fixtures/catalogue/boundaries.txt').toEqual([])
})
