import { HOLE } from '../language/tree.ts'
import {
  CATEGORY,
  EXPECTED,
  extractBare,
  extractJoined,
  extractParameter,
  extractPiece,
  extractTargetParameter,
  PARAMETER,
  PIECE,
  SURE_PIECE,
  TARGET_PARAMETER,
} from './bare.ts'
import { familyOf } from './family.ts'
import { extractForeign, FOREIGN } from './foreign.ts'
import { type Host, isTired, makeHost } from './host.ts'
import { JOINED } from './joined-list.ts'
import { extractKeyed, KEY } from './keyed.ts'
import { extractList, isList } from './lists.ts'
import type { Source } from './source.ts'

/** What was found in a text, to go on from when the text changes. */
export interface Extraction {
  readonly text: string
  readonly sources: readonly Source[]
  /** Undefined where a change may change anything: in lists, and in texts that are made to be slow. */
  readonly candidates?: readonly Candidate[]
  readonly hasKey?: boolean
}

/**
 * Finds the process strings in a host text, in the order of the text. The end of `fileName` tells the language; a text without a
 * name is a list of process strings or URLs, one a line. Never throws; the time is linear in the length of the text.
 */
export function extract(text: string, fileName: string): Source[] {
  return [...extractAgain(undefined, text, fileName).sources]
}

/**
 * Like {@link extract}, for a text that came from another one by a change: what stands far from the change is not read again. `before` is
 * what was found in that other text, under the same name.
 *
 *     const first = extractAgain(undefined, "u = '?x-oss-process=image/resize,w_1'", 'a.ts')
 *     extractAgain(first, "u = '?x-oss-process=image/resize,w_12'", 'a.ts').sources[0]?.text // 'image/resize,w_12'
 */
export function extractAgain(before: Extraction | undefined, text: string, fileName: string): Extraction {
  const family = familyOf(fileName)
  const list = family.list === 'always' || (family.list === 'maybe' && isList(text))
  const host = makeHost(text, family, list)
  if (list) return { text, sources: extractFromList(host) }
  const hasKey = HAS_KEY.test(text)
  const known = before?.hasKey === hasKey ? before.candidates : undefined
  const candidates = known
    ? carry(known, text, changeBetween(before?.text ?? '', text), hasKey)
    : patternsOf(hasKey).flatMap((pattern, order) => findAll(pattern, order, text, 0, text.length))
  const { sources, looked } = collect(host, candidates.sort(byPlace))
  return { text, sources, hasKey, ...(isTired(host) ? {} : { candidates: looked }) }
}

function extractFromList(host: Host): readonly Source[] {
  const { text } = host
  const candidates = [KEYED, FOREIGN_KEY, KEYLESS].flatMap((pattern, order) =>
    findAll(pattern, order, text, 0, text.length),
  )
  const keyed = collect(host, candidates.sort(byPlace)).sources
  return [...keyed, ...extractList(host, keyed)].sort((a, b) => a.span.start - b.span.start)
}

/** How candidates look, and how one is read. */
interface Pattern {
  readonly expression: RegExp
  /** True where the candidate starts behind what is matched. */
  readonly isBehind?: true
  readonly isWanted?: (text: string, at: number) => boolean
  readonly find: (host: Host, at: number, spelling: string) => Source | undefined
}

const KEYED: Pattern = {
  expression: KEY,
  find: (host, at, spelling) => extractKeyed(host, { start: at, end: at + spelling.length, spelling }),
}
const FOREIGN_KEY: Pattern = { expression: FOREIGN, find: extractForeign }
/** Process strings that stand right behind a question mark. */
const KEYLESS: Pattern = {
  expression: CATEGORY,
  isWanted: (text, at) => /[?&]/.test(text[at - 1] ?? ''),
  find: (host, at) => extractBare(host, at, false),
}
const PIECES: Pattern = { expression: PIECE, find: extractPiece }
const PARAMETERS: Pattern = { expression: PARAMETER, isBehind: true, find: extractParameter }
const TARGETS: Pattern = { expression: TARGET_PARAMETER, isBehind: true, find: extractTargetParameter }
const SURE_PIECES: Pattern = { expression: SURE_PIECE, find: extractPiece }
const BARE: readonly Pattern[] = [
  { expression: JOINED, find: extractJoined },
  { expression: CATEGORY, find: (host, at) => extractBare(host, at, false) },
]
const NAMED: Pattern = { expression: EXPECTED, isBehind: true, find: (host, at) => extractBare(host, at, true) }

/** Without the key in it a text has no use for most pieces of process strings. */
const HAS_KEY = /x-oss-(?:async-)?process/i

function patternsOf(hasKey: boolean): readonly Pattern[] {
  return [KEYED, FOREIGN_KEY, ...BARE, ...(hasKey ? [PIECES, PARAMETERS] : [SURE_PIECES]), TARGETS, NAMED]
}

/** A place where a process string may be found. */
interface Candidate {
  readonly pattern: Pattern
  /** Of candidates at the same place the first one is read first. */
  readonly order: number
  /** What was matched. */
  readonly start: number
  readonly spelling: string
  readonly at: number
  /** How many characters were read from it; undefined where it was not read. */
  readonly read: number | undefined
  readonly source: Source | undefined
}

// Written out, as thousands are made at each key: copies with "..." take ten times as long.
function makeCandidate(
  pattern: Pattern,
  order: number,
  start: number,
  spelling: string,
  at: number,
  read?: number,
  source?: Source,
): Candidate {
  return { pattern, order, start, spelling, at, read, source }
}

