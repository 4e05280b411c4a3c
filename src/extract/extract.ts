import { HOLE } from '../language/tree.ts'
import { CATEGORY, EXPECTED, extractBare } from './bare.ts'
import { familyOf } from './family.ts'
import { type Host, makeHost } from './host.ts'
import { extractKeyed, KEY } from './keyed.ts'
import { extractList, isList } from './lists.ts'
import type { Source } from './source.ts'

/**
 * Finds the process strings in a host text, in the order of the text. The end of `fileName` tells the language; a text without a
 * name is a list of process strings or URLs, one a line. Never throws; the time is linear in the length of the text.
 */
export function extract(text: string, fileName: string): Source[] {
  const family = familyOf(fileName)
  const list = family.list === 'always' || (family.list === 'maybe' && isList(text))
  const host = makeHost(text, family)
  if (!list) return collect(host, merge(findKeys(text), findBare(text)))
  const sources = [...collect(host, findKeys(text)), ...extractList(host)]
  return sources.sort((a, b) => a.span.start - b.span.start)
}

/** A place where a process string may be found. */
interface Candidate {
  readonly at: number
  readonly find: (host: Host) => Source | undefined
}

function findKeys(text: string): Candidate[] {
  return Array.from(text.matchAll(KEY), ({ 0: spelling, index }) => {
    const found = { start: index, end: index + spelling.length, spelling }
    return { at: index, find: (host: Host) => extractKeyed(host, found) }
  })
}

function findBare(text: string): Candidate[] {
  const candidate = (at: number, named: boolean): Candidate => ({ at, find: host => extractBare(host, at, named) })
  const categories = Array.from(text.matchAll(CATEGORY), match => candidate(match.index, false))
  return merge(
    categories,
    Array.from(text.matchAll(EXPECTED), match => candidate(match.index + match[0].length, true)),
  )
}

function merge(a: Candidate[], b: Candidate[]): Candidate[] {
  return a.length === 0 ? b : b.length === 0 ? a : [...a, ...b].sort((one, other) => one.at - other.at)
}

function collect(host: Host, candidates: readonly Candidate[]): Source[] {
  const sources: Source[] = []
  let open: Source[] = []
  for (const { at, find } of candidates) {
    open = open.filter(source => source.span.end > at)
    if (open.some(source => isWritten(source, at))) continue
    const source = find(host)
    if (!source) continue
    sources.push(source)
    open.push(source)
  }
  return sources.sort((a, b) => a.span.start - b.span.start)
}

/** True where the host text at `at` is read as text of the source already, and not as one of its holes. */
function isWritten(source: Source, at: number): boolean {
  let low = 0
  let high = source.text.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if (source.toHost({ start: middle, end: middle + 1 }).start <= at) low = middle
    else high = middle - 1
  }
  return source.text[low] !== HOLE && source.toHost({ start: low, end: low + 1 }).end > at
}
