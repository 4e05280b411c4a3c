import { HOLE, type Span } from '../language/tree.ts'

/** Decoded code units with the host text that each one was spelled with. */
export interface Units {
  text: string
  readonly starts: number[]
  readonly ends: number[]
  /** The literal that each unit stands in, counted from 0; -1 for a hole between two literals. */
  readonly pieces: number[]
}

/** No units. */
export function makeUnits(): Units {
  return { text: '', starts: [], ends: [], pieces: [] }
}

/** Appends a text that the host spells in [start, end): each of its code units gets the whole span. */
export function pushUnits(units: Units, text: string, start: number, end: number, piece: number): void {
  units.text += text
  for (let count = text.length; count > 0; count--) {
    units.starts.push(start)
    units.ends.push(end)
    units.pieces.push(piece)
  }
}

/** Appends a text that stands in the host as it is. */
export function pushPlain(units: Units, text: string, start: number, piece: number): void {
  units.text += text
  const { starts, ends, pieces } = units
  const end = start + text.length
  for (let at = start; at < end; at++) {
    starts.push(at)
    ends.push(at + 1)
    pieces.push(piece)
  }
}

/** Appends units [from, to) of `source`. */
export function copyUnits(units: Units, source: Units, from: number, to: number): void {
  units.text += source.text.slice(from, to)
  for (let at = from; at < to; at++) {
    units.starts.push(source.starts[at] ?? 0)
    units.ends.push(source.ends[at] ?? 0)
    units.pieces.push(source.pieces[at] ?? 0)
  }
}

/** The units [from, to). */
export function sliceUnits(source: Units, from: number, to: number = source.text.length): Units {
  const units = makeUnits()
  copyUnits(units, source, from, to)
  return units
}

/** Where the units [span.start, span.end) stand in the host. An empty span stays beside a written unit, not beside a hole. */
export function hostSpan({ text, starts, ends }: Units, { start, end }: Span): Span {
  if (end > start) return { start: starts[start] ?? 0, end: ends[end - 1] ?? 0 }
  const after = start < text.length && (start === 0 || text[start] !== HOLE || text[start - 1] === HOLE)
  const at = after ? starts[start] : ends[start - 1]
  return { start: at ?? 0, end: at ?? 0 }
}

const ESCAPES = /(?:%[0-9A-Fa-f]{2})+/y

/** One percent-decoding. Escapes that are no UTF-8 stay as they are written. */
export function decodePercent(source: Units): Units {
  if (!source.text.includes('%')) return source
  const units = makeUnits()
  let copied = 0
  for (let at = source.text.indexOf('%'); at >= 0; at = source.text.indexOf('%', at)) {
    const run = matchAt(ESCAPES, source.text, at)
    if (!run) {
      at++
      continue
    }
    copyUnits(units, source, copied, at)
    copied = at + run.length
    decodeRun(source, run, at, units)
    at = copied
  }
  copyUnits(units, source, copied, source.text.length)
  return units
}

/** Decodes a run of escapes character by character. */
function decodeRun(source: Units, run: string, offset: number, units: Units): void {
  for (let at = 0; at < run.length; ) {
    const length = utf8Length(Number.parseInt(run.slice(at + 1, at + 3), 16)) * 3
    const character = length > 0 && at + length <= run.length ? decodeEscape(run.slice(at, at + length)) : undefined
    const size = character === undefined ? 3 : length
    if (character === undefined) copyUnits(units, source, offset + at, offset + at + size)
    else {
      const start = source.starts[offset + at] ?? 0
      const end = source.ends[offset + at + size - 1] ?? 0
      pushUnits(units, character, start, end, source.pieces[offset + at] ?? 0)
    }
    at += size
  }
}

function utf8Length(byte: number): number {
  if (byte < 0x80) return 1
  if (byte < 0xc2) return 0
  return byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : byte < 0xf5 ? 4 : 0
}

function decodeEscape(escapes: string): string | undefined {
  try {
    return decodeURIComponent(escapes)
  } catch {
    return undefined
  }
}

const ESCAPE = /%([0-9A-Fa-f]{2})/y
const CONVERSION = /%0\d(?:(?:\.\d*)?[diouxXfs]|ll?[diux](?![A-Za-z]))/y

/** The length of the percent escape of one character at an offset; 0 where none stands, or a conversion such as `%d` or `%02d`. */
export function percentEscapeLength(text: string, at: number): number {
  const digits = execAt(ESCAPE, text, at)?.[1]
  if (digits === undefined || matchAt(CONVERSION, text, at)) return 0
  const length = utf8Length(Number.parseInt(digits, 16)) * 3
  return length > 0 && decodeEscape(text.slice(at, at + length)) !== undefined ? length : 0
}

/** What a sticky expression matches at an offset, or undefined. */
export function matchAt(pattern: RegExp, text: string, at: number): string | undefined {
  pattern.lastIndex = at
  return pattern.exec(text)?.[0]
}

/** Like `matchAt`, with the groups. */
export function execAt(pattern: RegExp, text: string, at: number): RegExpExecArray | undefined {
  pattern.lastIndex = at
  return pattern.exec(text) ?? undefined
}

/** Decodes the URL around and then the value: a value ends at the separators of its own URL. */
export function decodeTimes(source: Units, outer: number, inner: number): Units {
  // The query of the address around an encoded one begins at a plain "?".
  const query = outer > 0 ? source.text.indexOf('?') : -1
  let units = query < 0 ? source : sliceUnits(source, 0, query)
  for (let time = 0; time < outer; time++) {
    units = decodePercent(units)
    if (time < outer - 1) continue
    const end = units.text.search(/[&#\s"'<>]/)
    if (end >= 0) units = sliceUnits(units, 0, end)
  }
  return inner > 0 ? decodePercent(units) : units
}
