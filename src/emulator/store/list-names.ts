import type { ListQuery } from './store.ts'

/** The names of one page. */
interface Names {
  readonly keys: readonly string[]
  readonly prefixes: readonly string[]
  /** The last name where there are more. */
  readonly next: string | undefined
}

/** The names of one page, of all keys with the prefix. A prefix up to the delimiter counts as one name. */
export async function listNames(all: AsyncIterable<string>, query: ListQuery): Promise<Names> {
  const { prefix = '', delimiter = '', after = '', limit } = query
  const found: string[] = []
  for await (const key of all) found.push(key)
  const keys: string[] = []
  const prefixes = new Set<string>()
  let last = ''
  for (const key of sortKeys(found)) {
    const end = delimiter === '' ? -1 : key.indexOf(delimiter, prefix.length)
    const name = end < 0 ? key : key.slice(0, end + delimiter.length)
    if (Buffer.compare(Buffer.from(name), Buffer.from(after)) <= 0 || prefixes.has(name)) continue
    if (keys.length + prefixes.size === limit) return { keys, prefixes: [...prefixes], next: last }
    if (end < 0) keys.push(key)
    else prefixes.add(name)
    last = name
  }
  return { keys, prefixes: [...prefixes], next: undefined }
}

/** Sorts keys by their UTF-8 bytes, as OSS lists them. */
function sortKeys(keys: readonly string[]): string[] {
  return keys
    .map(key => [key, Buffer.from(key)] as const)
    .sort(([, a], [, b]) => Buffer.compare(a, b))
    .map(([key]) => key)
}
