import { memoize } from '../../grammar/catalogue/memo.ts'
import { findOperation } from '../catalogue/catalogue.ts'
import { readJoined } from './before.ts'
import { callAround } from './context.ts'
import { type Host, spend } from './host.ts'
import type { ExtractNote } from './notes.ts'
import { type ReadValue, readValue } from './reader.ts'
import { makeSource, type Source } from './source.ts'
import { addressBefore, hostBefore, hostOf, isImgHost, isOssHost } from './url.ts'

const OTHER_KEYS = 'image_process=|x-(?:image|tos|bce|cos|eos|zos)-process=|image(?:View2?|Mogr2|slim|Ave)'
/** The first that the old picture service was asked, such as `100w`, `-50d`, `100-50-100-100a`, `100x100-5rc`; not `2x`, as pictures for sharp screens are called. */
const ASKED = String.raw`-?\d{1,4}(?:[x-]\d{0,4}){0,3}(?:[whlspPqQcerodab]|sh|bl|ci|rc|ic|pr|wh|an)(?![A-Za-z\d-])`
/** A size that the program fills in: `@${w}w`, `'@' + w + 'w_'`. */
const ASKED_LATER = String.raw`(?:[$#]?\{[^{}\n]{1,60}\}|["'\x60]\s{0,9}[+.]\s{0,9}[\w.$()[\]]{1,60}\s{0,9}[+.]\s{0,9}["'\x60])[whlspq](?:_|["'\x60])`

/** Keys of the CDN and of other clouds, and the sizes of the old picture service behind a file name. What stands in front is asked last: it is no quick search. */
export const FOREIGN: RegExp = new RegExp(
  [
    String.raw`(?:image_process=|process=(?=(?:image|video|style)(?:/|%2[fF]))|x-(?:image|tos|bce|cos|eos|zos)-process=|image(?:View2?|Mogr2|slim|Ave)(?=[/|&"'\x60\s]))(?<=[?&](?:process=|${OTHER_KEYS}))`,
    String.raw`@(?<=(?:\.\w{2,5}|\$\w{1,40}|["'\x60}])@)(?=${ASKED}|${ASKED_LATER}|watermark=\d|![\w-])`,
  ].join('|'),
  'g',
)

const TAKES = 'x-oss-process'

/** What asks an OSS host in a way that OSS does not know. Behind any other host it may be right. */
export function extractForeign(host: Host, at: number, spelling: string): Source | undefined {
  const { text, family } = host
  const address = hostOf(addressOf(host, at)) ?? hostBefore(text, at)
  if (!isOssHost(address) && !(spelling === '@' && isNameGiven(host, at))) return undefined
  // A style behind "!" is right at the host of a bucket.
  if (text[at + 1] === '!' && spelling === '@' && !isImgHost(address)) return undefined
  const reading = readValue(host, at + spelling.length)
  spend(host, reading.end - at)
  const note = noteOf(spelling, at, reading, address ?? '')
  const facts = { units: reading.units, key: 'foreign', via: 'get', fragment: false, open: false, depth: 0 } as const
  return makeSource(text, family, { ...facts, notes: [note] })
}

/** The address in front, also where it is joined from literals: `'https://...' + name + '@100w'`. */
function addressOf(host: Host, at: number): string {
  const own = addressBefore(host.text, at)
  const before = own === '' && isQuote(host.text, at - 1) ? (readJoined(host, at - 1)?.text ?? '') : own
  return own === '' ? addressBefore(before, before.length) : own
}

const TAKING_NAME = /(?:signature_?url|sign_?url|presign\w*|get_?object\w*)$/i
const KEY_BEFORE = /\b[kK]ey["']?\s*[:=]\s*[\w$.]+\s*[+.]\s*$/
const OSS_ENDPOINT = /\boss-[\w-]{2,30}\.aliyuncs\.com/
const namesOss = memoize(({ text }: Host) => OSS_ENDPOINT.test(text))

/** True for the end of the name of an object, `key: name + '@100w'`, in a program that names OSS. */
function isNameGiven(host: Host, at: number): boolean {
  const { text } = host
  if (!isQuote(text, at - 1)) return false
  const isName = KEY_BEFORE.test(text.slice(Math.max(0, at - 80), at - 1)) || TAKING_NAME.test(callAround(text, at - 1))
  return isName && namesOss(host)
}

const isQuote = (text: string, at: number): boolean => /["'`]/.test(text[at] ?? '')

function noteOf(spelling: string, at: number, { units }: ReadValue, host: string): ExtractNote {
  const span = { start: at, end: at + spelling.length }
  // The old picture service took sizes there, at its own hosts.
  if (spelling === '@' && isImgHost(host)) return { messageId: 'imgHost', span, params: { key: TAKES, host } }
  if (spelling === '@') return { messageId: 'oldAddress', span, params: { key: TAKES } }
  if (spelling === 'process=')
    return { messageId: 'misspelledKey', span, params: { key: `${TAKES}=`, found: spelling } }
  if (!spelling.startsWith('image_'))
    return { messageId: 'otherKey', span, params: { key: TAKES, found: spelling.replace('=', '') } }
  const [first = ''] = /^[a-z-]+/.exec(units.text) ?? []
  const category = findOperation('image', first) ? 'image/' : ''
  return { messageId: 'misspelledKey', span, params: { key: `${TAKES}=${category}`, found: spelling } }
}
