import type { Localized } from '../../grammar/catalogue/localized.ts'
import type { Via } from '../../grammar/catalogue/types.ts'
import { percentDecode } from '../language/url.ts'
import { readEndpoint, readHost } from '../request/endpoint.ts'
import type { RawRequest } from '../request/received.ts'
import { readRequestTexts } from '../request/request-text.ts'
import { isSubResource } from '../request/sub-resource.ts'

/** A process string with what its surroundings tell of the request. */
export interface ProcessInput {
  readonly process: string
  readonly via?: Via
  readonly endpoint?: string
  /** As the signature says it, where the endpoint does not. */
  readonly region?: string
  readonly bucket?: string
  /** Where the endpoint is a domain bound to the bucket. */
  readonly cname?: true
  readonly key?: string
  /** What the request asks for beside, which no recipe says: a version, a range, headers of the answer. */
  readonly unsaid?: readonly string[]
}

/** Why nothing can be read from a text, in both languages. */
export interface InputProblem {
  readonly problem: Localized
}

const NAMES: Readonly<Record<string, 'sync' | 'async'>> = { 'x-oss-process': 'sync', 'x-oss-async-process': 'async' }
const BODY = /^(x-oss-process|x-oss-async-process)=(.*)$/s

const MISSING: InputProblem = {
  problem: {
    en: 'The request carries no process string: neither its URL nor its body has "x-oss-process" or "x-oss-async-process" with a value.',
    zh: '请求中没有处理字符串：URL 和请求体都没有带值的 "x-oss-process" 或 "x-oss-async-process"。',
  },
}
const TWICE: InputProblem = {
  problem: {
    en: 'The request carries two process strings; expected one "x-oss-process" or "x-oss-async-process".',
    zh: '请求中有两个处理字符串；只应有一个 "x-oss-process" 或 "x-oss-async-process"。',
  },
}

const SEVERAL: InputProblem = {
  problem: {
    en: 'The text holds more than one request; give them one at a time.',
    zh: '文本中有多个请求；请一次只给一个。',
  },
}

const NO_REQUEST: InputProblem = {
  problem: {
    en: 'This is neither a process string nor a request; expected a string in one line, "https://...", "POST /key?x-oss-process HTTP/1.1" with its headers, a curl command, or the JSON of a request.',
    zh: '既不是处理字符串，也不是请求；应为单行的字符串、"https://..."、带请求头的 "POST /key?x-oss-process HTTP/1.1"、curl 命令，或请求的 JSON。',
  },
}

const BLANK: InputProblem = {
  problem: {
    en: 'The URL has a blank in it, where it ends for everybody who reads it; expected "%20", or "+" in Base64 as "%2B".',
    zh: 'URL 中有空格，读取时会在此处截断；应写成 "%20"，Base64 中的 "+" 应写成 "%2B"。',
  },
}

/**
 * Finds the process string in a URL, a request body, or a whole HTTP request as text or JSON; any other text is the string itself. A request
 * without a string, or with two, is a problem.
 */
export function readInput(text: string): ProcessInput | InputProblem {
  const trimmed = unwrapped(text.trim()).replace(/&amp;(?=x-oss-)/g, '&')
  if (BODY.test(trimmed)) return withString(readBody(trimmed), {})
  const [whole, ...others] = readRequestTexts(trimmed)
  if (others.length > 0) return SEVERAL
  if (whole === undefined && /^https?:\/\/[^\r\n]*$/i.test(trimmed)) return BLANK
  const request = whole ?? findUrl(trimmed) ?? readRelative(trimmed)
  if (request === undefined) return NO_STRING.test(trimmed) ? NO_REQUEST : { process: trimmed }
  if (typeof request === 'string')
    return withString(readQuery(request), readPlace(request), [...brokenHost(request), ...unsaidIn(request)])
  const { url, headers = {}, body = '' } = request
  const host = textOf(headers.host)
  const isWhole = /^https?:\/\//i.test(url)
  const scheme = LOCAL.test(host ?? '') ? 'http' : 'https'
  const place = readPlace(isWhole ? url : `${scheme}://${host ?? 'host'}${url}`, textOf(headers.authorization))
  const known = isWhole || host !== undefined ? place : { ...(place.key && { key: place.key }) }
  return withString([...readQuery(url), ...readBody(body.trim())], known, unsaidIn(url, headers))
}

