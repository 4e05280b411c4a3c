import { countWhile, elementAt } from './element.ts'

/** A place for people: line and column count from 1, columns in UTF-16 code units. */
export interface Position {
  readonly line: number
  readonly column: number
}

/** Turns offsets into positions. Lines are found once, when the first position is asked for. */
export function positionsOf(text: string): (offset: number) => Position {
  let starts: number[] | undefined
  return offset => {
    starts ??= lineStarts(text)
    const line = Math.max(
      1,
      countWhile(starts, start => start <= offset),
    )
    return { line, column: offset - elementAt(starts, line - 1) + 1 }
  }
}

function lineStarts(text: string): number[] {
  const starts = [0]
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1)
  return starts
}
