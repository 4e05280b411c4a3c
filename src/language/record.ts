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

/** A key of JSON with its colon, another text, or a bracket. */
const JSON_PIECE = /("(?:[^"\\]|\\.)*")(\s*:)?|[{}[\]]/g

/** A key that stands twice in one object of a text of JSON; of its values `JSON.parse` takes the last one. */
export function findEqualKey(text: string): string | undefined {
  const open: Set<string>[] = []
  for (const [piece, string, colon] of text.matchAll(JSON_PIECE)) {
    if (piece === '{' || piece === '[') open.push(new Set())
    else if (piece === '}' || piece === ']') open.pop()
    if (string === undefined || colon === undefined) continue
    const key = String(readJson(string))
    const keys = open.at(-1)
    if (keys?.has(key)) return key
    keys?.add(key)
  }
  return undefined
}
