/** The beginning of a text that is longer than that many UTF-16 units, with "…"; any other text as it is. */
export function shorten(text: string, length: number): string {
  return text.length > length ? `${text.slice(0, length)}…` : text
}
