import type { Address } from '../../catalogue/address.ts'
import { findAddress } from '../../extract/address.ts'
import { parseUrl, withProcess } from '../../language/url.ts'

/** A URL taken apart: the string, and the object that it is for. */
export interface TakenApart {
  readonly text: string
  readonly object: string
}

/** Takes a URL apart that somebody pastes; undefined for any other text, and for a URL that carries no string. */
export function takeApart(text: string): TakenApart | undefined {
  const url = text.trim()
  if (!/^https?:\/\/\S+$/i.test(url)) return undefined
  const found = parseUrl(url)
  return found && { text: found.text, object: withProcess(url, undefined) }
}

/** What the URL of an object tells of the way to it; undefined for what is no URL. */
export function addressOf(object: string): Address | undefined {
  if (!/^https?:\/\/[^/]+\//i.test(object)) return undefined
  const url = withProcess(object, 'a')
  const span = parseUrl(url)?.span
  return span && findAddress(url, span)
}

/** The request that carries a string to OSS, without a signature, as text. */
export function requestText(object: string, text: string, via: 'get' | 'post' | 'async'): string {
  if (via === 'get') return withProcess(object, text)
  const { protocol, host, pathname } = new URL(object)
  const name = via === 'async' ? 'x-oss-async-process' : 'x-oss-process'
  const lines = [`POST ${pathname}?${name} HTTP/1.1`, `Host: ${host}`, '', `${name}=${text}`]
  return [`# ${protocol}//${host}`, ...lines].join('\n')
}
