import { HOLE } from '../language/tree.ts'
import { skipHole } from './hole.ts'
import type { Host } from './host.ts'
import { isValue, MEDIA_TYPE } from './recognise.ts'
import { makeSource, type Source } from './source.ts'
import { makeUnits, pushPlain, pushUnits, type Units } from './units.ts'

const KEY = /x-oss-(?:async-)?process=/i
const ADDRESS = /^(?:[a-z][a-z0-9+.-]*:)?\/\//i

/** One line that is not empty and no comment. */
interface Line {
  readonly text: string
  readonly start: number
}

function* linesOf(text: string): Generator<Line> {
  for (let at = 0; at <= text.length; ) {
    const found = text.indexOf('\n', at)
    const end = found < 0 ? text.length : found
    const raw = text.slice(at, end).replace(/\s#.*$/, '')
    const line = raw.trim().replace(/^\uFEFF/, '')
    if (line !== '' && !line.startsWith('#')) yield { text: line, start: at + raw.indexOf(line) }
    at = end + 1
  }
}

/** Begins like a process string with a parameter, whatever is wrong with it; no path and no media type does. */
const CERTAIN = /^\W?\s?(?:image|video|audio|doc|hls|imm|sys|style)\s?\/\s?[a-z-]+\s?,\s?[a-z]+_/i

/** True for a text most of whose first lines are process strings or URLs; one that surely is one is enough where no prose is around. */
export function isList(text: string): boolean {
  const counts = { all: 0, certain: 0, fitting: 0, prose: 0 }
  for (const { text: line } of linesOf(text)) {
    if (CERTAIN.test(line)) counts.certain++
    else if (KEY.test(line) || ADDRESS.test(line) || looksAlike(line)) counts.fitting++
    else if (/\s/.test(line)) counts.prose++
    if (++counts.all === 50) break
  }
  const fitting = counts.certain + counts.fitting
  return fitting * 2 > counts.all || (counts.certain > 0 && counts.certain > counts.prose)
}

function looksAlike(line: string): boolean {
  return (
    !MEDIA_TYPE.test(line) &&
    !/\s/.test(line) &&
    /^(?:[a-z0-9-]+[/,|]|if_status_)/.test(line) &&
    isValue(line) &&
    !/\.[a-z]\w{0,4}$/i.test(line)
  )
}

/** The process strings of a list that stand without a key, one a line; lines with a key and plain addresses are left to the search for keys. */
export function extractList(host: Host): Source[] {
  const { text, family } = host
  const sources: Source[] = []
  for (const line of linesOf(text)) {
    if (KEY.test(line.text) || ADDRESS.test(line.text)) continue
    const units = readLine(host, line)
    sources.push(makeSource(text, family, { units, key: 'list', via: 'auto', fragment: false, notes: [], depth: 0 }))
  }
  return sources
}

/** Takes the line as it is but for its holes, so that the linter sees every mistake. */
function readLine(host: Host, { text, start }: Line): Units {
  const units = makeUnits()
  for (let at = 0; at < text.length; ) {
    const tail = text.slice(Math.max(0, at - 24), at)
    const found = /[${#%<&]/.test(text[at] ?? '') ? skipHole(host, start + at, tail) - start : -1
    const hole = found <= text.length ? found : -1
    if (hole > 0) pushUnits(units, HOLE, start + at, start + hole, 0)
    else pushPlain(units, text[at] ?? '', start + at, 0)
    at = hole > 0 ? hole : at + 1
  }
  return units
}
