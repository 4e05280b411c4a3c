import { readFileSync } from 'node:fs'
import { extract, type Source } from '../../src/extract/index.ts'
import { positionsOf } from '../../src/language/position.ts'
import { HOLE } from '../../src/language/tree.ts'

/** The strings of one host file, as the lines of `expected.txt` write them. */
export interface ExpectedFile {
  readonly name: string
  readonly text: string
  readonly lines: readonly string[]
}

/** Reads `expected.txt` of a folder: a file name, then an indented line for each string. */
export function readExpected(folder: URL): ExpectedFile[] {
  const files: { name: string; text: string; lines: string[] }[] = []
  for (const line of readFileSync(new URL('expected.txt', folder), 'utf8').split('\n')) {
    if (line === '' || line.startsWith('#')) continue
    if (line.startsWith('  ')) files.at(-1)?.lines.push(line.trim())
    else files.push({ name: line, text: readFileSync(new URL(encodeURIComponent(line), folder), 'utf8'), lines: [] })
  }
  return files
}

/** `line:column text`; `facts` adds key, via, fragment and notes. */
export function describeSources(text: string, fileName: string, facts: boolean): string[] {
  const position = positionsOf(text)
  return extract(text, fileName).map(source => {
    const { line, column } = position(source.span.start)
    return `${line}:${column} ${source.text.replaceAll(HOLE, '○')}${facts ? ` [${factsOf(source)}]` : ''}`
  })
}

function factsOf({ key, via, fragment, notes }: Source): string {
  return [key, via, ...(fragment ? ['fragment'] : []), ...notes.map(note => note.messageId)].join(' ')
}
