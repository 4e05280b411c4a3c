/** A field of parsed JSON; undefined where the value is no object or has no such field. */
export function fieldOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null
    ? Object.entries(value).find(([key]) => key === name)?.[1]
    : undefined
}

/** A number, also one that is written as text; undefined for anything else. */
export function numberOf(value: unknown): number | undefined {
  if (typeof value !== 'number' && (typeof value !== 'string' || value.trim() === '')) return undefined
  const number = Number(value)
  return Number.isFinite(number) ? number : undefined
}

/** A text; undefined for anything else. */
export function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined
}

/** A list; empty for anything else. */
export function listIn(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

/** The ratio `30000/1001` as a number; undefined for `0/0`. */
export function ratioOf(value: unknown): number | undefined {
  const [, above, below] = /^(\d+)[/:](\d+)$/.exec(textOf(value) ?? '') ?? []
  const ratio = Number(above) / Number(below)
  return Number.isFinite(ratio) && ratio > 0 ? ratio : undefined
}
