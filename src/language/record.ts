/** An object with keys, as JSON has it: no list, no `null`. */
export type JsonObject = Readonly<Record<string, unknown>>

/** True for an object with keys. */
export function isRecord(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The value that a text holds as JSON; undefined where it is no JSON. */
export function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** The object that a text holds as JSON; undefined for other values and for what is no JSON. */
export function readJsonObject(text: string): JsonObject | undefined {
  const value = readJson(text)
  return isRecord(value) ? value : undefined
}
