import { isRecord, readJson } from '../language/record.ts'
import { readCurl } from './curl-command.ts'
import { headersOf } from './headers.ts'
import type { RawRequest } from './received.ts'

/**
 * Reads the requests of a text: URLs, HTTP requests (as they go over the wire, with the names of HTTP/2, or as `curl -v` shows them), curl
 * commands, and JSON: `{ method, url, headers, body }`, a job of `compile`, a list or lines of these, an archive of a browser (HAR).
 * Empty for anything else, and where only a part of the text could be read.
 */
export function readRequestTexts(text: string): readonly (string | RawRequest)[] {
  const trimmed = text.trim()
  const lines = trimmed.split(/\r?\n/).flatMap(line => line.trim() || [])
  if (lines.every(line => /^https?:\/\/\S+$/i.test(line))) return lines
  if (/^[{[]/.test(trimmed)) return allOf(jsonIn(trimmed, lines).map(readRecord))
  const [front = '', ...others] = trimmed.split(BETWEEN)
  const read = others.filter(holdsMore).map(readOne)
  const first = readOne(front)
  // In front of the first request there may be the head of a script.
  return allOf(first === undefined && read.length > 0 ? read : [first, ...read])
}

/**
 * Where a request begins behind another one: the `###` of files of editors, the heading with which `compile` writes a string, a first line
 * of HTTP, a command.
 */
const BETWEEN =
  /^(?=###)|^# .*\r?\n\S.*\r?\n\r?\n(?=[A-Z]+ \S+ HTTP\/)|^(?=[A-Z]+ \S+ HTTP\/[\d.]+\r?$)|^(?=curl(?:\.exe)?\s)/m

/** Whether a text holds more than remarks. */
function holdsMore(text: string): boolean {
  return text.split(/\r?\n/).some(line => !REMARK.test(line.trim()))
}

const REMARK = /^(?:$|#|\/\/|\* )/

function readOne(text: string): RawRequest | undefined {
  const trimmed = text.trim()
  return readCurl(trimmed) ?? readHttp(trimmed)
}

function allOf<T>(found: readonly (T | undefined)[]): readonly T[] {
  const all = found.filter(one => one !== undefined)
  return all.length === found.length ? all : []
}

const START = /^([A-Z]+|[A-Za-z]+(?= \S+ HTTP\/[\d.]+$)) (\S+)(?: HTTP\/[\d.]+)?$/
/** A body that carries a process string; pages of documentation print it right behind the headers. */
const BODY = /^x-oss-(?:async-)?process=/
/** What stands in place of a first line in HTTP/2. */
const PSEUDO = /^:(method|path|authority|scheme):\s*(\S+)$/

function readHttp(text: string): RawRequest | undefined {
  // A name or a remark in front, as in files of editors; a sign before each line that was sent, as curl -v has it.
  const lines = text.split(/\r?\n/).map(line => line.trim().replace(/^> ?/, ''))
  const start = lines.findIndex(line => !REMARK.test(line))
  const pseudo = new Map(lines.flatMap(line => readPseudo(line)))
  const [, method, url] = START.exec(lines[start] ?? '') ?? [undefined, pseudo.get('method'), pseudo.get('path')]
  if (method === undefined || url === undefined) return undefined
  const rest = lines.slice(start + (pseudo.has('path') ? 0 : 1))
  const end = rest.findIndex(line => line === '' || BODY.test(line))
  const head = (end < 0 ? rest : rest.slice(0, end)).filter(line => !PSEUDO.test(line) && !line.startsWith('* '))
  const authority = pseudo.get('authority')
  const headers = headersOf(
    head.flatMap(line => {
      const at = line.indexOf(':')
      return at > 0 ? [[line.slice(0, at), line.slice(at + 1)] as const] : []
    }),
  )
  if (authority !== undefined) headers.host ??= authority
  const body = end < 0 ? '' : bodyIn(rest.slice(end).join('\n').trim())
  return { method: method.toUpperCase(), url, headers, body }
}

/** A process string has one line; what stands behind it belongs to something else. */
function bodyIn(text: string): string {
  return BODY.test(text) ? (text.split('\n\n', 1)[0] ?? '') : text
}

function readPseudo(line: string): readonly (readonly [string, string])[] {
  const [, name, value] = PSEUDO.exec(line) ?? []
  return name === undefined || value === undefined ? [] : [[name, value]]
}

/** The values of a text of JSON, or of its lines. */
function jsonIn(text: string, lines: readonly string[]): readonly unknown[] {
  const whole = readJson(text)
  if (whole === undefined && lines.length > 1) return lines.map(readJson)
  const entries = isRecord(whole) && isRecord(whole.log) ? whole.log.entries : whole
  return Array.isArray(entries) ? entries : [entries]
}

/** A request, or what holds one under `request`. */
function readRecord(record: unknown): RawRequest | undefined {
  const value = isRecord(record) && isRecord(record.request) ? record.request : record
  if (!isRecord(value) || typeof value.url !== 'string') return undefined
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
  return headersOf(pairs.filter(([name]) => !name.startsWith(':')))
}
