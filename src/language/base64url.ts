const STANDARD_TO_URL: Readonly<Record<string, string>> = { '+': '-', '/': '_' }
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
const encoder = new TextEncoder()

/** What is wrong with a Base64 text, worst first; `padding` and `standard` texts still decode. */
export type Base64Problem = 'alphabet' | 'length' | 'utf8' | 'standard' | 'padding'

/** A Base64 text taken apart: the decoded text where there is one, and what is unusual about the spelling. */
export interface Base64Reading {
  readonly text?: string
  readonly problem?: Base64Problem
}

/** URL-safe Base64 without padding of the UTF-8 bytes of `text`: the spelling that OSS documents. */
export function encodeBase64Url(text: string): string {
  const bytes = encoder.encode(text)
  let binary = ''
  for (let at = 0; at < bytes.length; at += 0x8000) binary += String.fromCharCode(...bytes.subarray(at, at + 0x8000))
  return btoa(binary)
    .replace(/[+/]/g, character => STANDARD_TO_URL[character] ?? character)
    .replace(/=+$/, '')
}

let lastValue = ''
let lastReading: Base64Reading = { text: '' }

/** Reads every form in use: URL-safe or standard alphabet, padded or not. Several rules ask for the same value in turn. */
export function readBase64(value: string): Base64Reading {
  if (value !== lastValue) {
    lastReading = read(value)
    lastValue = value
  }
  return lastReading
}

function read(value: string): Base64Reading {
  const unpadded = value.indexOf('=')
  const digits = unpadded < 0 ? value : value.slice(0, unpadded)
  const padding = value.slice(digits.length)
  if (!/^[A-Za-z0-9+/_-]*$/.test(digits) || !/^={0,2}$/.test(padding)) return { problem: 'alphabet' }
  if (digits.length % 4 === 1) return { problem: 'length' }
  const text = decode(digits)
  if (text === undefined) return { problem: 'utf8' }
  if (/[+/]/.test(digits)) return { text, problem: 'standard' }
  return padding ? { text, problem: 'padding' } : { text }
}

/** The decoded text, or undefined when `value` is not Base64 of UTF-8 text. */
export function decodeBase64Url(value: string): string | undefined {
  return readBase64(value).text
}

function decode(digits: string): string | undefined {
  const binary = atob(digits.replace(/-/g, '+').replace(/_/g, '/'))
  if (!/[^\0-\x7f]/.test(binary)) return binary
  const bytes = Uint8Array.from(binary, character => character.charCodeAt(0))
  try {
    return decoder.decode(bytes)
  } catch {
    return undefined
  }
}
