import { toJson } from './formats.ts'
import type { Shown } from './requests.ts'

/** Stands for a text that differs from job to job. With a character beyond Latin-1 all texts around it would take twice the memory. */
const HOLE = '\xff'
/** Headers that differ from job to job. */
const OWN_HEADERS = ['Content-MD5', 'Authorization']
const NEEDS_ESCAPES = /[^ !#-[\]-~]/

/** What jobs in a row share, as one of them has it; from the second one on, the text of their lines around what is their own. */
interface Row {
  readonly sample: Shown
  readonly texts?: readonly string[]
}

/**
 * Writes jobs as lines of JSON, each what `JSON.stringify` makes of `toJson`. Of jobs in a row nearly all of the text is the same
 * and made once. What a job is called and its process string are looked at each time; the other texts of a row are encoded, so
 * that with one of them all are plain.
 */
export function jsonLines(): (shown: Shown) => string {
  let row: Row | undefined
  return shown => {
    const { process, key, label } = shown.job
    if (isSpecial(process) || isSpecial(key) || isSpecial(label)) return lineOf(shown)
    if (!row || !isAlike(shown, row.sample)) {
      row = { sample: shown }
      return lineOf(shown)
    }
    const own = ownOf(shown)
    const texts = row.texts ?? (own.some(isSpecial) ? [] : textsOf(shown))
    if (!row.texts) row = { sample: shown, texts }
    return texts.length === own.length + 1 ? fill(texts, own) : lineOf(shown)
  }
}

function isSpecial(text: string): boolean {
  return NEEDS_ESCAPES.test(text)
}

/** Whether two jobs share all that a row shares. */
function isAlike(left: Shown, right: Shown): boolean {
  const [one, other] = [left.job, right.job]
  if (one.via !== other.via || one.bucket !== other.bucket) return false
  if (one.endpoint !== other.endpoint || one.region !== other.region) return false
  if (left.request === undefined || right.request === undefined) return left.request === right.request
  if ((left.url === undefined) !== (right.url === undefined)) return false
  return isAlikeRequest(left.request, right.request)
}

type Request = NonNullable<Shown['request']>

function isAlikeRequest(left: Request, right: Request): boolean {
  if ((left.body === '') !== (right.body === '')) return false
  let count = 0
  for (const name in left.headers) {
    count++
    const value = right.headers[name]
    if (value === undefined || (value !== left.headers[name] && !OWN_HEADERS.includes(name))) return false
  }
  for (const _ in right.headers) count--
  return count === 0
}

function fill([first = '', ...texts]: readonly string[], own: readonly string[]): string {
  return texts.reduce((line, text, index) => line + own[index] + text, first)
}

function lineOf(shown: Shown): string {
  return `${JSON.stringify(toJson(shown))}\n`
}

/** The texts of a line that are its own, in their order. */
function ownOf({ job, request, url }: Shown): readonly string[] {
  const own = [job.process, job.key, job.label]
  if (!request || url === undefined) return own
  own.push(url)
  for (const name in request.headers) if (OWN_HEADERS.includes(name)) own.push(request.headers[name] ?? '')
  if (request.body !== '') own.push(request.body)
  return own
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
