/**
 * The element at an index that is known to be there.
 * @throws RangeError when there is none: such an index is a mistake of the program.
 */
export function elementAt<T>(list: ArrayLike<T>, index: number): T {
  const element = list[index]
  if (element === undefined) throw new RangeError(`There is no element ${index} in a list of ${list.length}.`)
  return element
}

/** How many elements at the start of a list pass a test that none behind them passes. */
export function countWhile<T>(list: readonly T[], test: (element: T) => boolean): number {
  let [low, high] = [0, list.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (test(elementAt(list, middle))) low = middle + 1
    else high = middle
  }
  return low
}