/** A string has a slash between its category and its operation, one line, no scheme, and no name of a parameter of URLs. */
const NO_STRING = /[\r\n]|^[{[]|^curl |^[^/]*$|^[a-z][\w+.-]*:\/\/|x-oss-(?:async-)?process/i

/** The text in quotes or angle brackets, as code, JSON and mails have it. */
function unwrapped(text: string): string {
  const [, , inner = text] = /^(["'`])([^"'`]*)\1$/.exec(text) ?? /^(<)([^<>\s]*)>$/.exec(text) ?? []
  return inner
}

/** The only URL with a string in a line of something else: HTML, Markdown, a command, a call. */
function findUrl(text: string): string | undefined {
  if (/[\r\n]/.test(text)) return undefined
  const [only, more] = text.match(/https?:\/\/[^\s"'`<>]*[?&]x-oss-(?:async-)?process=[^\s"'`<>]*/gi) ?? []
  return more === undefined ? only?.replace(/[)\],;.]+$/, '') : undefined
}

/** Hosts of this machine, which have no certificate. */
const LOCAL = /^(?:127\.[\d.]+|(?:[^.]+\.)?localhost|\[::1\])(?::\d+)?$/i

/** A URL without its scheme, or of an object alone: `//img.example.com/a.jpg?x-oss-process=...`, `a.jpg?x-oss-process=...`. */
function readRelative(text: string): string | RawRequest | undefined {
  const [, slashes, front = '', rest = ''] = RELATIVE.exec(text) ?? []
  if (slashes === undefined) return undefined
  if (slashes === '//' || readHost(front).endpoint !== undefined) return `https://${front}${rest}`
  return { method: 'GET', url: `/${front}${rest}` }
}

const RELATIVE = /^(\/{0,2})([^/?#\s]*)([^?#\s]*\?(?:[^#\s]*&)?x-oss-(?:async-)?process=\S*)$/

/** What a request says for its signature, or of itself. */
const OF_SIGNATURE =
  /^(?:x-oss-(?:signature|credential|date|expires|additional|content-sha256|security|process|async)|security-token)/

/** The parameters and headers that change what OSS answers, beside the process string. */
function unsaidIn(url: string, headers: RawRequest['headers'] = {}): readonly string[] {
  const [, query = ''] = /\?([^#]*)/.exec(url) ?? []
  const parameters = query.split('&').flatMap(pair => {
    const [name = '', value = ''] = pair.split(/=(.*)/s, 2).map(percentDecode)
    return isSubResource(name) ? [[name, value] as const] : []
  })
  const fields = Object.entries(headers).flatMap(([name, value]) => {
    const lower = name.toLowerCase()
    return /^(?:range|if-|x-oss-)/.test(lower) ? [[lower, textOf(value) ?? ''] as const] : []
  })
  return [...parameters, ...fields]
    .filter(([name]) => !OF_SIGNATURE.test(name))
    .map(([name, value]) => `${name}=${value}`)
}

function textOf(value: string | readonly string[] | undefined): string | undefined {
  return typeof value === 'string' ? value : value?.[0]
}

/** A string that was found, with the way that it goes. */
type FoundProcess = Required<Pick<ProcessInput, 'process' | 'via'>>

function withString(
  found: readonly FoundProcess[],
  place: Omit<ProcessInput, 'process'>,
  unsaid: readonly string[] = [],
): ProcessInput | InputProblem {
  const [first, second] = found.filter(({ process }) => process !== '')
  if (!first) return MISSING
  return second ? TWICE : { ...first, ...place, ...(unsaid.length > 0 && { unsaid }) }
}

function readBody(text: string): readonly FoundProcess[] {
  return text.split(/\r?\n|&(?=x-oss-(?:async-)?process=)/).flatMap(line => {
    const [, name = '', value = ''] = BODY.exec(line.trim()) ?? []
    return name === '' ? [] : [{ process: percentDecode(value), via: NAMES[name] === 'async' ? 'async' : 'post' }]
  })
}

function readQuery(url: string): readonly FoundProcess[] {
  const [, query = ''] = /\?([^#]*)/.exec(url) ?? []
  return query.split('&').flatMap(pair => {
    const at = pair.indexOf('=')
    const name = at < 0 ? '' : pair.slice(0, at)
    if (!Object.hasOwn(NAMES, name)) return []
    return [{ process: percentDecode(pair.slice(at + 1)), via: NAMES[name] === 'async' ? 'async' : 'get' }]
  })
}

/** A host with signs that none has, which is no bucket of OSS and no domain. */
function brokenHost(url: string): readonly string[] {
  const [, host = ''] = /^https?:\/\/(?:[^/?#]*@)?([^/?#]*)/i.exec(url) ?? []
  return /^[\w.:[\]{}$<>%*-]*$/.test(host) && !/_.*\.aliyuncs\.com(?::|$)/i.test(host) ? [] : [`host=${host}`]
}

type FoundPlace = Omit<ProcessInput, 'process'>

function readPlace(url: string, authorization = ''): FoundPlace {
  const [, scheme = '', host = '', path = ''] = /^(https?:\/\/)(?:[^/?#]*@)?([^/?#]*)([^?#]*)/i.exec(url) ?? []
  const place = placeOf(scheme, host.toLowerCase(), percentDecode(path.slice(1)))
  const [, region] = SCOPE.exec(authorization) ?? SCOPE.exec(percentDecode(url)) ?? []
  return place.endpoint && region && !readEndpoint(place.endpoint).region ? { ...place, region } : place
}

/** What a signature of version 4 is for. */
const SCOPE = /credential=[^/&,]*\/\d{8}\/([a-z0-9-]+)\/oss\//i

/** Bucket, endpoint and object name. A domain of its own tells no bucket. */
function placeOf(scheme: string, host: string, path: string): FoundPlace {
  const { bucket, endpoint = host, addressing } = readHost(host)
  const key = path && { key: path }
  if (addressing === 'path') {
    const slash = path.indexOf('/')
    return slash <= 0 ? {} : { endpoint: scheme + host, bucket: path.slice(0, slash), key: path.slice(slash + 1) }
  }
  const shown = scheme === 'https://' ? endpoint : scheme + endpoint
  if (bucket) return { endpoint: shown, bucket, ...key }
  return { ...(DOMAIN.test(host) && { endpoint: shown, cname: true }), ...key }
}

const DOMAIN = /^[a-z0-9-]+(?:\.[a-z0-9-]+)+(?::\d+)?$/
