import { columnsOf, visible } from '../../report/frame.ts'

/**
 * Rows as aligned columns; the last column runs free. Chinese characters count two columns. Names of objects may hold line breaks and tabs,
 * which would break a row, so that cells show them as their pictures.
 */
export function table(given: readonly (readonly string[])[]): string {
  const rows = given.map(row => row.map(visible))
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map(row => columnsOf(row[column] ?? ''))))
  return rows
    .map(row =>
      row
        .map((cell, column) =>
          column === row.length - 1 ? cell : cell + ' '.repeat((widths[column] ?? 0) - columnsOf(cell) + 2),
        )
        .join('')
        .trimEnd(),
    )
    .map(line => `${line}\n`)
    .join('')
}
