import { readFileSync } from 'node:fs'
import path from 'node:path'

const folder = path.join(import.meta.dirname, 'fixtures')

/** A fixture file as text. */
export function readFixture(name: string): string {
  return readFileSync(path.join(folder, name), 'utf8')
}

/** The lines of a JSON Lines fixture. */
export function readLines<T>(name: string): readonly T[] {
  return readFixture(name)
    .trim()
    .split('\n')
    .map((line): T => JSON.parse(line))
}
