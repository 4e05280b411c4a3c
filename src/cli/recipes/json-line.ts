import { toJson } from './formats.ts'
import type { Shown } from './requests.ts'

/** Stands for a text that differs from job to job. With a character beyond Latin-1 all texts around it would take twice the memory. */
const HOLE = '\xff'
/** Headers that differ from job to job. */
const OWN_HEADERS = ['Content-MD5', 'Authorization']
const NEEDS_ESCAPES = /[^ !#-[\]-~]/

/** The texts of a line that are its own, in their order, and those that it shares with its neighbours. */
interface Parts {
  readonly own: string[]
  readonly shared: (string | undefined)[]
}

/** What jobs in a row share; from the second one on, the text of their lines around what is their own. */
interface Row {
  readonly shared: Parts['shared']
  readonly texts?: readonly string[]
}

/**
 * Writes jobs as lines of JSON, each what `JSON.stringify` makes of `toJson`. Of jobs in a row nearly all of the text is the same
 * and made once. What a job is called and its process string are looked at each time; the other texts of a row are encoded, so
 * that with one of them all are plain.
 */
export function jsonLines(): (shown: Shown) => string {
  let row: Row = { shared: [] }
  return shown => {
    const { process, key, label } = shown.job
    if (isSpecial(process) || isSpecial(key) || isSpecial(label)) return lineOf(shown)
    const { own, shared } = partsOf(shown)
    if (!isSame(shared, row.shared)) {
      row = { shared }
      return lineOf(shown)
    }
    const texts = row.texts ?? (own.some(isSpecial) ? [] : textsOf(shown))
    row = { shared, texts }
    return texts.length === own.length + 1 ? fill(texts, own) : lineOf(shown)
  }
}

function isSpecial(text: string): boolean {
  return NEEDS_ESCAPES.test(text)
}

function isSame(left: Row['shared'], right: Row['shared']): boolean {
  if (left.length !== right.length) return false
  for (let at = 0; at < left.length; at++) if (left[at] !== right[at]) return false
  return true
}

function fill([first = '', ...texts]: readonly string[], own: readonly string[]): string {
  return texts.reduce((line, text, index) => line + own[index] + text, first)
}

function lineOf(shown: Shown): string {
  return `${JSON.stringify(toJson(shown))}\n`
}

function partsOf({ job, request, url }: Shown): Parts {
  const { process, via, key, bucket, endpoint, region, label } = job
  const own = [process, key, label]
  const shared = [via, bucket, endpoint, region]
  if (!request || url === undefined) return { own, shared }
  own.push(url)
  for (const name of Object.keys(request.headers)) {
    const value = request.headers[name] ?? ''
    if (OWN_HEADERS.includes(name)) own.push(value)
    else shared.push(name, value)
  }
  if (request.body !== '') own.push(request.body)
  return { own, shared }
}

/** The line of a job around its holes. */
function textsOf({ job, request, url }: Shown): readonly string[] {
  const holed = { ...job, process: HOLE, key: HOLE, label: HOLE }
  if (!request || url === undefined) return lineOf({ job: holed }).split(HOLE)
  const names = OWN_HEADERS.filter(name => name in request.headers)
  const headers = { ...request.headers, ...Object.fromEntries(names.map(name => [name, HOLE])) }
  const body = request.body && HOLE
  return lineOf({ job: holed, request: { ...request, headers, body }, url: HOLE }).split(HOLE)
}
