import type { CleanStrings, LintedFile, LintedString } from './report.ts'

/** A string without findings. */
export type CleanString = Pick<LintedString, 'text' | 'via' | 'start'>

type StringKind = Pick<CleanString, 'text' | 'via'>

/** Line, column, and the kind of string or, of the first kinds, its number from the second time on: logs repeat themselves. */
type Row = readonly [line: number, column: number, kind: StringKind | number]

/** Kinds that have a number. */
const NUMBERED = 10_000

/** Characters that are packed at once. */
const PACKED = 4096

/** Keeps the strings of a file that have no findings. */
export function keepClean(): { add(string: CleanString): void; end(): CleanStrings } {
  const encoder = new TextEncoder()
  const packed: Uint8Array[] = []
  const numbers = new Map<string, number>()
  let open = ''
  const pack = () => {
    if (open !== '') packed.push(encoder.encode(open))
    open = ''
  }
  return {
    add: ({ text, via, start: { line, column } }) => {
      const key = `${via} ${text}`
      const number = numbers.get(key)
      if (number === undefined && numbers.size < NUMBERED) numbers.set(key, numbers.size)
      const row: Row = [line, column, number ?? { text, via }]
      open += `${JSON.stringify(row)}\n`
      if (open.length > PACKED) pack()
    },
    end: () => {
      pack()
      return packed
    },
  }
}

/** What a report needs of a string. */
export type ReportedString = CleanString & Pick<LintedString, 'diagnostics'>

/** All strings of a file that were kept, in the order of the text. */
export function* stringsOf({ strings, cleanStrings = [] }: LintedFile): Generator<ReportedString> {
  let next = 0
  for (const string of unpack(cleanStrings)) {
    for (let other = strings[next]; other && isBefore(other, string); other = strings[++next]) yield other
    yield { ...string, diagnostics: [] }
  }
  yield* strings.slice(next)
}

function* unpack(packed: CleanStrings): Generator<CleanString> {
  const decoder = new TextDecoder()
  const kinds: StringKind[] = []
  for (const bytes of packed) {
    for (const line of decoder.decode(bytes).trimEnd().split('\n')) {
      const [lineNumber, column, known]: Row = JSON.parse(line)
      const kind = typeof known === 'number' ? kinds[known] : known
      if (kind === undefined) continue
      if (kind === known && kinds.length < NUMBERED) kinds.push(kind)
      yield { ...kind, start: { line: lineNumber, column } }
    }
  }
}

function isBefore({ start: one }: CleanString, { start: other }: CleanString): boolean {
  return one.line < other.line || (one.line === other.line && one.column < other.column)
}
