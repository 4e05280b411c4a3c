/** How many of ascending times lie in any span of this length, at most and at least. */
export function mostAndLeast(
  times: readonly number[],
  length: number,
): { readonly most: number; readonly least: number } {
  let [start, most, least] = [0, 0, Number.POSITIVE_INFINITY]
  for (const [index, time] of times.entries()) {
    while ((times[start] ?? 0) <= time - length) start++
    const count = index - start + 1
    most = Math.max(most, count)
    if (time - length >= (times[0] ?? 0)) least = Math.min(least, count)
  }
  return { most, least }
}
