/** The tab and the ends of lines. */
const LINE_SIGNS: readonly number[] = [9, 10, 13]

/** Which UTF-16 a text is in, by its byte order mark or by the zeros of its ASCII; undefined for any other bytes. */
export function findUtf16(head: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  const [first, second] = head
  if ((first === 0xff && second === 0xfe) || hasZeros(head, 1)) return 'utf-16le'
  return (first === 0xfe && second === 0xff) || hasZeros(head, 0) ? 'utf-16be' : undefined
}

/** True where every zero stands on that side of a pair, beside ASCII, and an eighth of the text is such pairs. */
function hasZeros(head: Uint8Array, side: 0 | 1): boolean {
  let zeros = 0
  for (let at = head.indexOf(0); at >= 0; at = head.indexOf(0, at + 1)) {
    const beside = head[at ^ 1] ?? 0x20
    if (at % 2 !== side || beside > 0x7e || (beside < 0x20 && !LINE_SIGNS.includes(beside))) return false
    zeros++
  }
  return zeros * 8 >= head.length && zeros > 1
}
