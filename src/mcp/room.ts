/** Characters of JSON that a list or a text of an answer may take. */
export const ROOM = 20_000

/** A list as far as there is room for it. */
export interface Fitting<T> {
  readonly items: readonly T[]
  readonly leftOff: number
}

/** The first items that fit into the room, and how many do not. */
export function fitting<T>(items: readonly T[]): Fitting<T> {
  let used = 0
  const cut = items.findIndex(item => {
    used += JSON.stringify(item).length
    return used > ROOM
  })
  const count = cut < 0 ? items.length : cut
  return { items: items.slice(0, count), leftOff: items.length - count }
}

/** A text as far as there is room for it, cut at the end of a line where that is near. */
export function fittingText(text: string): { readonly text: string; readonly leftOff: number } {
  if (text.length <= ROOM) return { text, leftOff: 0 }
  const line = text.lastIndexOf('\n', ROOM)
  const end = line > ROOM / 2 ? line : ROOM
  const kept = text.slice(0, end).replace(/[\ud800-\udbff]$/, '')
  return { text: kept, leftOff: text.length - kept.length }
}
