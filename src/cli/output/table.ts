import { columnsOf, visible } from '../../report/frame.ts'

/** Columns that are enough for a text beside others. */
const NARROW = 24

/**
 * Rows as aligned columns; the last one runs free, or is broken so that the rows fit a terminal of so many columns. Chinese characters count
 * two. Names of objects may hold line breaks and tabs, which would break a row, so that cells show them as their pictures.
 */
export function table(given: readonly (readonly string[])[], columns?: number): string {
  const rows = given.map(row => row.map(visible))
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map(row => columnsOf(row[column] ?? ''))))
  const start = widths.slice(0, -1).reduce((sum, width) => sum + width + 2, 0)
  const last = (cell: string) =>
    columns !== undefined && columns - start >= NARROW
      ? wrap(cell, columns - start).join(`\n${' '.repeat(start)}`)
      : cell
  return rows
    .map(row =>
      row
        .map((cell, column) =>
          column === row.length - 1 ? last(cell) : cell + ' '.repeat((widths[column] ?? 0) - columnsOf(cell) + 2),
        )
        .join('')
        .trimEnd(),
    )
    .map(line => `${line}\n`)
    .join('')
}

/** Words, and Chinese characters one by one, with the marks that stay beside them. */
const WORD = /\s*（*(?:\p{Script=Han}|[^\s\p{Script=Han}（，。；：、]+|$)[，。；：、）]*/gu

function wrap(text: string, room: number): readonly string[] {
  const lines: string[] = []
  let line = ''
  for (const [word] of text.matchAll(WORD)) {
    if (line === '' || columnsOf(line + word) <= room) line += word
    else {
      lines.push(line)
      line = word.trimStart()
    }
  }
  return [...lines, line]
}