function byPlace(one: Candidate, other: Candidate): number {
  return one.at - other.at || one.order - other.order
}

/** The candidates of a pattern that start in [from, to). */
function findAll(pattern: Pattern, order: number, text: string, from: number, to: number): Candidate[] {
  const { expression, isBehind, isWanted } = pattern
  const found: Candidate[] = []
  expression.lastIndex = from
  for (let match = expression.exec(text); match && match.index < to; match = expression.exec(text)) {
    const { 0: spelling, index: start } = match
    if (isWanted?.(text, start) !== false)
      found.push(makeCandidate(pattern, order, start, spelling, isBehind ? start + spelling.length : start))
  }
  expression.lastIndex = 0
  return found
}

/** Reads the candidates in their order, but not those that stand in the text of a source. */
function collect(
  host: Host,
  candidates: readonly Candidate[],
): { readonly sources: readonly Source[]; readonly looked: readonly Candidate[] } {
  const sources: Source[] = []
  let open: Source[] = []
  const looked = candidates.map(candidate => {
    const { at } = candidate
    if (open.length > 0) {
      open = open.filter(source => source.span.end > at)
      if (open.some(source => isWritten(source, at))) return candidate
    }
    const known = candidate.read === undefined ? lookAt(host, candidate) : candidate
    if (known.source) {
      sources.push(known.source)
      open.push(known.source)
    }
    return known
  })
  return { sources: sources.sort((a, b) => a.span.start - b.span.start), looked }
}

function lookAt(host: Host, candidate: Candidate): Candidate {
  const { at, pattern, spelling } = candidate
  host.work.end = at
  const source = pattern.find(host, at, spelling)
  return { ...candidate, source, read: Math.max(host.work.end, source?.span.end ?? at) - at }
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

/** What differs between two texts: [start, end) of the later one came for what ended at `oldEnd`. */
export interface TextChange {
  readonly start: number
  readonly end: number
  readonly oldEnd: number
}

/** Equal pieces of this length are passed at once, which is much faster than character by character. */
const PIECE_LENGTH = 4096

/** The one change that makes a text of another, without the same beginning and end. */
export function changeBetween(before: string, after: string): TextChange {
  const shorter = Math.min(before.length, after.length)
  const start = sameUpTo(shorter, (at, length) => [before, after].map(text => text.slice(at, at + length)))
  const same = sameUpTo(shorter - start, (at, length) =>
    [before, after].map(text => text.slice(text.length - at - length, text.length - at)),
  )
  return { start, end: after.length - same, oldEnd: before.length - same }
}

/** How far two texts are equal; `piece` cuts the same piece of both. */
function sameUpTo(most: number, piece: (at: number, length: number) => readonly string[]): number {
  let at = 0
  for (let length = PIECE_LENGTH; length >= 1; length = length === 1 ? 0 : length / 8) {
    while (at + length <= most && isSame(piece(at, length))) at += length
  }
  return at
}

function isSame([one, other]: readonly string[]): boolean {
  return one === other
}

/** A pattern looks so far around what it matches. */
const MARGIN = 400
/** Reading looks so far around a value; where a hole may be filled by an encoder of Base64 the functions of the file are looked at. */
const [NEAR, FAR] = [6_000, 27_000]

/** The candidates of a text after a change; those near it are found anew. */
function carry(known: readonly Candidate[], text: string, change: TextChange, hasKey: boolean): Candidate[] {
  return patternsOf(hasKey).flatMap((pattern, order) => {
    const own = known.filter(candidate => candidate.pattern === pattern)
    return carryPattern(own, pattern, order, text, change)
  })
}

function carryPattern(
  known: readonly Candidate[],
  pattern: Pattern,
  order: number,
  text: string,
  change: TextChange,
): Candidate[] {
  const { start, end, oldEnd } = change
  const shift = end - oldEnd
  const [from, to] = [Math.max(0, start - MARGIN), end + MARGIN]
  const endOf = (candidate: Candidate) => candidate.start + candidate.spelling.length
  const before = known.filter(candidate => endOf(candidate) <= from)
  const first = Math.min(from, known[before.length]?.start ?? from)
  const near = findAll(pattern, order, text.slice(0, to + MARGIN), first, to)
  const last = near.at(-1)
  const rest = Math.max(to, last ? endOf(last) : 0) - shift
  return [
    ...before.map(candidate => keepBefore(candidate, text, start)),
    ...near,
    ...known
      .slice(before.length)
      .filter(candidate => candidate.start >= rest)
      .map(candidate => moveBehind(candidate, text, change)),
  ]
}

const reachOf = ({ source }: Candidate): number => (source && source.holes.length > 0 ? FAR : NEAR)

/** A candidate in front of a change; what was read near the change is read again. */
function keepBefore(candidate: Candidate, text: string, change: number): Candidate {
  const { pattern, order, start, spelling, at, read, source } = candidate
  if (read === undefined) return candidate
  if (at + read + reachOf(candidate) > change) return makeCandidate(pattern, order, start, spelling, at)
  return source ? makeCandidate(pattern, order, start, spelling, at, read, source.moved(text, 0)) : candidate
}

function moveBehind(candidate: Candidate, text: string, { oldEnd, end }: TextChange): Candidate {
  const { pattern, order, start, spelling, at, read, source } = candidate
  const shift = end - oldEnd
  return at - reachOf(candidate) < oldEnd
    ? makeCandidate(pattern, order, start + shift, spelling, at + shift)
    : makeCandidate(pattern, order, start + shift, spelling, at + shift, read, source?.moved(text, shift))
}
