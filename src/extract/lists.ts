import { categoryWords } from '../../grammar/catalogue/categories.ts'
import { findOperation } from '../catalogue/catalogue.ts'
import { HOLE } from '../language/tree.ts'
import { skipHole } from './hole.ts'
import type { Host } from './host.ts'
import { isCertain } from './recognise.ts'
import { makeSource, type Source } from './source.ts'
import { makeUnits, pushPlain, pushUnits, type Units } from './units.ts'

const KEY = /x-oss-(?:async-)?process=/i
const ADDRESS = /^(?:[a-z][a-z0-9+.-]*:)?\/\//i

/** One line that is not empty and no comment. */
interface ListLine {
  readonly text: string
  readonly start: number
}

function* linesOf(text: string): Generator<ListLine> {
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
const CERTAIN = new RegExp(
  String.raw`^\W?\s?(?:${categoryWords('csv', 'json', 'trigger')})\s?/\s?[a-z-]+\s?,\s?(?:[a-z]+_|-?\d)`,
  'i',
)

/** `image/format,webp,` before a key: the line is a string, and the key stands in the place of a separator. */
const BEGUN = new RegExp(String.raw`^\W?\s?(?:${categoryWords('csv', 'json', 'trigger')})/[^?\s]{1,400},$`, 'i')
const LONGEST_BEGUN = 420

/** True for a key between the operations of a line. */
export function isInsideString({ text, isList: isLines }: Host, at: number): boolean {
  if (!isLines || text[at - 1] !== ',') return false
  const before = text.slice(Math.max(0, at - LONGEST_BEGUN), at)
  return BEGUN.test(before.slice(before.lastIndexOf('\n') + 1))
}

/** What the first lines of a text are. */
interface LineCounts {
  all: number
  /** Process strings for sure, or lines with the key. */
  certain: number
  /** Names of operations that lack their parameters, as routes and topics are called, too. */
  names: number
  prose: number
}

function countLines(text: string): LineCounts {
  const counts = { all: 0, certain: 0, names: 0, prose: 0 }
  for (const { text: line } of linesOf(text)) {
    if (isSure(line)) counts.certain++
    else if (isName(line)) counts.names++
    else if (/\s/.test(line)) counts.prose++
    if (++counts.all === 50) break
  }
  return counts.certain === 0 ? counts : { ...counts, certain: counts.certain + counts.names }
}

const NAME = /^([a-z]+)\/([a-z-]+)$/

function isName(line: string): boolean {
  const [, category = '', name = ''] = NAME.exec(line) ?? []
  return findOperation(category, name) !== undefined
}

/** The operations that take no parameters, such as `image/average-hue`, are whole. */
function isSure(line: string): boolean {
  const [whole, category = '', name = ''] = NAME.exec(line) ?? []
  if (whole !== undefined) return findOperation(category, name)?.parameters.size === 0
  return CERTAIN.test(line) || KEY.test(line) || isCertain(line)
}

/** True for a text of which more lines surely are process strings, or have the key, than are prose. */
export function isList(text: string): boolean {
  const { certain, prose } = countLines(text)
  return certain > prose
}

/**
 * The process strings of a list that stand without a key, one a line. Lines in which a key was found, and plain addresses, are none.
 * A text that only may be a list has other lines, too: there a line counts that surely is a process string, or any without a blank of a
 * text that has mostly such.
 */
export function extractList(host: Host, keyed: readonly Source[]): Source[] {
  const { text, family } = host
  const sources: Source[] = []
  const counts = family.list === 'always' ? undefined : countLines(text)
  const takesMost = counts && counts.certain * 2 >= counts.all
  let next = 0
  for (const line of linesOf(text)) {
    while ((keyed[next]?.span.start ?? text.length) < line.start) next++
    const isKeyed = (keyed[next]?.span.start ?? text.length) < line.start + line.text.length
    const key = KEY.exec(line.text)
    if (
      isKeyed ||
      (key && !isInsideString(host, line.start + key.index)) ||
      ADDRESS.test(line.text) ||
      !(!counts || (takesMost && !/\s/.test(line.text)) || isSure(line.text) || isName(line.text))
    )
      continue
    const units = readLine(host, line)
    const facts = { units, key: 'list', via: 'auto', fragment: false, open: false, notes: [], depth: 0 } as const
    sources.push(makeSource(text, family, facts))
  }
  return sources
}

/** Takes the line as it is but for its holes, so that the linter sees every mistake. */
function readLine(host: Host, { text, start }: ListLine): Units {
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
