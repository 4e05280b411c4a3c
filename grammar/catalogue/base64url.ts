import { memoizeLast } from './memo.ts'

const PLUS = 43
const SLASH = 47
const NO_DIGIT = 255
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
/** The six bits of each digit, in both alphabets. */
const DIGITS: Uint8Array = Uint8Array.from({ length: 128 }, (_, code) => {
  const digit = ALPHABET.indexOf(code === PLUS ? '-' : code === SLASH ? '_' : String.fromCharCode(code))
  return digit < 0 ? NO_DIGIT : digit
})
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
const encoder = new TextEncoder()

/** What is unusual about a Base64 text that decodes. */
type SpellingProblem = 'standard' | 'padding'

/** What is wrong with a Base64 text, worst first; `padding` and `standard` texts still decode. */
export type Base64Problem = 'alphabet' | 'length' | 'utf8' | SpellingProblem

/** A Base64 text taken apart: the decoded text where there is one, and what is unusual about the spelling. */
export type Base64Reading =
  | { readonly text: string; readonly problem?: SpellingProblem }
  | { readonly text?: never; readonly problem: Exclude<Base64Problem, SpellingProblem> }

const HAS_OTHERS = /[^\0-\x7f]/
const HAS_STANDARD = /[+/]/

/** URL-safe Base64 without padding of the UTF-8 bytes of `text`: the spelling that OSS documents. */
export function encodeBase64Url(text: string): string {
  // Most names are ASCII, which is its own UTF-8: encoding those takes five times as long as all the rest.
  const padded = btoa(HAS_OTHERS.test(text) ? binaryOf(encoder.encode(text)) : text)
  const padding = padded.indexOf('=')
  const digits = padding < 0 ? padded : padded.slice(0, padding)
  return HAS_STANDARD.test(digits) ? digits.replaceAll('+', '-').replaceAll('/', '_') : digits
}

/** A character for each byte. */
function binaryOf(bytes: Uint8Array): string {
  let binary = ''
  for (let at = 0; at < bytes.length; at += 0x8000) binary += String.fromCharCode(...bytes.subarray(at, at + 0x8000))
  return binary
}

/** The decoded text, or undefined when `value` is not Base64 of UTF-8 text. */
export function decodeBase64Url(value: string): string | undefined {
  return readBase64(value).text
}

/** Reads every form in use: URL-safe or standard alphabet, padded or not. Several rules ask for the same value in turn. */
export const readBase64: (value: string) => Base64Reading = /* @__PURE__ */ memoizeLast(read)

function read(value: string): Base64Reading {
  const unpadded = value.indexOf('=')
  const digits = unpadded < 0 ? value : value.slice(0, unpadded)
  const padding = value.slice(digits.length)
  if (padding.length > 2 || padding !== '='.repeat(padding.length)) return { problem: 'alphabet' }
  const bytes: number[] = []
  let isStandard = false
  let bits = 0
  let isAscii = true
  for (let at = 0; at < digits.length; at++) {
    const code = digits.charCodeAt(at)
    const digit = DIGITS[code] ?? NO_DIGIT
    if (digit === NO_DIGIT) return { problem: 'alphabet' }
    if (code === PLUS || code === SLASH) isStandard = true
    bits = (bits << 6) | digit
    if (at % 4 === 0) continue
    const byte = (bits >> (6 - 2 * (at % 4))) & 0xff
    if (byte > 0x7f) isAscii = false
    bytes.push(byte)
  }
  if (digits.length % 4 === 1) return { problem: 'length' }
  const text = isAscii && bytes.length < 4096 ? String.fromCharCode(...bytes) : decodeUtf8(bytes)
  if (text === undefined) return { problem: 'utf8' }
  if (isStandard) return { text, problem: 'standard' }
  return padding ? { text, problem: 'padding' } : { text }
}

function decodeUtf8(bytes: readonly number[]): string | undefined {
  try {
    return decoder.decode(Uint8Array.from(bytes))
  } catch {
    return undefined
  }
}
