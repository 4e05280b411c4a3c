import type { RawRequest } from '../../request/index.ts'

/** Reads a URL, an HTTP request as text, or the JSON object `{ method, url, headers, body }`; undefined for anything else. */
export function readRequest(text: string): string | RawRequest | undefined {
  const trimmed = text.trim()
  if (/^https?:\/\/\S+$/i.test(trimmed)) return trimmed
  return trimmed.startsWith('{') ? readJson(trimmed) : readHttp(trimmed)
}

const START = /^([A-Z]+) (\S+)(?: HTTP\/[\d.]+)?$/

function readHttp(text: string): RawRequest | undefined {
  const [head = '', ...rest] = text.split(/\r?\n\r?\n/)
  // A name in front, as in files of editors.
  const lines = head.split(/\r?\n/).filter(line => !line.startsWith('#'))
  const [, method, url] = START.exec(lines[0] ?? '') ?? []
  if (method === undefined || url === undefined) return undefined
  const headers: Record<string, string> = {}
  for (const line of lines.slice(1)) {
    const at = line.indexOf(':')
    if (at > 0) headers[line.slice(0, at).trim().toLowerCase()] = line.slice(at + 1).trim()
  }
  return { method, url, headers, body: rest.join('\n\n').trim() }
}

function readJson(text: string): RawRequest | undefined {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return undefined
  }
  if (typeof value !== 'object' || value === null || !('url' in value) || typeof value.url !== 'string')
    return undefined
  const method = 'method' in value && typeof value.method === 'string' ? value.method : 'GET'
  const body = 'body' in value && typeof value.body === 'string' ? value.body : ''
  const given = 'headers' in value && typeof value.headers === 'object' ? value.headers : undefined
  const headers = Object.fromEntries(Object.entries(given ?? {}).map(([name, field]) => [name, String(field)]))
  return { method, url: value.url, headers, body }
}
