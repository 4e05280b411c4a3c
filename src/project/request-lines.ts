import type { Via } from '../../grammar/catalogue/types.ts'
import type { Span } from '../language/tree.ts'
import { copyOf, type UnplacedFile } from '../report/place.ts'

/** A string of a text, and where it starts. */
export interface StringAt {
  readonly text: string
  readonly via: Via
  readonly start: number
}

/** A request line that was not met before, with what decides over its strings. */
interface NewRequest {
  readonly key: string
  readonly span: Span
  /** Where its question mark stands. */
  readonly query: number
}

/** What is known of the request lines of a text. */
export interface ReadRequests {
  /** The text, with blanks in place of the request lines that have no findings. */
  readonly rest: string
  /** The strings of those, in their order. */
  readonly clean: readonly StringAt[]
  readonly unknown: readonly NewRequest[]
}

/** The request lines without findings that were met in a log. */
export interface RequestLines {
  readonly read: (text: string) => ReadRequests
  /** Takes note of those that turned out to have no findings, given the strings of the text in their order. */
  readonly learn: (unknown: readonly NewRequest[], strings: HostStrings) => void
}

type HostStrings = readonly (Pick<UnplacedFile['strings'][number], 'text' | 'via' | 'span'> & {
  readonly diagnostics: readonly unknown[]
})[]

/** Request lines that are remembered at once. */
const REMEMBERED = 10_000

/**
 * A request line as servers write it to their logs. The name of the object says nothing of a process string, but for its extension and
 * signs of older languages, with which no name is plain. CDNs leave out the protocol; behind a literal of a program stands no number.
 */
const REQUEST =
  /"(?:GET|HEAD|POST|PUT) (https?:\/\/[\w.:-]{1,255})?\/(?:[\w./-]|%[89A-F][\dA-F])*?((?:\.\w{1,5})?\?[^\s"]+(?: HTTP\/[\d.]{1,3}"|"(?= \d)))/g

/**
 * Remembers the request lines of a log: it holds millions of them, with some hundred process strings, and to read each closely takes
 * ten times as long as to see that it is known.
 */
export function makeRequestLines(): RequestLines {
  /** Strings, from the question mark on. */
  const known = new Map<string, readonly StringAt[]>()
  return {
    read: text => {
      const clean: StringAt[] = []
      const unknown: NewRequest[] = []
      const parts: string[] = []
      let end = 0
      REQUEST.lastIndex = 0
      for (let match = REQUEST.exec(text); match; match = REQUEST.exec(text)) {
        const [line, host, tail = ''] = match
        const start = match.index
        const query = text.indexOf('?', start)
        const key = host === undefined ? tail : host + tail
        const strings = known.get(key)
        if (!strings) {
          unknown.push({ key, span: { start, end: REQUEST.lastIndex }, query })
          continue
        }
        // Written out, as a copy of each with "..." takes several times as long.
        for (const { text, via, start: at } of strings) clean.push({ text, via, start: query + at })
        parts.push(text.slice(end, start), ' '.repeat(line.length))
        end = REQUEST.lastIndex
      }
      return { rest: end === 0 ? text : parts.join('') + text.slice(end), clean, unknown }
    },
    learn: (unknown, strings) => {
      let next = 0
      for (const { key, span, query } of unknown) {
        while ((strings[next]?.span.end ?? Number.POSITIVE_INFINITY) <= span.start) next++
        const first = next
        while ((strings[next]?.span.start ?? Number.POSITIVE_INFINITY) < span.end) next++
        const own = strings.slice(first, next)
        const isClean = own.every(({ span, diagnostics }) => span.start >= query && diagnostics.length === 0)
        if (!isClean || own.length === 0) continue
        if (known.size >= REMEMBERED) known.clear()
        known.set(
          copyOf(key),
          own.map(({ text, via, span }) => ({ text: copyOf(text), via, start: span.start - query })),
        )
      }
    },
  }
}
