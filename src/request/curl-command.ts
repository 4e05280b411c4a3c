import { headersOf } from './headers.ts'
import type { RawRequest } from './received.ts'

/** How a word of a shell may be written: bare, escaped, in single quotes, in double quotes, or in `$'...'`. */
const PIECE = /\\\r?\n|\\(.)|'([^']*)'|\$'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"|([^\s'"\\;|&<>]+)|([;|&<>\n])|\s+/gsy
const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' }

/** A text as one word of a POSIX shell. */
export const shellWord = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`

/** The words of the first command in a text, as a shell of Unix parts them. */
function wordsOf(text: string): readonly string[] {
  const words: string[] = []
  let word: string | undefined
  const end = () => {
    if (word !== undefined) words.push(word)
    word = undefined
  }
  for (const [written, escaped, single, dollar, double, bare, sign] of text.matchAll(PIECE)) {
    if (/^\\\r?\n$/.test(written)) continue
    const piece =
      escaped ??
      single ??
      dollar?.replace(/\\(?:u([0-9A-Fa-f]{4})|x([0-9A-Fa-f]{2})|(.))/gs, unescapeDollar) ??
      double?.replace(/\\(?:\r?\n|([$`"\\]))/g, '$1') ??
      bare
    if (piece !== undefined) word = (word ?? '') + piece
    else end()
    if (sign !== undefined || (piece === undefined && written.includes('\n'))) break
  }
  end()
  return words
}

function unescapeDollar(_: string, wide: string | undefined, narrow: string | undefined, sign = ''): string {
  const digits = wide ?? narrow
  return digits === undefined ? (ESCAPES[sign] ?? sign) : String.fromCharCode(Number.parseInt(digits, 16))
}

/** Options that take a value, by the letter or the word, and what they mean here. */
const OPTIONS: Readonly<
  Record<string, 'method' | 'header' | 'data' | 'encoded' | 'url' | 'range' | 'agent' | 'upload' | 'other'>
> = {
  X: 'method',
  request: 'method',
  H: 'header',
  header: 'header',
  d: 'data',
  data: 'data',
  'data-raw': 'data',
  'data-binary': 'data',
  'data-ascii': 'data',
  json: 'data',
  'data-urlencode': 'encoded',
  url: 'url',
  r: 'range',
  range: 'range',
  A: 'agent',
  'user-agent': 'agent',
  T: 'upload',
  'upload-file': 'upload',
  ...Object.fromEntries(Array.from('beuomxFKwcECDPQtyYz', letter => [letter, 'other'] as const)),
  ...Object.fromEntries(
    [
      'cookie',
      'output',
      'max-time',
      'connect-timeout',
      'proxy',
      'retry',
      'resolve',
      'user',
      'write-out',
      'cacert',
      'cert',
      'key',
      'form',
      'referer',
      'cookie-jar',
      'dump-header',
      'connect-to',
      'limit-rate',
    ].map(word => [word, 'other'] as const),
  ),
}

/** An option with its value, or a word alone. */
type Part = readonly [name: string, value: string]

function partsOf(words: readonly string[]): readonly Part[] {
  const parts: Part[] = []
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? ''
    const takeNext = () => words[++at] ?? ''
    if (word.startsWith('--')) {
      const name = word.slice(2)
      parts.push([name, OPTIONS[name] ? takeNext() : ''])
    } else if (word.startsWith('-') && word.length > 1) {
      const first = Array.from(word.slice(1)).findIndex(letter => OPTIONS[letter])
      const letters = first < 0 ? word.slice(1) : word.slice(1, first + 1)
      for (const letter of letters) parts.push([letter, ''])
      if (first >= 0) parts.push([word.charAt(first + 1), word.slice(first + 2) || takeNext()])
    } else parts.push(['url', word])
  }
  return parts
}

/** A command as the command prompt of Windows takes it: carets before signs and line breaks, as browsers copy it. */
function withoutCarets(command: string): string {
  return /\^(?:"|\r?\n)/.test(command) ? command.replace(/\^\r?\n/g, ' ').replace(/\^(.)/g, '$1') : command
}

/** `name=content` of `--data-urlencode`; content alone is encoded as well. */
function encoded(value: string): string {
  const [, name = '', content = ''] = /^([^=]*=)?(.*)$/s.exec(value) ?? []
  if (name === '' && content.startsWith('@')) return content
  return (name === '=' ? '' : name) + encodeURIComponent(content)
}

/** Reads the request that a curl command sends; undefined where the text is none. Data in a file is not known. */
export function readCurl(text: string): RawRequest | undefined {
  const command = withoutCarets(text.replace(/^(?:[ \t]*(?:#.*)?\r?\n)+/, '').trim())
  if (!/^curl(?:\.exe)?\s/.test(command)) return undefined
  const parts = partsOf(wordsOf(command).slice(1))
  const valuesOf = (meaning: string) => parts.flatMap(([name, value]) => (OPTIONS[name] === meaning ? [value] : []))
  const has = (...names: string[]) => parts.some(([name]) => names.includes(name))
  const [url] = valuesOf('url')
  if (url === undefined) return undefined
  const data = parts.flatMap(([name, value]) =>
    OPTIONS[name] === 'data' ? [value] : OPTIONS[name] === 'encoded' ? [encoded(value)] : [],
  )
  const isInQuery = has('G', 'get')
  const headers: Record<string, string> = {}
  // curl says so itself where nothing else is said.
  if (data.length > 0 && !isInQuery)
    headers['content-type'] = has('json') ? 'application/json' : 'application/x-www-form-urlencoded'
  for (const value of valuesOf('agent')) headers['user-agent'] = value
  for (const value of valuesOf('range')) headers.range = `bytes=${value}`
  const given = valuesOf('header').flatMap(line => {
    const [, name = '', sign, value = ''] = /^([^:;]+)([:;])\s*(.*)$/s.exec(line) ?? []
    if (sign === ':' && value === '') delete headers[name.trim().toLowerCase()]
    return name === '' || (sign === ':' && value === '') ? [] : [[name, value] as const]
  })
  Object.assign(headers, headersOf(given))
  const usual = has('I', 'head') ? 'HEAD' : valuesOf('upload').length > 0 ? 'PUT' : data.length > 0 ? 'POST' : 'GET'
  const method = valuesOf('method').at(-1) ?? (isInQuery ? 'GET' : usual)
  const whole = /^\w+:\/\//.test(url) ? url : `http://${url}`
  if (isInQuery) return { method, url: [whole, ...data].join(whole.includes('?') ? '&' : '?'), headers, body: '' }
  const isKnown = !data.some(value => value.startsWith('@')) && valuesOf('upload').length === 0
  return { method, url: whole, headers, ...(isKnown && { body: data.join('&') }) }
}
