/** The text of a file of JSON. */
export function json(value: unknown): string {
  return `${JSON.stringify(value, undefined, 2)}\n`
}

/** The text of a file of JSON with a line for each definition: of a large schema, indentation is a fifth of what it weighs packed. */
export function jsonByDefinition(value: unknown): string {
  return `${ofLevel(value, 2, '')}\n`
}

function ofLevel(value: unknown, levels: number, indent: string): string {
  if (levels === 0 || typeof value !== 'object' || value === null || Array.isArray(value)) return JSON.stringify(value)
  const deeper = `${indent}  `
  const lines = Object.entries(value).map(
    ([key, each]) => `${deeper}${JSON.stringify(key)}: ${ofLevel(each, levels - 1, deeper)}`,
  )
  return `{\n${lines.join(',\n')}\n${indent}}`
}
