import { isRecord, readJsonObject } from '../language/record.ts'
import { readCurl } from './curl-command.ts'
import type { RawRequest } from './received.ts'

/**
 * Reads a URL, an HTTP request as text (as it goes over the wire, with the names of HTTP/2, or as `curl -v` shows it), a curl command, or
 * a JSON object `{ method, url, headers, body }` or of an archive of a browser (HAR); undefined for anything else.
 */
export function readRequestText(text: string): string | RawRequest | undefined {
  const trimmed = text.trim()
  if (/^https?:\/\/\S+$/i.test(trimmed)) return trimmed
  if (trimmed.startsWith('{')) return readJson(trimmed)
  return readCurl(trimmed) ?? readHttp(trimmed)
}

const START = /^([A-Z]+|[A-Za-z]+(?= \S+ HTTP\/[\d.]+$)) (\S+)(?: HTTP\/[\d.]+)?$/
/** A body that carries a process string; pages of documentation print it right behind the headers. */
const BODY = /^x-oss-(?:async-)?process=/
/** What stands in place of a first line in HTTP/2. */
const PSEUDO = /^:(method|path|authority|scheme):\s*(\S+)$/

function readHttp(text: string): RawRequest | undefined {
  // A name or a remark in front, as in files of editors; a sign before each line that was sent, as curl -v has it.
  const lines = text.split(/\r?\n/).map(line => line.trim().replace(/^> ?/, ''))
  const start = lines.findIndex(line => line !== '' && !/^(?:#|\/\/|\* )/.test(line))
  const pseudo = new Map(lines.flatMap(line => readPseudo(line)))
  const [, method, url] = START.exec(lines[start] ?? '') ?? [undefined, pseudo.get('method'), pseudo.get('path')]
  if (method === undefined || url === undefined) return undefined
  const rest = lines.slice(start + (pseudo.has('path') ? 0 : 1))
  const end = rest.findIndex(line => line === '' || BODY.test(line))
  const head = (end < 0 ? rest : rest.slice(0, end)).filter(line => !PSEUDO.test(line) && !line.startsWith('* '))
  const headers: Record<string, string> = {}
  const authority = pseudo.get('authority')
  if (authority !== undefined) headers.host = authority
  for (const line of head) {
    const at = line.indexOf(':')
    if (at > 0) headers[line.slice(0, at).trim().toLowerCase()] = line.slice(at + 1).trim()
  }
  const body = end < 0 ? '' : rest.slice(end).join('\n').trim()
  return { method: method.toUpperCase(), url, headers, body }
}

function readPseudo(line: string): readonly (readonly [string, string])[] {
  const [, name, value] = PSEUDO.exec(line) ?? []
  return name === undefined || value === undefined ? [] : [[name, value]]
}

function readJson(text: string): RawRequest | undefined {
  const value = readJsonObject(text)
  if (typeof value?.url !== 'string') return undefined
  const { url, postData } = value
  const method = typeof value.method === 'string' ? value.method : 'GET'
  const data = isRecord(postData) ? postData.text : undefined
  const body = [value.body, data].find(text => typeof text === 'string')
  return { method, url, headers: readHeaders(value.headers), body: typeof body === 'string' ? body : '' }
}

function readHeaders(value: unknown): Record<string, string> {
  if (!Array.isArray(value)) {
    return Object.fromEntries(
      Object.entries(isRecord(value) ? value : {}).map(([name, field]) => [name, String(field)]),
    )
  }
  const pairs = value.filter(isRecord).map(({ name, value: field }) => [String(name), String(field)] as const)
  return Object.fromEntries(pairs.filter(([name]) => !name.startsWith(':')))
}
