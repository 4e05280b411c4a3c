import type { SourceKey } from './context.ts'
import type { Host } from './host.ts'
import type { FoundKey } from './keyed.ts'
import type { ExtractMessageId, ExtractNote } from './notes.ts'

const LONGEST_URL = 2048
const SIGNATURE = /[?&;](?:Signature|x-oss-signature|x-oss-credential|OSSAccessKeyId)=/i
const SIGNING_CALL = /(?:pre_?sign\w*|sign(?:ature|ed)?_?url|generate_?(?:presigned)?_?url|signed\w*)[^"'`\n]*$/i
const FILE_END = /\.(?:jpe?g|png|gif|webp|bmp|heic|avif|tiff?|mp4|mov|pdf|docx?)$/i
const ADDRESS = /^(?:https?:)?\/\/[^?{}$%#<+]*$/

/** Mistakes of the URL before a key. `quote` is where its literal opens, or -1. */
export function findUrlNotes(host: Host, found: FoundKey, key: SourceKey, quote: number): ExtractNote[] {
  const { text } = host
  const before = urlBefore(text, found.start)
  const path = before.replace(/(?:&amp;|\\u0026|[?&])$/, '')
  const separator = before.slice(path.length)
  const make = (messageId: ExtractMessageId, params: Record<string, string> = {}): ExtractNote[] => [
    { messageId, span: { start: found.start, end: found.end }, params: { key, ...params } },
  ]
  if (SIGNATURE.test(path) || (path === '' && isSignedOperand(text, quote))) return make('signedUrl')
  if (separator === '?' && path.includes('?') && !/^[?&]/.test(path) && !/[{}<]/.test(path))
    return make('secondQuestionMark')
  if (separator !== '' && separator !== '?' && ADDRESS.test(path)) return make('ampersandWithoutQuery')
  const end = separator === '' ? FILE_END.exec(path)?.[0] : undefined
  return end ? make('noSeparator', { found: end }) : []
}

/** The part of the URL that stands in front of `at`, without a look behind blanks, quotes and brackets. */
function urlBefore(text: string, at: number): string {
  let start = at
  while (start > 0 && at - start < LONGEST_URL && !BOUNDARIES.has(text[start - 1] ?? '')) start--
  return text.slice(start, at)
}

const BOUNDARIES: ReadonlySet<string> = new Set(' \t\r\n"\'`()')

/** True where the literal is joined to what a signing call returns. */
function isSignedOperand(text: string, quote: number): boolean {
  if (quote < 0) return false
  const before = text.slice(Math.max(0, quote - 120), quote)
  return /[+.~]\s*$/.test(before) && SIGNING_CALL.test(before.slice(before.lastIndexOf('\n') + 1))
}
