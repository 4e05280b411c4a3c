import type { Shown } from '../jobs/requests.ts'

/** A job as a value of JSON. */
export function toJson({ job, request, url }: Shown): object {
  const { process, via, key, bucket, endpoint, region, label } = job
  const shown = { process, via, key, bucket, endpoint, region, label }
  if (!request) return shown
  const { method, headers, body } = request
  return { ...shown, request: body === '' ? { method, url, headers } : { method, url, headers, body } }
}

/** Stands for a text that differs from job to job. With a character beyond Latin-1 all texts around it would take twice the memory. */
const HOLE = '\xff'
/** Headers that differ from job to job. */
const OWN_HEADERS = ['Content-MD5', 'Authorization']
const NEEDS_ESCAPES = /[^ !#-[\]-~]/

/** What jobs in a row share, as one of them has it; from the second one on, the text of their lines around what is their own. */
interface Row {
  readonly sample: Shown
  readonly headers: readonly Header[]
  readonly texts?: readonly string[]
}

/** A header of a row; one that differs from job to job has no value here. */
interface Header {
  readonly name: string
  readonly value: string | undefined
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
    const own = row && ownIn(shown, row)
    if (!row || !own) {
      row = { sample: shown, headers: headersOf(shown) }
      return lineOf(shown)
    }
    const texts = row.texts ?? (own.some(isSpecial) ? [] : textsOf(shown))
    if (!row.texts) row = { ...row, texts }
    return texts.length === own.length + 1 ? fill(texts, own) : lineOf(shown)
  }
}

function isSpecial(text: string): boolean {
  return NEEDS_ESCAPES.test(text)
}

function headersOf({ request }: Shown): readonly Header[] {
  return Object.entries(request?.headers ?? {}).map(([name, value]) => ({
    name,
    value: OWN_HEADERS.includes(name) ? undefined : value,
  }))
}

/** The texts of a line that are its own, in their order; undefined where the job does not share all that the row shares. */
function ownIn({ job, request, url }: Shown, { sample, headers }: Row): string[] | undefined {
  const other = sample.job
  if (job.via !== other.via || job.bucket !== other.bucket) return undefined
  if (job.endpoint !== other.endpoint || job.region !== other.region) return undefined
  const own = [job.process, job.key, job.label]
  if (!request || url === undefined) return sample.request ? undefined : own
  if (!sample.request || (request.body === '') !== (sample.request.body === '')) return undefined
  own.push(url)
  let at = 0
  for (const name in request.headers) {
    const header = headers[at++]
    const value = request.headers[name] ?? ''
    if (header?.name !== name) return undefined
    if (header.value === undefined) own.push(value)
    else if (header.value !== value) return undefined
  }
  if (at !== headers.length) return undefined
  if (request.body !== '') own.push(request.body)
  return own
}

function fill(texts: readonly string[], own: readonly string[]): string {
  let line = texts[0] ?? ''
  for (let at = 0; at < own.length; at++) line += `${own[at]}${texts[at + 1]}`
  return line
}

function lineOf(shown: Shown): string {
  return `${JSON.stringify(toJson(shown))}\n`
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
