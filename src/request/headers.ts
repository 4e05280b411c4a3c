/** Headers by their names in lower case. One that stands several times has all its values, as servers read it. */
export function headersOf(pairs: readonly (readonly [name: string, value: string])[]): Record<string, string> {
  const headers = new Map<string, string>()
  for (const [name, value] of pairs) {
    const lower = name.trim().toLowerCase()
    const before = headers.get(lower)
    headers.set(lower, before === undefined ? value.trim() : `${before}, ${value.trim()}`)
  }
  return Object.fromEntries(headers)
}
