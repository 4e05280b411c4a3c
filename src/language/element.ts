/**
 * The element at an index that is known to be there.
 * @throws RangeError when there is none: such an index is a mistake of the program.
 */
export function elementAt<T>(list: ArrayLike<T>, index: number): T {
  const element = list[index]
  if (element === undefined) throw new RangeError(`There is no element ${index} in a list of ${list.length}.`)
  return element
}
